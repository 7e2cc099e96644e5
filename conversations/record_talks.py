"""What a record holds of the partners and of what was said in each round. `docs/record.md` says what each field means.

Wording stays unsaid until it is written; people's own words are never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conversations.answers import Json
from conversations.text import Month, Value


@dataclass(frozen=True)
class Parties:
    danish: str
    local: str
    country: str
    zone: str
    common_language: str
    running: bool
    start: str
    expected_end: str | None
    agreed_end: Month | None
    state: str
    stage: str


@dataclass(frozen=True)
class Somebody:
    """Who is on a side now: no number, no account."""

    side: str
    name: str | None
    task: str | None
    since: date


@dataclass(frozen=True)
class File:
    """Something that was sent: listed here, and not part of the record's files."""

    file: int
    kind: str
    mime: str | None
    bytes: int | None
    seconds: int | None


@dataclass(frozen=True)
class Said:
    """One side's answer: `value` in codes and own words, `said` the same to be read."""

    state: str
    value: Json
    said: tuple[Value, ...]
    visible: str


@dataclass(frozen=True)
class Answered:
    question: str
    asks: Value
    danish: Said | None
    local: Said | None
    compared: str


@dataclass(frozen=True)
class Note:
    side: str
    words: str
    translates: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class OneTopic:
    topic: str
    title: Value
    how: str
    on: date
    by: str | None
    marks: Mapping[str, str]
    answers: tuple[Answered, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Round:
    round: int
    dialogue: str
    title: Value
    begun: date
    over: date | None
    topics: tuple[OneTopic, ...]
    result: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Level:
    """`of` is the side the ability belongs to; each side's level, None where this reader knows of none."""

    area: str
    title: Value
    of: str
    danish: int | None
    local: int | None


@dataclass(frozen=True)
class Capacity:
    round: int
    on: date
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Vulnerability:
    """`points` and `decided_by` only where the reader may see every answer."""

    round: int
    on: date
    result: str | None
    points: Mapping[str, int | None] | None
    decided_by: str | None
