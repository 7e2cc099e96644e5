"""The collaboration agreement: what a line is, what is approved of it, and how two versions differ.

Source: the guide recommends a short agreement on goals, plan, contributions, roles and future. A line is an
id and a value of codes, months and people's original words; wording is added where it is read, so that each
side may read, and approve, the same lines in its own language.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from conversations.answers import Json
from conversations.sides import Side
from conversations.together import GOAL_MONTH, GOALS, SIGN, STEP, Subject

ENDING = "ending"  # the line with the end of the phase-out plan


class Heading(StrEnum):
    """The guide's five, with what an agreement needs besides; in the order they stand."""

    PARTIES = "parties"
    GOALS = "goals"
    PLAN = "plan"
    GIVE = "give"
    ROLES = "roles"
    FUTURE = "future"
    TALK = "talk"  # how we talk
    END = "end"  # how we end
    OPEN = "open"  # not agreed yet


@dataclass(frozen=True)
class Line:
    """`id` is the same from version to version; `made_of` names answers and proposals (`answer:12`)."""

    id: str
    heading: Heading
    value: Json
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parties:
    names: Mapping[Side, str]
    country: str
    language: str
    start: str


def seal(made: Sequence[Line]) -> str:
    """What is approved: a hash of line ids, codes, months and people's original words, never of wording.

    The order of the lines is not among it: two versions have the same seal exactly when no line differs.
    """
    content = sorted(json.dumps([line.id, line.value], ensure_ascii=True, sort_keys=True) for line in made)
    return hashlib.sha256("\n".join(content).encode()).hexdigest()


def open_points(made: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in made if line.heading is Heading.OPEN)


def subjects(line: Line) -> tuple[Subject, ...]:
    """What the sides settle anew to change this line. Empty for what staff keep, and for a topic nobody opened."""
    kind, _, item = line.id.partition(":")
    if kind == "goal":
        return (Subject(GOALS), Subject(SIGN, int(item)), Subject(GOAL_MONTH, int(item)))
    if kind == "open" and "lacks" in line.value:
        goal = int(item.partition(":")[2])
        return tuple(Subject(q, goal, new=q == STEP) for q in line.value["lacks"])
    if kind == "open":
        settled = Subject.parse(item) if "q" in line.value else None
    elif kind in _COMMITMENTS:
        settled = Subject(_COMMITMENTS[kind], int(item))
    else:
        settled = Subject(kind) if "." in kind else None
    return (settled,) if settled else ()


_COMMITMENTS = {"step": "su.plan.step", "promise": "su.give.promise"}


def of_one_side(line: Line) -> Side | None:
    """Whose own answer the line is; None for what is said by both."""
    kind, _, item = line.id.partition(":")
    return Side(item) if "." in kind and item else None


def to_json(made: Sequence[Line]) -> Json:
    return [[line.id, line.heading.value, line.value, list(line.made_of)] for line in made]


def from_json(stored: Json) -> tuple[Line, ...]:
    return tuple(Line(id, Heading(heading), value, tuple(made_of)) for id, heading, value, made_of in stored)


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Difference:
    """One line in which two versions differ: `before` None where it is new, `after` None where it is gone."""

    change: Change
    before: Line | None
    after: Line | None


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Difference, ...]:
    """Line by line, in the order they stand, what is gone last."""
    was, now = {line.id: line for line in before}, {line.id: line for line in after}
    found = []
    for id, line in now.items():
        if id not in was:
            found.append(Difference(Change.NEW, None, line))
        elif was[id].value != line.value:
            found.append(Difference(Change.CHANGED, was[id], line))
    gone = (Difference(Change.GONE, line, None) for id, line in was.items() if id not in now)
    return (*found, *gone)
