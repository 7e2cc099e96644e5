"""The one sender: takes what is due from the outbox, keeps Telegram's limits, and writes down what became of it.

Woken by commits and by time. It may not decide what is said, nor remember anything that a crash may not take.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from itertools import groupby

from bot.clock import Clock
from bot.store import outbox
from bot.store.database import Store, StoreAway
from bot.store.outbox import HandedBack, Outcome, Owed
from bot.store.transaction import Transaction
from bot.telegram.api import BotApi
from bot.telegram.delivery import Cut, Delivery, Held, Refused, Stopped
from bot.telegram.limits import ChatLimits, Pacer

log = logging.getLogger(__name__)

MOST_UNDER_WAY = 100
# Outcomes are in no hurry unless somebody waits for the place they hold: together they share one commit.
GATHER_SECONDS = 0.004
# Rows become sendable without a commit of owed ones too (somebody can be reached again): look now and then.
LOOK_SECONDS = 20.0
# Whoever waited longer was away; what gathered meanwhile comes one message a second, not all at once.
BACKLOG = timedelta(seconds=60)
# Two chats refused at once are the bot's own limit. That is a guess, so it may not silence the bot for long.
ALL_PAUSED_SECONDS = 30.0
REFUSED_SECONDS = 60.0
CLOSE_SECONDS = 8.0


class Sender:
    """Sends for one bot. A rate of 0 lifts the limits."""

    def __init__(self, store: Store, api: BotApi, clock: Clock, *, rate: float, chat_rate: float) -> None:
        self._store = store
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._pacer = Pacer(rate)
        self._chats = ChatLimits(chat_rate if rate else 0)
        self._delivery = Delivery(api, clock.now, self._note, self._place)
        self._wake = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._alarm: asyncio.Task[None] | None = None
        self._chains: dict[asyncio.Task[None], list[Owed]] = {}
        self._unasked = 0
        self._done: list[Outcome] = []
        self._unsure = False  # a claim's commit was lost: rows may be claimed that nobody sends
        self._stopped_until = 0.0
        self._cut_seconds = 0.5
        self._stopped_why: type[Stopped] | None = None
        self._closing = False
        self._ended = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Sends until closed."""
        self._store.on_commit.append(self.wake)
        try:
            await self._recover()
            self.wake()
            while not (self._closing and not self._chains):
                await self._wake.wait()
                self._wake.clear()
                await self._cycle()
        finally:
            self._store.on_commit.remove(self.wake)
            self._ended.set()

    async def close(self) -> None:
        """Begins nothing more and returns when all that was under way is written down, within ten seconds.

        What Telegram has not answered by then stays `sending`, and is repeated with its mark after the start.
        """
        self._closing = True
        self.wake()
        if self._chains:
            await asyncio.wait(self._chains, timeout=CLOSE_SECONDS)
        for task in list(self._chains):
            task.cancel()
        self.wake()
        try:
            await asyncio.wait_for(self._ended.wait(), 2)
        except TimeoutError:
            log.warning("the sender was closed while the database was away")

    async def _recover(self) -> None:
        while not self._closing:
            try:
                await self._store.run(lambda tx: outbox.recover(tx, self._clock.now()))
                return
            except StoreAway:
                await asyncio.sleep(1)

    async def _cycle(self) -> None:
        """One transaction: what became of what was sent, and what to send next."""
        self._cancel_timer()
        limit, done, unsure = self._limit(), self._done, self._unsure
        if not (limit or done or unsure):
            self._sleep(more=True)
            return
        self._done = []
        now = self._clock.now()
        skip = list(self._chats.waiting(self._loop.time()))
        under_way = [owed.id for chain in self._chains.values() for owed in chain]
        unasked = MOST_UNDER_WAY // 2 - sum(chain[0].priority > 0 for chain in self._chains.values())

        def unit(tx: Transaction) -> tuple[list[Owed], datetime | None]:
            outbox.outcomes(tx, now, done)
            if unsure:
                outbox.release(tx, under_way=under_way)
            claimed = outbox.claim(tx, now, limit, unasked=unasked, skip=skip) if limit else []
            idle = limit and not claimed and not under_way
            return claimed, outbox.next_due(tx, now) if idle else None

        try:
            claimed, next_due = await self._store.run(unit)
        except StoreAway:
            # Whether it was committed is not known; writing the outcomes again changes nothing.
            self._done = done + self._done
            self._unsure = True
            self._wake_in(STORE_AWAY_SECONDS)
            return
        self._unsure = False
        self._begin(claimed)
        self._set_alarm(next_due)
        self._sleep(more=not limit or len(claimed) == limit)

    def _limit(self) -> int:
        """How many rows may be claimed now: only what can go at once, so that whoever waits is next."""
        now = self._loop.time()
        if self._closing or now < self._stopped_until:
            return 0
        room = MOST_UNDER_WAY - len(self._chains)
        return self._pacer.free(now, room) if room > 0 else 0

    def _begin(self, claimed: list[Owed]) -> None:
        chains: dict[int, list[Owed]] = {}
        for owed in claimed:
            chains.setdefault(owed.telegram_id, []).append(owed)
        for chat, chain in chains.items():
            self._book(chat)
            task = self._loop.create_task(self._send(chain))
            self._chains[task] = chain
            task.add_done_callback(self._ended_chain)

    async def _send(self, chain: list[Owed]) -> None:
        """One person's rows, one after another; what may not follow now goes back."""
        for number, owed in enumerate(chain):
            if number:
                await self._place(owed.telegram_id)
            if self._closing or not await self._deliver(owed) or self._is_backlog(owed, chain):
                for left in chain[number + (not self._closing) :]:
                    self._note(HandedBack(left.id))
                return

    async def _deliver(self, owed: Owed) -> bool:
        try:
            may_follow = await self._delivery.deliver(owed)
        except Held as held:
            self._hold(owed.telegram_id, held.seconds)
            return False
        except Stopped as stopped:
            self._stop(stopped)
            return False
        self._go_on()
        return may_follow
