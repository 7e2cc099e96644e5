"""The updates that wait for the bot, and the bot's ways of getting them.

Each waits until it is confirmed, or until Telegram would have thrown it away. Making HTTP requests to a
webhook is not done here, only deciding what is still to be delivered.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.refusals import OTHER_POLLER, WEBHOOK_ACTIVE, Refusal, conflict
from bot.rehearsal.versions import Version

MESSAGE_LIVES = 24 * 3600
CALLBACK_LIVES = 150
QUIET_WEEK = 7 * 24 * 3600
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_POLL = 50


@dataclass(frozen=True)
class Pending:
    """`queue` names what must keep its order: a chat's messages, or a person's button presses."""

    update_id: int
    queue: str
    expires: float
    body: dict[str, Any]


@dataclass
class Webhook:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str = ""
    generation: int = 0


@dataclass
class Updates:
    now: Callable[[], float]
    webhook: Webhook = field(default_factory=Webhook)
    allowed: frozenset[str] | None = None
    arrived: Version = field(default_factory=Version)
    asked: Version = field(default_factory=Version)
    _pending: OrderedDict[int, Pending] = field(default_factory=OrderedDict)
    _next_id: int = field(default_factory=lambda: secrets.randbelow(900_000_000) + 10_000_000)
    _last_put: float | None = None
    _poll: asyncio.Future[None] | None = None

    def put(self, kind: str, content: Any, *, queue: str) -> int | None:
        """The update's id; None when the bot did not ask for updates of this kind."""
        if kind in UNASKED if self.allowed is None else kind not in self.allowed:
            return None
        now = self.now()
        if self._last_put is not None and now - self._last_put > QUIET_WEEK and not self._pending:
            self._next_id = secrets.randbelow(900_000_000) + 10_000_000
        self._last_put = now
        update_id = self._next_id
        self._next_id += 1
        lives = CALLBACK_LIVES if kind == "callback_query" else MESSAGE_LIVES
        self._add(Pending(update_id, queue, now + lives, {"update_id": update_id, kind: content}))
        return update_id

    def put_raw(self, body: dict[str, Any], *, queue: str) -> int:
        """Any JSON at all as an update; it is given an id unless it has one."""
        update_id = body.get("update_id")
        if not isinstance(update_id, int):
            update_id = self._next_id
            self._next_id += 1
        self._add(Pending(update_id, queue, self.now() + MESSAGE_LIVES, {"update_id": update_id, **body}))
        return update_id

    def _add(self, pending: Pending) -> None:
        self._pending[pending.update_id] = pending
        self.arrived.grow()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def count(self) -> int:
        return len(self._pending)

    def forget(self) -> None:
        self._pending.clear()

    def waiting(self) -> list[Pending]:
        """Everything not yet confirmed that Telegram would still keep."""
        self._drop_expired(self._pending.values())
        return list(self._pending.values())

    def is_waiting(self, pending: Pending) -> bool:
        return self._pending.get(pending.update_id) is pending and pending.expires > self.now()

    def confirm(self, update_id: int) -> None:
        self._pending.pop(update_id, None)

    def _drop_expired(self, among: Iterable[Pending]) -> None:
        now = self.now()
        for gone in [one.update_id for one in among if one.expires <= now]:
            del self._pending[gone]

    def _confirm_before(self, offset: int) -> None:
        if offset < 0:
            for gone in list(self._pending)[:offset]:
                del self._pending[gone]
        elif offset <= self._next_id + 10:
            # An offset far ahead is left over from before a quiet week; Telegram does not let it confirm
            # anything.
            for gone in [one for one in self._pending if one < offset]:
                del self._pending[gone]

    def _first(self, limit: int) -> list[dict[str, Any]]:
        now = self.now()
        first: list[dict[str, Any]] = []
        expired: list[Pending] = []
        for pending in self._pending.values():
            if pending.expires <= now:
                expired.append(pending)
                continue
            first.append(pending.body)
            if len(first) == limit:
                break
        if expired:
            self._drop_expired(expired)
        return first

    def end_poll(self, refusal: Refusal) -> None:
        """The request that is waiting, if any, ends with this refusal."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(refusal)
        self._poll = None

    async def poll(
        self, *, offset: int, limit: int, patience: int, allowed: frozenset[str] | None
    ) -> list[dict[str, Any]]:
        """The oldest waiting updates, waiting up to `patience` seconds for the first; those before `offset`
        are confirmed. Refusal 409 with a webhook set, or when another request takes over."""
        if self.webhook.url:
            raise conflict(WEBHOOK_ACTIVE)
        self.end_poll(conflict(OTHER_POLLER))
        if allowed is not None:
            self.allowed = allowed or None
        self._confirm_before(offset)
        self.asked.grow()
        limit = min(max(limit, 1), 100)
        first = self._first(limit)
        if first or patience <= 0:
            return first
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, min(patience, LONGEST_POLL))
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None
        return self._first(limit)

    def set_webhook(self, url: str, *, secret: str, max_connections: int, allowed: frozenset[str] | None) -> None:
        """An empty address takes the webhook away."""
        self.webhook = Webhook(url, secret, max_connections, generation=self.webhook.generation + 1)
        if allowed is not None:
            self.allowed = allowed or None
        self.asked.grow()
        self.arrived.grow()
