"""What tests of the edge say often: who is known, what is owed, what became of it, what somebody sees."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bot.clock import Clock
from bot.screen import Line, Screen
from bot.store import outbox
from bot.store.database import Store, StoreAway
from bot.store.tables import Message, Person
from bot.store.transaction import T, Transaction, Unit
from bot.telegram.api import BotApi
from bot.telegram.sender import Sender

LONG_AGO = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def saying(*words: str) -> Screen:
    return Screen(tuple(Line(line) for line in words))


def add_person(tx: Transaction, telegram_id: int, *, language: str | None = "en", reach: str = "open") -> int:
    row = {"telegram_id": telegram_id, "language": language, "reach": reach, "created_at": LONG_AGO}
    return int(tx.execute(insert(Person).returning(Person.id), row).scalar_one())


def states(tx: Transaction) -> list[tuple[Any, ...]]:
    """Every row of the outbox: its state, whether it is marked, and its Telegram number."""
    columns = (Message.state, Message.repeat, Message.telegram_message_id)
    return [tuple(row) for row in tx.execute(select(*columns).order_by(Message.id))]


async def owe(store: Store, person: int, *words: str, **more: Any) -> None:
    screen = more.pop("screen", None) or saying(*words)
    now = more.pop("now", None) or datetime.now(UTC)
    await store.run(lambda tx: outbox.owe(tx, now, person_id=person, screen=screen, **more))


def texts(chat: Mapping[str, Any]) -> list[str]:
    """What the bot has said in a chat, as it stands there now."""
    said = (message for message in chat["messages"] if message["from"] == "bot" and not message["deleted"])
    return [message["text"] or message.get("caption") or "" for message in said]


class Forgetful:
    """A store whose next answers are lost on their way, although the work was done."""

    def __init__(self, store: Store, lost: int) -> None:
        self.on_commit = store.on_commit
        self._store = store
        self._lost = lost

    async def run(self, unit: Unit[T]) -> T:
        done = await self._store.run(unit)
        if self._lost:
            self._lost -= 1
            raise StoreAway("the answer was lost")
        return done


@contextlib.asynccontextmanager
async def sending(
    store: Any, api: BotApi, *, rate: float = 0, chat_rate: float = 1, clock: Clock | None = None
) -> AsyncIterator[Sender]:
    sender = Sender(store, api, clock or Clock(), rate=rate, chat_rate=chat_rate, media_dir=Path("nowhere"))
    task = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        await sender.close()
        await task
