"""Updates that Telegram brings: registered at the start, each answered only when its effects are committed.

It may not act on a request without the secret, nor write down anything of one.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Any
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from bot.store.errors import StoreAway
from bot.telegram.api import BotApi
from bot.telegram.receiver import KINDS, Receiver, whose
from bot.telegram.retrying import Retrying
from bot.telegram.turns import Crowded, Turns

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
SLOWEST_BODY_SECONDS = 10.0
CONNECTIONS = 100
WATCH_SECONDS = 600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """Answers requests from the moment it is routed; `run` registers the address and keeps it registered."""

    def __init__(self, api: BotApi, receiver: Receiver, *, url: str, secret: str) -> None:
        self.path = urlsplit(url).path or "/"
        self._api = api
        self._receiver = receiver
        self._url = url
        self._secret = secret.encode()
        self._turns = Turns()
        self._retrying = Retrying("registering the webhook")
        self._closing = asyncio.Event()

    async def run(self) -> None:
        await self._retrying.until_done(self._register)
        while not self._closing.is_set():
            try:
                await asyncio.wait_for(self._closing.wait(), WATCH_SECONDS)
            except TimeoutError:
                await self._retrying.once(self._watch)

    async def close(self) -> None:
        """`run` returns; the address stays registered, so that Telegram keeps what comes meanwhile."""
        self._closing.set()
        self._retrying.close()

    async def answer(self, request: web.Request) -> web.Response:
        """200 once the update is committed, 503 when it must come again, 4xx for what is not Telegram's."""
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        if (request.content_length or 0) > LARGEST_BODY:
            return web.Response(status=413)
        # Telegram packs nothing, and unpacking is how a small body becomes a large one.
        if "Content-Encoding" in request.headers:
            return web.Response(status=400)
        try:
            async with asyncio.timeout(SLOWEST_BODY_SECONDS):
                body = await request.read()
            raw = orjson.loads(body)
        except TimeoutError:
            return web.Response(status=408)
        except ValueError:
            return web.Response(status=400)
        return await self._take(raw)

    async def _take(self, raw: Any) -> web.Response:
        try:
            async with self._turns.of(whose(raw)):
                await self._receiver.take(raw)
        except (StoreAway, Crowded):
            return web.Response(status=503)
        return web.Response()

    async def _register(self) -> None:
        await self._api.call(
            "setWebhook",
            {
                "url": self._url,
                "secret_token": self._secret.decode(),
                "allowed_updates": KINDS,
                "max_connections": CONNECTIONS,
            },
        )

    async def _watch(self) -> None:
        """Somebody with the same token may have taken the updates elsewhere."""
        found = await self._api.call("getWebhookInfo", {})
        if found.get("url") != self._url:
            log.error("the webhook was changed by somebody else: it is registered again")
            await self._register()
