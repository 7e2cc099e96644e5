"""What is kept. Statements are built over these columns; rows never travel as objects of these classes.

Codes and ids are stored, never wording. Enumerations are strings, so that a new member needs no migration.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.types import BigId, UtcDateTime

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(none_as_null=True),
        str: String(200),
    }


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


class Round(Table):
    """One occasion of a dialogue in one partnership."""

    __tablename__ = "round"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    dialogue: Mapped[str] = mapped_column(String(32))
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
