"""One row on its way: its calls, and what each of Telegram's answers means for it.

It may not touch the database, nor choose what is sent next.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.i18n import language
from bot.store.claims import Owed
from bot.store.outcomes import HandedBack, Later, Outcome, PartSent, Sent, Undelivered, Unreachable
from bot.telegram.api import BotApi
from bot.telegram.attachments import Sources
from bot.telegram.calls import Call, calls
from bot.telegram.transport import NotConnected, TooFast

log = logging.getLogger(__name__)

# After these tries, about a day of them, staff are shown that it could not be delivered.
MOST_TRIES = 150
LONGEST_WAIT = 600.0

_CHANGE_IS_DONE = (
    "message is not modified",
    # Nothing is left to change: the person deleted it, or it is too old.
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "message_id_invalid",
)


class Stopped(Exception):
    """Nothing more can be sent by anybody just now."""


class Cut(Stopped):
    """Telegram cannot be reached."""


class Refused(Stopped):
    """Telegram does not know this token any more."""


class Held(Exception):
    """This chat, at least, was refused for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class Delivery:
    """Sends claimed rows. `tell` takes each outcome; `place` waits for the next free place in the pace.
    `sources` is what files are made from."""

    def __init__(
        self,
        api: BotApi,
        now: Callable[[], datetime],
        tell: Callable[[Outcome], None],
        place: Callable[[int], Awaitable[None]],
        sources: Sources,
    ) -> None:
        self._sources = sources
        self._api = api
        self._now = now
        self._tell = tell
        self._place = place
        self._jitter = Random(0)

    async def deliver(self, owed: Owed) -> bool:
        """Tells the row's outcome; False when nothing more may follow it in this chat now.

        Raises Cut, Refused or Held besides, when others are concerned too.
        """
        try:
            await self._send(owed)
        except NotConnected:
            self._tell(HandedBack(owed.id))
            raise Cut from None
        except InvalidToken:
            self._tell(HandedBack(owed.id))
            raise Refused from None
        except TooFast as error:
            self._tell(Later(owed.id, self._now() + timedelta(seconds=error.seconds), unknown=False))
            raise Held(error.seconds) from None
        except Forbidden as error:
            gone = "deactivated" in error.message
            self._tell(Unreachable(owed.person_id, "gone" if gone else "blocked"))
            return False
        except BadRequest as error:  # before NetworkError, whose subclass it is in the library
            return self._refused(owed, error.message)
        except TelegramError as error:
            return self._unknown(owed, error)
        except Exception as error:
            # What cannot be made into a message today cannot tomorrow. Only its kind: the error may quote.
            log.error("message %d cannot be sent: %s", owed.id, type(error).__name__)
            self._tell(Undelivered(owed.id, type(error).__name__))
        return True

    async def _send(self, owed: Owed) -> None:
        in_language = language(owed.language)
        if "a" in owed.screen:
            todo = await asyncio.to_thread(calls, owed, in_language, self._sources)
        else:
            todo = calls(owed, in_language, self._sources)
        for number, call in enumerate(todo[owed.parts_sent :], owed.parts_sent + 1):
            if number > owed.parts_sent + 1:
                await self._place(owed.telegram_id)
            message = await self._made(call)
            self._tell(Sent(owed.id, message) if number == len(todo) else PartSent(owed.id, number))

    async def _made(self, call: Call) -> int:
        """The number of the message that the person sees now."""
        try:
            result: Any = await self._api.call(call.method, call.parameters)
        except BadRequest as error:
            if call.edits is not None and error.message.lower().startswith(_CHANGE_IS_DONE):
                return call.edits
            raise
        if call.edits is not None:
            return call.edits
        return int(result["message_id"])

    def _refused(self, owed: Owed, why: str) -> bool:
        if "chat not found" in why.lower():
            self._tell(Unreachable(owed.person_id, "blocked"))
            return False
        # Telegram quotes what it could not read after the first quotation mark; that may be somebody's words.
        why = why.partition('"')[0].strip()
        log.error("message %d was refused: %s", owed.id, why)
        self._tell(Undelivered(owed.id, why))
        return True

    def _unknown(self, owed: Owed, error: TelegramError) -> bool:
        if owed.tries + 1 >= MOST_TRIES:
            log.error("message %d was given up: %s", owed.id, type(error).__name__)
            self._tell(Undelivered(owed.id, f"no answer after {MOST_TRIES} tries"))
            return True
        wait = min(LONGEST_WAIT, 2.0 ** min(owed.tries, 30)) * self._jitter.uniform(0.75, 1.25)
        self._tell(Later(owed.id, self._now() + timedelta(seconds=wait), unknown=True))
        return False
