"""People at their phones, over real HTTP: they say, tap and see. The real bot is behind the rehearsal server."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.testing import PATIENCE, Rehearsal

Message = dict[str, Any]


@dataclass(frozen=True)
class Button:
    message: int
    label: str
    data: str


@dataclass
class Person:
    rehearsal: Rehearsal
    id: int

    async def says(self, words: str, *, reply_to: int | None = None) -> int:
        return await self.rehearsal.say(self.id, words, reply_to=reply_to)

    async def presses_start(self, payload: str = "") -> None:
        await self.rehearsal.start(self.id, payload)

    async def taps(self, wanted: str) -> None:
        """The newest button with this label, or whose data begin so (as soon as there is one)."""
        found = await self.sees_button(wanted)
        await self.rehearsal.tap(self.id, found.message, data=found.data)

    async def sees_button(self, wanted: str) -> Button:
        await self._sees(lambda messages: _button(messages, wanted) is not None)
        found = _button(await self.messages(), wanted)
        assert found is not None
        return found

    async def sees(self, words: str, *, patience: float = PATIENCE) -> Message:
        """The newest message that holds these words, as soon as there is one."""
        chat = await self._sees(lambda messages: any(words in _said(m) for m in messages), patience)
        return next(m for m in reversed(chat) if words in _said(m))

    async def messages(self) -> list[Message]:
        """What the bot has said, oldest first."""
        chat = await self.rehearsal.chat(self.id)
        return [m for m in chat["messages"] if m["from"] == "bot" and not m["deleted"]]

    async def has_seen(self, words: str) -> int:
        """In how many messages these words stand."""
        return sum(words in _said(m) for m in await self.messages())

    async def sees_times(self, words: str, times: int) -> None:
        """Waits until these words stand in so many messages."""
        await self._sees(lambda messages: sum(words in _said(m) for m in messages) >= times)

    async def newest(self, beyond: int) -> Message:
        """The newest message, as soon as there is one after message `beyond`."""
        chat = await self._sees(lambda messages: bool(messages) and messages[-1]["message_id"] > beyond)
        return chat[-1]

    async def _sees(self, seen: Callable[[list[Message]], bool], patience: float = PATIENCE) -> list[Message]:
        def bot_said(chat: dict[str, Any]) -> list[Message]:
            return [m for m in chat["messages"] if m["from"] == "bot" and not m["deleted"]]

        return bot_said(await self.rehearsal.sees(self.id, lambda chat: seen(bot_said(chat)), patience=patience))


def _said(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def buttons(message: Message) -> list[Button]:
    rows = message.get("buttons") or []
    return [Button(message["message_id"], b["text"], b["data"]) for row in rows for b in row if "data" in b]


def _button(messages: list[Message], wanted: str) -> Button | None:
    for message in reversed(messages):
        for button in buttons(message):
            if button.label == wanted or button.data.startswith(wanted):
                return button
    return None


def code_in(message: Message) -> str:
    found = re.search(r"\?start=(\w+)", _said(message))
    assert found, "no invitation in this message"
    return found[1]
