"""A stage without a network: people act, units run on a real store, and what is owed is rendered and shown.

Every turn is a transaction of its own, so whatever is not stored is gone by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from re import sub

from bot.i18n import language
from bot.screen import Attachment, from_json
from bot.services import reception
from bot.services.inputs import Command, Edited, FileSent, Input, Pressed, Written
from bot.services.scene import Scene, World
from bot.store import claims, outbox, outcomes, people
from bot.store.claims import Owed
from bot.store.database import Store
from bot.store.outcomes import Sent
from bot.store.transaction import Transaction
from bot.telegram.render import render

START = datetime(2027, 2, 1, 9, tzinfo=UTC)
WORLD = World("partnerdialog_bot")


@dataclass
class Shown:
    """One message in a chat as its person sees it."""

    id: int
    text: str
    buttons: list[list[tuple[str, str]]]  # (label, data)
    edited: bool = False
    attachment: Attachment | None = None


@dataclass
class Somebody:
    """A person with a phone: says, taps, sees."""

    stage: Stage
    telegram_id: int
    hint: str
    chat: dict[int, Shown] = field(default_factory=dict)
    new: list[Shown] = field(default_factory=list)  # what came since their last look

    async def says(
        self, words: str, *, reply_to: int | None = None, forwarded: bool = False, show: bool = True
    ) -> list[Shown]:
        number = self.stage.next_number()
        if words.startswith("/"):
            name, _, argument = words[1:].partition(" ")
            return await self.does(Command(name, argument, number), show)
        return await self.does(Written(words, number, reply_to, forwarded), show)

    async def sends(self, kind: str, file_id: str = "file", *, show: bool = True, **more: object) -> list[Shown]:
        sent = FileSent(kind, file_id, self.stage.next_number(), **more)  # type: ignore[arg-type]
        return await self.does(sent, show)

    async def edits(self, message: int, words: str, *, show: bool = True) -> list[Shown]:
        return await self.does(Edited(words, message), show)

    async def taps(self, wanted: str, *, on: int | None = None, show: bool = True) -> list[Shown]:
        """Press the button with this label or data in the newest message that has one (or in message `on`)."""
        for shown in reversed(list(self.chat.values())) if on is None else [self.chat[on]]:
            for row in shown.buttons:
                for label, data in row:
                    if wanted in (label, data):
                        return await self.does(Pressed(data, shown.id), show)
        raise AssertionError(f"no button {wanted!r} in sight of {self.telegram_id}: {self.sees()}")

    async def does(self, input: Input, show: bool = True) -> list[Shown]:
        """One unit of work; returns what this person has got since their last turn, unless it stays unread."""
        await self.stage.act(self, input)
        if not show:
            return []
        news, self.new = self.new, []
        return news

    def sees(self) -> str:
        """The last message in the chat."""
        return list(self.chat.values())[-1].text if self.chat else ""


class Stage:
    def __init__(self, store: Store, start: datetime = START) -> None:
        self.store = store
        self.now = start
        self.number = 1  # of the next message, in any chat
        self.people: dict[int, Somebody] = {}

    def next_number(self) -> int:
        self.number += 1
        return self.number - 1

    def person(self, telegram_id: int, hint: str = "en") -> Somebody:
        return self.people.setdefault(telegram_id, Somebody(self, telegram_id, hint))

    async def act(self, who: Somebody, input: Input) -> None:
        self.now += timedelta(seconds=1)

        def unit(tx: Transaction) -> None:
            person = people.arrive(tx, self.now, who.telegram_id, who.hint)
            reception.receive(Scene(tx, self.now, WORLD, person), input)

        await self.store.run(unit)
        await self.deliver()

    async def deliver(self) -> None:
        """Shows everybody what they are owed, and notes it as sent."""
        while True:
            owed = await self.store.run(lambda tx: claims.claim(tx, self.now, 100))
            if not owed:
                return
            done = [Sent(row.id, self._show(row)) for row in owed]
            await self.store.run(lambda tx, done=done: outcomes.record(tx, self.now, done))  # type: ignore[misc]

    def _show(self, row: Owed) -> int:
        somebody = self.person(row.telegram_id)
        if row.screen == outbox.DELETION:
            somebody.chat.pop(row.edits or 0, None)
            return row.edits or 0
        screen = from_json(row.screen)
        rendered = render(screen, language(row.language))
        words = unescape(sub(r"</?[a-z][^>]*>", "", "\n\n".join(rendered.parts)))
        if screen.attachment:
            words = f"[{screen.attachment.kind}: {screen.attachment.title}]\n{words}".strip()
        buttons = [[(b["text"], b.get("callback_data", "")) for b in line] for line in rendered.keyboard or ()]
        number = row.edits or self.next_number()
        shown = Shown(number, words, buttons, edited=row.edits is not None, attachment=screen.attachment)
        somebody.chat[number] = shown
        somebody.new.append(shown)
        return number
