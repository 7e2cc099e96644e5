"""People, the sides they are on, and the staff who follow partnerships. Rows become plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, insert, literal, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.access import Actor
from conversations.sides import Side


@dataclass(frozen=True)
class Person:
    id: int
    telegram_id: int
    language: str | None
    hint: str | None
    name: str | None
    staff: str | None
    reach: str
    consent_version: int | None
    # Only known of somebody who has just arrived: why words of theirs are held, and whether an invitation or a
    # form of theirs is open.
    holds: str | None = None
    joins: bool = False
    fills: bool = False

    @property
    def speaks(self) -> str | None:
        return self.language or self.hint


@dataclass(frozen=True)
class Member:
    id: int
    person: int
    partnership: int
    side: Side
    task: str | None
    name: str | None
    joined_at: datetime


_PERSON = (
    t.Person.id,
    t.Person.telegram_id,
    t.Person.language,
    t.Person.hint,
    t.Person.name,
    t.Person.staff,
    t.Person.reach,
    t.Person.consent_version,
)
_BY_TELEGRAM = select(
    *_PERSON,
    select(t.Held.why).where(t.Held.person_id == t.Person.id).scalar_subquery(),
    exists().where(t.Joining.person_id == t.Person.id),
    exists().where(t.Form.person_id == t.Person.id),
).where(t.Person.telegram_id == bindparam("telegram_id"))
_BY_ID = select(*_PERSON).where(t.Person.id == bindparam("id"))


def arrive(tx: Transaction, now: datetime, telegram_id: int, hint: str | None) -> Person:
    """The person with this Telegram number, made at their first word."""
    row = tx.execute(_BY_TELEGRAM, {"telegram_id": telegram_id}).one_or_none()
    if row is None:
        tx.execute(insert(t.Person), {"telegram_id": telegram_id, "hint": hint, "reach": "open", "created_at": now})
        row = tx.execute(_BY_TELEGRAM, {"telegram_id": telegram_id}).one()
    elif hint and row.language is None and row.hint != hint:
        change(tx, row.id, hint=hint)
        row = tx.execute(_BY_TELEGRAM, {"telegram_id": telegram_id}).one()
    return Person(*row)


def person(tx: Transaction, person_id: int) -> Person:
    return Person(*tx.execute(_BY_ID, {"id": person_id}).one())


def change(tx: Transaction, person_id: int, **values: object) -> None:
    tx.execute(update(t.Person).where(t.Person.id == person_id).values(**values))


def staff(tx: Transaction, role: str | None = None) -> tuple[Person, ...]:
    """Everybody on the staff, or those with one role, by id."""
    wanted = t.Person.staff.is_not(None) if role is None else t.Person.staff == role
    return tuple(Person(*row) for row in tx.execute(select(*_PERSON).where(wanted).order_by(t.Person.id)))


_MEMBER = (
    t.Member.id,
    t.Member.person_id,
    t.Member.partnership_id,
    t.Member.side,
    t.Member.task,
    t.Person.name,
    t.Member.joined_at,
)
_MEMBERS = (
    select(*_MEMBER)
    .join(t.Person, t.Person.id == t.Member.person_id)
    .where(t.Member.left_at.is_(None))
    .order_by(t.Member.id)
)
_MEMBERS_OF = _MEMBERS.where(t.Member.partnership_id == bindparam("id"))
_MEMBERSHIPS_OF = _MEMBERS.where(t.Member.person_id == bindparam("id"))
_MEMBER_BY_ID = _MEMBERS.where(t.Member.id == bindparam("id"))
_EVER_MEMBER = select(t.Member.side, t.Member.partnership_id, t.Member.left_at).where(
    t.Member.person_id == bindparam("id")
)
_ASSIGNED = select(literal(1)).where(
    t.Assignment.partnership_id == bindparam("partnership"), t.Assignment.person_id == bindparam("person")
)
_FOLLOWERS = (
    select(t.Assignment.person_id)
    .join(t.Person, t.Person.id == t.Assignment.person_id)
    .where(t.Assignment.partnership_id == bindparam("partnership"), t.Person.staff.is_not(None))
    .where(
        t.Assignment.person_id.not_in(
            select(t.Member.person_id).where(t.Member.partnership_id == bindparam("partnership"))
        )
    )
    .order_by(t.Assignment.person_id)
)


def _members(tx: Transaction, which: Select[*tuple[Any, ...]], number: int) -> tuple[Member, ...]:
    return tuple(Member(r[0], r[1], r[2], Side(r[3]), *r[4:]) for r in tx.execute(which, {"id": number}))


def members(tx: Transaction, partnership: int) -> tuple[Member, ...]:
    """Who is on either side now, in the order they joined."""
    return _members(tx, _MEMBERS_OF, partnership)


def memberships(tx: Transaction, person_id: int) -> tuple[Member, ...]:
    """The sides a person is on now."""
    return _members(tx, _MEMBERSHIPS_OF, person_id)


def member(tx: Transaction, member_id: int) -> Member | None:
    """None if they have left."""
    return next(iter(_members(tx, _MEMBER_BY_ID, member_id)), None)


def join(
    tx: Transaction,
    now: datetime,
    *,
    person_id: int,
    partnership: int,
    side: Side,
    task: str | None,
    by: int | None,
) -> int:
    row = {
        "person_id": person_id,
        "partnership_id": partnership,
        "side": side.value,
        "task": task,
        "invited_by": by,
        "joined_at": now,
    }
    return int(tx.execute(insert(t.Member).returning(t.Member.id), row).scalar_one())


def leave(tx: Transaction, now: datetime, member_id: int) -> None:
    tx.execute(update(t.Member).where(t.Member.id == member_id, t.Member.left_at.is_(None)).values(left_at=now))


def followers(tx: Transaction, partnership: int) -> tuple[int, ...]:
    """The staff assigned to a partnership who are not members of it."""
    return tuple(tx.execute(_FOLLOWERS, {"partnership": partnership}).scalars())


def actor(tx: Transaction, who: Person, partnership: int | None) -> Actor:
    """Who this person is for this partnership: what `conversations.access` decides by."""
    if partnership is None:
        return Actor(who.id, who.staff)
    rows = tx.execute(_EVER_MEMBER, {"id": who.id}).all()
    side = next((Side(r.side) for r in rows if r.partnership_id == partnership and r.left_at is None), None)
    assigned = (
        who.staff is not None
        and tx.execute(_ASSIGNED, {"partnership": partnership, "person": who.id}).first() is not None
    )
    return Actor(
        who.id,
        who.staff,
        assigned,
        side,
        removed=side is None and any(r.partnership_id == partnership for r in rows),
        elsewhere=any(r.partnership_id != partnership and r.left_at is None for r in rows),
    )
