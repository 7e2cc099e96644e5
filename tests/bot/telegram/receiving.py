"""The receiving end of the edge for tests: a handler that stores what it was told, in its unit."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from telegram import Bot, Update

from bot.clock import Clock
from bot.store import outbox, updates
from bot.store.database import Store, StoreAway
from bot.store.people import arrive
from bot.store.transaction import Transaction
from bot.telegram.receiver import Quarantined, Receiver
from tests.bot.telegram.edge import saying


class Listening:
    """Hears each update once, answers it in the same unit, and fails where a test asks for it."""

    def __init__(self, store: Store) -> None:
        self.heard: list[str] = []
        self.tried: list[str] = []
        self.reported: list[Quarantined] = []
        self.poisoned = "poison"
        self.away = 0
        self.held = asyncio.Event()
        self._store = store
        self.receiver = Receiver(store, Clock(), Bot("1:x"), self.handle, self.report)

    async def handle(self, update: Update, raw: dict[str, Any]) -> None:
        now = Clock().now()
        message = update.effective_message
        words = update.callback_query.data if update.callback_query else message.text if message else None
        said = words or "nothing"

        def unit(tx: Transaction) -> bool:
            if not updates.first_time(tx, now, update.update_id):
                return False
            if said.startswith(self.poisoned):
                raise ValueError(said)
            if update.effective_user:
                person = arrive(tx, now, update.effective_user.id, "en")
                outbox.owe(tx, now, person_id=person.id, screen=saying(f"heard {said}"))
            return True

        self.tried.append(said)
        if said == "wait":
            await self.held.wait()
        if self.away:
            self.away -= 1
            raise StoreAway("away")
        if await self._store.run(unit):
            self.heard.append(said)

    def report(self, tx: Transaction, now: datetime, found: Quarantined) -> None:
        self.reported.append(found)
