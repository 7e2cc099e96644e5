"""A check-in: when it may begin, what it tells when it opens, thanks, calls, and goals that are dropped meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.inputs import Pressed
from bot.store import walks
from conversations.sides import Side
from tests.bot.services import checkin_cast, goals_cast, walking_cast
from tests.bot.services.checkin_cast import begun, held
from tests.bot.services.goals_cast import CLINIC, HAVN, NAMED, Sides, press, sides
from tests.bot.services.joining_cast import run
from tests.stage import Shown, Somebody, Stage

D, L = Side.DANISH, Side.LOCAL


def told(who: Somebody, words: str) -> list[Shown]:
    return [shown for shown in who.chat.values() if words in shown.text]


@pytest.fixture
async def both(after_the_talk: Stage) -> Sides:
    """Two joint goals are agreed on."""
    found = sides(after_the_talk)
    await goals_cast.agree_on(found, NAMED[0], NAMED[3])
    return found


async def test_it_does_not_begin_before_the_start_is_over(sqlite_stage: Stage) -> None:
    everybody = await walking_cast.cast(sqlite_stage)
    for who in (walking_cast.DANISH, walking_cast.LOCAL, walking_cast.COORDINATOR):
        shown = await press(everybody[who], "Db:1:checkin")
        assert "Begin it when your start-up talk is over." in shown.text
    assert await run(sqlite_stage, lambda tx: walks.rounds_of(tx, 1, "checkin")) == ()


async def test_it_asks_about_the_goals_of_the_joint_list(both: Sides) -> None:
    one = await begun(both.stage)
    assert f'Goal "{NAMED[0]}": how is it going?' in both.local.sees()
    await one.presses(L, "a:{walk}:ci.goal.state.1:way")
    assert f'Goal "{NAMED[3]}": how is it going?' in both.local.sees()
    await one.presses(L, "a:{walk}:ci.goal.state.2:stuck")
    assert f'Goal "{NAMED[3]}": what is the main reason?' in both.local.sees()


async def test_the_opening_tells_how_the_goals_go_and_later_what_changed(both: Sides) -> None:
    states = {"ci.goal.state.1": "way", "ci.goal.state.2": "slow"}
    await held(both.stage, states, states)
    shown = told(both.danish, "How the goals are going")[-1].text
    assert f"· {NAMED[0]}: {HAVN}: On the way · {CLINIC}: On the way" in shown
    assert "Since last time" not in shown
    both.stage.now += timedelta(days=95)
    await held(both.stage, states, states | {"ci.goal.state.1": "reached"})
    for who in (both.danish, both.local, both.staff):
        again = told(who, "Since last time")[-1].text
        assert f"· {NAMED[0]}: {CLINIC}: On the way → Reached" in again


async def test_goals_show_how_each_of_them_went(both: Sides) -> None:
    await held(both.stage, {"ci.goal.state.1": "way"}, {"ci.goal.state.1": "slow"})
    for who in (both.danish, both.local, both.staff):
        shown = await press(who, "Gg:1")
        assert f"February 2027: {HAVN}: On the way · {CLINIC}: Slow" in shown.text


async def test_the_whole_series_is_there_when_it_is_longer_than_three(both: Sides) -> None:
    for _ in range(4):
        await held(both.stage, {"ci.goal.state.1": "way"}, {})
        both.stage.now += timedelta(days=32)
    shown = await press(both.local, "Gg:1")
    assert shown.text.count("2027: ") == 3
    assert [("Goal 1: over time", "Bg:1:1")] in shown.buttons
    assert (await press(both.local, "Bg:1:1")).text.count("2027: ") == 4
    for who, data in ((both.stage.person(99), "Bg:1:1"), (both.local, "Bg:1:77"), (both.local, "Bg:7:1")):
        assert "2027: " not in (await press(who, data)).text


@pytest.mark.parametrize("side", Side)
async def test_thanks_reach_the_other_side_once_as_a_message_of_their_own(both: Sides, side: Side) -> None:
    one = await begun(both.stage)
    thanks = {"ci.thanks": ["For the <film>"]}
    await one.holds(thanks if side is D else {}, thanks if side is L else {})
    own, other = one.phone(side), one.phone(side.other)
    name = HAVN if side is D else CLINIC
    assert [shown.text for shown in told(other, "thanks you:")] == [f"{name} thanks you:\nFor the <film>"]
    assert told(own, "thanks you:") == []


async def test_thanks_that_are_kept_are_not_delivered(both: Sides) -> None:
    one = await begun(both.stage)
    await one.answers(D, {}, "work")
    await one.ready(D, "work")
    await one.answers(D, {"ci.thanks": ["For the film"]}, "between")
    await one.presses(D, "V:{walk}:ci.thanks:staff")
    await one.ready(D, "between")
    for topic in ("work", "between"):
        await one.answers(L, {}, topic)
        await one.ready(L, topic)
    assert told(both.local, "For the film") == []
    assert told(both.local, "thanks you:") == []


async def test_a_wish_for_a_call_this_week_is_told_to_the_staff_at_once(both: Sides) -> None:
    await held(both.stage, {"ci.call": "some"}, {"ci.call": "week"})
    assert [shown.text for shown in told(both.staff, "would like a call")] == [
        f"{HAVN} – {CLINIC}\n{CLINIC} would like a call this week."
    ]
    assert told(both.danish, "would like a call this week") == []


async def test_what_a_side_told_staff_alone_is_not_among_what_the_other_side_is_told(both: Sides) -> None:
    said = {"ci.prob": ("late", "heard"), "ci.prob.say": ["We wait and wait"], "ci.kept.other": "no"}
    await held(both.stage, {"ci.kept.own": "yes"}, said)
    assert told(both.danish, "We wait and wait") == told(both.danish, "Not being heard") == []
    assert f"· Kept by {HAVN}? {HAVN}: Yes" in told(both.danish, "What was promised")[-1].text.split("\n")
    summary = told(both.staff, "Problems between the two sides")[-1].text
    assert "We wait and wait" in summary
    assert f"· Kept by {HAVN}? {HAVN}: Yes · {CLINIC}: No" in summary


async def drop_the_first_goal(both: Sides) -> None:
    """The Danish side puts the second goal alone forward, and the local side accepts."""
    await press(both.danish, "Ge:1")
    await goals_cast.change(both.danish, 1, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)


GONE = "The goal you were asked about is no longer on the joint list. What was answered about it is kept."


async def test_a_goal_that_is_dropped_meanwhile_is_asked_about_no_more(both: Sides) -> None:
    one = await begun(both.stage)
    await one.presses(L, "a:{walk}:ci.goal.state.1:stuck")
    await drop_the_first_goal(both)
    for who in (both.danish, both.local):
        assert told(who, GONE), who.sees()
        assert f'Goal "{NAMED[3]}": how is it going?' in told(who, GONE)[-1].text
    for data in ("a:{walk}:ci.goal.state.1:way", "s:{walk}:ci.goal.why.1", "m:{walk}:ci.goal.state.1"):
        for side in Side:
            shown = (await one.presses(side, data))[-1]
            assert shown.text.startswith(GONE), data
    await one.holds({}, {"ci.goal.state.2": "way"})
    assert f"· {NAMED[0]}: {CLINIC}: Stuck" in told(both.danish, "How the goals are going")[-1].text


async def test_who_is_elsewhere_when_a_goal_is_dropped_is_not_disturbed(both: Sides) -> None:
    one = await begun(both.stage)
    await one.presses(L, "a:{walk}:ci.goal.state.1:way", "a:{walk}:ci.goal.state.2:way")
    await drop_the_first_goal(both)
    assert told(both.local, GONE) == []


async def test_all_goals_gone_still_leaves_a_check_in(both: Sides) -> None:
    one = await checkin_cast.begun(both.stage)
    await drop_the_first_goal(both)
    await one.holds({"ci.done": ["Much"]}, {})
    assert told(both.local, "Much")


async def test_a_stranger_cannot_begin_one(both: Sides) -> None:
    await both.stage.person(99).does(Pressed("Db:1:checkin", None))
    assert await run(both.stage, lambda tx: walks.rounds_of(tx, 1, "checkin")) == ()
