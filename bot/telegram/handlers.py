"""From an update to one unit of work. Parses and awaits; decides nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes, TypeHandler

from bot.clock import Clock
from bot.i18n import language
from bot.services import reception
from bot.services.scene import Scene, World
from bot.store import people, updates
from bot.store.database import Store
from bot.store.transaction import Transaction
from bot.telegram import parsing
from bot.telegram.api import BotApi
from bot.telegram.application import StrictApplication
from conversations.text import N_, Text

log = logging.getLogger(__name__)

PRIVATE_ONLY = N_("I only work in private chats, so I leave this group. Write to me there.")


class Handlers:
    """Every update runs one unit, also one that nobody wants: its id has to be remembered."""

    def __init__(self, store: Store, clock: Clock, api: BotApi, world: World, bot_id: int) -> None:
        self._store = store
        self._clock = clock
        self._api = api
        self._world = world
        self._bot_id = bot_id
        self._asides: set[asyncio.Task[None]] = set()

    def add_to(self, application: StrictApplication) -> None:
        application.add_handler(TypeHandler(Update, self.handle))

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE | None = None) -> None:
        now = self._clock.now()
        heard = parsing.read(update, self._bot_id)

        def unit(tx: Transaction) -> bool:
            if not updates.first_time(tx, now, update.update_id):
                return False
            if isinstance(heard, parsing.Heard):
                person = people.arrive(tx, now, heard.telegram_id, heard.language)
                reception.receive(Scene(tx, now, self._world, person), heard.input)
            return True

        first = await self._store.run(unit)
        if isinstance(heard, parsing.Group) and first:
            self._aside(self._leave(heard))
        if isinstance(heard, parsing.Heard) and heard.callback is not None:
            self._aside(self._answer(heard.callback))

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        """Beside the unit: nothing owed depends on it, and nobody waits for it."""
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _answer(self, callback: str) -> None:
        """Ends the button's little clock. Too late is no matter: the work is done."""
        try:
            await self._api.call("answerCallbackQuery", {"callback_query_id": callback})
        except TelegramError as error:
            log.debug("a button's press was not answered: %s", type(error).__name__)

    async def _leave(self, group: parsing.Group) -> None:
        try:
            words = language(group.language).say(Text(PRIVATE_ONLY))
            await self._api.call("sendMessage", {"chat_id": group.chat, "text": words})
        except TelegramError as error:
            log.info("could not speak in a group: %s", type(error).__name__)
        try:
            await self._api.call("leaveChat", {"chat_id": group.chat})
        except TelegramError as error:
            log.warning("could not leave a group: %s", type(error).__name__)
