"""Capacity talks held after the start, and what each side and staff are shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.reports.areas_drawing import Drawing
from bot.services.inputs import Pressed
from bot.store import walks
from bot.store.transaction import Transaction
from conversations.areas import AREAS
from conversations.sides import Side
from tests.stage import Shown, Somebody, Stage
from tests.transcripts.beginnings import ROLES

PARTNERSHIP = 1
PEOPLE = {Side.DANISH: ROLES["Danish side"], Side.LOCAL: ROLES["Local side"]}

Levels = Mapping[Side, Mapping[str, int]]


def levels(danish: str, local: str) -> Levels:
    """A figure for each of the thirteen areas, in their order."""
    return {
        side: {area.question: int(n) for area, n in zip(AREAS, figures.replace(" ", ""), strict=True)}
        for side, figures in ((Side.DANISH, danish), (Side.LOCAL, local))
    }


@dataclass
class Talk:
    """One round, by the numbers that its buttons carry."""

    stage: Stage
    round: int
    walk: Mapping[Side, int]

    async def judges(self, side: Side, chosen: Levels, topic: str) -> None:
        """The side answers a topic and is ready with it."""
        somebody, walk = self.stage.person(PEOPLE[side]), self.walk[side]
        mine = {question: level for question, level in chosen[side].items() if question.startswith(f"{topic}.")}
        buttons = [f"a:{walk}:{question}:{level}" for question, level in mine.items()]
        if side is Side.LOCAL and topic == "ca":
            buttons += [f"a:{walk}:ca.want:money", f"d:{walk}:ca.want"]
        if max(mine.values()) > 2:
            buttons.append(f"f:{walk}:{topic}:no")
        for data in (*buttons, f"R:{walk}:{topic}"):
            await somebody.does(Pressed(data, None), show=False)


async def begun(stage: Stage) -> Talk:
    """By the Danish side."""
    await stage.person(PEOPLE[Side.DANISH]).does(Pressed(f"Db:{PARTNERSHIP}:capacity", None), show=False)

    def unit(tx: Transaction) -> tuple[int, dict[Side, int]]:
        newest = walks.rounds_of(tx, PARTNERSHIP, "capacity")[0]
        return newest.id, {side: row.id for side, row in walks.of_round(tx, newest.id).items()}

    return Talk(stage, *await stage.store.run(unit))


async def held(stage: Stage, chosen: Levels, *topics: str) -> Talk:
    """A whole talk, or only these topics of it; what was shown before is read."""
    talk = await begun(stage)
    for somebody in stage.people.values():
        somebody.new = []
    for topic in topics or ("ca", "cd"):
        for side in Side:
            await talk.judges(side, chosen, topic)
    return talk


def a_year_passes(stage: Stage) -> None:
    stage.now += timedelta(days=365)


def unread(somebody: Somebody) -> list[Shown]:
    news, somebody.new = somebody.new, []
    return news


def pictures(shown: list[Shown]) -> list[Drawing]:
    """What the pictures among these messages show."""
    return [Drawing.parse(m.attachment.link) for m in shown if m.attachment and m.attachment.kind == "picture"]


def drawn(drawing: Drawing) -> str:
    """The levels of each area, talk by talk: `2/4` is the own level and the other's."""
    return " ".join(",".join(f"{p.own or '-'}/{p.other or '-'}" for p in one.points) for one in drawing.series)
