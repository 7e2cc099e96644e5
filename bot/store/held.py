"""Words, or the wish to write some, that wait for their owner; at most one a person, never an answer yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from bot.store import tables as t
from bot.store.transaction import Transaction


@dataclass(frozen=True)
class HeldRow:
    why: str
    content: dict[str, Any]


_HELD = select(t.Held.why, t.Held.content).where(t.Held.person_id == bindparam("person"))


def hold(tx: Transaction, now: datetime, person_id: int, why: str, content: dict[str, Any]) -> None:
    """Replaces what was held before."""
    release(tx, person_id)
    tx.execute(insert(t.Held), {"person_id": person_id, "why": why, "content": content, "at": now})


def held(tx: Transaction, person_id: int) -> HeldRow | None:
    row = tx.execute(_HELD, {"person": person_id}).one_or_none()
    return HeldRow(row[0], row[1]) if row else None


def release(tx: Transaction, person_id: int) -> None:
    tx.execute(delete(t.Held).where(t.Held.person_id == person_id))
