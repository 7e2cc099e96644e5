"""Updates brought to a bot's webhook, over as many kept connections as it allows, one update each at a time."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import cast
from urllib.parse import urlsplit

from bench.http import length_of

AGAIN_SECONDS = 0.02


class Hooks:
    def __init__(self, url: str, secret: str, *, most: int, trip: float) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._head = (
            f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
        ).encode()
        self._most = most
        self.trip = trip
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[bytes] = deque()
        self._free: list[_Connection] = []
        self._open: set[_Connection] = set()
        self._opening: set[asyncio.Task[None]] = set()
        self._closed = False

    def give(self, update: bytes) -> None:
        if self.trip:
            self._loop.call_later(self.trip, self._bring, update)
        else:
            self._bring(update)

    def close(self) -> None:
        self._closed = True
        self._waiting.clear()
        for task in self._opening:
            task.cancel()
        for connection in self._open:
            connection.close()

    def free(self, connection: _Connection) -> None:
        """Its update was taken: it may bring the next."""
        if self._waiting:
            connection.bring(self._waiting.popleft())
        else:
            self._free.append(connection)

    def refused(self, update: bytes) -> None:
        """Not taken: it comes again."""
        if not self._closed:
            self._loop.call_later(AGAIN_SECONDS, self._bring, update)

    def opened(self, connection: _Connection) -> None:
        self._open.add(connection)

    def lost(self, connection: _Connection) -> None:
        self._open.discard(connection)
        if connection in self._free:
            self._free.remove(connection)

    def request(self, update: bytes) -> bytes:
        return b"%s%d\r\n\r\n%s" % (self._head, len(update), update)

    def _bring(self, update: bytes) -> None:
        if self._closed:
            return
        if self._free:
            self._free.pop().bring(update)
            return
        self._waiting.append(update)
        if len(self._open) + len(self._opening) < self._most:
            task = self._loop.create_task(self._connect())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _connect(self) -> None:
        while True:
            try:
                _, connection = await self._loop.create_connection(lambda: _Connection(self), self._host, self._port)
            except OSError:
                await asyncio.sleep(AGAIN_SECONDS)  # registered a moment before it listens
                continue
            self.free(connection)
            return


class _Connection(asyncio.Protocol):
    def __init__(self, hooks: Hooks) -> None:
        self._hooks = hooks
        self._loop = asyncio.get_running_loop()
        self._update: bytes | None = None
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._hooks.opened(self)

    def bring(self, update: bytes) -> None:
        assert self._transport is not None
        self._update = update
        self._transport.write(self._hooks.request(update))

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0 or len(self._received) < end + 4 + length_of(self._received[: end + 2]):
            return
        taken = self._received.startswith(b"HTTP/1.1 200")
        update, self._update, self._received = self._update, None, b""
        if not taken and update is not None:
            self._hooks.refused(update)
        if self._hooks.trip:
            self._loop.call_later(self._hooks.trip, self._hooks.free, self)
        else:
            self._hooks.free(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._hooks.lost(self)
        if self._update is not None:
            self._hooks.refused(self._update)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
