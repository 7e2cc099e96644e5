"""Trips, and the way to the end of a partnership."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Table


class Trip(Table):
    """A journey between the partners. `travels` is the side that comes, or both."""

    __tablename__ = "trip"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    travels: Mapped[str] = mapped_column(String(16))  # danish, local, both
    who: Mapped[str | None]
    purpose: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


class PhaseOut(Table):
    """A talk about ending that somebody proposed. `side` is None if staff did."""

    __tablename__ = "phase_out"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    side: Mapped[str | None] = mapped_column(String(16))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))  # proposed, accepted, talked, withdrawn
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        # At most one waits for an answer.
        Index(
            "uq_phase_out_proposed",
            "partnership_id",
            unique=True,
            sqlite_where=text("state = 'proposed'"),
            postgresql_where=text("state = 'proposed'"),
        ),
    )


class PhaseOutPlan(Table):
    """The plan in force: its end month, and how the months before it were counted."""

    __tablename__ = "phase_out_plan"
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), primary_key=True)
    end: Mapped[str] = mapped_column(String(7))
    tier: Mapped[str] = mapped_column(String(16))  # vulnerable, medium, low
    lead: Mapped[int]  # months that are recommended
    available: Mapped[int]  # months there were when the end was settled
    at: Mapped[datetime]


class Milestone(Table):
    """One of the plan's milestones. `how` says what its being done rests on."""

    __tablename__ = "milestone"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    code: Mapped[str] = mapped_column(String(8))
    due: Mapped[str] = mapped_column(String(7))
    state: Mapped[str] = mapped_column(String(16))  # open, done, not_needed
    how: Mapped[str | None] = mapped_column(String(16))  # data, words, exception, both
    words: Mapped[str | None]
    side: Mapped[str | None] = mapped_column(String(16))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("partnership_id", "code"),)


class MilestoneMove(Table):
    """That a milestone was due in another month before."""

    __tablename__ = "milestone_move"
    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"), index=True)
    due_before: Mapped[str] = mapped_column(String(7))
    due_after: Mapped[str] = mapped_column(String(7))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
