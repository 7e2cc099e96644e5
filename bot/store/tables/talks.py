"""What each side is asked and answers, and what is opened of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Table
from bot.store.types import BigId


class Round(Table):
    """One occasion of a dialogue in one partnership."""

    __tablename__ = "round"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    dialogue: Mapped[str] = mapped_column(String(32))
    # What this occasion is about, where that differs from one to the next: names, goals, a trip.
    about: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    summary_at: Mapped[datetime | None]


class Walk(Table):
    """One side's way through a round. `holder_id` is the member who is asked."""

    __tablename__ = "walk"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    side: Mapped[str] = mapped_column(String(16))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    started_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("round_id", "side"),)


class Answer(Table):
    """Append-only: the latest row of a question counts, the others are its history."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    walk_id: Mapped[int] = mapped_column(ForeignKey("walk.id"))
    question: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    visible: Mapped[str] = mapped_column(String(8))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    said_in: Mapped[int | None] = mapped_column(BigInteger)  # the author's own Telegram message
    at: Mapped[datetime]
    __table_args__ = (Index(None, "walk_id", "question", "id"), Index(None, "author_id", "said_in"))


class Ready(Table):
    """A side has finished a topic. Withdrawing deletes the row; the audit keeps the history."""

    __tablename__ = "ready"
    walk_id: Mapped[int] = mapped_column(ForeignKey("walk.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


class Opening(Table):
    """A topic's answers shown to both sides, once. The unique key is what makes it once."""

    __tablename__ = "opening"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    topic: Mapped[str] = mapped_column(String(32))
    how: Mapped[str] = mapped_column(String(16))  # opened, closed (unopened), handed (to staff)
    side: Mapped[str | None] = mapped_column(String(16))  # who closed or handed it
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("round_id", "topic"),)


class Mark(Table):
    """A side's word on an opened topic: agree or talk. The latest row counts."""

    __tablename__ = "mark"
    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    side: Mapped[str] = mapped_column(String(16))
    mark: Mapped[str] = mapped_column(String(16))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Note(Table):
    """Words added to an opened topic: a note, or a translation of an answer kept beside it."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    side: Mapped[str] = mapped_column(String(16))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))  # what it translates
    language: Mapped[str | None] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_in: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime]


class Media(Table):
    """A voice message, photo or document given as an answer or as the agreement. No name, no place, no metadata."""

    __tablename__ = "media"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    file_id: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(16))  # voice, photo, document
    mime: Mapped[str | None] = mapped_column(String(100))
    size: Mapped[int | None]
    seconds: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(16), index=True)  # pending, kept, failed
    path: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    at: Mapped[datetime]


class Held(Table):
    """Words that wait for their owner to say what they are for; at most one a person, never an answer yet."""

    __tablename__ = "held"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    why: Mapped[str] = mapped_column(String(16))  # which (partnership), private (number), note, forwarded
    content: Mapped[dict[str, Any]]
    at: Mapped[datetime]
