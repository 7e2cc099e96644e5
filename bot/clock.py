"""The one place that knows what time it is; everything else is told."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta


class Clock:
    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    async def until(self, when: datetime) -> None:
        """Returns at `when`, or earlier if the clock was moved: callers look again at what is due."""
        await asyncio.sleep(max(0.0, (when - self.now()).total_seconds()))


class MovableClock(Clock):
    """Rehearsal's clock: the real one, moved forward by as much as somebody asked for."""

    def __init__(self) -> None:
        self._offset = timedelta()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def set_offset(self, seconds: float) -> None:
        self._offset = timedelta(seconds=seconds)
        self._moved.set()
        self._moved = asyncio.Event()

    async def until(self, when: datetime) -> None:
        seconds = (when - self.now()).total_seconds()
        if seconds <= 0:
            return
        moved = self._moved
        try:
            await asyncio.wait_for(moved.wait(), seconds)
        except TimeoutError:
            return
