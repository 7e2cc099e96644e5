"""The milestones of a phase-out: what each is called, whose it is, and in which month it falls.

Source: the guide asks for an end that is announced well before, prepared and followed up; the seventeen steps and
how many months before the end each falls are our own. Codes are stable for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conversations.due import last_day, month_after
from conversations.sides import Side
from conversations.text import N_, Month

DANISH, LOCAL, BOTH = frozenset({Side.DANISH}), frozenset({Side.LOCAL}), frozenset(Side)
WHO_ENDS_IT: frozenset[Side] = frozenset()  # known only once one side has given notice

LEADS = (24, 12, 6)  # the recommended months before the end, as the columns of the template stand


@dataclass(frozen=True)
class Named:
    """`before` has the months before the end, one for each of `LEADS`; below zero is after the end."""

    code: str
    title: str
    sides: frozenset[Side]
    before: tuple[int, int, int]

    @property
    def follows(self) -> bool:
        """It comes after the end, however little time there is before it."""
        return self.before[0] < 0


# Translators: Steps of a phase-out plan, read in a list with a month before and an organisation after them.
MILESTONES: Mapping[str, Named] = {
    one.code: one
    for one in (
        Named("m01", N_("Joint talk about ending held"), BOTH, (24, 12, 6)),
        Named("m02", N_("Written notice with reason and end month"), WHO_ENDS_IT, (23, 11, 6)),
        Named("m03", N_("Shared picture of “after” agreed"), BOTH, (21, 10, 5)),
        Named("m04", N_("Help with missing abilities agreed and paid for"), DANISH, (20, 10, 5)),
        Named("m05", N_("Income plan made"), LOCAL, (18, 9, 5)),
        Named("m06", N_("Users and authorities told"), LOCAL, (18, 9, 4)),
        Named("m07", N_("Repair, parts and training in place"), BOTH, (15, 8, 4)),
        Named("m08", N_("List for the last shipment closed"), LOCAL, (14, 8, 4)),
        Named("m09", N_("Last shipment leaves"), DANISH, (12, 6, 3)),
        Named("m10", N_("Ownership papers handed over"), DANISH, (9, 5, 2)),
        Named("m11", N_("Trial time starts: local side runs alone"), LOCAL, (6, 4, 2)),
        Named("m12", N_("Contacts and references handed over"), DANISH, (6, 3, 2)),
        Named("m13", N_("Last joint review, lessons written"), BOTH, (3, 2, 1)),
        Named("m14", N_("Accounts closed, full record handed over"), DANISH, (1, 1, 1)),
        Named("m15", N_("End and farewell"), BOTH, (0, 0, 0)),
        Named("m16", N_("Follow-up call"), DANISH, (-6, -6, -6)),
        Named("m17", N_("Look back after a year"), DANISH, (-12, -12, -12)),
    )
}
OPTIONAL = frozenset({"m17"})
# One side says it is so, the other confirms: receipt of the notice, and that everything was handed over.
CONFIRMED_BY_BOTH = frozenset({"m02", "m14"})
NOTICE, FAREWELL = "m02", "m15"


@dataclass(frozen=True)
class Planned:
    """Due on the last day of the month."""

    code: str
    due: Month

    @property
    def day(self) -> date:
        return last_day(self.due)


@dataclass(frozen=True)
class Plan:
    end: Month
    lead: int  # months recommended
    available: int  # months there were when it was made
    milestones: tuple[Planned, ...]

    @property
    def shortened(self) -> bool:
        return self.available < self.lead


@dataclass(frozen=True)
class Leading:
    """An end month held against the lead that is recommended for this partnership."""

    end: Month
    tier: str
    lead: int
    available: int

    @property
    def shortened(self) -> bool:
        return self.available < self.lead


def months_between(first: Month, last: Month) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def plan(end: Month, lead: int, this_month: Month) -> Plan:
    """The milestones towards an end that is not past; ValueError for one that is, and for a lead that is not known.

    With less time than the lead every month before the end is scaled: the order stays, and nothing falls before
    this month. What follows the end stays six and twelve months after it.
    """
    available = months_between(this_month, end)
    if available < 0:
        raise ValueError(f"{end} is past")
    column = LEADS.index(lead)
    months = ((one, one.before[column]) for one in MILESTONES.values())
    made = (
        Planned(one.code, month_after(end, -(before if one.follows else scaled(before, available, lead))))
        for one, before in months
    )
    return Plan(end, lead, available, tuple(made))


def scaled(before: int, available: int, lead: int) -> int:
    return before if available >= lead else before * available // lead


@dataclass(frozen=True)
class Move:
    code: str
    before: Month
    after: Month


def recomputed(new: Plan, open_now: Mapping[str, Month]) -> tuple[Move, ...]:
    """What of the open milestones moves when the end does; those that are done or not needed stay as they were."""
    return tuple(
        Move(one.code, open_now[one.code], one.due)
        for one in new.milestones
        if one.code in open_now and open_now[one.code] != one.due
    )


def may_be_due(code: str, due: Month, end: Month, this_month: Month) -> bool:
    """Whether a milestone may be moved there: not into the past, and what prepares the end not behind it."""
    if str(due) < str(this_month):
        return False
    return MILESTONES[code].follows or str(due) <= str(end)


def overdue(due: Month, today: date) -> bool:
    return last_day(due) < today
