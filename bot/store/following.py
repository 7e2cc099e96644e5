"""Which staff follow which partnerships, for assigning and removing them. Named queries only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side


def assigned(tx: Transaction, partnership: int) -> frozenset[int]:
    """Everybody assigned, also one who is meanwhile a member and therefore not staff for it."""
    query = select(t.Assignment.person_id).where(t.Assignment.partnership_id == partnership)
    return frozenset(tx.execute(query).scalars())


def unassign(tx: Transaction, partnership: int, person: int) -> None:
    tx.execute(delete(t.Assignment).where(t.Assignment.partnership_id == partnership, t.Assignment.person_id == person))


def coordinated(tx: Transaction, person: int) -> tuple[int, ...]:
    """The partnerships somebody coordinates."""
    query = select(t.Partnership.id).where(t.Partnership.coordinator_id == person).order_by(t.Partnership.id)
    return tuple(tx.execute(query).scalars())


def leave_staff(tx: Transaction, now: datetime, person: int) -> None:
    """Follows nothing any more, and no invitation to the staff that they made can be used."""
    tx.execute(update(t.Person).where(t.Person.id == person).values(staff=None))
    tx.execute(delete(t.Assignment).where(t.Assignment.person_id == person))
    tx.execute(
        update(t.Invitation)
        .where(t.Invitation.created_by == person, t.Invitation.staff.is_not(None))
        .where(t.Invitation.used_at.is_(None), t.Invitation.expires_at > now)
        .values(expires_at=now)
    )


def were_members(tx: Transaction, partnership: int) -> frozenset[int]:
    """Who is or was on a side: none of them is staff for it."""
    query = select(t.Member.person_id).where(t.Member.partnership_id == partnership)
    return frozenset(tx.execute(query).scalars())


def sides_joined(tx: Transaction, partnership: int) -> frozenset[Side]:
    """The sides on which somebody has ever been."""
    query = select(t.Member.side).where(t.Member.partnership_id == partnership).distinct()
    return frozenset(Side(side) for side in tx.execute(query).scalars())


def organisations(tx: Transaction) -> tuple[tuple[int, str, str], ...]:
    """(partnership, Danish name, local name) of all that are not closed."""
    query = select(t.Partnership.id, t.Partnership.danish_name, t.Partnership.local_name)
    return tuple((r[0], r[1], r[2]) for r in tx.execute(query.where(t.Partnership.state != "closed")))


def first_joined(tx: Transaction, partnership: int) -> dict[Side, datetime]:
    """When the first person came to each side on which somebody has ever been."""
    query = select(t.Member.side, func.min(t.Member.joined_at)).where(t.Member.partnership_id == partnership)
    return {Side(side): at for side, at in tx.execute(query.group_by(t.Member.side))}
