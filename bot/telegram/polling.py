"""Fetching updates: a batch is confirmed by the next fetch, and the next fetch waits for the whole batch.

It may not confirm anything else, nor give up while the bot runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.telegram.api import BotApi
from bot.telegram.receiver import KINDS, Receiver, update_id, whose
from bot.telegram.retrying import Retrying

BATCH = 100
WAIT_SECONDS = 30


class Polling:
    """Fetches from `run` until `close`."""

    def __init__(self, api: BotApi, receiver: Receiver) -> None:
        self._api = api
        self._receiver = receiver
        self._retrying = Retrying("fetching updates")
        self._offset = 0
        self._fetching: asyncio.Task[Any] | None = None
        self._closing = False

    async def run(self) -> None:
        await self._retrying.until_done(self._leave_webhook)
        while not self._closing:
            await self._retrying.once(self._round)

    async def close(self) -> None:
        """Nothing more is fetched; `run` returns when the batch under way is handled."""
        self._closing = True
        self._retrying.close()
        if self._fetching is not None:
            self._fetching.cancel()

    async def _leave_webhook(self) -> None:
        await self._api.call("deleteWebhook", {"drop_pending_updates": False})

    async def _round(self) -> None:
        self._fetching = asyncio.ensure_future(self._fetch())
        try:
            batch = await self._fetching
        except asyncio.CancelledError:
            if not self._closing:
                raise
            return
        finally:
            self._fetching = None
        await self._handle(batch)

    async def _fetch(self) -> Any:
        asked = {"offset": self._offset, "limit": BATCH, "timeout": WAIT_SECONDS, "allowed_updates": KINDS}
        return await self._api.call("getUpdates", asked, read_seconds=WAIT_SECONDS + 10)

    async def _handle(self, batch: Sequence[Any]) -> None:
        """Each person's updates in order, different people's at the same time; then the batch counts."""
        chains: dict[int | str, list[Any]] = {}
        for place, raw in enumerate(batch):
            person = whose(raw)
            chains.setdefault(f"nobody {place}" if person is None else person, []).append(raw)
        ended = await asyncio.gather(*map(self._take_all, chains.values()), return_exceptions=True)
        for failure in ended:
            if failure is not None:
                raise failure
        # The last one, not the highest; and none once all are confirmed: Telegram's numbers may fall.
        numbers = [number for raw in batch if (number := update_id(raw)) >= 0]
        self._offset = numbers[-1] + 1 if numbers else 0

    async def _take_all(self, chain: list[Any]) -> None:
        for raw in chain:
            await self._receiver.take(raw)
