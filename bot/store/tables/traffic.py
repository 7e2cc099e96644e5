"""What comes in and goes out, and the trace of who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Table
from bot.store.types import BigId


class Message(Table):
    """The outbox. What the bot says is first a row here, written with what caused it.

    `screen` is language-neutral and is emptied once sent: no words are kept here longer than needed.
    """

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"), index=True)
    screen: Mapped[dict[str, Any] | None]
    edits: Mapped[int | None] = mapped_column(BigInteger)  # the Telegram message it replaces
    priority: Mapped[int]  # 0: somebody waits for it, 1: the bot speaks on its own
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    walk_id: Mapped[int | None]  # what a reply to this message is about
    question: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))  # due, sending, sent, cancelled, gone, undelivered
    repeat: Mapped[bool] = mapped_column(default=False)
    tries: Mapped[int] = mapped_column(default=0)
    parts_sent: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    telegram_message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None]
    __table_args__ = (
        Index(
            "ix_message_owed",
            "priority",
            "due_at",
            "id",
            sqlite_where=text("state IN ('due', 'sending')"),
            postgresql_where=text("state IN ('due', 'sending')"),
        ),
        Index(None, "person_id", "telegram_message_id"),
    )


class ReceivedUpdate(Table):
    """Ids of updates already acted on, compared as a set: they may fall after a quiet week."""

    __tablename__ = "received_update"
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)


class Alive(Table):
    """One row: when the bot was last known to run, so that a start knows how long it was away."""

    __tablename__ = "alive"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Quarantine(Table):
    """An update that could not be handled: kept, confirmed, reported to staff without its content."""

    __tablename__ = "quarantine"
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)
    error: Mapped[str]
    at: Mapped[datetime]


class Audit(Table):
    """Who did what to which partnership, without content."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(32))
    partnership_id: Mapped[int | None] = mapped_column(index=True)
    about: Mapped[str | None]
