"""Who there is: people, partnerships, their sides, and how one comes in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Table


class Person(Table):
    """Somebody who has written to the bot. Telegram's number is all that identifies them."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    language: Mapped[str | None] = mapped_column(String(16))
    hint: Mapped[str | None] = mapped_column(String(16))  # Telegram's language, until one is chosen
    name: Mapped[str | None]
    staff: Mapped[str | None] = mapped_column(String(16))  # None, "staff", "admin"
    reach: Mapped[str] = mapped_column(String(16), default="open")  # open, silent (/stop), blocked, gone
    consent_version: Mapped[int | None]
    consent_language: Mapped[str | None] = mapped_column(String(16))
    consent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Partnership(Table):
    __tablename__ = "partnership"
    id: Mapped[int] = mapped_column(primary_key=True)
    danish_name: Mapped[str]
    local_name: Mapped[str]
    country: Mapped[str] = mapped_column(String(2))
    zone: Mapped[str] = mapped_column(String(64))
    common_language: Mapped[str] = mapped_column(String(16))
    running: Mapped[bool]  # it existed before it was entered here
    start: Mapped[str] = mapped_column(String(7))  # a month, "2027-02"
    end: Mapped[str | None] = mapped_column(String(7))
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(16), default="open")  # open, closed, deleting
    delete_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Assignment(Table):
    """Staff who follow a partnership; its coordinator always has one."""

    __tablename__ = "assignment"
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class Member(Table):
    """A person on a side of a partnership; the row stays when they leave, because their answers do."""

    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    side: Mapped[str] = mapped_column(String(16))
    task: Mapped[str | None]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq_member_active",
            "person_id",
            "partnership_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )


class Invitation(Table):
    """Single use. Only the hash of the code is kept. `side` None invites to staff."""

    __tablename__ = "invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"), index=True)
    side: Mapped[str | None] = mapped_column(String(16))
    staff: Mapped[str | None] = mapped_column(String(16))  # the staff role it gives
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    used_at: Mapped[datetime | None]


class InvitationAttempt(Table):
    """A code that did not fit, counted so that nobody can guess one."""

    __tablename__ = "invitation_attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "person_id", "at"),)


class Joining(Table):
    """An invitation being accepted. What is not yet filled in is what is asked next."""

    __tablename__ = "joining"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"))
    name: Mapped[str | None]
    task: Mapped[str | None]
    at: Mapped[datetime]


class Form(Table):
    """A short dialogue of staff's own under way (a new partnership, a correction): its answers so far."""

    __tablename__ = "form"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    dialogue: Mapped[str] = mapped_column(String(32))
    answers: Mapped[dict[str, Any]]
    at: Mapped[datetime]
