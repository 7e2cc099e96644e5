"""One person's phone in the hand of somebody who works by script: reads the chat, says, taps, opens links.

It can do what the person could do on the page and nothing else; `acts.Impossible` where a phone would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.rehearsal import acts
from bot.rehearsal.people import Person
from bot.rehearsal.telegram import Telegram

DEEP_LINK = re.compile(r"https://t\.me/\w+\?start=([A-Za-z0-9_-]{1,64})")


class Hand:
    def __init__(self, telegram: Telegram, person: Person) -> None:
        self._telegram, self.person = telegram, person
        self._chat = telegram.chats[person.id]

    def messages(self) -> Iterator[Mapping[str, Any]]:
        """What stands in the chat, oldest first, as the page shows it."""
        for message in self._chat.messages.values():
            if not message.deleted:
                yield message.for_phone(self.person.id)

    @property
    def version(self) -> int:
        return self._chat.version.value

    async def changed(self, seen: int, seconds: float) -> int:
        """The chat's version once it is beyond `seen`, or after so many seconds."""
        return await self._chat.version.beyond(seen, seconds)

    def say(self, words: str) -> None:
        acts.say(self._telegram, self.person, words)

    def start(self, payload: str = "") -> None:
        acts.start(self._telegram, self.person, payload)

    def tap(self, message_id: int, sends: str) -> None:
        acts.tap(self._telegram, self.person, message_id, data=sends)


def buttons(message: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(label, what it sends) of the buttons that send something to the bot."""
    return tuple((one["text"], one["data"]) for row in message["buttons"] for one in row if one.get("data"))


def deep_links(message: Mapping[str, Any]) -> list[str]:
    """The payloads of the links to the bot in a message and under it, each once, in the order seen."""
    hidden = [entity.get("url", "") for entity in message["entities"]]
    under = [one.get("url", "") for row in message["buttons"] for one in row]
    everything = " ".join([message["text"], message.get("caption", ""), *hidden, *under])
    return list(dict.fromkeys(DEEP_LINK.findall(everything)))
