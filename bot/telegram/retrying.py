"""Trying again after what passes: longer each time, with one line in the log for each new trouble.

It may not swallow a mistake of our own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, TelegramError, TimedOut

from bot.store.errors import StoreAway
from bot.telegram.transport import TooFast

log = logging.getLogger(__name__)

PAUSES = (0.5, 30.0)  # the first and the longest, in seconds


class Retrying:
    """One thing that has to be done over and over although Telegram or the database may be away."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._pause = PAUSES[0]
        self._said: str | None = None
        self._closing = asyncio.Event()

    def close(self) -> None:
        self._closing.set()

    async def until_done(self, attempt: Callable[[], Awaitable[None]]) -> None:
        """Returns when it has succeeded, or when closed."""
        while not self._closing.is_set() and not await self.once(attempt):
            pass

    async def once(self, attempt: Callable[[], Awaitable[None]]) -> bool:
        """Whether it succeeded; after a failure it has already waited."""
        try:
            await attempt()
        except (TelegramError, StoreAway) as error:
            await self._wait(error)
            return False
        if self._said is not None:
            log.info("%s works again", self._what)
            self._said = None
        self._pause = PAUSES[0]
        return True

    async def _wait(self, error: Exception) -> None:
        if (trouble := _trouble(error)) != self._said:
            self._said = trouble
            log.warning("%s has to wait: %s", self._what, trouble)
        seconds = max(self._pause, error.seconds) if isinstance(error, TooFast) else self._pause
        self._pause = min(self._pause * 2, PAUSES[1])
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return


def _trouble(error: Exception) -> str:
    match error:
        case StoreAway():
            return "the database is away"
        case Conflict():
            return "another process fetches this bot's updates; stop it, or give this one a bot of its own"
        case InvalidToken():
            return "Telegram does not accept the bot's token"
        case TimedOut():
            return "Telegram does not answer"
        case _:
            return str(error)
