"""What happens to every update, however it came: handled in its person's order, or kept in quarantine.

Returning means that the update may be confirmed to Telegram; StoreAway means that it may not. It may not look
into what people wrote, and nothing of it reaches a log line.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from telegram import Bot, Update

from bot.clock import Clock
from bot.store import updates
from bot.store.database import Store, StoreAway
from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")

# After each failure, the seconds until the next try, or until it is given up.
WAITS = (0.1, 0.5, 0.0)

Handle = Callable[[Update, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class Quarantined:
    """An update nobody could handle, as staff may know it: nothing of what it says."""

    update_id: int
    kind: str
    telegram_id: int | None
    error: str


# Runs in the transaction that keeps the update, so that whoever is told is told even after a crash.
Report = Callable[[Transaction, datetime, Quarantined], None]


class Receiver:
    """Takes raw updates. `handle` runs one unit for each, which ignores an id it has seen before."""

    def __init__(self, store: Store, clock: Clock, bot: Bot, handle: Handle, report: Report) -> None:
        self._store = store
        self._clock = clock
        self._bot = bot
        self._handle = handle
        self._report = report

    async def take(self, raw: Any) -> None:
        """Handles the update, or quarantines it after three failures. Raises StoreAway."""
        try:
            update = _parsed(raw, self._bot)
        except Exception as error:
            await self._quarantine(raw, error)
            return
        for wait in WAITS:
            try:
                await self._handle(update, raw)
                return
            except StoreAway:
                raise
            except Exception as error:
                failure = error
            await asyncio.sleep(wait)
        await self._quarantine(raw, failure)

    async def _quarantine(self, raw: Any, error: Exception) -> None:
        number = update_id(raw)
        found = Quarantined(number, kind(raw), whose(raw), _where(error))
        log.error("update %d (%s) was put in quarantine: %s", number, found.kind, found.error)
        body, now = _body(raw), self._clock.now()

        def keep(tx: Transaction) -> None:
            updates.quarantine(tx, now, number, body, found.error)

        def keep_and_report(tx: Transaction) -> None:
            if updates.quarantine(tx, now, number, body, found.error):
                self._report(tx, now, found)

        try:
            await self._store.run(keep_and_report)
        except StoreAway:
            raise
        except Exception as failure:
            # An update that cannot even be reported may still not stop all others.
            log.error("update %d could not be reported: %s", number, _where(failure))
            await self._store.run(keep)


def update_id(raw: Any) -> int:
    """The update's number; for one that has none, a negative number made from what it says."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if type(number) is int and 0 <= number < 2**63:
        return number
    return -int.from_bytes(hashlib.sha256(_body(raw).encode()).digest()[:7])


def whose(raw: Any) -> int | None:
    """Telegram's number of the person the update comes from, or of the chat; None when it names neither."""
    if isinstance(raw, dict):
        for about in raw.values():
            if isinstance(about, dict):
                for who in ("from", "chat"):
                    number = about[who].get("id") if isinstance(about.get(who), dict) else None
                    if type(number) is int:
                        return number
    return None


def kind(raw: Any) -> str:
    found = next((name for name in KINDS if name in raw), None) if isinstance(raw, dict) else None
    return found or "unknown"


def _parsed(raw: Any, bot: Bot) -> Update:
    if not isinstance(raw, dict):
        raise TypeError("an update is an object")
    return Update.de_json(_without_what_was_pressed(raw), bot)


def _without_what_was_pressed(raw: dict[str, Any]) -> dict[str, Any]:
    """A press without the words and buttons of its message: the bot wrote them, and reading them costs the most."""
    pressed = raw.get("callback_query")
    message = pressed.get("message") if isinstance(pressed, dict) else None
    if not isinstance(pressed, dict) or not isinstance(message, dict):
        return raw
    kept = {name: message[name] for name in ("message_id", "date", "chat") if name in message}
    return {**raw, "callback_query": {**pressed, "message": kept}}


def _body(raw: Any) -> str:
    try:
        return orjson.dumps(raw).decode()
    except TypeError:
        pass
    try:
        return json.dumps(raw)
    except (RecursionError, TypeError, ValueError):
        return f"{type(raw).__name__} that cannot be written down"


def _where(error: Exception) -> str:
    """The kind of error and the line it came from. Its words may quote somebody."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
