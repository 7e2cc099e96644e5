"""What is looked at once a minute: what may be forgotten, and what is due to be deleted."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services import partnerships
from bot.store import forgetting, returning
from bot.store.transaction import Transaction

UPDATE_IDS_KEPT = timedelta(days=60)
QUARANTINE_KEPT = timedelta(days=7)
INVITATIONS_KEPT = timedelta(days=7)


def tick(tx: Transaction, now: datetime) -> None:
    returning.is_alive(tx, now)
    partnerships.delete_due(tx, now)
    forgetting.update_ids(tx, now - UPDATE_IDS_KEPT)
    forgetting.quarantine(tx, now - QUARANTINE_KEPT)
    forgetting.invitations(tx, now - INVITATIONS_KEPT)
