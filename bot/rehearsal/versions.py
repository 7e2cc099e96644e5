"""A number that only grows, and a way to wait until it has grown.

It promises nothing about what changed; the reader looks again.
"""

from __future__ import annotations

import asyncio


class Version:
    def __init__(self) -> None:
        self.value = 0
        self._waiting: list[asyncio.Future[None]] = []

    def grow(self) -> int:
        self.value += 1
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)
        return self.value

    async def beyond(self, seen: int, seconds: float) -> int:
        """The present value, as soon as it is above `seen` or the time is up."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self.value <= seen and (left := end - loop.time()) > 0:
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.append(future)
            try:
                await asyncio.wait_for(future, left)
            except TimeoutError:
                break
            finally:
                if future in self._waiting:
                    self._waiting.remove(future)
        return self.value
