"""Telegram's limits on how fast a bot may write: 30 messages a second, and 1 a second in a chat with short
bursts.

Counts and refuses; it may not delay anything. Time here is the machine's own, never the moved clock.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal.refusals import Refusal, too_fast

PER_SECOND = 30.0
PER_SECOND_IN_A_CHAT = 1.0
BURST_IN_A_CHAT = 20


@dataclass
class Bucket:
    """What may still be written at once; it fills again evenly."""

    size: float
    per_second: float
    left: float
    seen: float

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 when it fits now. Takes nothing."""
        self.left = min(self.size, self.left + (now - self.seen) * self.per_second)
        self.seen = now
        return 0.0 if self.left >= 1 else (1 - self.left) / self.per_second


class Limits:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.enforced = False
        self.refused = 0
        self._monotonic = monotonic
        self.forget()

    def forget(self) -> None:
        self._everybody = Bucket(PER_SECOND, PER_SECOND, PER_SECOND, self._monotonic())
        self._chats: dict[int, Bucket] = {}

    def refusal(self, chat_id: int) -> Refusal | None:
        """Why a message to this chat may not be sent now; when it may, it is counted."""
        if not self.enforced:
            return None
        now = self._monotonic()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = Bucket(BURST_IN_A_CHAT, PER_SECOND_IN_A_CHAT, BURST_IN_A_CHAT, now)
        wait = max(self._everybody.wait(now), chat.wait(now))
        if wait > 0:
            self.refused += 1
            return too_fast(max(1, math.ceil(wait)))
        self._everybody.left -= 1
        chat.left -= 1
        return None
