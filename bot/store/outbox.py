"""The outbox: what the bot owes people, from the unit that caused it until Telegram has taken it.

Named queries only. Nothing here renders, sends or waits. A row is `due`, then `sending`, then `sent`; or it
ends as `cancelled`, `gone` (nobody is there any more) or `undelivered` (staff see it).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, func, insert, null, or_, select, text, update

from bot.screen import Screen, to_json
from bot.store.once import insert_once
from bot.store.tables import Message
from bot.store.transaction import Transaction

# What a row holds instead of a screen when the message it names is to be deleted.
DELETION: dict[str, Any] = {"delete": True}


def owe(
    tx: Transaction,
    now: datetime,
    *,
    person_id: int,
    screen: Screen,
    partnership_id: int | None = None,
    edits: int | None = None,
    priority: Literal[0, 1] = 0,
    key: str | None = None,
    walk_id: int | None = None,
    question: str | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Adds what a person is to be told; False when the key says that it was already owed or told.

    A change of a message takes the place of an older one that still waits: sent after it, that would undo it.
    """
    if edits is not None:
        tx.execute(_OVERTAKEN, {"person": person_id, "edited": edits, "now_": now})
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
        # A menu, or a list of several, names no partnership and may still show this one.
        about = Message.partnership_id == partnership_id
        owed = owed.where(about if person_id is None else or_(about, Message.partnership_id.is_(None)))
    tx.execute(owed.values(state="cancelled", screen=null(), done_at=now))


def take_back(tx: Transaction, now: datetime, *, person_id: int, message: int) -> None:
    """Owes the deletion of a message from a person's chat; Telegram allows it for 48 hours."""
    row = {
        "person_id": person_id,
        "screen": DELETION,
        "edits": message,
        "priority": 0,
        "state": "due",
        "due_at": now,
        "created_at": now,
    }
    tx.execute(_OWE, row)
    tx.owed = True


_NEWEST = (
    select(Message.telegram_message_id)
    .where(
        Message.person_id == bindparam("person"),
        Message.telegram_message_id.is_not(None),
        Message.question == bindparam("subject"),
    )
    .order_by(Message.id.desc())
    .limit(1)
)


def newest_about(tx: Transaction, person_id: int, subject: str) -> int | None:
    """The Telegram message in which a person was last shown this; None if it never was."""
    return tx.execute(_NEWEST, {"person": person_id, "subject": subject}).scalar()


_LAST_ABOUT = select(func.max(Message.created_at)).where(
    Message.person_id == bindparam("person"), Message.walk_id == bindparam("walk")
)


def last_about(tx: Transaction, person_id: int, walk_id: int) -> datetime | None:
    """When a person was last told something about a walk; None if they never were."""
    return tx.execute(_LAST_ABOUT, {"person": person_id, "walk": walk_id}).scalar()


def about(tx: Transaction, person_id: int, message: int) -> tuple[int, str | None] | None:
    """(walk, question) of a message the bot sent to a person, so that a reply finds its question."""
    query = select(Message.walk_id, Message.question).where(
        Message.person_id == person_id, Message.telegram_message_id == message, Message.walk_id.is_not(None)
    )
    row = tx.execute(query.order_by(Message.id.desc()).limit(1)).one_or_none()
    return (int(row[0] or 0), row[1]) if row else None


# SQLite uses the partial index only where its own words stand in the statement.
_OWED = text("message.state IN ('due', 'sending')")

_OVERTAKEN = (
    update(Message)
    .where(
        _OWED,
        Message.state == "due",
        Message.person_id == bindparam("person"),
        Message.edits == bindparam("edited"),
    )
    .values(state="cancelled", screen=null(), done_at=bindparam("now_"))
)
_OWE = insert(Message)
_owe_once = insert_once(Message)
