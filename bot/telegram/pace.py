"""When the sender may send: the limits kept beforehand, and the pauses Telegram asks for or forces on it.

It may not send, store or wait; it says from when something may go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.telegram.delivery import Refused, Stopped
from bot.telegram.limits import ChatLimits, Pacer

log = logging.getLogger(__name__)

CUT_SECONDS = (0.5, 30.0)  # first and longest pause while Telegram cannot be reached
REFUSED_SECONDS = 60.0
# Two chats refused at once are the bot's own limit. That is a guess, so it may not silence the bot for long.
ALL_HELD_SECONDS = 30.0


class Pace:
    """A rate of 0 lifts all limits, but no pause."""

    def __init__(self, rate: float, chat_rate: float, time: Callable[[], float]) -> None:
        self._time = time
        self._pacer = Pacer(rate)
        self._chats = ChatLimits(chat_rate if rate else 0)
        self._backlog_gap = 1 / chat_rate if rate and chat_rate else 0.0
        self._stopped_until = 0.0
        self._held: dict[int, float] = {}
        self._why: type[Stopped] | None = None
        self._cut_seconds = CUT_SECONDS[0]

    def free(self, most: int) -> int:
        """How many messages may be booked now."""
        now = self._time()
        return 0 if now < self._stopped_until or most <= 0 else self._pacer.free(now, most)

    def book(self, chat: int) -> float:
        """Takes the next place for a message to this chat; the seconds to wait for it."""
        now = self._time()
        return max(self._pacer.take(now), self._chats.take(chat, now)) - now

    def waiting_chats(self) -> list[int]:
        """Who may get nothing now, while others may."""
        return list(self._chats.waiting(self._time()))

    def next_change(self, *, more: bool) -> float | None:
        """When something may go that may not go now; None if nothing is held. `more` waits for any place."""
        now = self._time()
        if now < self._stopped_until:
            return self._stopped_until
        times = list(self._chats.waiting(now).values())
        if more:
            times.append(self._pacer.ready_at(now))
        return min(times, default=None)

    def rest(self, chat: int) -> None:
        """What gathered for this chat while it could not be reached comes one by one, burst or no burst."""
        if self._backlog_gap:
            self._chats.pause(chat, self._time() + self._backlog_gap)

    def hold(self, chat: int, seconds: float) -> None:
        """Telegram refused a message to this chat for so long."""
        now = self._time()
        self._chats.pause(chat, now + seconds)
        self._held = {other: until for other, until in self._held.items() if until > now}
        self._held[chat] = now + seconds
        if len(self._held) > 1:
            self._stopped_until = max(self._stopped_until, now + min(seconds, ALL_HELD_SECONDS))

    def stop(self, why: Stopped) -> None:
        """Nobody can be sent anything for a while; said once in the log."""
        if self._why is not type(why):
            self._why = type(why)
            if isinstance(why, Refused):
                log.error("sending has stopped: Telegram does not accept the bot's token")
            else:
                log.warning("sending waits: Telegram cannot be reached")
        seconds = REFUSED_SECONDS
        if not isinstance(why, Refused):
            seconds = self._cut_seconds
            if self._time() >= self._stopped_until:  # of many failing together one counts
                self._cut_seconds = min(self._cut_seconds * 2, CUT_SECONDS[1])
        self._stopped_until = max(self._stopped_until, self._time() + seconds)

    def go_on(self) -> None:
        """Telegram has answered."""
        if self._why is not None:
            self._why = None
            self._cut_seconds = CUT_SECONDS[0]
            log.info("sending goes on")
