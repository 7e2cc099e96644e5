"""A check-in held after the start, on two phones, in as few words as possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.services.inputs import Pressed
from bot.store import walks
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.bot.services.goals_cast import Sides, sides
from tests.stage import Shown, Somebody, Stage

# A code, several ticks, or words of one's own (in a list); what is not named is skipped.
Said = Mapping[str, Sequence[str]]

TITLE = {"work": "Goals and work", "between": "Between us"}


@dataclass
class Round:
    """One check-in, by the numbers that its buttons carry."""

    both: Sides
    round: int
    walk: Mapping[Side, int]

    def phone(self, side: Side) -> Somebody:
        return self.both.danish if side is Side.DANISH else self.both.local

    async def presses(self, side: Side, *buttons: str) -> list[Shown]:
        """Each button with its walk, which `{walk}` stands for."""
        shown: list[Shown] = []
        for data in buttons:
            shown += await self.phone(side).does(Pressed(data.format(walk=self.walk[side]), None))
        return shown

    def asked(self, side: Side) -> str | None:
        """The question that the newest message of this round asks on this side's phone."""
        for shown in reversed(list(self.phone(side).chat.values())):
            for row in shown.buttons:
                for _, data in row:
                    name, *rest = data.split(":")
                    if rest[:1] == [str(self.walk[side])]:
                        return rest[1] if name in ("a", "m", "s", "d") else None
        return None

    async def answers(self, side: Side, said: Said, topic: str) -> None:
        """Everything up to *ready* of one topic."""
        while (question := self.asked(side)) is not None:
            await self.answers_one(side, question, said.get(question))
            assert self.asked(side) != question, self.phone(side).sees()

    async def answers_one(self, side: Side, question: str, value: Sequence[str] | None) -> None:
        if value is None:
            await self.presses(side, f"s:{{walk}}:{question}")
        elif isinstance(value, list):
            for words in value:
                await self.phone(side).says(words)
        elif isinstance(value, tuple):
            await self.presses(side, *(f"a:{{walk}}:{question}:{code}" for code in value), f"d:{{walk}}:{question}")
        else:
            await self.presses(side, f"a:{{walk}}:{question}:{value}")

    async def ready(self, side: Side, topic: str) -> list[Shown]:
        return await self.presses(side, f"R:{{walk}}:{topic}")

    async def holds(self, danish: Said, local: Said) -> None:
        """Both sittings, or the one there is; the local side is ready first."""
        for topic in TITLE:
            for side, said in ((Side.LOCAL, local), (Side.DANISH, danish)):
                await self.answers(side, said, topic)
                await self.ready(side, topic)


async def begun(stage: Stage) -> Round:
    """By the staff, after the talk."""
    both = sides(stage)
    await both.staff.does(Pressed("Db:1:checkin", None))
    round_id, found = await stage.store.run(partial(_walks, partnership=1))
    one = Round(both, round_id, found)
    for side in Side:
        await one.presses(side, "g:{walk}")
    return one


def _walks(tx: Transaction, partnership: int) -> tuple[int, dict[Side, int]]:
    newest = walks.rounds_of(tx, partnership, "checkin")[0]
    return newest.id, {side: row.id for side, row in walks.of_round(tx, newest.id).items()}


async def held(stage: Stage, danish: Said, local: Said) -> Round:
    one = await begun(stage)
    await one.holds(danish, local)
    return one
