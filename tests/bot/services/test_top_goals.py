"""Which joint goal matters most to each side: asked when a list is agreed on, and kept until both have said it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store import answers
from bot.store import tables as t
from bot.store.answers import Both
from bot.store.transaction import Transaction
from conversations.access import Actor
from conversations.dialogues import DIALOGUES
from conversations.sides import Side
from tests.bot.services import goals_cast as cast
from tests.bot.services import walking_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, NAMED, Sides, press
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.test_opening import _at_once
from tests.stage import Shown, Somebody, Stage
from tests.transcripts import beginnings

OFFER = "Does one of the joint goals help the local organisation to stand on its own feet?"
STRONGER = "It makes the local organisation stronger."
ASKED = "Which of the joint goals matters most to you?"


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return cast.sides(after_the_talk)


async def says(who: Somebody, words: str) -> Shown:
    return (await who.says(words))[-1]


async def said(stage: Stage) -> list[tuple[int, int]]:
    """(walk, goal) of every choice ever made."""
    query = select(t.Answer.walk_id, t.Answer.value).where(t.Answer.question == "su.goal.top").order_by(t.Answer.id)
    return [(walk, goal) for walk, goal in await run(stage, lambda tx: tx.execute(query).all())]


async def test_both_sides_are_asked_what_matters_most_when_a_list_is_agreed_on(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    for who in (both.danish, both.local):
        assert len([text for text in texts(who.new) if text.startswith(ASKED)]) == 1


async def test_what_matters_most_is_shown_when_both_have_said_it(both: Sides) -> None:
    await cast.agree_on(both, *NAMED[:3])
    shown = await press(both.local, "Gt:1:2")
    assert shown.text == (
        f"Which goal matters most\n{CLINIC}: 2. {NAMED[1]}\n"
        "✓ Kept. It is shown to both sides when the other side has chosen too."
    )
    shown = await press(both.danish, "Gt:1:3")
    told = f"Which goal matters most\n{HAVN}: 3. {NAMED[2]}\n{CLINIC}: 2. {NAMED[1]}"
    assert shown.text == told
    assert texts(both.local.new)[-1] == told
    for who in (both.danish, both.local, both.staff):
        everything = (await says(who, "/goals")).text
        assert f"2. {NAMED[1]}\nSign: not settled yet\nMonth: not settled yet\nMatters most to {CLINIC}" in everything
        assert f"Matters most to {HAVN}" in everything


async def test_before_both_have_chosen_nobody_else_can_tell_that_one_has(both: Sides) -> None:
    await cast.agree_on(both, *NAMED[:3])
    looks = ("Gg:1", "Gp:1", "Gw:1", "et:1:goal", "es:1", "em:1:su.goal.joint", "O:3:all", "N:3")
    before = [await _sees(who, looks) for who in (both.danish, both.staff)]
    await press(both.local, "Gt:1:2")
    assert [await _sees(who, looks) for who in (both.danish, both.staff)] == before
    assert both.danish.new == []
    assert "Your side has chosen goal 2 as the most important." in (await says(both.local, "/goals")).text

    def readable(tx: Transaction) -> bool:
        seen: Both = answers.both(tx, 1, DIALOGUES["startup"])
        readers = (Actor(1, side=Side.DANISH), Actor(2, side=Side.LOCAL), Actor(3, staff="staff", assigned=True))
        return any("su.goal.top" in given for reader in readers for given in seen.for_reader(reader).values())

    assert await said(both.stage) == [(2, 2)]
    assert not await run(both.stage, readable)


async def _sees(who: Somebody, looks: tuple[str, ...]) -> list[str]:
    shown = [(await press(who, data)).text for data in looks]
    return [*shown, *[(await says(who, command)).text for command in ("/goals", "/plan", "/menu")]]


async def test_the_last_word_of_a_side_counts_and_the_same_word_twice_is_said_once(both: Sides) -> None:
    await cast.agree_on(both, *NAMED[:3])
    await press(both.local, "Gt:1:2")
    await press(both.local, "Gt:1:2")
    await both.local.taps("Choose another one", show=False)
    await both.local.taps("1", show=False)
    await press(both.danish, "Gt:1:1")
    assert await said(both.stage) == [(2, 2), (2, 1), (1, 1)]
    assert f"Matters most to {HAVN} and {CLINIC}" in (await says(both.local, "/goals")).text


async def test_only_a_member_of_a_side_chooses(both: Sides) -> None:
    await cast.agree_on(both, *NAMED[:3])
    for who in (both.staff, both.stage.person(77)):
        for data in ("Gt:1:1", "Gw:1"):
            assert NAMED[0] not in (await press(who, data)).text
    assert await said(both.stage) == []


async def test_a_choice_of_a_goal_that_was_dropped_counts_as_not_given(both: Sides) -> None:
    await cast.agree_on(both, *NAMED[:3])
    await press(both.local, "Gt:1:2")
    await press(both.danish, "Gt:1:3")
    await press(both.danish, "Ge:1")
    await cast.change(both.danish, 2, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    both.local.new.clear()
    await both.local.taps("Accept", show=False)
    assert len([text for text in texts(both.local.new) if text.startswith(ASKED)]) == 1
    assert not [text for text in texts(both.danish.new) if text.startswith(ASKED)]
    assert "Matters most" not in (await says(both.local, "/goals")).text
    assert "no longer active" in (await press(both.local, "Gt:1:2")).text


async def test_a_single_goal_is_not_asked_about(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    for n in range(1, 5):
        await cast.change(both.danish, n, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    assert not [text for text in texts([*both.danish.new, *both.local.new]) if text.startswith(ASKED)]
    assert "no longer active" in (await press(both.local, "Gw:1")).text


async def test_colleagues_are_told_where_they_were_asked(stage: Stage) -> None:
    await beginnings.talked_through(stage, {})
    both = cast.sides(stage)

    def join(tx: Transaction) -> None:
        walking_cast._join(tx, stage, walking_cast.COLLEAGUE, 1, Side.LOCAL)

    await run(stage, join)
    await stage.deliver()
    colleague = stage.person(walking_cast.COLLEAGUE)
    await cast.agree_on(both, *NAMED[:3])
    asked = next(shown for shown in colleague.chat.values() if shown.text.startswith(ASKED))
    await press(both.local, "Gt:1:2")
    assert colleague.chat[asked.id].text.startswith(
        f"Which goal matters most\nLocal side has chosen for your side.\n{CLINIC}: 2. {NAMED[1]}"
    )


async def test_two_sides_that_choose_at_the_same_instant_see_both_choices(stage: Stage) -> None:
    await beginnings.talked_through(stage, {})
    both = cast.sides(stage)
    await cast.agree_on(both, *NAMED[:3])
    await _at_once(stage, (both.danish.telegram_id, "Gt:1:1"), (both.local.telegram_id, "Gt:1:3"))
    told = f"Which goal matters most\n{HAVN}: 1. {NAMED[0]}\n{CLINIC}: 3. {NAMED[2]}"
    assert told in texts(both.danish.new)
    assert told in texts(both.local.new)


async def test_adding_a_goal_that_makes_the_local_organisation_stronger_is_offered_once_to_both(both: Sides) -> None:
    for _ in range(2):
        await press(both.danish, "Ge:1")
        await cast.change(both.danish, 1, "Leave it out")
        await both.danish.taps("Put it forward", show=False)
        await both.local.taps("Accept", show=False)
    for who in (both.danish, both.local):
        assert len([shown for shown in who.chat.values() if shown.text.startswith(OFFER)]) == 1


async def test_it_is_not_offered_where_there_is_such_a_goal(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await cast.change(both.danish, 3, "Makes local side stronger")
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    assert not [text for text in texts([*both.danish.new, *both.local.new]) if text.startswith(OFFER)]
    shown = (await says(both.local, "/goals")).text
    assert f"3. {NAMED[2]}\nSign: not settled yet\nMonth: not settled yet\n{STRONGER}" in shown
