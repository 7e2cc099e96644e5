"""A joint answer on its way: one side puts it forward, the other accepts it or puts forward something else.

A thread is everything that was ever put forward about one matter, oldest first. At most one proposal of it
waits for an answer, and at most one counts: the one accepted last. Nothing here knows what is proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conversations.answers import Json
from conversations.sides import Side


class End(StrEnum):
    ACCEPTED = "accepted"
    COUNTERED = "countered"  # the other side put forward something else
    REPLACED = "replaced"  # its own side did
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Proposal:
    """`end` is None while it waits for the other side."""

    id: int
    side: Side
    value: Json
    end: End | None = None


Thread = tuple[Proposal, ...]


class Stand(StrEnum):
    """How a matter stands for one side."""

    OPEN = "open"  # nothing is settled and nothing waits
    OURS = "ours"  # the other side waits for our answer
    THEIRS = "theirs"  # we wait for theirs
    SETTLED = "settled"


def waiting(thread: Thread) -> Proposal | None:
    """What waits for an answer, None if nothing does."""
    return thread[-1] if thread and thread[-1].end is None else None


def settled(thread: Thread) -> Proposal | None:
    """What counts: the proposal accepted last, None if none ever was."""
    return next((p for p in reversed(thread) if p.end is End.ACCEPTED), None)


def stand(thread: Thread, side: Side) -> Stand:
    proposal = waiting(thread)
    if proposal is not None:
        return Stand.THEIRS if proposal.side is side else Stand.OURS
    return Stand.SETTLED if settled(thread) else Stand.OPEN


def version(thread: Thread) -> int:
    """Grows with everything that happens in the thread: who writes keeps what they had seen."""
    return len(thread) + sum(p.end is not None for p in thread)


@dataclass(frozen=True)
class Put:
    """To be stored as waiting; `ends` ends as `how`."""

    value: Json
    ends: Proposal | None = None
    how: End | None = None


@dataclass(frozen=True)
class Accept:
    proposal: Proposal


@dataclass(frozen=True)
class Withdraw:
    proposal: Proposal


@dataclass(frozen=True)
class Same:
    """That is how it stands already: nothing changes."""


@dataclass(frozen=True)
class Overtaken:
    """Something else happened in the thread meanwhile, or it is not this side's to do: nothing changes."""


Step = Put | Accept | Withdraw | Same | Overtaken


def put_forward(thread: Thread, side: Side, value: Json, *, seen: int) -> Step:
    """A proposal by somebody who had seen `version` `seen`. Two sides that say the same have agreed."""
    now, counts = waiting(thread), settled(thread)
    if now is not None and now.value == value:
        return Same() if now.side is side else Accept(now)
    if now is None and counts is not None and counts.value == value:
        return Same()
    if version(thread) != seen:
        return Overtaken()
    if now is None:
        return Put(value)
    return Put(value, now, End.REPLACED if now.side is side else End.COUNTERED)


def accept(thread: Thread, side: Side, proposal: int) -> Step:
    """Only the proposal named is accepted, only while it waits, and never by the side that put it forward."""
    now = waiting(thread)
    if now is not None and now.id == proposal:
        return Accept(now) if now.side is not side else Overtaken()
    counts = settled(thread)
    return Same() if now is None and counts is not None and counts.id == proposal else Overtaken()


def withdraw(thread: Thread, side: Side, proposal: int) -> Step:
    now = waiting(thread)
    if now is not None and now.id == proposal and now.side is side:
        return Withdraw(now)
    return Same() if any(p.id == proposal and p.end is End.WITHDRAWN for p in thread) else Overtaken()
