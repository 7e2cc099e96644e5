"""Whom the bot can't write to, and what it could not deliver. Staff see it; the other side never does."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side

_WITHOUT = (
    select(t.Member.side, t.Person.name)
    .join(t.Person, t.Person.id == t.Member.person_id)
    .where(t.Member.partnership_id == bindparam("partnership"), t.Member.left_at.is_(None), t.Person.reach != "open")
    .order_by(t.Member.id)
)
_UNDELIVERED = (
    select(func.count())
    .select_from(t.Message)
    .where(t.Message.partnership_id == bindparam("partnership"), t.Message.state == "undelivered")
)


def without(tx: Transaction, partnership: int) -> tuple[tuple[Side, str | None], ...]:
    """(side, name) of the members who have blocked the bot, silenced it, or are gone from Telegram."""
    return tuple((Side(r[0]), r[1]) for r in tx.execute(_WITHOUT, {"partnership": partnership}))


def undelivered(tx: Transaction, partnership: int) -> int:
    """How many messages about it were given up."""
    return int(tx.execute(_UNDELIVERED, {"partnership": partnership}).scalar_one())
