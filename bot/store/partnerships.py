"""Partnerships and the staff who follow them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side


@dataclass(frozen=True)
class Partnership:
    id: int
    danish_name: str
    local_name: str
    country: str
    zone: str
    common_language: str
    running: bool
    start: str
    end: str | None
    coordinator: int
    state: str
    delete_at: datetime | None

    def organisation(self, side: Side) -> str:
        return self.danish_name if side is Side.DANISH else self.local_name

    @property
    def title(self) -> str:
        """Both organisations, as every list and many-partnership question names it."""
        return f"{self.danish_name} – {self.local_name}"


_COLUMNS = (
    t.Partnership.id,
    t.Partnership.danish_name,
    t.Partnership.local_name,
    t.Partnership.country,
    t.Partnership.zone,
    t.Partnership.common_language,
    t.Partnership.running,
    t.Partnership.start,
    t.Partnership.end,
    t.Partnership.coordinator_id,
    t.Partnership.state,
    t.Partnership.delete_at,
)


def partnership(tx: Transaction, partnership_id: int) -> Partnership | None:
    row = tx.execute(select(*_COLUMNS).where(t.Partnership.id == partnership_id)).one_or_none()
    return Partnership(*tuple(row)) if row else None


def create(tx: Transaction, now: datetime, coordinator: int, **values: object) -> int:
    """A new partnership, followed by its coordinator."""
    row = {"coordinator_id": coordinator, "state": "open", "created_at": now, **values}
    new = int(tx.execute(insert(t.Partnership).returning(t.Partnership.id), row).scalar_one())
    assign(tx, new, coordinator)
    return new


def change(tx: Transaction, partnership_id: int, **values: object) -> None:
    tx.execute(update(t.Partnership).where(t.Partnership.id == partnership_id).values(**values))


def assign(tx: Transaction, partnership_id: int, person_id: int) -> None:
    """Makes somebody follow it; nothing happens if they do."""
    known = select(t.Assignment.person_id).where(
        t.Assignment.partnership_id == partnership_id, t.Assignment.person_id == person_id
    )
    if tx.execute(known).first() is None:
        tx.execute(insert(t.Assignment), {"partnership_id": partnership_id, "person_id": person_id})


def followed(tx: Transaction, person_id: int, *, everyone: bool) -> tuple[Partnership, ...]:
    """What a member of the staff follows, newest first; with `everyone` (staff admins) all there are.

    Those in which they are or were a member are never among them.
    """
    mine = select(t.Assignment.partnership_id).where(t.Assignment.person_id == person_id)
    member_of = select(t.Member.partnership_id).where(t.Member.person_id == person_id)
    query = select(*_COLUMNS).where(t.Partnership.id.not_in(member_of)).order_by(t.Partnership.id.desc())
    if not everyone:
        query = query.where(t.Partnership.id.in_(mine))
    return tuple(Partnership(*tuple(row)) for row in tx.execute(query))
