"""Delivering updates to the bot's webhook.

A chat's messages go one after another, a person's button presses in a queue of their own that may overtake
them. An update is delivered again, with growing pauses, until it is answered with 200. This is the only place
that makes requests to the bot.
"""

from __future__ import annotations

import asyncio
from collections import deque

import aiohttp
import orjson

from bot.rehearsal.updates import Pending, Updates, Webhook

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
PATIENCE = aiohttp.ClientTimeout(total=30)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Delivery:
    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._queues: dict[str, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._generation = -1
        self._known: set[int] = set()
        self._slots = asyncio.Semaphore(1)

    async def run(self) -> None:
        """Never returns; cancel it to stop delivering."""
        async with aiohttp.ClientSession(
            timeout=PATIENCE, connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
        ) as session:
            try:
                seen = -1
                while True:
                    seen = await self._updates.arrived.beyond(seen, 60)
                    self._hand_out(session)
            finally:
                self._stop()

    def _hand_out(self, session: aiohttp.ClientSession) -> None:
        webhook = self._updates.webhook
        if webhook.generation != self._generation:
            self._stop()
            self._generation = webhook.generation
            self._slots = asyncio.Semaphore(webhook.max_connections)
            self._known = set()
        if not webhook.url:
            return
        waiting = self._updates.waiting()
        for pending in waiting:
            if pending.update_id in self._known:
                continue
            self._known.add(pending.update_id)
            queue = self._queues.get(pending.queue)
            if queue is not None:
                queue.append(pending)
                continue
            self._queues[pending.queue] = deque([pending])
            task = asyncio.create_task(self._work_off(pending.queue, webhook, session))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = set()
        self._queues = {}

    async def _work_off(self, name: str, webhook: Webhook, session: aiohttp.ClientSession) -> None:
        queue = self._queues[name]
        pause = FIRST_PAUSE
        while queue:
            pending = queue[0]
            if self._updates.is_waiting(pending):
                async with self._slots:
                    delivered = await self._deliver(pending, webhook, session)
                if not delivered:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                    continue
                self._updates.confirm(pending.update_id)
            pause = FIRST_PAUSE
            queue.popleft()
            self._known.discard(pending.update_id)
        if self._queues.get(name) is queue:
            del self._queues[name]

    async def _deliver(self, pending: Pending, webhook: Webhook, session: aiohttp.ClientSession) -> bool:
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        try:
            async with session.post(webhook.url, data=orjson.dumps(pending.body), headers=headers) as response:
                await response.read()
                if response.status == 200:
                    return True
                words = f"Wrong response from the webhook: {response.status} {response.reason}"
        except TimeoutError:
            words = "Read timeout expired"
        except aiohttp.ClientConnectionError:
            words = "Connection refused"
        except aiohttp.ClientError as fault:
            words = type(fault).__name__
        webhook.last_error_date = int(self._updates.now())
        webhook.last_error_message = words
        return False
