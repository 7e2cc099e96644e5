"""When the bot was last running, and who was in the middle of something then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, or_, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction


def last_alive(tx: Transaction) -> datetime | None:
    """None before the first start."""
    return tx.execute(select(t.Alive.at)).scalar()


def is_alive(tx: Transaction, now: datetime) -> None:
    if tx.execute(update(t.Alive).values(at=now)).rowcount == 0:
        tx.execute(insert(t.Alive), {"id": 1, "at": now})


def holders_active_since(tx: Transaction, since: datetime) -> tuple[int, ...]:
    """The people who hold a walk and answered, or joined, since then, and to whom nothing is owed already."""
    owed = select(t.Message.person_id).where(t.Message.state.in_(("due", "sending")), t.Message.edits.is_(None))
    query = (
        select(t.Member.person_id)
        .distinct()
        .join(t.Walk, t.Walk.holder_id == t.Member.id)
        .outerjoin(t.Answer, t.Answer.walk_id == t.Walk.id)
        .where(t.Member.left_at.is_(None), t.Member.person_id.not_in(owed))
        .join(t.Person, t.Person.id == t.Member.person_id)
        .where(t.Person.reach == "open")
        .where(or_(t.Answer.at >= since, t.Member.joined_at >= since))
        .order_by(t.Member.person_id)
    )
    return tuple(tx.execute(query).scalars())
