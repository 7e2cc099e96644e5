"""Invitations, the codes that did not fit, and invitations being accepted. Codes come here as hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side


@dataclass(frozen=True)
class Invitation:
    """To a side of a partnership, or to the staff (then `side` is None)."""

    id: int
    partnership: int | None
    side: Side | None
    staff: str | None
    by: int | None  # None: made on the command line
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Joining:
    """An invitation being accepted. What is None has not been asked; a skipped task is empty."""

    invitation: int
    name: str | None
    task: str | None
    at: datetime


_COLUMNS = (
    t.Invitation.id,
    t.Invitation.partnership_id,
    t.Invitation.side,
    t.Invitation.staff,
    t.Invitation.created_by,
    t.Invitation.created_at,
    t.Invitation.expires_at,
    t.Invitation.used_at,
)

_JOINING = select(t.Joining.invitation_id, t.Joining.name, t.Joining.task, t.Joining.at).where(
    t.Joining.person_id == bindparam("person")
)


def create(
    tx: Transaction,
    now: datetime,
    *,
    code_hash: str,
    partnership: int | None,
    side: Side | None,
    staff: str | None,
    by: int | None,
    expires_at: datetime,
) -> int:
    row = {
        "code_hash": code_hash,
        "partnership_id": partnership,
        "side": side.value if side else None,
        "staff": staff,
        "created_by": by,
        "created_at": now,
        "expires_at": expires_at,
    }
    return int(tx.execute(insert(t.Invitation).returning(t.Invitation.id), row).scalar_one())


def with_hash(tx: Transaction, code_hash: str) -> Invitation | None:
    return _one(tx, t.Invitation.code_hash == code_hash)


def invitation(tx: Transaction, invitation_id: int) -> Invitation | None:
    return _one(tx, t.Invitation.id == invitation_id)


def use(tx: Transaction, now: datetime, invitation_id: int, person_id: int) -> bool:
    """Takes the invitation; False when somebody else has, perhaps at this very moment."""
    taken = tx.execute(
        update(t.Invitation)
        .where(t.Invitation.id == invitation_id, t.Invitation.used_at.is_(None))
        .values(used_at=now, used_by=person_id)
    )
    return taken.rowcount == 1


def failures(tx: Transaction, person_id: int, since: datetime) -> int:
    """How many codes of theirs did not fit since then."""
    attempt = t.InvitationAttempt
    query = select(func.count()).where(attempt.person_id == person_id, attempt.at > since)
    return int(tx.execute(query).scalar_one())


def failed(tx: Transaction, now: datetime, person_id: int) -> None:
    tx.execute(insert(t.InvitationAttempt), {"person_id": person_id, "at": now})


def begin(tx: Transaction, now: datetime, person_id: int, invitation_id: int, *, name: str | None) -> None:
    """The person is accepting this invitation, and no other; `name` is what is known already."""
    end(tx, person_id)
    row = {"person_id": person_id, "invitation_id": invitation_id, "name": name, "at": now}
    tx.execute(insert(t.Joining), row)


def joining(tx: Transaction, person_id: int) -> Joining | None:
    row = tx.execute(_JOINING, {"person": person_id}).one_or_none()
    return Joining(*row) if row else None


def fill(tx: Transaction, person_id: int, **values: str | None) -> None:
    tx.execute(update(t.Joining).where(t.Joining.person_id == person_id).values(**values))


def end(tx: Transaction, person_id: int) -> None:
    tx.execute(delete(t.Joining).where(t.Joining.person_id == person_id))


def _one(tx: Transaction, condition: object) -> Invitation | None:
    row = tx.execute(select(*_COLUMNS).where(condition)).one_or_none()  # type: ignore[arg-type]
    return Invitation(row[0], row[1], Side(row[2]) if row[2] else None, *row[3:]) if row else None
