"""Which updates have been acted on, and which could not be. Nothing here knows what an update says."""

from __future__ import annotations

from datetime import datetime

from bot.store.once import insert_once
from bot.store.tables import Quarantine, ReceivedUpdate
from bot.store.transaction import Transaction

_receive = insert_once(ReceivedUpdate)
_keep = insert_once(Quarantine)


def first_time(tx: Transaction, now: datetime, update_id: int) -> bool:
    """Notes the update's id; False when it was noted before, and then nothing more may happen."""
    return _receive(tx, {"update_id": update_id, "at": now})


def quarantine(tx: Transaction, now: datetime, update_id: int, body: str, error: str) -> bool:
    """Keeps an update that could not be handled; False when it is already kept. It counts as acted on."""
    _receive(tx, {"update_id": update_id, "at": now})
    return _keep(tx, {"update_id": update_id, "body": body, "error": error[:200], "at": now})
