"""One unit of work on its way: the transaction, the time, and the person it came from.

Services get a scene and change what is stored; whatever is to be said is owed here, in the same
transaction. Nothing in a service may touch the network or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.screen import Line, Screen
from bot.store import outbox
from bot.store.people import Person
from bot.store.transaction import Transaction
from conversations.text import Value
from conversations.vulnerability import OURS, Thresholds


@dataclass(frozen=True)
class World:
    """What units need to know of the world outside, fixed at the start."""

    bot_name: str  # for links: https://t.me/<bot_name>?start=...
    thresholds: Thresholds = OURS  # of the rule of vulnerability


class Scene:
    def __init__(self, tx: Transaction, now: datetime, world: World, person: Person) -> None:
        self.tx = tx
        self.now = now
        self.world = world
        self.person = person

    def tell(
        self,
        screen: Screen,
        *,
        to: int | None = None,
        edits: int | None = None,
        partnership: int | None,
        walk: int | None = None,
        question: str | None = None,
        key: str | None = None,
        waited_for: bool | None = None,
    ) -> None:
        """Owe a screen to a person (the one who acts, unless `to` says otherwise).

        `partnership` is what it is about: whoever is removed from it is not sent it any more. None only for what is
        about none, or says goodbye.

        `edits` is the Telegram message it replaces. What somebody waits for goes before what the bot says on
        its own: normally that is what the one who acts is told. A `key` owed before is not owed again.
        """
        awaited = (to is None or to == self.person.id) if waited_for is None else waited_for
        outbox.owe(
            self.tx,
            self.now,
            person_id=self.person.id if to is None else to,
            screen=screen,
            partnership_id=partnership,
            edits=edits,
            priority=0 if awaited else 1,
            key=key,
            walk_id=walk,
            question=question,
        )

    def say(self, *values: Value, to: int | None = None, partnership: int | None) -> None:
        """Owe a few plain lines."""
        self.tell(Screen(tuple(Line(v) for v in values)), to=to, partnership=partnership)

    def tell_all(self, people: Iterable[int], screen: Screen, *, partnership: int | None) -> None:
        for person in people:
            self.tell(screen, to=person, partnership=partnership)
