"""Everybody's updates in the order they came, without holding up anybody else's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# One person cannot take all the room there is; what is refused comes again.
MOST_WAITING = 50


class Crowded(Exception):
    """Too many of this person's updates are waiting already."""


class Turns:
    def __init__(self) -> None:
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, person: int | None) -> AsyncIterator[None]:
        """This person's turn, first come first served; at once for nobody in particular. Raises Crowded."""
        if person is None:
            yield
            return
        lock, waiting = self._locks.get(person, (asyncio.Lock(), 0))
        if waiting >= MOST_WAITING:
            raise Crowded
        self._locks[person] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            waiting = self._locks[person][1] - 1
            if waiting:
                self._locks[person] = lock, waiting
            else:
                del self._locks[person]
