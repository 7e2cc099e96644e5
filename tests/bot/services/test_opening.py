"""Finishing and opening: once, for both, whatever happens at the same instant; time alone opens nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from bot.services import reception
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.store import people
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.dialogues import DIALOGUES
from conversations.sides import Side
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.walking_cast import COORDINATOR, DANISH, LOCAL, UNASSIGNED, Cast, cast
from tests.stage import WORLD, Stage
from tests.transcripts import quick

TOPICS = [topic.id for topic in DIALOGUES["startup"].topics]
STOP = ("Stop waiting: Getting to know each other", "x:1:know")
SIDES = {DANISH: Side.DANISH, LOCAL: Side.LOCAL}


async def _answer(everybody: Cast, *who: int, ready: bool = False) -> None:
    for telegram_id in who:
        does = quick.finishes if ready else quick.answers
        await does(everybody[telegram_id], SIDES[telegram_id], "en")


async def _at_once(stage: Stage, *presses: tuple[int, str]) -> None:
    """Everybody presses at the same instant: nobody waits for another's commit."""

    def pressing(telegram_id: int, data: str) -> Callable[[Transaction], None]:
        def unit(tx: Transaction) -> None:
            person = people.arrive(tx, stage.now, telegram_id, "en")
            reception.receive(Scene(tx, stage.now, WORLD, person), Pressed(data, 1))

        return unit

    await asyncio.gather(*(stage.store.run(pressing(*press)) for press in presses))
    await stage.deliver()


async def _openings(stage: Stage) -> list[tuple[str, str]]:
    query = select(t.Opening.topic, t.Opening.how).order_by(t.Opening.id)
    return [(topic, how) for topic, how in await run(stage, lambda tx: tx.execute(query).all())]


async def _ready(stage: Stage, topic: str) -> list[int]:
    query = select(t.Ready.walk_id).where(t.Ready.topic == topic).order_by(t.Ready.walk_id)
    return list(await run(stage, lambda tx: tx.execute(query).scalars().all()))


async def test_both_sides_that_finish_at_the_same_instant_open_a_topic_once(stage: Stage) -> None:
    everybody = await cast(stage)
    for topic in TOPICS:
        await _answer(everybody, DANISH, LOCAL)
        await _at_once(stage, (DANISH, f"R:1:{topic}"), (LOCAL, f"R:2:{topic}"))
    assert await _openings(stage) == [(topic, "opened") for topic in TOPICS]
    for who in (DANISH, LOCAL):
        opened = [text for text in texts(everybody[who].new) if ": both sides are ready" in text]
        assert len(opened) == len(TOPICS)
    assert len([text for text in texts(everybody[COORDINATOR].new) if "Start-up talk: summary" in text]) == 1


async def test_taking_ready_back_at_the_instant_of_the_opening_wins_or_loses_whole(stage: Stage) -> None:
    everybody = await cast(stage)
    for topic in TOPICS:
        await _answer(everybody, DANISH, ready=True)
        await _answer(everybody, LOCAL)
        await _at_once(stage, (DANISH, f"W:1:{topic}"), (LOCAL, f"R:2:{topic}"))
        opened = (topic, "opened") in await _openings(stage)
        assert await _ready(stage, topic) == ([1, 2] if opened else [2])
        if not opened:
            await everybody[DANISH].does(Pressed(f"R:1:{topic}", None), False)
    assert await _openings(stage) == [(topic, "opened") for topic in TOPICS]


async def test_closing_at_the_instant_the_other_side_finishes_shuts_the_topic_once(stage: Stage) -> None:
    everybody = await cast(stage)
    for topic in TOPICS[:3]:
        await _answer(everybody, DANISH, ready=True)
        await _answer(everybody, LOCAL)
        stage.now += timedelta(days=22)
        await _at_once(stage, (DANISH, f"x:1:{topic}:closed"), (LOCAL, f"R:2:{topic}"))
    shut = await _openings(stage)
    assert [topic for topic, _ in shut] == TOPICS[:3]
    assert {how for _, how in shut} <= {"opened", "closed"}


async def test_an_opening_racing_with_a_change_shows_what_is_stored(stage: Stage) -> None:
    everybody = await cast(stage)
    await _answer(everybody, DANISH, LOCAL, ready=False)
    await everybody[DANISH].does(Pressed("R:1:know", None), False)
    await _at_once(stage, (DANISH, "V:1:su.know.who:own"), (LOCAL, "R:2:know"))
    query = select(t.Answer.visible).where(t.Answer.walk_id == 1, t.Answer.question == "su.know.who")
    stored = (await run(stage, lambda tx: tx.execute(query.order_by(t.Answer.id)).scalars().all()))[-1]
    seen = [text for text in texts(everybody[LOCAL].new) if ": both sides are ready" in text][-1]
    assert ("We are volunteers" in seen) is (stored == "both")


async def test_time_alone_opens_nothing_and_closes_nothing(stage: Stage) -> None:
    everybody = await cast(stage)
    await _answer(everybody, DANISH, ready=True)
    stage.now += timedelta(days=20, hours=23)
    (menu,) = (await everybody[DANISH].says("/menu"))[-1:]
    assert "Stop waiting" not in str(menu.buttons)
    stage.now += timedelta(days=400)
    assert await _openings(stage) == []
    (menu,) = await everybody[DANISH].says("/menu")
    assert STOP in [b for row in menu.buttons for b in row]


async def test_whoever_has_answered_everything_may_stop_waiting_from_the_21st_day_where_they_wait(stage: Stage) -> None:
    everybody = await cast(stage)
    for _ in TOPICS:
        await _answer(everybody, DANISH, ready=True)
    for days, offered in ((20, False), (2, True)):
        stage.now += timedelta(days=days)
        await everybody[DANISH].does(Pressed("s:1:su.know.who", None), False)
        waits = everybody[DANISH].new[-1]
        assert "You have answered everything. Thank you!" in waits.text
        assert (STOP in [b for row in waits.buttons for b in row]) is offered


async def test_the_side_that_has_not_finished_cannot_close(stage: Stage) -> None:
    everybody = await cast(stage)
    await _answer(everybody, DANISH, ready=True)
    stage.now += timedelta(days=30)
    for data in ("x:2:know", "x:2:know:closed", "x:2:know:handed"):
        await everybody[LOCAL].does(Pressed(data, None), False)
    assert await _openings(stage) == []


async def test_what_one_side_closed_cannot_be_finished_or_opened_by_the_other(stage: Stage) -> None:
    everybody = await cast(stage)
    await _answer(everybody, DANISH, ready=True)
    stage.now += timedelta(days=22)
    await everybody[DANISH].does(Pressed("x:1:know:closed", None), False)
    for data in ("R:2:know", "r:2:know", "c:2:su.know.who", "o:1:agree", "N:1", "n:1", "n:1:t"):
        await everybody[LOCAL].does(Pressed(data, None), False)
    assert await _openings(stage) == [("know", "closed")]
    assert await run(stage, lambda tx: tx.execute(select(t.Mark.id)).all()) == []


async def test_each_sides_latest_mark_counts_and_is_shown_to_both(stage: Stage) -> None:
    everybody = await cast(stage)
    await _answer(everybody, DANISH, LOCAL, ready=True)
    for wanted in ("We agree", "We need to talk", "✓ We need to talk", "We agree"):
        await everybody[DANISH].taps(wanted)
    await everybody[LOCAL].does(Pressed("N:1", None), False)
    assert "Shore: not marked yet\nHavn: We agree" in everybody[LOCAL].new[-1].text
    query = select(t.Mark.side, t.Mark.mark).order_by(t.Mark.id)
    stored = [tuple(row) for row in await run(stage, lambda tx: tx.execute(query).all())]
    assert stored == [("danish", "agree"), ("danish", "talk"), ("danish", "agree")]


async def test_those_who_have_left_get_no_opening(stage: Stage) -> None:
    everybody = await cast(stage)
    await _answer(everybody, DANISH, LOCAL)
    await everybody.joins(UNASSIGNED, Side.DANISH)
    await everybody.leaves(DANISH)
    everybody[DANISH].new.clear()
    everybody[UNASSIGNED].new.clear()
    await everybody[LOCAL].does(Pressed("R:2:know", None), False)
    await everybody[UNASSIGNED].does(Pressed("R:1:know", None), False)
    assert await _openings(stage) == [("know", "opened")]
    assert texts(everybody[DANISH].new) == []
    assert any(": both sides are ready" in text for text in texts(everybody[UNASSIGNED].new))
