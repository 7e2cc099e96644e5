"""The trace of who did what, without content."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert

from bot.store import tables as t
from bot.store.transaction import Transaction

_NOTE = insert(t.Audit)


def note(
    tx: Transaction,
    now: datetime,
    actor: int | None,
    action: str,
    partnership: int | None = None,
    about: str | None = None,
) -> None:
    tx.execute(
        _NOTE,
        {"at": now, "actor_id": actor, "action": action, "partnership_id": partnership, "about": about},
    )
