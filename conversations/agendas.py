"""The agenda of a trip: what stands open between the two sides, most important first. Derived every time.

It is made for one reader from what this reader may see; nothing here looks for more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from conversations.capacity import Judged
from conversations.duties import Duty, State
from conversations.sides import Side
from conversations.text import Month
from conversations.together import Matter

MOST = 10  # our own figure: what fits a day of talking, and a phone


class Talk(StrEnum):
    """How far the start is."""

    NONE = "none"
    BEGUN = "begun"
    OVER = "over"


@dataclass(frozen=True)
class Start:
    """There was no whole start-up talk yet."""

    begun: bool


@dataclass(frozen=True)
class Point:
    """A topic that `by` marked *we need to talk*. `topic` is its title."""

    topic: str
    by: tuple[Side, ...]


@dataclass(frozen=True)
class Unsettled:
    """Something put forward that `waits_for` has not answered. `words` are those of a step or a promise."""

    matter: Matter
    waits_for: Side
    words: str | None = None


@dataclass(frozen=True)
class Late:
    """A step of the phase-out whose month is over. `title` is wording."""

    title: str
    due: Month


@dataclass(frozen=True)
class Count:
    """Equipment to count; `last` is what was counted before: working, standing still, missing."""

    last: tuple[int, ...] | None = None


Item = Start | Point | Unsettled | Duty | Late | Judged | Count


@dataclass(frozen=True)
class Facts:
    """What is open, as one reader may see it. `count` is None on a trip that does not go to the equipment."""

    talk: Talk
    points: Sequence[Point] = ()
    proposals: Sequence[Unsettled] = ()
    duties: Sequence[Duty] = ()
    late: Sequence[Late] = ()
    areas: Sequence[Judged] = ()
    count: Count | None = None


def agenda(facts: Facts) -> tuple[tuple[Item, ...], int]:
    """At most ten items, and how many more there are."""
    found = tuple(_items(facts))
    return found[:MOST], max(0, len(found) - MOST)


def _items(facts: Facts) -> Iterator[Item]:
    if facts.talk is not Talk.OVER:
        yield Start(facts.talk is Talk.BEGUN)
    yield from facts.points
    yield from facts.proposals
    yield from (one for one in facts.duties if one.state is not State.MET)
    yield from facts.late
    # Where the two see it differently comes before where they agree that it is low.
    yield from (one for one in facts.areas if one.apart)
    yield from (one for one in facts.areas if one.low and not one.apart)
    if facts.count is not None:
        yield facts.count
