"""The outbox: what the bot owes people, from the unit that caused it until Telegram has taken it.

Named queries only. Nothing here renders, sends or waits. A row is `due`, then `sending`, then `sent`; or it
ends as `cancelled`, `gone` (nobody is there any more) or `undelivered` (staff see it).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, exists, func, insert, null, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.store.once import insert_once
from bot.store.outcomes import HandedBack, Later, Outcome, PartSent, Sent, Undelivered, Unreachable, record
from bot.store.tables import Message, Person
from bot.store.transaction import Transaction
from bot.telegram.screen import Screen, to_json

__all__ = [
    "HandedBack",
    "Later",
    "Outcome",
    "Owed",
    "PartSent",
    "Sent",
    "Undelivered",
    "Unreachable",
    "cancel",
    "claim",
    "next_due",
    "outcomes",
    "owe",
    "recover",
    "release",
]

outcomes = record


@dataclass(frozen=True, slots=True)
class Owed:
    """A claimed row: what to send to whom. `waited_since` is when it could have gone first."""

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
    waited_since: datetime


def owe(
    tx: Transaction,
    now: datetime,
    *,
    person_id: int,
    screen: Screen,
    partnership_id: int | None = None,
    edits: int | None = None,
    priority: int = 0,
    key: str | None = None,
    walk_id: int | None = None,
    question: str | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Adds what a person is to be told; False when the key says that it was already owed or told."""
    row = {
        "person_id": person_id,
        "partnership_id": partnership_id,
        "screen": to_json(screen),
        "edits": edits,
        "priority": priority,
        "key": key,
        "walk_id": walk_id,
        "question": question,
        "state": "due",
        "due_at": due_at or now,
        "created_at": now,
    }
    if key is None:
        tx.execute(_OWE, row)
    elif not _owe_once(tx, row):
        return False
    tx.owed = True
    return True


def cancel(tx: Transaction, now: datetime, *, person_id: int | None, partnership_id: int | None) -> None:
    """Nothing more of this is sent: a person's, a partnership's, or a person's of a partnership."""
    if person_id is None and partnership_id is None:
        raise ValueError("cancelling everything owed to everybody is never meant")
    owed = update(Message).where(_OWED)
    if person_id is not None:
        owed = owed.where(Message.person_id == person_id)
    if partnership_id is not None:
        owed = owed.where(Message.partnership_id == partnership_id)
    tx.execute(owed.values(state="cancelled", screen=null(), done_at=now))


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
        rows += [
            row for row in tx.execute(_UNASKED, {**asked, "limit_": room}) if row.telegram_id not in busy
        ]
    if not rows:
        return []
    # A row may have been cancelled since it was read (PostgreSQL): only what changed hands here is sent.
    taken = set(tx.execute(_TAKE, {"ids_": [row.id for row in rows]}).scalars())
    return [_owed(row) for row in rows if row.id in taken]


def next_due(tx: Transaction, now: datetime) -> datetime | None:
    """When the next row that is not yet due will be; None when there is none."""
    return tx.execute(_NEXT, {"now_": now}).scalar()


def recover(tx: Transaction, now: datetime) -> int:
    """After a start: whatever a crash left under way becomes due again, marked as a repeat."""
    return tx.execute(_RECOVER, {"except_": [], "repeat_": True}).rowcount


def release(tx: Transaction, *, under_way: Collection[int]) -> int:
    """Rows claimed by a transaction whose end nobody heard of become due again; they were never begun."""
    return tx.execute(_RECOVER, {"except_": list(under_way), "repeat_": False}).rowcount


# SQLite uses the partial index only where its own words stand in the statement.
_OWED = text("message.state IN ('due', 'sending')")
_DUE = text("message.state IN ('due', 'sending') AND message.state = 'due'")

_OWE = insert(Message)
_owe_once = insert_once(Message)

_other = aliased(Message)
# Rows without a Telegram number are the few not yet sent, and the index on (person, number) finds them.
_in_the_way = exists().where(
    _other.person_id == Message.person_id,
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
            _DUE,
            *which,
            Message.due_at <= bindparam("now_"),
            Person.reach == "open",
            Person.telegram_id.not_in(bindparam("skip_", expanding=True)),
            ~_in_the_way,
        )
        .order_by(Message.priority, Message.due_at, Message.id)
        .limit(bindparam("limit_"))
    )


_WAITED_FOR = _due(Message.priority == 0)
_UNASKED = _due(Message.priority > 0)
_TAKE = (
    update(Message)
    .where(Message.id.in_(bindparam("ids_", expanding=True)), Message.state == "due")
    .values(state="sending")
    .returning(Message.id)
)
_NEXT = (
    select(func.min(Message.due_at))
    .join(Person, Person.id == Message.person_id)
    .where(_DUE, Message.due_at > bindparam("now_"), Person.reach == "open")
)
_RECOVER = (
    update(Message)
    .where(_OWED, Message.state == "sending", Message.id.not_in(bindparam("except_", expanding=True)))
    .values(state="due", repeat=or_(Message.repeat, bindparam("repeat_")))
)


def _owed(row: Row[Any]) -> Owed:
    return Owed(*row._tuple())
