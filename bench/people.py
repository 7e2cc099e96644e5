"""How people answer, as fast as they are asked. They see what a phone shows and know nothing else of the bot.

An *input* is one update that the bot met with something to act on: the next place, or the same question drawn
anew. An *answer* is an input after which the bot went on from a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands in a chat now; `buttons` are the data of those that can be pressed, in order."""

    id: int
    text: str
    buttons: tuple[str, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Say:
    words: str


@dataclass(frozen=True, slots=True)
class Tap:
    on: int
    data: str


Act = Say | Tap
Met = Literal["start", "input", "answer"]


class Person(Protocol):
    def begin(self) -> Act: ...

    def see(self, shown: Shown) -> Met | None:
        """What the wait of this person has come to by this message; None while it goes on."""

    def act(self) -> Act | None:
        """What they do now; None when there is nothing left to do."""


TICKS = 2
PIECES = 2
# A person who is asked the same so often gives up, and the round fails: it would measure something else.
TOO_OFTEN = 8


class Partner:
    """Walks the whole start-up talk: answers every question and finishes every topic. Openings are left to be read."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._place: Shown | None = None
        self._question: str | None = None  # the id in the buttons of the open question
        self._times = 0  # how often it has been answered so far
        self._met: Met = "start"
        self._finishing = False

    def begin(self) -> Act:
        self._met = "start"
        return Say("/start")

    def see(self, shown: Shown) -> Met | None:
        kinds = {data.partition(":")[0] for data in shown.buttons}
        if "o" in kinds:
            return None  # an opening is read, not answered
        if kinds & {"m", "f", "r", "R"}:
            question = next((d.split(":")[2] for d in shown.buttons if d.startswith("m:")), None)
            went_on = self._question is not None and question != self._question
            self._times = self._times + 1 if question is not None and question == self._question else 0
            if self._times > TOO_OFTEN:
                raise RuntimeError(f"asked {self._times} times: {shown.text!r} {shown.buttons}")
            self._question, self._place = question, shown
            return self._seen("answer" if went_on else "input")
        if self._finishing and not shown.edited:
            self._place = None
            return self._seen("input")
        return None

    def act(self) -> Act | None:
        if self._place is None:
            return None
        self._met = "input"
        place, self._place = self._place, None
        return self._answer(place)

    def _seen(self, met: Met) -> Met:
        return "start" if self._met == "start" else met

    def _answer(self, place: Shown) -> Act:
        by_kind: dict[str, list[str]] = {}
        for data in place.buttons:
            by_kind.setdefault(data.partition(":")[0], []).append(data)
        self._finishing = "R" in by_kind
        for kind in ("R", "r"):
            if kind in by_kind:
                return Tap(place.id, by_kind[kind][0])
        if "f" in by_kind:
            return Tap(place.id, by_kind["f"][self._number % 2])
        options = [data for data in by_kind.get("a", ()) if not data.endswith(":-")]
        done = by_kind.get("d")
        if done and self._times >= (TICKS if options else PIECES):
            return Tap(place.id, done[0])
        if not options:
            return Say(f"What side {self._number % 2} has to say about this, in {self._times + 3} words or so")
        return Tap(place.id, options[(self._number + self._times) % len(options)])


class Surveyed:
    """Answers the comparison's short survey again and again."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._seen: Shown | None = None
        self._starting = True

    def begin(self) -> Act:
        self._starting = True
        return Say("/start")

    def see(self, shown: Shown) -> Met | None:
        self._seen = shown
        return "start" if self._starting else "answer"

    def act(self) -> Act | None:
        assert self._seen is not None
        if self._seen.text.startswith("Thank you"):
            return self.begin()
        self._starting = False
        if self._seen.buttons:
            return Tap(self._seen.id, self._seen.buttons[self._number % len(self._seen.buttons)])
        return Say("What one has to say about this, in a few words or so")
