"""What became of claimed rows, written many at a time.

Only a row still `sending` can fall back to `due`: one that was cancelled while it was under way stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Update, and_, bindparam, null, or_, text, update

from bot.store.tables import Message, Person
from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has taken all of it; the last of its messages has this number."""

    id: int
    telegram_message_id: int


@dataclass(frozen=True, slots=True)
class PartSent:
    """Telegram has taken so many of its messages; more are to follow."""

    id: int
    parts_sent: int


@dataclass(frozen=True, slots=True)
class Later:
    """To be tried again. `unknown`: Telegram may have taken it all the same, so next time it is marked."""

    id: int
    due_at: datetime
    unknown: bool


@dataclass(frozen=True, slots=True)
class HandedBack:
    """Claimed and never begun."""

    id: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person cannot be written to. Blocked: what is owed waits. Gone: the account exists no more."""

    person_id: int
    reach: Literal["blocked", "gone"]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Given up; the row is kept for staff with its reason, which quotes nobody."""

    id: int
    error: str


Outcome = Sent | PartSent | Later | HandedBack | Unreachable | Undelivered


def record(tx: Transaction, now: datetime, what: Iterable[Outcome]) -> None:
    """Writes all outcomes; writing them a second time changes nothing."""
    rows: dict[Update, list[dict[str, Any]]] = {statement: [] for statement in _IN_THIS_ORDER}
    unreachable = []
    for outcome in what:
        match outcome:
            case Sent(id_, message):
                rows[_SENT].append({"id_": id_, "message_": message, "now_": now})
            case PartSent(id_, parts):
                rows[_PART_SENT].append({"id_": id_, "parts_": parts})
            case Later(id_, due_at, unknown):
                rows[_LATER].append({"id_": id_, "due_": due_at, "unknown_": unknown})
            case HandedBack(id_):
                rows[_HANDED_BACK].append({"id_": id_})
            case Undelivered(id_, error):
                rows[_UNDELIVERED].append({"id_": id_, "error_": error[:200], "now_": now})
            case Unreachable():
                unreachable.append(outcome)
    for statement, parameters in rows.items():
        if parameters:
            tx.execute(statement, parameters)
    for somebody in unreachable:
        _lose(tx, now, somebody)


def _lose(tx: Transaction, now: datetime, somebody: Unreachable) -> None:
    person = {"person_": somebody.person_id}
    tx.execute(_REACH, {**person, "reach_": somebody.reach})
    if somebody.reach == "gone":
        tx.execute(_GONE, {**person, "now_": now})
    else:
        tx.execute(_WAITS, person)


_THIS = Message.id == bindparam("id_")
_UNDER_WAY = and_(_THIS, Message.state == "sending")
_OWED_TO = and_(Message.person_id == bindparam("person_"), text("message.state IN ('due', 'sending')"))

_PART_SENT = update(Message).where(_THIS).values(parts_sent=bindparam("parts_"), repeat=False)
_SENT = (
    update(Message)
    .where(_THIS)
    .values(state="sent", screen=null(), telegram_message_id=bindparam("message_"), done_at=bindparam("now_"))
)
_LATER = (
    update(Message)
    .where(_UNDER_WAY)
    .values(
        state="due",
        due_at=bindparam("due_"),
        tries=Message.tries + 1,
        repeat=or_(Message.repeat, bindparam("unknown_")),
    )
)
_HANDED_BACK = update(Message).where(_UNDER_WAY).values(state="due")
_UNDELIVERED = (
    update(Message).where(_UNDER_WAY).values(state="undelivered", error=bindparam("error_"), done_at=bindparam("now_"))
)
# A part that was taken ends the doubt about it; only what failed after it is in doubt.
_IN_THIS_ORDER = (_PART_SENT, _SENT, _LATER, _HANDED_BACK, _UNDELIVERED)

_REACH = (
    update(Person).where(Person.id == bindparam("person_"), Person.reach != "gone").values(reach=bindparam("reach_"))
)
_WAITS = update(Message).where(_OWED_TO, Message.state == "sending").values(state="due")
_GONE = update(Message).where(_OWED_TO).values(state="gone", screen=null(), done_at=bindparam("now_"))
