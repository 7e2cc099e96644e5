"""What needs a human now, across many partnerships: which things are pressing, and which of them come first.

Urgency is about the thing to be done, never about the partner: how vulnerable a partnership is has no place in the
order, and two partnerships with the same reason stand by how long they have waited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from conversations.answers import Answer, State
from conversations.opening import CLOSE_AFTER
from conversations.sides import Side

MOST = 5  # more is a list nobody works off

# Our own figures; the guide names none.
SILENT_AFTER = CLOSE_AFTER  # the day on which the other side may stop waiting
QUIET_AFTER = timedelta(days=90)  # three months: one check-in at the usual rhythm has been missed
NOT_JOINED_AFTER = timedelta(days=21)  # an invitation has had time to be found
AGREEMENT_AFTER = timedelta(days=30)  # a board meets about once a month
NEAR = timedelta(days=14)  # time enough to do something before the day


class Reason(StrEnum):
    """In the order of urgency: first what somebody asked for, last what may only be slow."""

    CALL_NOW = "call_now"  # a call was wished for this week
    RED = "red"
    MILESTONE = "milestone"  # of the phase-out, past due
    DUTY = "duty"  # what follows from being vulnerable is past due or near
    NO_ROUTE = "no_route"  # nobody on a side can be reached
    CALL = "call"  # a call was wished for some time
    AGREEMENT = "agreement"  # a version has waited long for approval
    SILENCE = "silence"


# Staff say themselves that they have dealt with these; all others go away when they no longer hold.
TICKED_OFF = frozenset({Reason.CALL_NOW, Reason.CALL, Reason.RED})


@dataclass(frozen=True)
class Item:
    """One thing of one partnership that needs a human since a day.

    `sides` are those it comes from, or those it is about; `place` is where it is seen: the opening of an answer, the
    number of an agreement's version, how many milestones; None where the reason says all. `due` is the day by which
    it was to be done, if there is one.
    """

    partnership: int
    reason: Reason
    since: date
    sides: frozenset[Side] = frozenset()
    place: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class Pressing:
    """What to show, the most urgent first, and how many more there are."""

    items: tuple[Item, ...]
    more: int = 0


def most_pressing(items: Iterable[Item], today: date, most: int = MOST) -> Pressing:
    """At most `most`, by urgency, then by age. Several of one partnership and reason are one, since the first of them.

    What begins only after today does not need anybody yet.
    """
    kept: dict[tuple[int, Reason], Item] = {}
    for item in sorted((i for i in items if i.since <= today), key=lambda i: i.since):
        first = kept.get((item.partnership, item.reason))
        kept[item.partnership, item.reason] = _merged(first, item) if first else item
    urgency = list(Reason)
    ordered = sorted(kept.values(), key=lambda i: (urgency.index(i.reason), i.since, i.partnership))
    return Pressing(tuple(ordered[:most]), max(0, len(ordered) - most))


def _merged(first: Item, later: Item) -> Item:
    return replace(first, sides=first.sides | later.sides)


# The answers of a dialogue that may need a human, and what each calls for. A temperature of 1 or 2 of 5 is red.
WATCHED: Mapping[str, Mapping[str, Reason]] = {
    "ci.temp": {"1": Reason.RED, "2": Reason.RED},
    "tc.temp": {"1": Reason.RED, "2": Reason.RED},
    "tc.role": {"red": Reason.RED},
    "ci.call": {"week": Reason.CALL_NOW, "some": Reason.CALL},
}


def calls_for(answer: Answer) -> Reason | None:
    """Why this answer needs a human; None for all that do not, and for those that were not given."""
    if answer.state is not State.GIVEN or isinstance(answer.value, dict | list):
        return None
    return WATCHED.get(answer.question, {}).get(str(answer.value))


def left_waiting(finished: Mapping[Side, date], today: date) -> tuple[Side, date] | None:
    """The side that has not finished what the other has, and since when that waits; None if not for long enough.

    `finished` are the sides that are ready with a topic that is neither opened nor closed.
    """
    if len(finished) != 1:
        return None
    ((side, since),) = finished.items()
    return (side.other, since) if today - since > SILENT_AFTER else None


def quiet_since(last: date, today: date) -> date | None:
    """The day nothing was heard after, if that is too long ago. `last` is the last answer, opening or proposal of
    either side, or the day the partnership was entered."""
    return last if today - last > QUIET_AFTER else None


def waits_long(asked: date, today: date) -> bool:
    """Whether a version of the agreement has waited for approval for too long."""
    return today - asked > AGREEMENT_AFTER
