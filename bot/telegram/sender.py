"""The one sender: takes what is due from the outbox, keeps the limits, and writes down what became of it.

Woken by commits and by time. It may not decide what is said, nor know anything that a crash may not take.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.store import claims, outcomes
from bot.store.claims import Owed
from bot.store.database import Store, StoreAway
from bot.store.outcomes import HandedBack, Outcome
from bot.store.transaction import Transaction
from bot.telegram.api import BotApi
from bot.telegram.attachments import Sources
from bot.telegram.delivery import Delivery, Held, Stopped
from bot.telegram.pace import Pace

log = logging.getLogger(__name__)

MOST_UNDER_WAY = 100
# Outcomes are in no hurry unless somebody waits for the place they hold: together they share one commit.
GATHER_SECONDS = 0.004
# Somebody may be reachable again without anything new being owed.
LOOK_SECONDS = 20.0
# Whoever waited longer was away; what gathered meanwhile does not come all at once.
BACKLOG = timedelta(seconds=60)
STORE_AWAY_SECONDS = 1.0
CLOSE_SECONDS = 5.0


class Sender:
    """Sends for one bot, from `run` until `close`. A rate of 0 lifts the limits."""

    def __init__(
        self,
        store: Store,
        api: BotApi,
        clock: Clock,
        *,
        rate: float,
        chat_rate: float,
        media_dir: Path,
        template: Path | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        self._pace = Pace(rate, chat_rate, self._loop.time)
        self._delivery = Delivery(api, clock.now, self._note, self._place, Sources(media_dir, template))
        self._woken = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._alarm: asyncio.Task[None] | None = None
        self._chains: dict[asyncio.Task[None], list[Owed]] = {}  # one for each person, in order
        self._done: list[Outcome] = []
        self._unsure = False  # a commit was lost: rows may be claimed that nobody sends
        self._closing = False
        self._ended = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Sends until closed."""
        self._store.on_commit.append(self.wake)
        try:
            await self._recover()
            self.wake()
            while not (self._closing and not self._chains and not self._done):
                await self._woken.wait()
                self._woken.clear()
                await self._cycle()
        finally:
            self._store.on_commit.remove(self.wake)
            self._set_alarm(None)
            self._cancel_timer()
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
        try:
            await asyncio.wait_for(self._ended.wait(), 2)
        except TimeoutError:
            log.warning("the sender was closed while the database was away")

    async def _recover(self) -> None:
        while not self._closing:
            try:
                await self._store.run(claims.recover)
                return
            except StoreAway:
                await asyncio.sleep(STORE_AWAY_SECONDS)

    async def _cycle(self) -> None:
        """One transaction: what became of what was sent, and what to send next."""
        self._cancel_timer()
        limit = 0 if self._closing else self._pace.free(MOST_UNDER_WAY - len(self._chains))
        done, unsure = self._done, self._unsure
        if not (limit or done or unsure):
            self._sleep(more=True)
            return
        self._done = []
        now = self._clock.now()
        skip = self._pace.waiting_chats()
        under_way = [owed.id for chain in self._chains.values() for owed in chain]
        unasked = MOST_UNDER_WAY // 2 - sum(chain[0].priority > 0 for chain in self._chains.values())

        def unit(tx: Transaction) -> tuple[list[Owed], datetime | None]:
            outcomes.record(tx, now, done)
            if unsure or tx.perhaps_kept:
                claims.release(tx, under_way=under_way)
            claimed = claims.claim(tx, now, limit, unasked=unasked, skip=skip) if limit else []
            idle = limit and not claimed and not under_way
            return claimed, claims.next_due(tx, now) if idle else None

        try:
            claimed, next_due = await self._store.run(unit)
        except StoreAway:
            # Perhaps it was committed all the same: writing the outcomes again changes nothing.
            self._done = done + self._done
            self._unsure = True
            self._wake_in(STORE_AWAY_SECONDS)
            return
        self._unsure = False
        self._begin(claimed)
        self._set_alarm(next_due)
        self._sleep(more=not limit or len(claimed) == limit)

    def _begin(self, claimed: list[Owed]) -> None:
        chains: dict[int, list[Owed]] = {}
        for owed in claimed:
            chains.setdefault(owed.telegram_id, []).append(owed)
        for chat, chain in chains.items():
            task = self._loop.create_task(self._send(chain, self._pace.book(chat)))
            self._chains[task] = chain
            task.add_done_callback(self._finish)

    async def _send(self, chain: list[Owed], seconds: float) -> None:
        """One person's rows from their booked place on, one after another. What may not follow goes back."""
        if seconds > 0:
            await asyncio.sleep(seconds)
        for number, owed in enumerate(chain):
            if number:
                await self._place(owed.telegram_id)
            if self._closing:
                self._hand_back(chain[number:])
                return
            waited = self._clock.now() - owed.due_at > BACKLOG
            may_follow = await self._deliver(owed)
            if waited:
                self._pace.rest(owed.telegram_id)
            if waited or not may_follow:
                self._hand_back(chain[number + 1 :])
                return

    async def _deliver(self, owed: Owed) -> bool:
        try:
            may_follow = await self._delivery.deliver(owed)
        except Held as held:
            self._pace.hold(owed.telegram_id, held.seconds)
            return False
        except Stopped as stopped:
            self._pace.stop(stopped)
            return False
        self._pace.go_on()
        return may_follow

    async def _place(self, chat: int) -> None:
        seconds = self._pace.book(chat)
        if seconds > 0:
            await asyncio.sleep(seconds)

    def _hand_back(self, rows: list[Owed]) -> None:
        for owed in rows:
            self._note(HandedBack(owed.id))

    def _note(self, outcome: Outcome) -> None:
        self._done.append(outcome)
        self._wake_in(GATHER_SECONDS)

    def _finish(self, task: asyncio.Task[None]) -> None:
        del self._chains[task]
        if not task.cancelled() and (error := task.exception()):
            # Its rows stay `sending`; the next start repeats them with their mark.
            log.error("sending failed: %s", type(error).__name__, exc_info=error)
        if self._closing or len(self._chains) == MOST_UNDER_WAY - 1:
            self.wake()
        else:
            self._wake_in(GATHER_SECONDS)

    def _sleep(self, *, more: bool) -> None:
        """Until something happens, or until something held back may go."""
        self._wake_in(LOOK_SECONDS)
        if len(self._chains) < MOST_UNDER_WAY and (at := self._pace.next_change(more=more)) is not None:
            self._wake_in(at - self._loop.time())

    def _wake_in(self, seconds: float) -> None:
        at = self._loop.time() + seconds
        if self._timer is not None:
            if self._timer.when() <= at:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(at, self.wake)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set_alarm(self, when: datetime | None) -> None:
        """The clock's time, not the loop's: it can be moved."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = None if when is None else self._loop.create_task(self._ring(when))

    async def _ring(self, when: datetime) -> None:
        await self._clock.until(when)
        self.wake()
