"""Trips as they are written. Reading those of a partnership: `ahead.trips`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction


def plan(
    tx: Transaction,
    now: datetime,
    partnership: int,
    *,
    starts: date,
    ends: date,
    travels: str,
    who: str | None,
    purpose: str,
    author: int,
) -> int:
    row = {
        "partnership_id": partnership,
        "starts_on": starts,
        "ends_on": ends,
        "travels": travels,
        "who": who,
        "purpose": purpose,
        "author_id": author,
        "at": now,
    }
    return int(tx.execute(insert(t.Trip).returning(t.Trip.id), row).scalar_one())


def change(
    tx: Transaction, trip: int, *, starts: date, ends: date, travels: str, who: str | None, purpose: str
) -> None:
    values = {"starts_on": starts, "ends_on": ends, "travels": travels, "who": who, "purpose": purpose}
    tx.execute(update(t.Trip).where(t.Trip.id == trip).values(**values))


def cancel(tx: Transaction, now: datetime, trip: int) -> None:
    tx.execute(update(t.Trip).where(t.Trip.id == trip, t.Trip.cancelled_at.is_(None)).values(cancelled_at=now))


def partnership_of(tx: Transaction, trip: int) -> int | None:
    return tx.execute(select(t.Trip.partnership_id).where(t.Trip.id == trip)).scalar()
