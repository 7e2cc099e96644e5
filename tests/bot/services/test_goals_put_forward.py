"""Putting the joint list of goals forward: nothing is agreed on by accident, and whoever was late loses nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.services.inputs import Pressed
from bot.store import tables as t
from tests.bot.services import goals_cast as cast
from tests.bot.services.goals_cast import HAVN, NAMED, Sides, agreed, change, draft, labels, press, state
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.test_opening import _at_once
from tests.conversations.hostile import KEPT_EXACTLY
from tests.stage import Stage
from tests.transcripts import beginnings

NOTHING = (None, None)


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return cast.sides(after_the_talk)


async def test_the_other_side_starts_from_what_was_put_forward_and_agrees_by_putting_forward_the_same(
    both: Sides,
) -> None:
    await press(both.danish, "Ge:1")
    await change(both.danish, 1, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    shown = await press(both.local, "Ge:1")
    assert shown.text.index("☑ 4.") < shown.text.index(f"☐ 5. {NAMED[0]}")
    settled = (await both.local.taps("Put it forward"))[-1]
    assert settled.text.endswith("✓ Settled by both sides")
    assert await state(both.stage) == (list(NAMED[1:]), None)


async def test_a_changed_list_is_a_counter_proposal(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await both.danish.taps("Put it forward", show=False)
    await press(both.local, "Ge:1")
    await change(both.local, 1, "Leave it out")
    await both.local.taps("Put it forward", show=False)
    assert await state(both.stage) == (None, list(NAMED[1:]))
    await both.danish.taps("Accept", show=False)
    assert await state(both.stage) == (list(NAMED[1:]), None)


async def test_a_reworded_goal_keeps_its_sign_and_one_left_out_is_dropped(both: Sides) -> None:
    await cast.agree_on(both, NAMED[0], NAMED[3])
    await press(both.danish, "ep:1:su.goal.sign:1")
    await both.danish.says("Thirty births a month", show=False)
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    await press(both.local, "Ge:1")
    await change(both.local, 2, "Leave it out")
    await change(both.local, 1, "Reword")
    await both.local.says("Births by day and by night", show=False)
    await both.local.taps("Put it forward", show=False)
    await both.danish.taps("Accept", show=False)
    assert [(g.id, g.words, g.sign) for g in await agreed(both.stage)] == [
        (1, "Births by day and by night", "Thirty births a month")
    ]


async def test_who_was_overtaken_loses_nothing_sees_what_waits_and_may_put_theirs_forward_all_the_same(
    both: Sides,
) -> None:
    await press(both.local, "Ge:1")
    await change(both.local, 1, "Leave it out")
    await press(both.danish, "Ge:1")
    await change(both.danish, 5, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    editor = next(shown for shown in reversed(both.local.chat.values()) if shown.text.startswith("Our joint list"))
    shown = (await both.local.taps("Put it forward", on=editor.id))[-1]
    theirs = "".join(f"{n}. {words}\n" for n, words in enumerate(NAMED[:4], 1))
    mine = "\n".join(f"{n}. {words}" for n, words in enumerate(NAMED[1:], 1))
    assert shown.text == (
        f"Meanwhile {HAVN} has put this forward:\n{theirs}\n"
        "Nothing of yours is lost, and nothing of it was put forward yet. This is your list:\n" + mine
    )
    assert labels(shown) == [["Accept theirs"], ["Put mine forward anyway"], ["Change my list"], ["Cancel"]]
    assert await state(both.stage) == (None, list(NAMED[:4]))
    await both.local.taps("Put mine forward anyway", show=False)
    assert await state(both.stage) == (None, list(NAMED[1:]))


async def test_a_goal_agreed_on_while_somebody_wrote_stays_the_same_goal(both: Sides) -> None:
    await press(both.local, "Ge:1")
    await cast.agree_on(both, NAMED[0])
    editor = next(shown for shown in reversed(both.local.chat.values()) if shown.text.startswith("Our joint list"))
    shown = (await both.local.taps("Put it forward", on=editor.id))[-1]
    assert shown.text.startswith("Meanwhile something has happened here. This list is agreed on by both sides now:")
    await both.local.taps("Put mine forward anyway", show=False)
    await both.danish.taps("Accept", show=False)
    first = (await agreed(both.stage))[0]
    assert (first.id, first.words) == (1, NAMED[0])


async def test_no_button_of_the_editor_does_anything_after_the_list_was_put_forward(both: Sides) -> None:
    shown = await press(both.danish, "Ge:1")
    old = [data for row in shown.buttons for _, data in row]
    await both.danish.taps("Put it forward", show=False)
    for data in old:
        assert (await press(both.danish, data)).text.startswith("This button is no longer active.")
    assert await state(both.stage) == (None, list(NAMED))


async def test_the_list_that_is_agreed_on_already_is_not_put_forward_again(both: Sides) -> None:
    await cast.agree_on(both, *NAMED[:2])
    await press(both.local, "Ge:1")
    shown = (await both.local.taps("Put it forward"))[-1]
    assert shown.text == "That is how the list stands already. Nothing was changed."
    assert await state(both.stage) == (list(NAMED[:2]), None)


async def test_two_sides_that_put_forward_at_the_same_instant_lose_nothing(stage: Stage) -> None:
    await beginnings.talked_through(stage, {})
    both = cast.sides(stage)
    put = []
    for who, n in ((both.danish, 1), (both.local, 2)):
        await press(who, "Ge:1")
        put.append((who.telegram_id, cast.data_of(await change(who, n, "Leave it out"), "Put it forward")))
    await _at_once(stage, *put)
    assert [await draft(both.danish), await draft(both.local)].count(None) == 1
    query = select(t.Proposal.end)
    assert list(await run(stage, lambda tx: tx.execute(query).scalars().all())) == [None]
    late = both.local if await draft(both.danish) is None else both.danish
    assert "Nothing of yours is lost" in str(texts(late.new))
    await late.taps("Accept theirs", show=False)
    counts, waits = await state(stage)
    assert (len(counts or ()), waits) == (4, None)


async def test_a_list_accepted_twice_at_the_same_instant_is_accepted_once(stage: Stage) -> None:
    await beginnings.talked_through(stage, {})
    both = cast.sides(stage)
    await press(both.danish, "Ge:1")
    await both.danish.taps("Put it forward", show=False)
    await _at_once(stage, (both.local.telegram_id, "ea:1"), (both.local.telegram_id, "ea:1"))
    assert [g.words for g in await agreed(stage)] == list(NAMED)
    assert any("This is settled already, just like that." in text for text in texts(both.local.new))


async def test_pressing_the_same_button_twice_puts_forward_once(both: Sides) -> None:
    shown = await press(both.danish, "Ge:1")
    data = cast.data_of(shown, "Put it forward")
    await both.danish.does(Pressed(data, shown.id), False)
    await both.danish.does(Pressed(data, shown.id), False)
    assert await state(both.stage) == (None, list(NAMED))


async def test_whatever_words_a_goal_is_made_of_both_sides_read_them_as_they_were_written(both: Sides) -> None:
    hostile = [words for words in KEPT_EXACTLY if len(words) < 200 and words == " ".join(words.split())]
    await press(both.danish, "Ge:1")
    for n in range(1, len(NAMED) + 1):
        await change(both.danish, n, "Leave it out")
    for words in hostile[-6:]:
        await both.danish.taps("Add a goal", show=False)
        await both.danish.says(words, show=False)
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    assert [goal.words for goal in await agreed(both.stage)] == hostile[-6:]
    shown = (await both.local.says("/goals"))[-1].text
    assert [words for words in hostile[-6:] if words not in shown] == []
