"""What both sides settle together: proposals, goals, commitments, the agreement, and what is due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Table


class Proposal(Table):
    """A joint answer put forward by one side. `subject` names the matter; `end` is how it ended."""

    __tablename__ = "proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    subject: Mapped[str] = mapped_column(String(48))
    side: Mapped[str] = mapped_column(String(16))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime]
    end: Mapped[str | None] = mapped_column(String(16))  # accepted, countered, replaced, withdrawn
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        # At most one proposal of a matter waits for an answer.
        Index(
            "uq_proposal_waiting",
            "partnership_id",
            "subject",
            unique=True,
            sqlite_where=text('"end" IS NULL'),
            postgresql_where=text('"end" IS NULL'),
        ),
    )


class Goal(Table):
    """A goal of the joint list. `state`: open, or dropped from the list."""

    __tablename__ = "goal"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    n: Mapped[int]  # its place in the list, from 1
    words: Mapped[str]
    stronger: Mapped[bool]  # it makes the local organisation stronger
    sign: Mapped[str | None]
    month: Mapped[str | None] = mapped_column(String(7))
    state: Mapped[str] = mapped_column(String(16), default="open")
    at: Mapped[datetime]


class GoalDraft(Table):
    """The joint list of goals as somebody is changing it; nobody else sees it."""

    __tablename__ = "goal_draft"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), primary_key=True)
    content: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class Commitment(Table):
    """A plan step or a promise. `state`: proposed (nobody has accepted it yet), agreed, dropped."""

    __tablename__ = "commitment"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))  # step, promise
    words: Mapped[str]
    who: Mapped[str] = mapped_column(String(16))  # danish, local, both
    month: Mapped[str | None] = mapped_column(String(7))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"))
    area: Mapped[str | None] = mapped_column(String(32))  # the ability it is to strengthen
    state: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]


class Agreement(Table):
    """One version of the agreement. `lines` is None for one that was uploaded; `seal` is what is approved."""

    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    version: Mapped[int]
    how: Mapped[str] = mapped_column(String(16))  # made, uploaded
    lines: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    seal: Mapped[str | None] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("partnership_id", "version"),)


class AgreementFile(Table):
    """A page, or the whole, of an uploaded agreement."""

    __tablename__ = "agreement_file"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True)


class AgreementWord(Table):
    """What a side said of a version before approving: yes, change, talk, keep. The latest row counts."""

    __tablename__ = "agreement_word"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    side: Mapped[str] = mapped_column(String(16))
    word: Mapped[str] = mapped_column(String(16))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Approval(Table):
    """One side's approval of one version: who, in which role, of which seal. Kept as it was given."""

    __tablename__ = "approval"
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(16), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    role: Mapped[str | None]
    seal: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class Review(Table):
    """A dialogue that is due on a day in the partnership's zone; `round_id` once it has been begun."""

    __tablename__ = "review"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    dialogue: Mapped[str] = mapped_column(String(32))
    due_on: Mapped[date]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("partnership_id", "dialogue", "due_on"),)
