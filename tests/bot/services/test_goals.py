"""/goals: the joint list with its signs and months, what waits for whom, and how to begin."""

from __future__ import annotations

import pytest

from bot.services.inputs import Pressed
from bot.store import people
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.bot.services import goals_cast as cast
from tests.bot.services import walking_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, NAMED, Sides, labels, press
from tests.bot.services.joining_cast import run
from tests.stage import Shown, Somebody, Stage
from tests.transcripts import quick


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return cast.sides(after_the_talk)


async def says(who: Somebody, words: str) -> Shown:
    return (await who.says(words))[-1]


async def settle(both: Sides, subject: str, words: str) -> None:
    """The Danish side writes it and the local side accepts."""
    await press(both.danish, f"ep:1:{subject}")
    await both.danish.says(words, show=False)
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)


async def test_without_a_joint_list_it_says_how_to_begin(both: Sides) -> None:
    shown = await says(both.local, "/goals")
    assert shown.text == (
        "Our joint goals\n"
        "There is no joint list of goals yet.\n"
        "Either side can make one out of what both have named, and put it forward."
    )
    assert shown.buttons == [[("Make the joint list", "Ge:1")], [("The plan", "Gp:1")]]


async def test_before_the_opening_it_says_what_it_waits_for(stage: Stage) -> None:
    everybody = await walking_cast.cast(stage)
    shown = await says(everybody[walking_cast.DANISH], "/goals")
    assert shown.text.endswith("It begins when both sides are ready with this topic: Goals")
    assert labels(shown) == [["The plan"]]
    for button in ("Ge:1", "Gw:1", "Gt:1:1", "Gk:1"):
        (tried,) = await walking_cast.tried(stage, walking_cast.DANISH, Pressed(button, None))
        assert (tried.changed, "no longer active" in tried.told[0][1]) == (False, True)


async def test_every_goal_stands_with_its_sign_its_month_and_what_waits_for_whom(both: Sides) -> None:
    await cast.agree_on(both, NAMED[0], NAMED[3])
    await settle(both, "su.goal.sign:1", "Thirty births <a month>")
    await press(both.danish, "ep:1:su.goal.month:1")
    await press(both.danish, "eq:1:su.goal.month:1:m:2028-06")
    await both.local.taps("Accept", show=False)
    await press(both.local, "ep:1:su.goal.sign:2")
    await both.local.says("Two names on the door", show=False)
    await both.local.taps("Put it forward", show=False)
    await press(both.local, "ep:1:su.goal.month:2")
    await press(both.local, "eq:1:su.goal.month:2:m:2027-12")
    shown = await says(both.danish, "/goals")
    assert shown.text == (
        "Our joint goals\n"
        "\n"
        f"1. {NAMED[0]}\n"
        "Sign: Thirty births <a month>\n"
        "Month: June 2028\n"
        "\n"
        f"2. {NAMED[3]}\n"
        "Sign: not settled yet\n"
        "Month: not settled yet\n"
        f"A sign waits for {HAVN}: Two names on the door\n"
        f"A month waits for {HAVN}: December 2027"
    )
    assert shown.buttons == [
        [("Goal 1: sign", "em:1:su.goal.sign:1"), ("Goal 1: month", "em:1:su.goal.month:1")],
        [("Goal 2: sign", "em:1:su.goal.sign:2"), ("Goal 2: month", "em:1:su.goal.month:2")],
        [("Change the list", "Ge:1")],
        [("Which matters most", "Gw:1")],
        [("The plan", "Gp:1")],
    ]


async def test_a_list_that_waits_is_announced_and_can_be_seen(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await both.danish.taps("Put it forward", show=False)
    shown = await says(both.local, "/goals")
    assert f"{HAVN} has put forward a list of goals. It waits for {CLINIC}." in shown.text
    assert "See what was put forward" in str(labels(shown))


async def test_a_month_that_is_over_is_said_without_a_judgement(both: Sides) -> None:
    await cast.agree_on(both, NAMED[0])
    await press(both.danish, "ep:1:su.goal.month:1")
    await press(both.danish, "eq:1:su.goal.month:1:m:2027-02")
    await both.local.taps("Accept", show=False)
    assert "The month is over." not in (await says(both.danish, "/goals")).text
    both.stage.now = both.stage.now.replace(month=3)
    assert "Month: February 2027\nThe month is over." in (await says(both.danish, "/goals")).text


async def test_staff_see_the_goals_and_can_change_nothing(both: Sides) -> None:
    await cast.agree_on(both, NAMED[0], NAMED[3])
    shown = await says(both.staff, "/goals")
    assert shown.text.startswith(f"{HAVN} – {CLINIC}\nOur joint goals\n\n1. {NAMED[0]}\n")
    assert labels(shown) == [["The plan"]]
    for data in ("Gt:1:1", "Gw:1", "Ge:1", "Gk:1"):
        assert NAMED[0] not in (await press(both.staff, data)).text


async def test_a_stranger_learns_nothing(both: Sides) -> None:
    await cast.agree_on(both, NAMED[0], NAMED[3])
    stranger = both.stage.person(77)
    for data in ("Gg:1", "Gp:1", "Gg:0:0", "Gp:0:1", "Gt:1:1", "Gw:1", "Gk:1"):
        assert NAMED[0] not in (await press(stranger, data)).text
        assert "Door" not in stranger.sees()
    for command in ("/goals", "/plan"):
        assert "Door" not in (await says(stranger, command)).text


async def test_whoever_is_in_several_partnerships_chooses_first(stage: Stage) -> None:
    everybody = await walking_cast.cast(stage)
    await everybody.joins(walking_cast.DANISH, Side.DANISH, everybody.other)
    danish = everybody[walking_cast.DANISH]
    for command, button in (("/goals", "Gg"), ("/plan", "Gp")):
        shown = await says(danish, command)
        assert shown.text == "Which partnership?"
        assert shown.buttons == [[("Havn – Shore", f"{button}:1")], [("Bakke – Hill", f"{button}:2")]]
        assert (await danish.taps("Bakke – Hill"))[-1].text.startswith("Bakke – Hill\nOur ")


async def test_staff_turn_over_a_long_list_of_partnerships(stage: Stage) -> None:
    await walking_cast.cast(stage)

    def more(tx: Transaction) -> None:
        who = people.arrive(tx, stage.now, walking_cast.COORDINATOR, "en").id
        for n in range(9):
            walking_cast._partnership(tx, stage, who, f"Club {n}", f"School {n}")

    await run(stage, more)
    staff = stage.person(walking_cast.COORDINATOR)
    first = await says(staff, "/goals")
    assert labels(first)[-1] == ["»"]
    assert len(first.buttons) == 9
    second = (await staff.taps("»"))[-1]
    assert labels(second) == [["Club 0 – School 0"], ["Havn – Shore"], ["«"]]


async def test_goals_that_a_side_keeps_to_itself_are_in_no_list(sqlite_stage: Stage) -> None:
    everybody = await walking_cast.cast(sqlite_stage)
    sides = ((walking_cast.DANISH, Side.DANISH), (walking_cast.LOCAL, Side.LOCAL))
    for _ in ("know", "exp"):
        for who, side in sides:
            await quick.finishes(everybody[who], side, "en")
    local = everybody[walking_cast.LOCAL]
    await quick.answers(local, Side.LOCAL, "en")
    await local.does(Pressed("V:2:su.goal.list:own", None), False)
    for who, side in sides:
        await quick.finishes(everybody[who], side, "en")
    for who in (walking_cast.DANISH, walking_cast.LOCAL):
        shown = await press(everybody[who], "Ge:1")
        assert [NAMED.index(words) for words in NAMED if words in shown.text] == [0, 2]
