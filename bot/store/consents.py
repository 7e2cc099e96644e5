"""What people agreed to, when, and in which language they read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.store import people
from bot.store import tables as t
from bot.store.transaction import Transaction


def agree(tx: Transaction, now: datetime, person_id: int, *, version: int, language: str) -> None:
    people.change(tx, person_id, consent_version=version, consent_language=language, consent_at=now)


def agreed_at(tx: Transaction, person_id: int) -> datetime | None:
    return tx.execute(select(t.Person.consent_at).where(t.Person.id == person_id)).scalar()
