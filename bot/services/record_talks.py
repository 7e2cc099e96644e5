"""What a record holds of each round, as its reader may see it: by the same way as chats, summaries and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from bot.screens import answers as answer_screens
from bot.screens.side_by_side import Added, Opened
from bot.services import laying, vulnerability
from bot.services.common import Seen
from bot.services.kinds.capacity import talks as capacity_talks
from bot.services.scene import Scene
from bot.store import media, walks
from bot.store.openings import OpeningRow
from bot.store.walks import RoundRow
from conversations import record_talks as parts
from conversations.answers import Answer, Json
from conversations.areas import AREAS, TOPICS
from conversations.capacity import levels
from conversations.comparison import Compared
from conversations.due import day_of
from conversations.questions import Question
from conversations.sides import Side
from conversations.text import Text


def rounds(scene: Scene, view: Seen) -> tuple[parts.Round, ...]:
    """Every round, oldest first."""
    found = walks.rounds_of(scene.tx, view.common.partnership.id)
    return tuple(_round(scene, view, one) for one in reversed(found))


def _round(scene: Scene, view: Seen, one: RoundRow) -> parts.Round:
    rows = walks.of_round(scene.tx, one.id)
    definition = rows[Side.DANISH].definition
    made_of = laying.material(scene, rows[Side.DANISH])
    shut = made_of.both.openings
    laid = [(shut[t.id], laying.lay(scene, made_of, shut[t.id], view.actor)) for t in definition.topics if t.id in shut]
    return parts.Round(
        one.id,
        one.dialogue,
        Text(definition.title),
        _day(view, one.opened_at),
        _day(view, one.closed_at) if one.closed_at else None,
        tuple(_topic(view, opening, seen) for opening, seen in laid if seen is not None),
        tuple(line.text for line in laying.result(scene, rows[Side.DANISH], view.actor, None)),
    )


def _topic(view: Seen, opening: OpeningRow, seen: Opened) -> parts.OneTopic:
    # Of a topic that was not opened, only staff have got anything: what a side handed to them.
    rows = seen.rows if opening.how == "opened" or view.side is None else ()
    return parts.OneTopic(
        opening.topic,
        Text(seen.topic.title),
        opening.how,
        _day(view, opening.at),
        opening.side.value if opening.side else None,
        {side.value: mark.value for side, mark in seen.marks.items()},
        tuple(_answered(row, seen) for row in rows),
        tuple(_note(note) for note in seen.notes),
    )


def _answered(row: Compared, seen: Opened) -> parts.Answered:
    said = {side: _said(row.question, row.answers.get(side)) for side in Side}
    asked = f"{row.question.id}:{row.about}" if row.about else row.question.id
    return parts.Answered(asked, row.asks(seen.names), said[Side.DANISH], said[Side.LOCAL], row.verdict.value)


def _said(question: Question, answer: Answer | None) -> parts.Said | None:
    if answer is None:
        return None
    shown = tuple(line.text for line in answer_screens.said(question, answer, None))
    return parts.Said(answer.state.value, _value(answer), shown, answer.visible.value)


def _value(answer: Answer) -> Json:
    """Without the numbers of the messages it came in."""
    if isinstance(answer.value, dict) and "pieces" in answer.value:
        return {"pieces": [{key: p[key] for key in ("t", "f", "k", "r") if key in p} for p in answer.pieces]}
    return answer.value


def _note(note: Added) -> parts.Note:
    about = f"{note.answer[1]}:{note.answer[0]}" if note.answer else None
    return parts.Note(note.side.value, note.words, about, note.language_name)


def files(scene: Scene, found: Iterable[parts.Round]) -> tuple[parts.File, ...]:
    """What was sent as part of the answers that are shown, each once."""
    return tuple(_file(scene, number) for number in sorted(set(_numbers(found))))


def _numbers(found: Iterable[parts.Round]) -> Iterator[int]:
    for one in found:
        for row in (row for topic in one.topics for row in topic.answers):
            for said in (row.danish, row.local):
                pieces: list[dict[str, Any]] = (
                    said.value.get("pieces", []) if said and isinstance(said.value, dict) else []
                )
                yield from (int(piece["f"]) for piece in pieces if "f" in piece)


def _file(scene: Scene, number: int) -> parts.File:
    row = media.media(scene.tx, number)
    if row is None:
        return parts.File(number, "gone", None, None, None)
    return parts.File(number, row.kind, row.mime, row.size, row.seconds)


def capacity(scene: Scene, view: Seen) -> tuple[parts.Capacity, ...]:
    """Every capacity talk with the levels this reader may see, oldest first."""
    found = []
    for talk in capacity_talks(scene, view.common.partnership.id, view.actor):
        opened = [at for topic, at in talk.opened.items() if topic in TOPICS.values()]
        chosen = levels(talk.answers)
        shown = tuple(
            parts.Level(
                area.code,
                Text(area.title),
                area.side.value,
                chosen[Side.DANISH].get(area.question),
                chosen[Side.LOCAL].get(area.question),
            )
            for area in AREAS
            if area.topic in talk.opened and any(area.question in of_side for of_side in chosen.values())
        )
        if opened and shown:
            found.append(parts.Capacity(talk.round, _day(view, max(opened)), shown))
    return tuple(found)


def vulnerable(scene: Scene, view: Seen) -> tuple[parts.Vulnerability, ...]:
    """Every result as this reader may know it, oldest first."""
    found = vulnerability.told(scene, view.common.partnership.id, view.actor)
    return tuple(
        parts.Vulnerability(
            one.round,
            _day(view, one.opened),
            one.known.result.value if one.known.result else None,
            dict(one.known.points.points) if one.known.points else None,
            one.known.points.decided_by.value if one.known.points and one.known.points.decided_by else None,
        )
        for one in found
    )


def _day(view: Seen, at: datetime) -> date:
    return day_of(at, view.common.partnership.zone)
