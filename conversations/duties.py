"""What a result asks of the Danish organisation, and how it stands. Derived every time, nothing of it is stored.

Source: the guide asks for help with what the local partner lacks, for a shared view of how long, and for an end that
is announced well ahead. The days are our own figures. Without blame: these are things that stand open, no condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from conversations.commitments import Commitment
from conversations.sides import Side
from conversations.text import Month
from conversations.vulnerability import LEAD_MONTHS, Tier


class What(StrEnum):
    HELP = "help"  # help with capacity is agreed
    HORIZON = "horizon"  # until when both plan is recorded
    PLAN = "plan"  # a phase-out plan with the long lead is approved


class State(StrEnum):
    OPEN = "open"
    MET = "met"
    PAST = "past"  # its day is over and it is not met


ASKED: Mapping[Tier, tuple[What, ...]] = {
    Tier.VULNERABLE: (What.HELP, What.HORIZON, What.PLAN),
    Tier.MEDIUM: (What.HORIZON,),
    Tier.LOW: (),
}
DAYS: Mapping[What, int] = {What.HELP: 60, What.HORIZON: 60, What.PLAN: 120}
PLAN_LEAD = LEAD_MONTHS[Tier.VULNERABLE]


@dataclass(frozen=True)
class Met:
    """Something is as it is asked for, since `on` where that is known."""

    on: date | None = None


Facts = Mapping[What, Met]  # what is met; what is not is absent


@dataclass(frozen=True)
class Duty:
    """`due` is the last day on which it is in time. `met_on` is None while it is not met, or if the day is unknown."""

    what: What
    due: date
    state: State
    met_on: date | None = None


def duties(result: Tier | None, opened: date, facts: Facts, today: date) -> tuple[Duty, ...]:
    """What the result asks for, counted from the day it was opened, both days in the partnership's zone.

    None where the result is not known outside the local side: then nothing is asked.
    """
    return tuple(_duty(what, opened, facts.get(what), today) for what in (ASKED[result] if result else ()))


def _duty(what: What, opened: date, met: Met | None, today: date) -> Duty:
    due = opened + timedelta(days=DAYS[what])
    if met is not None:
        return Duty(what, due, State.MET, met.on)
    return Duty(what, due, State.PAST if today > due else State.OPEN)


def is_help(commitment: Commitment, opened: date) -> bool:
    """Something about an area of capacity that the Danish organisation does, and that was not over before."""
    danish = commitment.who == Side.DANISH and commitment.area is not None
    return danish and (commitment.month is None or not _before(commitment.month, opened))


def is_horizon(month: Month, opened: date) -> bool:
    """A time horizon that was over before looks nowhere."""
    return not _before(month, opened)


def is_long_plan(lead: int, available: int) -> bool:
    """A phase-out plan that was made for the long lead, in months, and has that long."""
    return lead >= PLAN_LEAD and available >= PLAN_LEAD


def _before(month: Month, day: date) -> bool:
    return (month.year, month.month) < (day.year, day.month)
