"""Telegram's limits as arithmetic: how much may be sent now, and when the next may go.

Times are seconds of a monotonic clock and always passed in. Nothing here waits or knows what is sent.
"""

from __future__ import annotations

import math

BURST = 20
LATENESS = 0.005
FORGET_AFTER = 4096


class Pacer:
    """Spaces sends evenly. A burst, even one the average allows, is answered with refusals."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next = -math.inf

    def free(self, now: float, most: int) -> int:
        """How many may go now: all of them when there is no limit, else one or none."""
        if not self._gap:
            return most
        return min(most, 1) if now >= self._next else 0

    def take(self, now: float) -> float:
        """Books the next place and tells how many seconds from now it is."""
        at = max(now, self._next)
        # A timer's lateness is made up for, or the pace would fall short of the rate; idle time is not.
        self._next = max(self._next, now - LATENESS) + self._gap
        return at - now

    def ready_at(self) -> float:
        return self._next


class ChatLimits:
    """What each chat may still get: a short burst, then so many a second; nothing while it is paused."""

    def __init__(self, rate: float, burst: int = BURST) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._left: dict[int, tuple[float, float]] = {}  # chat: tokens at that time
        self._paused: dict[int, float] = {}

    def take(self, chat: int, now: float) -> None:
        """Books one send; it may go below nothing, and then the chat waits the longer."""
        if self._rate:
            self._left[chat] = (self._tokens(chat, now) - 1, now)
            if len(self._left) > FORGET_AFTER:
                self._forget_full(now)

    def pause(self, chat: int, until: float) -> None:
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def ready_at(self, chat: int, now: float) -> float:
        """When the chat may get its next message: `now`, or later."""
        at = max(now, self._paused.get(chat, now))
        missing = 1 - self._tokens(chat, now) if self._rate else 0.0
        return max(at, now + missing / self._rate) if missing > 0 else at

    def waiting(self, now: float) -> dict[int, float]:
        """The chats that may get nothing now, each with the time from which it may."""
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}
        held = dict(self._paused)
        for chat, (tokens, _) in self._left.items():
            if tokens < 1 and (at := self.ready_at(chat, now)) > now:
                held[chat] = at
        return held

    def paused(self, now: float) -> int:
        """How many chats are paused because Telegram refused."""
        return sum(until > now for until in self._paused.values())

    def _tokens(self, chat: int, now: float) -> float:
        tokens, at = self._left.get(chat, (self._burst, now))
        return min(self._burst, tokens + (now - at) * self._rate)

    def _forget_full(self, now: float) -> None:
        self._left = {
            chat: left for chat, left in self._left.items() if self._tokens(chat, now) < self._burst
        }
