"""Somebody whose answer is a file, as the store has it before the bytes are fetched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.store import held, media
from bot.store import tables as t
from bot.store.transaction import Transaction
from tests.bot.telegram.edge import LONG_AGO, add_person

MESSAGE = 41


def add_walk(tx: Transaction, person: int) -> int:
    partnership = _added(
        tx,
        t.Partnership,
        danish_name="Danish side",
        local_name="Local side",
        country="KE",
        zone="Africa/Nairobi",
        common_language="en",
        running=True,
        start="2026-01",
        coordinator_id=person,
        created_at=LONG_AGO,
    )
    occasion = _added(tx, t.Round, partnership_id=partnership, dialogue="startup", opened_at=LONG_AGO)
    return _added(tx, t.Walk, round_id=occasion, side="danish")


def add_file(tx: Transaction, now: datetime, person: int, file_id: str, kind: str, *, size: int | None = None) -> int:
    return media.add(tx, now, person, file_id=file_id, kind=kind, mime="application/x-lie", size=size, seconds=None)


def answer_with(tx: Transaction, now: datetime, person: int, walk: int, number: int, kind: str) -> None:
    _added(
        tx,
        t.Answer,
        walk_id=walk,
        question="A1",
        state="answered",
        value={"pieces": [{"f": number, "k": kind, "m": MESSAGE}]},
        visible="both",
        author_id=person,
        at=now,
    )


def hold_file(tx: Transaction, now: datetime, person: int, number: int, kind: str) -> None:
    content = {"media": number, "kind": kind, "caption": "", "source": MESSAGE, "album": None}
    held.hold(tx, now, person, "which", content)


def unwant(tx: Transaction) -> None:
    """What deleting a partnership does to its files."""
    tx.execute(update(t.Media).values(state="unwanted"))


def files(tx: Transaction) -> list[tuple[Any, ...]]:
    """(state, type, bytes, tries) of every file."""
    columns = (t.Media.state, t.Media.mime, t.Media.size, t.Media.tries)
    return [tuple(row) for row in tx.execute(select(*columns).order_by(t.Media.id))]


def names(tx: Transaction) -> list[str | None]:
    return list(tx.execute(select(t.Media.path).order_by(t.Media.id)).scalars())


def told(tx: Transaction) -> list[tuple[int, list[str], list[str]]]:
    """(person, lines, what the buttons send) of every message owed."""
    rows = tx.execute(select(t.Message.person_id, t.Message.screen).order_by(t.Message.id))
    return [
        (person, [text["w"] for text, _ in screen["l"]], [data for row in screen["b"] for _, data, _ in row])
        for person, screen in rows
    ]


def _added(tx: Transaction, table: type[t.Table], **values: Any) -> int:
    return int(tx.execute(insert(table).values(**values).returning(table.__table__.c.id)).scalar_one())


__all__ = [
    "add_file",
    "add_person",
    "add_walk",
    "answer_with",
    "files",
    "hold_file",
    "names",
    "told",
    "unwant",
]
