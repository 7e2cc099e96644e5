"""How far a partnership has come. Derived every time from what is known; nobody enters it.

Source: the guide knows a start, a time of working together, and a phase-out before the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conversations.text import Month


class Stage(StrEnum):
    STARTING = "starting"
    ESTABLISHED = "established"
    PHASING_OUT = "phasing_out"
    ENDED = "ended"


@dataclass(frozen=True)
class PhaseOut:
    """What is known of an ending: the plan's end month, the month of its first milestone, and whether the talk about
    ending was accepted or has taken place. Each is None or False as long as there is none."""

    end: Month | None = None
    first_milestone: Month | None = None
    talk_accepted: bool = False


@dataclass(frozen=True)
class Facts:
    """`start_over`: every topic of the start is opened or closed. `running`: the partners worked together before they
    came here."""

    this_month: Month
    closed: bool = False
    start_over: bool = False
    agreement_in_force: bool = False
    running: bool = False
    phase_out: PhaseOut = PhaseOut()


def stage(facts: Facts) -> Stage:
    """A plan that is made years ahead begins with its first milestone's month, or when the talk is accepted."""
    end, first = facts.phase_out.end, facts.phase_out.first_milestone
    if facts.closed or (end is not None and str(end) < str(facts.this_month)):
        return Stage.ENDED
    begun = facts.phase_out.talk_accepted or (first is not None and str(first) <= str(facts.this_month))
    if end is not None and begun:
        return Stage.PHASING_OUT
    if facts.running or (facts.start_over and facts.agreement_in_force):
        return Stage.ESTABLISHED
    return Stage.STARTING
