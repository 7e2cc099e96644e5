"""Trips and the ending of a partnership with their history, read as a whole: for overviews and the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side
from conversations.text import Month


@dataclass(frozen=True)
class TripRow:
    id: int
    starts: date
    ends: date
    travels: str  # danish, local, both
    who: str | None
    purpose: str
    cancelled: bool


@dataclass(frozen=True)
class SuggestedRow:
    """A talk about ending that was proposed; `side` None is staff."""

    id: int
    side: Side | None
    at: datetime
    state: str
    ended: datetime | None


@dataclass(frozen=True)
class PlanRow:
    end: Month
    tier: str
    lead: int
    available: int
    at: datetime

    @property
    def shorter(self) -> bool:
        """Than recommended."""
        return self.available < self.lead


@dataclass(frozen=True)
class MoveRow:
    before: Month
    after: Month
    at: datetime


@dataclass(frozen=True)
class MilestoneRow:
    id: int
    code: str
    due: Month
    state: str  # open, done, not_needed
    how: str | None
    words: str | None
    side: Side | None
    ended: datetime | None
    moves: tuple[MoveRow, ...]


def trips(tx: Transaction, partnership: int) -> tuple[TripRow, ...]:
    """Cancelled ones too, the earliest first."""
    rows = tx.execute(
        select(
            t.Trip.id, t.Trip.starts_on, t.Trip.ends_on, t.Trip.travels, t.Trip.who, t.Trip.purpose, t.Trip.cancelled_at
        )
        .where(t.Trip.partnership_id == partnership)
        .order_by(t.Trip.starts_on, t.Trip.id)
    )
    return tuple(TripRow(*row[:6], cancelled=row[6] is not None) for row in rows)


def suggested(tx: Transaction, partnership: int) -> tuple[SuggestedRow, ...]:
    """Every talk about ending that was proposed, oldest first."""
    rows = tx.execute(
        select(t.PhaseOut.id, t.PhaseOut.side, t.PhaseOut.at, t.PhaseOut.state, t.PhaseOut.ended_at)
        .where(t.PhaseOut.partnership_id == partnership)
        .order_by(t.PhaseOut.id)
    )
    return tuple(SuggestedRow(n, Side(side) if side else None, at, state, ended) for n, side, at, state, ended in rows)


def plan(tx: Transaction, partnership: int) -> PlanRow | None:
    """None as long as no end month is settled."""
    one = t.PhaseOutPlan
    row = tx.execute(
        select(one.end, one.tier, one.lead, one.available, one.at).where(one.partnership_id == partnership)
    ).one_or_none()
    return PlanRow(Month.parse(row[0]), *row[1:]) if row else None


def milestones(tx: Transaction, partnership: int) -> tuple[MilestoneRow, ...]:
    """In the order of the plan, each with how it was moved."""
    one = t.Milestone
    rows = tx.execute(
        select(one.id, one.code, one.due, one.state, one.how, one.words, one.side, one.ended_at)
        .where(one.partnership_id == partnership)
        .order_by(one.code)
    ).all()
    moves: dict[int, list[MoveRow]] = {row[0]: [] for row in rows}
    move = t.MilestoneMove
    for number, before, after, at in tx.execute(
        select(move.milestone_id, move.due_before, move.due_after, move.at)
        .where(move.milestone_id.in_(list(moves)))
        .order_by(move.id)
    ):
        moves[number].append(MoveRow(Month.parse(before), Month.parse(after), at))
    return tuple(
        MilestoneRow(n, code, Month.parse(due), state, how, words, Side(side) if side else None, ended, tuple(moves[n]))
        for n, code, due, state, how, words, side, ended in rows
    )
