"""What is due on a day: dates are recorded here, whoever reminds reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select, update

from bot.store import tables as t
from bot.store.once import insert_once
from bot.store.transaction import Transaction


@dataclass(frozen=True)
class ReviewRow:
    """`round` is None until it has been begun."""

    id: int
    partnership: int
    dialogue: str
    due_on: date
    round: int | None


_COLUMNS = (t.Review.id, t.Review.partnership_id, t.Review.dialogue, t.Review.due_on, t.Review.round_id)
_add_once = insert_once(t.Review)


def add(tx: Transaction, now: datetime, partnership: int, dialogue: str, due_on: date) -> bool:
    """False when that is recorded already."""
    return _add_once(tx, {"partnership_id": partnership, "dialogue": dialogue, "due_on": due_on, "at": now})


def of(tx: Transaction, partnership: int, dialogue: str | None = None) -> tuple[ReviewRow, ...]:
    """Those of a partnership, the earliest first."""
    query = select(*_COLUMNS).where(t.Review.partnership_id == partnership)
    if dialogue is not None:
        query = query.where(t.Review.dialogue == dialogue)
    return tuple(ReviewRow(*row) for row in tx.execute(query.order_by(t.Review.due_on, t.Review.id)))


def set_next(tx: Transaction, now: datetime, partnership: int, dialogue: str, due_on: date | None) -> None:
    """The day a dialogue is due next, instead of any other day it was to be begun on; None: it is not due."""
    ahead = (t.Review.partnership_id == partnership, t.Review.dialogue == dialogue, t.Review.round_id.is_(None))
    stale = delete(t.Review).where(*ahead)
    tx.execute(stale if due_on is None else stale.where(t.Review.due_on != due_on))
    if due_on is not None:
        add(tx, now, partnership, dialogue, due_on)


def begun(tx: Transaction, review: int, round_id: int) -> None:
    tx.execute(update(t.Review).where(t.Review.id == review).values(round_id=round_id))
