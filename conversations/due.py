"""On which day each dialogue is due next. Days are those of the partnership's own zone.

Trips bring their own dates with them (the agenda, and what was hard to say), and are not among these.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.capacity import due_again
from conversations.stage import Stage
from conversations.text import Month

CHECKIN, CAPACITY, VULNERABILITY = "checkin", "capacity", "vulnerability"
READY, LOOKBACK = "ready", "lookback"
DIALOGUES = (CHECKIN, CAPACITY, VULNERABILITY, READY, LOOKBACK)

# Our own figures, not the guide's, which only asks for regular reviews.
RHYTHM_UNKNOWN = 3  # months, where neither side has said how often
FIRST_AFTER = timedelta(days=90)  # from the end of the start to the first capacity talk, and to vulnerability
YEARLY = 12
READY_EVERY = 3
LOOK_BACK_AFTER = (6, 12)  # months after the end
# A look back that was held so many months before a date, or later, was the one meant by it.
_LOOKED_BACK_FROM = 3


@dataclass(frozen=True)
class Held:
    """One round of a dialogue. `opened` is the day its last topic opened, or was closed; None while it is open."""

    begun: date
    opened: date | None = None


@dataclass(frozen=True)
class Facts:
    """`began` is the day from which reviews are counted: see `beginning`. `rhythm` is in months.

    `capacity_again` is the month both sides settled for the next capacity talk; `plan_made` and `end` are the phase-out
    plan's. None where there is none.
    """

    stage: Stage
    began: date | None = None
    rhythm: int = RHYTHM_UNKNOWN
    rounds: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    capacity_again: Month | None = None
    plan_made: date | None = None
    end: Month | None = None


def due(facts: Facts) -> dict[str, date]:
    """The next day of each dialogue that has one. It may have passed: then it is overdue.

    While a round of a dialogue is open, nothing of it is due. Nothing is due after the end but the looks back.
    """
    found = dict(_due(facts))
    return {
        dialogue: day
        for dialogue, day in found.items()
        if not any(held.opened is None for held in facts.rounds.get(dialogue, ())) and _in_time(facts, dialogue, day)
    }


def _due(facts: Facts) -> Iterator[tuple[str, date]]:
    if facts.began is not None:
        yield CHECKIN, months_after(_last(facts, CHECKIN) or facts.began, facts.rhythm)
        again = due_again(facts.capacity_again, _last(facts, CAPACITY))
        yield CAPACITY, again or facts.began + FIRST_AFTER
        last = _last(facts, VULNERABILITY)
        yield VULNERABILITY, facts.began + FIRST_AFTER if last is None else months_after(last, YEARLY)
    if facts.plan_made is not None and facts.end is not None:
        yield READY, months_after(max(_last(facts, READY) or facts.plan_made, facts.plan_made), READY_EVERY)
    if facts.end is not None:
        yield from ((LOOKBACK, day) for day in _looks_back(facts, facts.end))


def _in_time(facts: Facts, dialogue: str, day: date) -> bool:
    if dialogue == LOOKBACK:
        return True
    return facts.stage is not Stage.ENDED and (facts.end is None or day <= last_day(facts.end))


def _last(facts: Facts, dialogue: str) -> date | None:
    """The day on which the last round of it opened."""
    return max((held.opened for held in facts.rounds.get(dialogue, ()) if held.opened), default=None)


def _looks_back(facts: Facts, end: Month) -> Iterator[date]:
    """The first that nobody has held yet."""
    begun = [held.begun for held in facts.rounds.get(LOOKBACK, ())]
    for n in LOOK_BACK_AFTER:
        day = last_day(month_after(end, n))
        if not any(one >= months_after(day, -_LOOKED_BACK_FROM) for one in begun):
            yield day
            return


def beginning(*, start_over: date | None, both_joined: date | None, running: bool, agreement: bool) -> date | None:
    """The day from which reviews are counted: the start was over; or, where partners who worked together before have an
    agreement already, both had joined. None as long as there is no such day."""
    if start_over is not None:
        return start_over
    return both_joined if running and agreement else None


def rhythm(answers: Iterable[str], settled: str | None = None) -> int:
    """In months: what was settled, else the slower of the answers that both sides may see. Codes are months."""
    return max((int(code) for code in ((settled,) if settled else answers)), default=RHYTHM_UNKNOWN)


def day_of(at: datetime, zone: str) -> date:
    """The day on which something was, where the partnership is."""
    return at.astimezone(ZoneInfo(zone)).date()


def month_after(month: Month, months: int) -> Month:
    count = month.year * 12 + month.month - 1 + months
    return Month(count // 12, count % 12 + 1)


def months_after(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or its last one where that month is shorter."""
    month = month_after(Month(day.year, day.month), months)
    return min(last_day(month), date(month.year, month.month, 1) + timedelta(days=day.day - 1))


def last_day(month: Month) -> date:
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])
