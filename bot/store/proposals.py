"""What the sides put forward to each other, and how it ended. Deciding is `conversations.proposals`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.answers import Json
from conversations.proposals import End, Proposal, Thread
from conversations.sides import Side


@dataclass(frozen=True)
class Written:
    """A proposal with who put it forward and who ended it, when: the history that stays visible."""

    proposal: Proposal
    partnership: int
    subject: str
    author: str | None
    at: datetime
    ended_by: str | None
    ended_at: datetime | None


_THREADS = (
    select(t.Proposal.subject, t.Proposal.id, t.Proposal.side, t.Proposal.value, t.Proposal.end)
    .where(t.Proposal.partnership_id == bindparam("partnership"))
    .order_by(t.Proposal.id)
)
_LOCK = update(t.Partnership).where(t.Partnership.id == bindparam("partnership_")).values(running=t.Partnership.running)
_Author, _Ender = t.Person.__table__.alias("author"), t.Person.__table__.alias("ender")
_WRITTEN = (
    select(
        t.Proposal.id,
        t.Proposal.side,
        t.Proposal.value,
        t.Proposal.end,
        t.Proposal.partnership_id,
        t.Proposal.subject,
        _Author.c.name,
        t.Proposal.at,
        _Ender.c.name,
        t.Proposal.ended_at,
    )
    .join(_Author, _Author.c.id == t.Proposal.author_id)
    .outerjoin(_Ender, _Ender.c.id == t.Proposal.ended_by)
    .order_by(t.Proposal.id)
)


def lock(tx: Transaction, partnership: int) -> None:
    """Two who settle something in one partnership at the same instant come one after the other from here on."""
    tx.execute(_LOCK, {"partnership_": partnership})


def threads(tx: Transaction, partnership: int) -> dict[str, Thread]:
    """Everything put forward in a partnership, by subject, oldest first."""
    found: dict[str, Thread] = {}
    for subject, number, side, value, end in tx.execute(_THREADS, {"partnership": partnership}):
        found[subject] = (*found.get(subject, ()), Proposal(number, Side(side), value, End(end) if end else None))
    return found


def put(tx: Transaction, now: datetime, partnership: int, subject: str, *, side: Side, value: Json, author: int) -> int:
    row = {
        "partnership_id": partnership,
        "subject": subject,
        "side": side.value,
        "author_id": author,
        "value": value,
        "at": now,
    }
    return int(tx.execute(insert(t.Proposal).returning(t.Proposal.id), row).scalar_one())


def end(tx: Transaction, now: datetime, proposal: int, how: End, by: int) -> None:
    """Ends what still waits; what has ended stays as it ended."""
    tx.execute(
        update(t.Proposal)
        .where(t.Proposal.id == proposal, t.Proposal.end.is_(None))
        .values(end=how.value, ended_by=by, ended_at=now)
    )


def written(tx: Transaction, proposal: int) -> Written | None:
    rows = tx.execute(_WRITTEN.where(t.Proposal.id == proposal)).all()
    return _written(rows[0]) if rows else None


def history(tx: Transaction, partnership: int, subject: str) -> tuple[Written, ...]:
    """The whole thread of one matter, oldest first."""
    rows = tx.execute(_WRITTEN.where(t.Proposal.partnership_id == partnership, t.Proposal.subject == subject))
    return tuple(_written(row) for row in rows)


def _written(row: Any) -> Written:
    number, side, value, end, partnership, subject, author, at, ended_by, ended_at = row
    proposal = Proposal(number, Side(side), value, End(end) if end else None)
    return Written(proposal, partnership, subject, author, at, ended_by, ended_at)
