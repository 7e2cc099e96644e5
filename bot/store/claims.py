"""Taking owed rows to be sent: who gets what next. Nothing here renders, sends or waits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.store.tables import Message, Person
from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Owed:
    """A claimed row: what to send to whom."""

    id: int
    person_id: int
    telegram_id: int
    language: str | None
    screen: dict[str, Any]
    edits: int | None
    priority: int
    repeat: bool
    tries: int
    parts_sent: int
    due_at: datetime


def claim(
    tx: Transaction, now: datetime, limit: int, *, unasked: int | None = None, skip: Collection[int] = ()
) -> list[Owed]:
    """Takes up to `limit` due rows to be sent now, what a person waits for first, each person's in order.

    At most `unasked` of them are what the bot says on its own. `skip` are chats that may get nothing now.
    Nothing is taken for somebody who has a row under way, or who cannot or does not want to be written to.
    """
    asked = {"now_": now, "skip_": list(skip), "limit_": limit}
    rows = list(tx.execute(_WAITED_FOR, asked))
    room = min(limit - len(rows), limit if unasked is None else unasked)
    if room > 0:
        busy = {row.telegram_id for row in rows}
        rows += [row for row in tx.execute(_UNASKED, {**asked, "limit_": room}) if row.telegram_id not in busy]
    if not rows:
        return []
    # A row may have been cancelled since it was read (PostgreSQL): only what changed hands here is sent.
    taken = set(tx.execute(_TAKE, {"ids_": [row.id for row in rows]}).scalars())
    return [Owed(*row) for row in rows if row.id in taken]


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next row that is not yet due will be; None when there is none."""
    return tx.execute(_NEXT, {"now_": now}).scalar()


def recover(tx: Transaction) -> int:
    """After a start: whatever a crash left under way becomes due again, marked as a repeat."""
    return tx.execute(_RECOVER, {"except_": [], "repeat_": True}).rowcount


def release(tx: Transaction, *, under_way: Collection[int]) -> int:
    """Rows claimed by a transaction whose end nobody heard of become due again; they were never begun."""
    return tx.execute(_RECOVER, {"except_": list(under_way), "repeat_": False}).rowcount


# SQLite uses the partial index only where its own words stand in the statement.
_OWED = text("message.state IN ('due', 'sending')")
# Somebody silent is still answered when they do something themselves.
_REACHED = or_(Person.reach == "open", and_(Person.reach == "silent", Message.priority == 0))

_other = aliased(Message)
# Rows without a Telegram number are the few not yet sent, and the index on (person, number) finds them.
_in_the_way = exists().where(
    # Of the joined person, so that it is looked up only for those who can be written to.
    _other.person_id == Person.id,
    _other.telegram_message_id.is_(None),
    or_(
        _other.state == "sending",
        # One that failed and waits for its next try is not overtaken by what was said after it.
        and_(
            _other.state == "due",
            _other.tries > 0,
            _other.id < Message.id,
            _other.priority <= Message.priority,
        ),
    ),
)


def _due(*which: Any) -> Select[Any]:
    return (
        select(
            Message.id,
            Message.person_id,
            Person.telegram_id,
            func.coalesce(Person.language, Person.hint).label("language"),
            Message.screen,
            Message.edits,
            Message.priority,
            Message.repeat,
            Message.tries,
            Message.parts_sent,
            Message.due_at,
        )
        .join(Person, Person.id == Message.person_id)
        .where(
            _OWED,
            Message.state == "due",
            *which,
            Message.due_at <= bindparam("now_"),
            _REACHED,
            Person.telegram_id.not_in(bindparam("skip_", expanding=True)),
            ~_in_the_way,
        )
        .order_by(Message.priority, Message.due_at, Message.id)
        .limit(bindparam("limit_"))
    )


_WAITED_FOR = _due(Message.priority == 0)
_UNASKED = _due(Message.priority == 1)
_TAKE = (
    update(Message)
    .where(Message.id.in_(bindparam("ids_", expanding=True)), Message.state == "due")
    .values(state="sending")
    .returning(Message.id)
)
_NEXT = (
    select(func.min(Message.due_at))
    .join(Person, Person.id == Message.person_id)
    .where(_OWED, Message.state == "due", Message.due_at > bindparam("now_"), _REACHED)
)
_RECOVER = (
    update(Message)
    .where(_OWED, Message.state == "sending", Message.id.not_in(bindparam("except_", expanding=True)))
    .values(state="due", repeat=or_(Message.repeat, bindparam("repeat_")))
)
