"""Proposing a talk about ending: nobody meets the questions cold.

Source: the guide wants a phase-out that is prepared with the partner. Either side or staff may propose a talk; the
questions open when whoever is asked accepts, or when a person has noted that the talk took place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from conversations.sides import Side


class State(StrEnum):
    PROPOSED = "proposed"
    BY_DANISH = "accepted_danish"  # staff proposed, and one side has accepted
    BY_LOCAL = "accepted_local"
    ACCEPTED = "accepted"
    TALKED = "talked"  # somebody noted that the talk took place
    WITHDRAWN = "withdrawn"  # not now, or taken back


WAITS = frozenset({State.PROPOSED, State.BY_DANISH, State.BY_LOCAL})
AGREED_TO = frozenset({State.ACCEPTED, State.TALKED})
_BY = {Side.DANISH: State.BY_DANISH, Side.LOCAL: State.BY_LOCAL}


@dataclass(frozen=True)
class Proposed:
    """A talk about ending that was proposed; `side` None is staff."""

    id: int
    side: Side | None
    state: State = State.PROPOSED

    @property
    def waits(self) -> bool:
        return self.state in WAITS

    @property
    def accepted_by(self) -> frozenset[Side]:
        """The sides that have said yes to staff's proposal so far."""
        return frozenset(side for side, state in _BY.items() if state is self.state)


def waiting(proposed: Iterable[Proposed]) -> Proposed | None:
    """The one that waits for an answer: there is never more than one."""
    return next((one for one in proposed if one.waits), None)


def may_propose(proposed: Iterable[Proposed], *, round_open: bool) -> bool:
    """No more than one at a time, and none while the questions are open."""
    return waiting(proposed) is None and not round_open


def may_accept(one: Proposed, side: Side | None) -> bool:
    """Whoever is asked and has not said yes yet; never staff, never the side that proposed it."""
    return one.waits and side is not None and side is not one.side and side not in one.accepted_by


def accepted(one: Proposed, side: Side) -> State:
    """The state after this side, which is asked, has accepted: a proposal of staff's needs both."""
    if one.side is None and one.accepted_by != {side.other}:
        return _BY[side]
    return State.ACCEPTED
