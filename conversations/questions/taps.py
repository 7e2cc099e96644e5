"""Questions answered with buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from conversations.answers import Json
from conversations.inputs import Raw, Said, Tap
from conversations.questions.base import (
    NOT_IN_LIST,
    USE_BUTTONS,
    Option,
    Partly,
    Question,
    Reading,
    Refusal,
    Settled,
    option,
)
from conversations.sides import Side
from conversations.text import N_, Text, text
from conversations.words import whole_number


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of several. `ordered` choices are compared by steps. A wanted free text can be searched in."""

    choices: tuple[Option, ...]
    ordered: bool = False
    unknown: frozenset[str] = frozenset()  # codes that mean "don't know": never compared
    undecided: frozenset[str] = frozenset()  # codes that leave it open: never agreed on
    outside: frozenset[str] = frozenset()  # codes beside the order: apart from every other one
    slower_wins: bool = False  # of two answers the later option holds, so they never have to be talked about
    how: ClassVar[str] = N_("Press the button that fits best. It does not have to fit perfectly.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return self.choices

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if not isinstance(raw, Tap):
            return Refusal(Text(USE_BUTTONS))
        if raw.code not in {o.code for o in self.options(side)}:
            return Refusal(Text(NOT_IN_LIST))
        return Settled(raw.code)


@dataclass(frozen=True, kw_only=True)
class Multi(Question):
    """Any number up to `most`, ticked one by one and closed with Done. `alone` excludes all others."""

    choices: tuple[Option, ...]
    most: int | None = None
    alone: str | None = None
    gap_if_nobody: bool = False  # an option neither side ticks is a gap
    how: ClassVar[str] = N_("Press every button that fits, then press Done. Press again to take a tick away.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return self.choices

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if not isinstance(raw, Tap):
            return Refusal(Text(USE_BUTTONS))
        codes = [o.code for o in self.choices]
        if raw.code not in codes:
            return Refusal(Text(NOT_IN_LIST))
        ticked = set(draft or ())
        if raw.code in ticked:
            ticked.remove(raw.code)
        elif raw.code == self.alone:
            ticked = {raw.code}
        else:
            ticked = {*ticked - {self.alone}, raw.code}
        if self.most and len(ticked) > self.most:
            # Translators: {n} is how many options may be ticked at the most.
            return Refusal(
                text(N_("You can choose up to {n}. Nothing was changed: take a tick away first."), n=self.most)
            )
        return Partly([c for c in codes if c in ticked])

    def finish(self, draft: Json) -> Reading:
        if not draft:
            return Refusal(Text(N_("Nothing is ticked yet. Tick at least one, or press Skip.")))
        return Settled(draft)


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """One of an ordered row of steps, stored as 1 to n; a written number is taken in any script."""

    steps: tuple[str, ...]
    how: ClassVar[str] = N_("Press the step that fits best today. There is no right answer.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return tuple(option(str(n), wording) for n, wording in enumerate(self.steps, 1))

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        written = raw.code if isinstance(raw, Tap) else raw.words if isinstance(raw, Said) else ""
        number = whole_number(written)
        if number is None or not 1 <= number <= len(self.steps):
            # Translators: {n} is the highest step, usually 5.
            why = N_("Choose a number from 1 to {n} by pressing a button. Nothing was saved.")
            return Refusal(text(why, n=len(self.steps)))
        return Settled(number)


@dataclass(frozen=True, kw_only=True)
class Level(Scale):
    """Four sentences in the message, buttons 1 to 4: chosen by sentence, not by number."""

    how: ClassVar[str] = N_("Read the four sentences and press the number of the one that fits best today.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return tuple(Option(str(n), str(n)) for n in range(1, len(self.steps) + 1))


RAG = (
    option("green", N_("Green")),
    option("yellow", N_("Yellow")),
    option("red", N_("Red")),
    option("unknown", N_("Don't know")),
)


@dataclass(frozen=True, kw_only=True)
class RedAmberGreen(Choice):
    choices: tuple[Option, ...] = RAG
    ordered: bool = True
    unknown: frozenset[str] = frozenset({"unknown"})


@dataclass(frozen=True, kw_only=True)
class WhoDoesIt(Choice):
    """Offers Us and Them, stores the side: otherwise the comparison would be wrong for one of them."""

    choices: tuple[Option, ...] = ()
    undecided: frozenset[str] = frozenset({"none"})

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return (
            option(side, N_("Us")),
            option(side.other, N_("Them")),
            option("both", N_("Both")),
            option("none", N_("Nobody yet")),
        )
