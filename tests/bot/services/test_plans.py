"""/plan: steps by goal and promises by side, with who and by which month, and what waits for whom."""

from __future__ import annotations

import pytest

from bot.store import goals
from conversations.commitments import Commitment, Kind
from conversations.text import Month
from tests.bot.services import goals_cast as cast
from tests.bot.services import walking_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, NAMED, Sides, labels, press
from tests.bot.services.joining_cast import run
from tests.stage import Shown, Somebody, Stage


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return cast.sides(after_the_talk)


async def plan(who: Somebody) -> Shown:
    return (await who.says("/plan"))[-1]


async def add(who: Somebody, words: str, *buttons: str) -> None:
    """In the message that asks for words; the last button puts it forward."""
    await who.says(words, show=False)
    for button in buttons:
        await who.taps(button, show=False)


async def planned(both: Sides) -> None:
    """A step for a goal, one for none, and a promise of each side; the last one still waits."""
    await cast.agree_on(both, NAMED[0], NAMED[3])
    await plan(both.danish)
    await both.danish.taps("Add a step", show=False)
    await both.danish.taps("2", show=False)
    await add(both.danish, "Train two people", "Them", "Jun 2027", "Put it forward")
    await both.local.taps("Accept", show=False)
    await plan(both.local)
    await both.local.taps("Add a step", show=False)
    await both.local.taps("To none in particular", show=False)
    await add(both.local, "Visit each other", "Both", "Feb 2027", "Put it forward")
    await both.danish.taps("Accept", show=False)
    await plan(both.danish)
    await both.danish.taps("Add a promise", show=False)
    await add(both.danish, "Answer within a week", "Us", "Without a month", "Put it forward")
    await both.local.taps("Accept", show=False)
    await plan(both.danish)
    await both.danish.taps("Add a promise", show=False)
    await add(both.danish, "Send pictures", "Them", "Apr 2027", "Put it forward")


async def test_everything_planned_and_promised_stands_in_its_group_with_what_waits(both: Sides) -> None:
    await planned(both)
    shown = await plan(both.local)
    assert shown.text == (
        "Our plan\n"
        "\n"
        f"Steps for goal 2: {NAMED[3]}\n"
        "1. Train two people\n"
        f"{CLINIC}, by June 2027\n"
        "\n"
        "Other steps\n"
        "2. Visit each other\n"
        "Both sides, by February 2027\n"
        "\n"
        f"Promises: {HAVN}\n"
        "3. Answer within a week\n"
        f"{HAVN}, without a month\n"
        "\n"
        f"Promises: {CLINIC}\n"
        "4. Send pictures\n"
        f"{CLINIC}, by April 2027\n"
        f"Put forward by {HAVN}, waits for {CLINIC}.\n"
        "\n"
        "First full review together: not settled yet\n"
        "Planned until: not settled yet"
    )
    assert shown.buttons == [
        [
            ("1", "em:1:su.plan.step:1"),
            ("2", "em:1:su.plan.step:2"),
            ("3", "em:1:su.give.promise:3"),
            ("4", "em:1:su.give.promise:4"),
        ],
        [("Add a step", "Gk:1")],
        [("Add a promise", "ep:1:su.give.promise:+")],
        [("First full review", "em:1:su.plan.review"), ("Planned until", "em:1:su.fut.end")],
        [("Our joint goals", "Gg:1")],
    ]


async def test_they_are_rows_of_their_own(both: Sides) -> None:
    await planned(both)
    assert await run(both.stage, lambda tx: goals.commitments(tx, 1)) == (
        Commitment(2, Kind.STEP, "Visit each other", "both", Month(2027, 2)),
        Commitment(1, Kind.STEP, "Train two people", "local", Month(2027, 6), goal=2),
        Commitment(3, Kind.PROMISE, "Answer within a week", "danish", None),
    )


async def test_a_month_that_is_over_is_said_without_a_judgement(both: Sides) -> None:
    await planned(both)
    both.stage.now = both.stage.now.replace(month=3)
    shown = (await plan(both.danish)).text
    assert "Both sides, by February 2027\nThe month is over.\n" in shown
    assert shown.count("The month is over.") == 1


async def test_a_change_that_waits_leaves_what_counts_in_place(both: Sides) -> None:
    await planned(both)
    await press(both.local, "ep:1:su.plan.step:1")
    await both.local.taps("Other words", show=False)
    await add(both.local, "Train three people", "Other month", "Jul 2027", "Put it forward")
    await press(both.local, "ex:1:su.give.promise:3")
    await both.local.taps("Put it forward", show=False)
    shown = (await plan(both.danish)).text
    assert f"1. Train two people\n{CLINIC}, by June 2027\n{CLINIC} suggests a change. It waits for {HAVN}." in shown
    assert f"{HAVN}, without a month\n{CLINIC} suggests to take it out. This waits for {HAVN}." in shown


async def test_what_was_countered_before_it_ever_counted_stands_as_it_was_put_forward_last(both: Sides) -> None:
    await planned(both)
    await press(both.local, "ep:1:su.give.promise:4")
    await both.local.taps("Other words", show=False)
    await add(both.local, "Send pictures each spring", "Other month", "Without a month", "Put it forward")
    shown = (await plan(both.danish)).text
    assert (
        f"4. Send pictures each spring\n{CLINIC}, without a month\nPut forward by {CLINIC}, waits for {HAVN}." in shown
    )


async def test_a_step_of_a_goal_that_was_dropped_stays_in_the_plan(both: Sides) -> None:
    await planned(both)
    await press(both.danish, "Ge:1")
    await cast.change(both.danish, 2, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    assert "Other steps\n1. Visit each other\n" in (await plan(both.local)).text
    assert "2. Train two people\n" in (await plan(both.local)).text


async def test_the_first_review_and_the_time_horizon_frame_the_plan(both: Sides) -> None:
    for subject, month in (("su.plan.review", "2028-03"), ("su.fut.end", "2030-12")):
        await press(both.danish, f"ep:1:{subject}")
        await press(both.danish, f"eq:1:{subject}:m:{month}")
    await both.local.taps("Accept", show=False)
    assert (await plan(both.local)).text.endswith(
        f"First full review together: not settled yet\nA month waits for {CLINIC}: March 2028\n"
        "Planned until: December 2030"
    )


async def test_before_the_opening_it_says_what_it_waits_for(stage: Stage) -> None:
    everybody = await walking_cast.cast(stage)
    shown = await plan(everybody[walking_cast.LOCAL])
    assert shown.text == (
        "Our plan\n"
        "No step and no promise has been put forward yet.\n"
        "It begins when both sides are ready with this topic: Plan\n"
        "It begins when both sides are ready with this topic: Contributions\n"
        "\n"
        "First full review together: not settled yet\n"
        "Planned until: not settled yet"
    )
    assert labels(shown) == [["Our joint goals"]]


async def test_staff_see_the_plan_and_can_change_nothing(both: Sides) -> None:
    await planned(both)
    shown = await plan(both.staff)
    assert "1. Train two people\n" in shown.text
    assert labels(shown) == [["Our joint goals"]]


async def test_in_a_closed_partnership_the_plan_can_be_read_and_nothing_added(both: Sides) -> None:
    await planned(both)
    await press(both.staff, "qc:1")
    await press(both.staff, "qcy:1")
    shown = await plan(both.local)
    assert "1. Train two people\n" in shown.text
    assert labels(shown) == [["Our joint goals"]]
    assert "no longer active" in (await press(both.local, "Gk:1")).text


async def test_more_than_five_numbers_stand_in_several_rows(both: Sides) -> None:
    for n in range(6):
        await press(both.danish, "ep:1:su.give.promise:+")
        await add(both.danish, f"promise {n}", "Us", "Without a month", "Put it forward")
    assert labels(await plan(both.danish))[:2] == [["1", "2", "3", "4", "5"], ["6"]]
