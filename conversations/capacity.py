"""What the levels of the capacity talk say: what is low, what differs, what has changed, what follows.

The level belongs to the organisation itself: the other side's view stands beside it and never replaces it. There is
no average anywhere, because it hides the weak area. Everything here works on what its reader may see.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.answers import Answer, State
from conversations.areas import BY_QUESTION, Area, areas_of
from conversations.commitments import Commitment, Kind
from conversations.sides import Side
from conversations.text import Month

LOW = 2  # this level or the one below it
APART = 2
MONTHS_BETWEEN = 12

Answers = Mapping[Side, Mapping[str, Answer]]
Levels = Mapping[Side, Mapping[str, int]]  # by side and the area's question


def levels(answers: Answers) -> Levels:
    """The levels each side has chosen, of both organisations; nothing for what is kept, skipped or talked about."""
    return {
        side: {
            question: int(answer.value)
            for question, answer in answers.get(side, {}).items()
            if question in BY_QUESTION and answer.state is State.GIVEN
        }
        for side in Side
    }


@dataclass(frozen=True)
class Judged:
    """One area in one talk: the level its organisation chose, and how the other side sees it; None if unknown."""

    area: Area
    own: int | None
    other: int | None

    @property
    def low(self) -> bool:
        """By the organisation's own level alone."""
        return self.own is not None and self.own <= LOW

    @property
    def apart(self) -> bool:
        return self.own is not None and self.other is not None and abs(self.own - self.other) >= APART

    @property
    def known(self) -> bool:
        return self.own is not None or self.other is not None


def judged(side: Side, chosen: Levels) -> tuple[Judged, ...]:
    """Every area of this side's organisation, also those nothing is known of."""
    return tuple(
        Judged(area, chosen[side].get(area.question), chosen[side.other].get(area.question)) for area in areas_of(side)
    )


@dataclass(frozen=True)
class Held:
    """One capacity talk that was opened: when, and the levels its reader may see."""

    on: date
    levels: Levels


@dataclass(frozen=True)
class Change:
    """`by` chose another level for the area than the last time it chose one."""

    area: Area
    by: Side
    before: int
    now: int

    @property
    def own(self) -> bool:
        return self.by is self.area.side


def changes(side: Side, now: Levels, before: Sequence[Levels]) -> tuple[Change, ...]:
    """What is different in the areas of this side's organisation; `before` is oldest first.

    Each side is compared with itself, with the last talk in which it judged the area. Own levels come first.
    """
    found = []
    for by in (side, side.other):
        for area in areas_of(side):
            level = now[by].get(area.question)
            last = next((b[by][area.question] for b in reversed(before) if area.question in b[by]), None)
            if level is not None and last is not None and level != last:
                found.append(Change(area, by, last, level))
    return tuple(found)


@dataclass(frozen=True)
class Point:
    """`own` is the organisation's own level, `other` the other side's view of it; None where nothing is known."""

    on: date
    own: int | None
    other: int | None


@dataclass(frozen=True)
class Series:
    """One area over time, oldest first, one point for every talk."""

    area: Area
    points: tuple[Point, ...]


def over_time(side: Side, talks: Iterable[Held]) -> tuple[Series, ...]:
    """Every area of this side's organisation through the talks, oldest first, that say anything about them."""
    rows = [(held.on, judged(side, held.levels)) for held in talks]
    told = [(on, row) for on, row in rows if any(one.known for one in row)]
    return tuple(
        Series(area, tuple(Point(on, row[n].own, row[n].other) for on, row in told))
        for n, area in enumerate(areas_of(side))
    )


@dataclass(frozen=True)
class Chosen:
    """An area that both sides have put first, with what was agreed about it."""

    area: Area
    steps: tuple[Commitment, ...]
    help: tuple[Commitment, ...]

    @property
    def acted_on(self) -> bool:
        return bool(self.steps)

    @property
    def helped(self) -> bool:
        return bool(self.help)


def chosen(codes: Iterable[str], commitments: Iterable[Commitment]) -> tuple[Chosen, ...]:
    """What follows for each local area chosen to come first; a commitment says in `area` which it is about."""
    made = tuple(commitments)
    wanted = frozenset(codes)
    return tuple(
        Chosen(
            area,
            tuple(c for c in made if c.area == area.code and c.kind is Kind.STEP),
            tuple(c for c in made if c.area == area.code and c.kind is Kind.PROMISE),
        )
        for area in areas_of(Side.LOCAL)
        if area.code in wanted
    )


def again_by_default(held: date) -> Month:
    """Twelve months later, where nothing else was agreed."""
    return Month(held.year + MONTHS_BETWEEN // 12, held.month)


def due_again(settled_month: Month | None, last_held: date | None) -> date | None:
    """By when to hold the next talk: the end of the month agreed on, else twelve months after the last one.

    None before the first talk, when nothing is agreed. A month no later than the last talk's was kept by holding it.
    """
    if settled_month is not None and (last_held is None or str(settled_month) > f"{last_held:%Y-%m}"):
        return _last_day(settled_month)
    if last_held is None:
        return None
    month = again_by_default(last_held)
    return date(month.year, month.month, min(last_held.day, _last_day(month).day))


def _last_day(month: Month) -> date:
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])
