"""What a record holds of what both sides settled, planned and agreed on. `docs/record.md` says what each field means.

Wording stays unsaid until it is written; people's own words are never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conversations.answers import Json
from conversations.text import Month, Value


@dataclass(frozen=True)
class PutForward:
    side: str
    value: Json
    said: tuple[Value, ...]
    on: date
    end: str | None
    ended: date | None


@dataclass(frozen=True)
class Settled:
    """One matter. `counts` is None while nothing is accepted."""

    subject: str
    asks: Value
    counts: Json
    said: tuple[Value, ...]
    history: tuple[PutForward, ...]


@dataclass(frozen=True)
class Progress:
    """What each side said of a goal in one check-in, in codes and to be read."""

    on: date
    danish: str | None
    local: str | None
    said: tuple[Value, ...]


@dataclass(frozen=True)
class OneGoal:
    goal: int
    n: int
    words: str
    stronger: bool
    sign: str | None
    month: Month | None
    progress: tuple[Progress, ...] = ()


@dataclass(frozen=True)
class Promised:
    kind: str
    words: str
    who: str
    month: Month | None
    goal: int | None
    area: str | None


@dataclass(frozen=True)
class Approved:
    side: str
    name: str
    role: str | None
    on: date


@dataclass(frozen=True)
class OneLine:
    line: str
    value: Json
    said: tuple[Value, ...]


@dataclass(frozen=True)
class Version:
    version: int
    how: str
    made: date
    seal: str | None
    in_force: bool
    approvals: tuple[Approved, ...]
    lines: tuple[OneLine, ...]


@dataclass(frozen=True)
class OneTrip:
    starts: date
    ends: date
    travels: str
    who: str | None
    purpose: str
    cancelled: bool


@dataclass(frozen=True)
class Move:
    before: Month
    after: Month
    on: date


@dataclass(frozen=True)
class OneMilestone:
    milestone: str
    title: Value
    due: Month
    state: str
    how: str | None
    words: str | None
    by: str | None
    ended: date | None
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Suggested:
    """That a talk about ending was proposed; `side` None is staff."""

    side: str | None
    on: date
    state: str
    ended: date | None


@dataclass(frozen=True)
class Ending:
    suggested: tuple[Suggested, ...] = ()
    end: Month | None = None
    tier: str | None = None
    lead: int | None = None
    available: int | None = None
    shorter: bool = False
    milestones: tuple[OneMilestone, ...] = ()


@dataclass(frozen=True)
class Due:
    dialogue: str
    title: Value
    on: date
