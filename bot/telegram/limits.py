"""Telegram's limits as arithmetic: how much may be sent now, and when the next may go.

Times are seconds of a monotonic clock and always passed in. Nothing here waits or knows what is sent.
"""

from __future__ import annotations

import math

BURST = 20
# Telegram counts when a message arrives, which may be sooner after the one before than when they left.
MARGIN = 0.02
# At 29.5 a second any 31 still take longer than one.
LATENESS = 0.015
REMEMBERED = 4096


class Pacer:
    """Spaces sends evenly: a burst, even one the average allows, is answered with refusals. 0 lifts it."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next = -math.inf

    def free(self, now: float, most: int) -> int:
        """How many places may be booked now: as many as wanted when there is no limit, else one or none.

        One ahead, so that what it takes to fetch a message from the database does not slow the pace.
        """
        if not self._gap:
            return most
        return min(most, 1) if now >= self.ready_at(now) else 0

    def take(self, now: float) -> float:
        """Books the next place; the time from which it may be used, `now` or later."""
        if not self._gap:
            return now
        at = max(now, self._next)
        # A little lateness is made up for, or a busy machine would fall short of the rate; idle time is not.
        self._next = max(self._next, now - LATENESS) + self._gap
        return at

    def ready_at(self, now: float) -> float:
        """When a place may be booked, `now` or later."""
        return max(now, self._next - self._gap)


class ChatLimits:
    """What each chat may still get: a short burst, then so many a second; nothing while it is paused."""

    def __init__(self, rate: float, burst: int = BURST) -> None:
        self._rate = rate
        self._burst = burst + MARGIN
        self._left: dict[int, tuple[float, float]] = {}  # chat: how many were left at that time
        self._paused: dict[int, float] = {}

    def take(self, chat: int, now: float) -> float:
        """Books the chat's next message; the time from which it may be sent, `now` or later."""
        at = self.ready_at(chat, now)
        if self._rate:
            self._left[chat] = (self._tokens(chat, now) - 1, now)
            if len(self._left) > REMEMBERED:
                self._forget(now)
        return at

    def pause(self, chat: int, until: float) -> None:
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def ready_at(self, chat: int, now: float) -> float:
        """When the chat may get its next message, `now` or later."""
        at = max(now, self._paused.get(chat, now))
        if not self._rate:
            return at
        missing = 1 + MARGIN - self._tokens(chat, now)
        return max(at, now + missing / self._rate) if missing > 1e-9 else at

    def waiting(self, now: float) -> dict[int, float]:
        """The chats that may get nothing now, each with the time from which it may."""
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}
        low = (chat for chat, (tokens, _) in self._left.items() if tokens < 1 + MARGIN)
        held = {chat: self.ready_at(chat, now) for chat in {*self._paused, *low}}
        return {chat: at for chat, at in held.items() if at > now}

    def _tokens(self, chat: int, now: float) -> float:
        tokens, at = self._left.get(chat, (self._burst, now))
        return min(self._burst, tokens + (now - at) * self._rate)

    def _forget(self, now: float) -> None:
        """A chat whose burst is whole again is as good as new."""
        self._left = {chat: left for chat, left in self._left.items() if self._tokens(chat, now) < self._burst}
