"""Everybody who answers at the same time, and what their answers came to.

A person who has finished makes place for one who has not begun, so that always as many are answering.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter, time
from typing import Any

from bench.people import Act, Person, Say, Shown, Tap

Give = Callable[[dict[str, Any]], None]


@dataclass
class Tally:
    """Inputs and answers since the last `begin`, and how long each input waited for what it led to."""

    inputs: int = 0
    answers: int = 0
    finished: int = 0
    waits: list[float] = field(default_factory=list)


@dataclass
class _Seat:
    person: Person
    telegram_id: int
    language: str
    since: float = 0.0
    waiting: bool = False
    chat: dict[int, dict[str, Any]] = field(default_factory=dict)  # the messages one can press on


class Crowd:
    """`give` hands an update to whoever delivers it to the bot."""

    def __init__(self, people: Iterable[tuple[int, str, Person]], seats: int) -> None:
        self._coming: Iterator[tuple[int, str, Person]] = iter(people)
        self._most = seats
        self._seats: dict[int, _Seat] = {}
        self._numbers = count(1)
        self._messages = count(1_000_000)
        self._give: Give = lambda update: None
        self.tally = Tally()
        self.all_begun = asyncio.Event()  # everybody who took a seat at first has had their first question
        self._to_begin = seats
        self.short = False  # nobody was left to take a free seat
        self.failure: Exception | None = None

    def begin(self, give: Give) -> None:
        self._give = give
        for _ in range(self._most):
            self._seat_next()

    def tell(self, chat: int, text: str, keyboard: dict[str, Any] | None, edits: int | None) -> dict[str, Any]:
        """The bot's message, as Telegram gives it back."""
        number = next(self._messages) if edits is None else edits
        message: dict[str, Any] = {
            "message_id": number,
            "from": {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
            "chat": {"id": chat, "type": "private", "first_name": "Somebody"},
            "date": int(time()),
            "text": text,
        }
        if keyboard and keyboard.get("inline_keyboard"):
            message["reply_markup"] = keyboard
        seat = self._seats.get(chat)
        if seat is not None:
            self._show(seat, message, edited=edits is not None)
        return message

    def _show(self, seat: _Seat, message: dict[str, Any], *, edited: bool) -> None:
        rows = message.get("reply_markup", {}).get("inline_keyboard", ())
        data = tuple(button["callback_data"] for row in rows for button in row if "callback_data" in button)
        if data:
            seat.chat[message["message_id"]] = message
        try:
            met = seat.person.see(Shown(message["message_id"], message["text"], data, edited))
        except Exception as error:
            self.failure = error
            return
        if met is None or not seat.waiting:
            return
        seat.waiting = False
        if met != "start":
            self.tally.waits.append(perf_counter() - seat.since)
            self.tally.inputs += 1
            self.tally.answers += met == "answer"
        elif self._to_begin:
            self._to_begin -= 1
            if not self._to_begin:
                self.all_begun.set()
        act = seat.person.act()
        if act is not None:
            self._do(seat, act)
        else:
            self.tally.finished += 1
            del self._seats[seat.telegram_id]
            self._seat_next()

    def _seat_next(self) -> None:
        found = next(self._coming, None)
        if found is None:
            self.short = True
            return
        telegram_id, language, person = found
        seat = _Seat(person, telegram_id, language)
        self._seats[telegram_id] = seat
        self._do(seat, person.begin())

    def _do(self, seat: _Seat, act: Act) -> None:
        number = next(self._numbers)
        who = {"id": seat.telegram_id, "is_bot": False, "first_name": "Somebody", "language_code": seat.language}
        update: dict[str, Any] = {"update_id": number}
        match act:
            case Say(words):
                said: dict[str, Any] = {
                    "message_id": next(self._messages),
                    "from": who,
                    "chat": {"id": seat.telegram_id, "type": "private", "first_name": "Somebody"},
                    "date": int(time()),
                    "text": words,
                }
                if words.startswith("/"):
                    said["entities"] = [{"offset": 0, "length": len(words), "type": "bot_command"}]
                update["message"] = said
            case Tap(on, data):
                update["callback_query"] = {
                    "id": str(number),
                    "from": who,
                    "message": seat.chat[on],
                    "chat_instance": str(-seat.telegram_id),
                    "data": data,
                }
        seat.waiting, seat.since = True, perf_counter()
        self._give(update)
