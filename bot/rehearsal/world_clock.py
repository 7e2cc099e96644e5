"""The rehearsal's time: the machine's, plus what somebody has moved it forward.

It can only be moved forward, and it never sleeps or wakes anybody by itself: readers wait for `moved`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.rehearsal.versions import Version


class WorldClock:
    def __init__(self) -> None:
        self.offset = timedelta()
        self.moved = Version()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def timestamp(self) -> int:
        return int(self.now().timestamp())

    def advance(self, by: timedelta) -> None:
        """ValueError for a step back or beyond the last year there is."""
        if by < timedelta():
            raise ValueError("The clock only moves forward.")
        try:
            self.now() + by
        except OverflowError as far:
            raise ValueError("The clock cannot be moved that far.") from far
        self.offset += by
        self.moved.grow()

    def to(self, when: datetime) -> None:
        """ValueError for a time that has passed."""
        self.advance(when.astimezone(UTC) - self.now())

    def back_to_present(self) -> None:
        self.offset = timedelta()
        self.moved.grow()
