"""What people do in the talks after the start: begin one, answer it with samples, mark, accept, take a file.

Everything goes over HTTP, and nothing is read but what stands in a chat.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from bot.rehearsal.asking import TICKED, Act, Ask, newest_ask, next_act
from bot.rehearsal.testing import Rehearsal
from conversations.dialogues import DIALOGUES
from conversations.sides import Side
from conversations.text import Listing, Text, Value
from tests.people import Button, Message, Person, buttons
from tests.whole.cast import Cast, in_words, joined

SPEAKS = {Side.DANISH: "da", Side.LOCAL: "en"}
NAMES = {Side.DANISH: "Udstyr på vej", Side.LOCAL: "The Blue Door Clinic"}
OVER = "You have answered everything. Thank you!"
MOST_ANSWERS = 200
BUTTON = re.compile(r"[A-Za-z]{1,3}:")  # how the data of one begin, unlike words


@dataclass
class Partner:
    """One side: its phone, and the language it reads."""

    side: Side
    phone: Person

    @property
    def speaks(self) -> str:
        return SPEAKS[self.side]

    def reads(self, wording: str, **values: Value) -> str:
        return in_words(self.speaks, wording, **values)

    async def goes(self, command: str, *acts: str) -> None:
        """Says a command, and from its answer goes on: each act is a button by its data, or words."""
        said = await self.phone.says(command)
        for act in acts:
            if BUTTON.match(act):
                await self.presses(act, since=said)
            else:
                await self.phone.says(act)

    async def begins(self, dialogue: str) -> None:
        """From the menu, by buttons."""
        await self.goes("/menu", "Dt:1", f"Do:1:{dialogue}", f"Db:1:{dialogue}")

    async def puts_forward(self, topic: str, subject: str, *acts: str) -> None:
        """From the menu to the matter, and on as in `goes`."""
        way = ("es:1", f"et:1:{topic}", f"em:1:{subject}", f"ep:1:{subject}")
        await self.goes("/menu", *way, *acts)

    async def follows(self, dialogue: str) -> None:
        """Presses the button in what it is told when the other side has begun."""
        begun = self.reads("{side} has begun it.", side=NAMES[self.side.other])
        title = self.reads(DIALOGUES[dialogue].title)
        await self.presses("g:", beside=f"{title}\n{begun}")

    async def presses(self, data: str, *, beside: str = "", since: int = 0) -> None:
        """The first button whose data begin so, in the newest message that has one and holds these words; waits until
        the bot has done something. `*` in the data stands for any numbers.
        """

        def there(chat: dict[str, Any]) -> list[Button]:
            return [
                button
                for message in chat["messages"]
                if message["message_id"] > since and beside in (message.get("text") or "") and not message["deleted"]
                for button in buttons(message)[::-1]
                if fnmatchcase(button.data, f"{data}*")
            ]

        found = there(await self.phone.rehearsal.sees(self.phone.id, lambda chat: bool(there(chat))))[-1]
        before = {m["message_id"]: m for m in await self.phone.messages()}
        await self.phone.rehearsal.tap(self.phone.id, found.message, data=found.data)

        def answered(chat: dict[str, Any]) -> bool:
            now = {m["message_id"]: m for m in chat["messages"] if m["from"] == "bot"}
            return bool(max(now) > max(before) or now[found.message] != before[found.message])

        await self.phone.rehearsal.sees(self.phone.id, answered)

    async def accepts(self, words: str) -> None:
        """What the other side has put forward."""
        await self.presses("ea:", beside=words)

    async def answers(self, *, at_most: int = MOST_ANSWERS) -> None:
        """With samples, until everything is answered, or so many questions are."""
        ask, done, answered = await self._asked(None, None), 0, 0
        while ask is not None and answered < at_most:
            act = next_act(ask, self.side, self.speaks, done)
            assert act is not None, f"nothing fits {ask}"
            if act.by == "saying":
                await self.phone.says(act.sends)
            else:
                await self.phone.rehearsal.tap(self.phone.id, ask.message_id, data=act.sends)
            after = await self._asked(ask, act)
            done = done + 1 if after and after.question == ask.question and not act.settles else 0
            answered += act.settles
            ask = after

    async def _asked(self, before: Ask | None, act: Act | None) -> Ask | None:
        """What is asked after `act`, as soon as it is; None when the bot says that this was everything."""
        over, old = self.reads(OVER), before.message_id if before else 0

        def wanted(chat: dict[str, Any]) -> bool:
            return found(chat) is not None or (before is not None and is_over(chat))

        def found(chat: dict[str, Any]) -> Ask | None:
            ask = newest_ask(m for m in chat["messages"] if not m["deleted"])
            if ask is None or before is None or act is None:
                return ask
            return ask if ask.message_id > old or (not act.settles and ask != before) else None

        def is_over(chat: dict[str, Any]) -> bool:
            return any(m["message_id"] > old and over in (m.get("text") or "") for m in chat["messages"])

        return found(await self.phone.rehearsal.sees(self.phone.id, wanted, patience=20))

    async def marks(self, mark: str) -> None:
        """Everything opened that this side has not marked."""
        for message in await self.phone.messages():
            own = [button for button in buttons(message) if button.data.startswith("o:")]
            if own and not any(button.label.startswith(TICKED) for button in own):
                data = next(button.data for button in own if button.data.endswith(mark))
                await self.phone.rehearsal.tap(self.phone.id, message["message_id"], data=data)

    async def takes(self, data: str, ending: str) -> bytes:
        """A file of the record, as it arrives."""
        before = (await self.phone.messages())[-1]["message_id"]
        await self.goes("/record", data)
        return await file_of(self.phone, await arrives(self.phone, "document", beyond=before, ending=ending))


@dataclass
class Partners:
    danish: Partner
    local: Partner
    staff: Person

    @property
    def both(self) -> tuple[Partner, Partner]:
        return self.danish, self.local

    async def hold(self, dialogue: str) -> str:
        """Both answer all of it, each on its phone, and agree on every topic that opens; the summary staff get then."""
        await asyncio.gather(*(one.answers() for one in self.both))
        for one in self.both:
            for topic in DIALOGUES[dialogue].topics:
                await one.phone.sees(one.reads("{topic}: both sides are ready", topic=Text(topic.title)))
            await one.marks("agree")
        titles = Listing(tuple(Text(topic.title) for topic in DIALOGUES[dialogue].topics))
        summary = await self.staff.sees(in_words("en", "Agreed: {topics}", topics=titles), patience=20)
        assert summary["text"].startswith(f"{DIALOGUES[dialogue].title}: summary")
        return str(summary["text"])


async def after_the_start(rehearsal: Rehearsal) -> Partners:
    """Both sides have walked the start-up talk, agree, and have settled their goals."""
    cast: Cast = await joined(rehearsal, danish_speaks=SPEAKS[Side.DANISH])
    now = Partners(Partner(Side.DANISH, cast.danish), Partner(Side.LOCAL, cast.local), cast.staff)
    await now.hold("startup")
    await cast.danish.says("/goals")
    await cast.danish.taps("Ge:1")
    await cast.danish.taps("Gf:1")
    await now.local.accepts("Udstyr på vej puts forward:")
    await cast.local.sees("✓ Settled by both sides")
    return now


async def arrives(person: Person, kind: str, *, beyond: int = 0, ending: str = "") -> Message:
    """The newest message with a file of this kind, as soon as there is one."""

    def there(messages: list[Message]) -> list[Message]:
        return [
            m
            for m in messages
            if m["from"] == "bot"
            and m["kind"] == kind
            and m["message_id"] > beyond
            and m["file"]["name"].endswith(ending)
        ]

    chat = await person.rehearsal.sees(person.id, lambda chat: bool(there(chat["messages"])))
    return there(chat["messages"])[-1]


async def file_of(person: Person, message: Message) -> bytes:
    rehearsal = person.rehearsal
    async with rehearsal.session.get(rehearsal.base_url + message["file"]["url"]) as response:
        return await response.read()
