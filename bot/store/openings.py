"""Openings, the marks both sides put on them, and the notes they add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.opening import Mark
from conversations.sides import Side


@dataclass(frozen=True)
class OpeningRow:
    id: int
    round: int
    topic: str
    how: str  # opened, closed, handed
    side: Side | None  # who closed or handed it
    at: datetime

    def how_for(self, author_side: Side) -> str:
        """How the answers of this side were opened: only the side that handed its own over did so."""
        return "closed" if self.how == "handed" and self.side is not author_side else self.how


@dataclass(frozen=True)
class NoteRow:
    id: int
    side: Side
    answer: int | None
    language: str | None
    words: str
    author: int


_OPENING = (t.Opening.id, t.Opening.round_id, t.Opening.topic, t.Opening.how, t.Opening.side, t.Opening.at)

_BY_ID = select(*_OPENING).where(t.Opening.id == bindparam("id"))
_OF_ROUND = select(*_OPENING).where(t.Opening.round_id == bindparam("round"))
_OPEN = insert(t.Opening).returning(t.Opening.id)
_PUT_MARK = insert(t.Mark)
_MARKS = (
    select(t.Mark.opening_id, t.Mark.side, t.Mark.mark)
    .where(t.Mark.opening_id.in_(bindparam("openings", expanding=True)))
    .order_by(t.Mark.id)
)
_NOTES = (
    select(
        t.Note.opening_id,
        t.Note.id,
        t.Note.side,
        t.Note.answer_id,
        t.Note.language,
        t.Note.words,
        t.Note.author_id,
    )
    .where(t.Note.opening_id.in_(bindparam("openings", expanding=True)))
    .order_by(t.Note.id)
)


def _row(row: tuple[Any, ...]) -> OpeningRow:
    values: list[Any] = list(row)
    values[4] = None if values[4] is None else Side(values[4])
    return OpeningRow(*values)


def opening(tx: Transaction, opening_id: int) -> OpeningRow | None:
    row = tx.execute(_BY_ID, {"id": opening_id}).one_or_none()
    return _row(tuple(row)) if row else None


def of_round(tx: Transaction, round_id: int) -> dict[str, OpeningRow]:
    rows = tx.execute(_OF_ROUND, {"round": round_id})
    return {r.topic: r for r in (_row(tuple(row)) for row in rows)}


def open_topic(tx: Transaction, now: datetime, round_id: int, topic: str, how: str, side: Side | None) -> int:
    """Once a topic and round: the unique key refuses a second one."""
    row = {"round_id": round_id, "topic": topic, "how": how, "side": side.value if side else None, "at": now}
    return int(tx.execute(_OPEN, row).scalar_one())


def put_mark(tx: Transaction, now: datetime, opening_id: int, side: Side, mark: Mark, author: int) -> None:
    row = {"opening_id": opening_id, "side": side.value, "mark": mark.value, "author_id": author, "at": now}
    tx.execute(_PUT_MARK, row)


def marks(tx: Transaction, opening_ids: tuple[int, ...]) -> dict[int, dict[Side, Mark]]:
    """Each side's latest word on each of these openings."""
    found: dict[int, dict[Side, Mark]] = {number: {} for number in opening_ids}
    for number, side, mark in tx.execute(_MARKS, {"openings": opening_ids}):
        found[number][Side(side)] = Mark(mark)
    return found


def add_note(
    tx: Transaction,
    now: datetime,
    opening_id: int,
    *,
    side: Side,
    words: str,
    author: int,
    answer: int | None,
    language: str | None,
    said_in: int,
) -> None:
    row = {
        "opening_id": opening_id,
        "side": side.value,
        "answer_id": answer,
        "language": language,
        "words": words,
        "author_id": author,
        "said_in": said_in,
        "at": now,
    }
    tx.execute(insert(t.Note), row)


def notes(tx: Transaction, opening_ids: tuple[int, ...]) -> dict[int, tuple[NoteRow, ...]]:
    """What was added to each of these openings, oldest first."""
    found: dict[int, tuple[NoteRow, ...]] = dict.fromkeys(opening_ids, ())
    for r in tx.execute(_NOTES, {"openings": opening_ids}):
        found[r[0]] = (*found[r[0]], NoteRow(r[1], Side(r[2]), *r[3:]))
    return found
