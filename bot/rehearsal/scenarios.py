"""Beginnings that nobody has to play by hand: an empty bot, both sides joined, a talk half way or over, a year on.

Everything is done as people do it, by saying and tapping; nothing is written into the bot's database.
"""

from __future__ import annotations

import asyncio

from bot.rehearsal import arrivals, later_talks
from bot.rehearsal.acts import Impossible
from bot.rehearsal.answering import Answering, HowMuch, Progress
from bot.rehearsal.asking import TICKED
from bot.rehearsal.hand import Hand, buttons
from bot.rehearsal.script import Lost, until
from bot.rehearsal.stage import NoLink, Stage
from conversations.sides import Side

HALF_WAY = 3  # topics that both sides have finished
MARKS = {Side.DANISH: ("agree", "talk", "agree"), Side.LOCAL: ("agree", "talk")}
ALL_MARKS = ("agree", "talk", "agree", "agree", "agree", "agree", "agree")
LATER_MARKS = ("agree", "talk", "talk", "agree", "agree")

SCENARIOS: dict[str, str] = {
    "empty": "An empty bot",
    "joined": "Both sides have joined",
    "half-way": "Half way through the talk",
    "talked": "The talk is over",
    "after-the-start": "A year on",
}
STARTING = 40.0


class Scenario:
    """One beginning being set up: `run` plays it, `progress` says how far it is."""

    def __init__(self, name: str, stage: Stage) -> None:
        self.progress = Progress("running", "Beginning again…")
        self._name, self._stage = name, stage

    async def run(self) -> None:
        try:
            await self._play()
            self.progress = Progress("done", f"{SCENARIOS[self._name]}: ready.")
        except (Lost, Impossible, NoLink, PermissionError) as why:
            self.progress = Progress("stuck", f"{SCENARIOS[self._name]} could not be set up: {why}")
        except asyncio.CancelledError:
            self.progress = Progress("stopped", "Stopped.")
            raise

    async def _play(self) -> None:
        await self._stage.fresh()
        await self._bot_is_there()
        if self._name == "empty":
            return
        await self._join()
        if self._name == "half-way":
            await self._answer_half()
        else:
            await self._answer_all()
        if self._name == "after-the-start":
            await self._go_on()

    async def _bot_is_there(self) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + STARTING
        while self._stage.state != "running":
            if loop.time() > end:
                raise Lost("the bot does not start.")
            await self._stage.changed.beyond(self._stage.changed.value, 1)

    async def _join(self) -> None:
        self._tell("Staff press their link…")
        await arrivals.staff_join(self._stage)
        self._tell("Staff make a partnership…")
        await arrivals.partnership_made(self._stage)
        for side in Side:
            self._tell(f"The {side} side joins…")
            await arrivals.side_joined(self._stage, side)

    async def _answer_half(self) -> None:
        for n in range(1, HALF_WAY + 1):
            self._tell(f"Both sides answer: topic {n} of {HALF_WAY}…")
            await asyncio.gather(*(self._work(side, "topic") for side in Side))
        self._tell("They begin the next topic and mark what they agree on…")
        for side, marks in MARKS.items():
            await self._work(side, "question")
            await self._mark(arrivals.hand(self._stage, side), marks)

    async def _answer_all(self) -> None:
        self._tell("Both sides answer the whole talk…")
        await asyncio.gather(*(self._work(side, "talk") for side in Side))
        self._tell("They mark what they agree on…")
        for side in Side:
            await self._mark(arrivals.hand(self._stage, side), ALL_MARKS)
        for side in Side:
            await until(arrivals.hand(self._stage, side), _can_settle, "the bot does not say that all is marked.")

    async def _go_on(self) -> None:
        self._tell("They settle their goals…")
        await later_talks.settle_goals(self._stage)
        for n, dialogue in enumerate(later_talks.TALKS, 1):
            self._tell(f"Both sides answer: talk {n} of {len(later_talks.TALKS)}…")
            await later_talks.begin_talk(self._stage, dialogue)
            await asyncio.gather(*(self._work(side, "talk") for side in Side))
        self._tell("They mark what they agree on…")
        for side in Side:
            await self._mark(arrivals.hand(self._stage, side), LATER_MARKS, after=len(ALL_MARKS))
        for side in Side:
            await until(arrivals.hand(self._stage, side), _all_is_marked, "what was marked is not shown.")

    async def _work(self, side: Side, how_much: HowMuch) -> None:
        person = Answering(
            arrivals.hand(self._stage, side),
            side,
            how_much,
            bot_is_there=lambda: self._stage.state == "running",
        )
        ended = await person.run()
        if ended.state != "done":
            raise Lost(f"the {side} side: {ended.says}")

    async def _mark(self, hand: Hand, marks: tuple[str, ...], *, after: int = 0) -> None:
        """Marks so many openings, oldest first, those `after` the first ones."""
        await until(hand, lambda one: len(_openings(one)) >= after + len(marks), "the topics were not opened.")
        for (opening, message_id), mark in zip(list(_openings(hand).items())[after:], marks, strict=False):
            hand.tap(message_id, f"o:{opening}:{mark}")

    def _tell(self, says: str) -> None:
        self.progress = Progress("running", says)


def _can_settle(hand: Hand) -> bool:
    """Told, once everything is marked, that what is open can be settled together."""
    return any(sends.startswith("es:") for message in hand.messages() for _, sends in buttons(message))


def _all_is_marked(hand: Hand) -> bool:
    """Every opening shows which mark its own side gave."""
    marks: dict[str, bool] = {}
    for message in hand.messages():
        for label, sends in buttons(message):
            if sends.startswith("o:"):
                opening = sends.split(":")[1]
                marks[opening] = marks.get(opening, False) or label.startswith(TICKED)
    return all(marks.values())


def _openings(hand: Hand) -> dict[str, int]:
    """Each opening in the chat and the message that can be marked, oldest first."""
    found: dict[str, int] = {}
    for message in hand.messages():
        for _, sends in buttons(message):
            if sends.startswith("o:"):
                found.setdefault(sends.split(":")[1], message["message_id"])
    return found
