"""The summary: once, to those of the staff who follow the partnership, and again when both sides have marked all."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.services.inputs import Pressed
from bot.store import tables as t
from conversations.dialogues import DIALOGUES
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.test_opening import SIDES
from tests.bot.services.walking_cast import (
    ADMIN,
    COORDINATOR,
    DANISH,
    LOCAL,
    OTHER_DANISH,
    OUTSIDERS,
    UNASSIGNED,
    Cast,
    cast,
    tried,
)
from tests.stage import Stage
from tests.transcripts import quick

TOPICS = DIALOGUES["startup"].topics
DONE = "Start-up talk: both sides have marked everything"


async def _whole_talk(stage: Stage) -> Cast:
    everybody = await cast(stage)
    for _ in TOPICS:
        for who, side in SIDES.items():
            await quick.finishes(everybody[who], side, "en")
    return everybody


def _summaries(everybody: Cast) -> dict[int, int]:
    """How many each has been sent."""
    chats = {who: texts(everybody[who].new) for who in (*SIDES, *OUTSIDERS)}
    counts = {who: sum("Start-up talk: summary" in text for text in chat) for who, chat in chats.items()}
    return {who: count for who, count in counts.items() if count}


def _told_done(everybody: Cast) -> dict[int, int]:
    """How often each was told that everything is marked."""
    chats = {who: texts(everybody[who].new) for who in (*SIDES, *OUTSIDERS)}
    counts = {who: sum(DONE in text for text in chat) for who, chat in chats.items()}
    return {who: count for who, count in counts.items() if count}


async def _mark_all(everybody: Cast, *, last: int = len(TOPICS)) -> None:
    for n in range(1, last + 1):
        for who in SIDES:
            await everybody[who].does(Pressed(f"o:{n}:agree", None), False)


async def test_a_whole_talk_ends_in_one_summary_to_the_staff_assigned(stage: Stage) -> None:
    everybody = await _whole_talk(stage)
    assert _summaries(everybody) == {COORDINATOR: 1}
    (summary,) = [text for text in texts(everybody[COORDINATOR].new) if "Start-up talk: summary" in text]
    assert "Havn – Shore\nKenya\n" in summary
    assert len(summary) < 1500


async def test_it_comes_once_more_only_when_both_sides_have_marked_every_topic(stage: Stage) -> None:
    everybody = await _whole_talk(stage)
    await _mark_all(everybody, last=len(TOPICS) - 1)
    await everybody[DANISH].does(Pressed(f"o:{len(TOPICS)}:agree", None), False)
    assert (_summaries(everybody), _told_done(everybody)) == ({COORDINATOR: 1}, {})
    await _mark_all(everybody)
    assert (_summaries(everybody), _told_done(everybody)) == ({COORDINATOR: 2}, {DANISH: 1, LOCAL: 1})
    assert "Next step: Everything is agreed" in texts(everybody[COORDINATOR].new)[-1]
    await _mark_all(everybody)
    assert (_summaries(everybody), _told_done(everybody)) == ({COORDINATOR: 2}, {DANISH: 1, LOCAL: 1})


async def test_whoever_changes_their_mind_later_sends_nobody_a_message(stage: Stage) -> None:
    everybody = await _whole_talk(stage)
    await _mark_all(everybody)
    for mark in ("talk", "agree", "talk"):
        await everybody[DANISH].does(Pressed(f"o:1:{mark}", None), False)
        assert (_summaries(everybody), _told_done(everybody)) == ({COORDINATOR: 2}, dict.fromkeys(SIDES, 1))


async def test_before_the_end_nobody_is_sent_one_and_staff_see_three_states(stage: Stage) -> None:
    everybody = await cast(stage)
    await quick.finishes(everybody[DANISH], SIDES[DANISH], "en")
    assert _summaries(everybody) == {}
    (looked,) = await tried(stage, COORDINATOR, Pressed("h:1", None))
    assert "Havn: under way\nShore: not started\n" in looked.told[0][1]


async def test_topics_closed_unopened_end_the_round_too(stage: Stage) -> None:
    everybody = await cast(stage)
    for _ in TOPICS:
        await quick.finishes(everybody[DANISH], SIDES[DANISH], "en")
    stage.now += timedelta(days=22)
    for topic in TOPICS:
        await everybody[DANISH].does(Pressed(f"x:1:{topic.id}:closed", None), False)
    assert _summaries(everybody) == {COORDINATOR: 1}
    assert "Closed without being opened: " in texts(everybody[COORDINATOR].new)[-1]


async def test_only_staff_of_the_partnership_and_admins_with_a_trace_get_the_file(stage: Stage) -> None:
    everybody = await _whole_talk(stage)
    allowed = []
    for who in (DANISH, LOCAL, UNASSIGNED, OTHER_DANISH, COORDINATOR, ADMIN):
        told = [o.told[0][1] for o in await tried(stage, who, Pressed("h:1", None), Pressed("F:1", None))]
        allowed += [who] if all("Start-up talk: summary" in text for text in told) else []
        assert who in allowed or set(told) == {told[0]}
    assert allowed == [COORDINATOR, ADMIN]
    for who in (COORDINATOR, ADMIN):
        await everybody[who].does(Pressed("F:1", None), False)
    traces = select(t.Person.telegram_id).join(t.Audit, t.Audit.actor_id == t.Person.id)
    seen = traces.where(t.Audit.action == "admin_saw_summary")
    assert list(await run(stage, lambda tx: tx.execute(seen).scalars())) == [ADMIN]
