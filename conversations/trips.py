"""Trips: which days they can have, what belongs to which day, and how a written day is read.

Days are those of the partnership's own zone. The days before and after are DIALOGUES' own figures, not the guide's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from conversations.due import months_after
from conversations.questions import Refusal
from conversations.text import N_, Text, text
from conversations.words import whole_number

AGENDA_BEFORE = timedelta(days=7)
UNSAID_AFTER = timedelta(days=5)
# Our own: nobody knows the days of a trip further ahead, and a slip of the finger in the year is found out.
YEARS_AHEAD = 3

UNREADABLE = N_("I can't read this as a day. Nothing was saved. Write it as 2027-02-01, or press it.")
NO_SUCH_DAY = N_("There is no such day. Nothing was saved. Look it up and write it again, or press it.")
PASSED = N_("This day is over. Nothing was saved. Choose today or a later day.")
TOO_FAR = N_("This is more than {n} years ahead. Nothing was saved. Write the year as in 2027-02-01.")
BEFORE_FIRST = N_("The last day can't be before the first day. Nothing was saved. Choose the first day or a later one.")
TOO_LONG = N_("A trip lasts a year at the most. Nothing was saved. Choose an earlier last day.")


class Part(StrEnum):
    """What a trip is made of, in the order in which it is asked."""

    STARTS = "starts"
    ENDS = "ends"
    TRAVELS = "travels"
    WHO = "who"
    PURPOSE = "purpose"


DAYS = (Part.STARTS, Part.ENDS)
# Which side comes to the other; with "both" they meet elsewhere.
TRAVELS = ("danish", "local", "both")


def missing(value: Mapping[str, object]) -> Part | None:
    """The next part to ask for. `who` may be given as None: it was left open."""
    return next((part for part in Part if part.value not in value), None)


class Days(Protocol):
    """A trip, as far as its days go."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


_Trip = TypeVar("_Trip", bound=Days)


def is_over(trip: Days, today: date) -> bool:
    return trip.ends < today


def overlap(a: Days, b: Days) -> bool:
    """They share a day."""
    return a.starts <= b.ends and b.starts <= a.ends


def agenda_due(trip: Days) -> date:
    return trip.starts - AGENDA_BEFORE


def unsaid_from(trip: Days) -> date:
    return trip.ends + UNSAID_AFTER


def next_trip(trips: Iterable[_Trip], today: date) -> _Trip | None:
    """The next that has not begun."""
    return min((one for one in trips if one.starts >= today), key=lambda one: one.starts, default=None)


def to_ask_after(unasked: Sequence[_Trip], today: date) -> _Trip | None:
    """The trip after which to ask what was hard to say: the last that is over, else the first that will be."""
    over = [one for one in unasked if is_over(one, today)]
    if over:
        return max(over, key=lambda one: one.ends)
    return min(unasked, key=lambda one: one.ends, default=None)


def fits_first(day: date, today: date, *, known: date | None = None) -> Refusal | None:
    """Why a trip can't begin on this day. `known`: it does already, and may have begun."""
    if day < today and day != known:
        return Refusal(Text(PASSED))
    return _too_far(day, today)


def fits_last(day: date, first: date, today: date) -> Refusal | None:
    """Why a trip that begins on `first` can't end on this day."""
    if day < first:
        return Refusal(Text(BEFORE_FIRST))
    if day < today:
        return Refusal(Text(PASSED))
    return Refusal(Text(TOO_LONG)) if day > months_after(first, 12) else None


def _too_far(day: date, today: date) -> Refusal | None:
    far = day > months_after(today, 12 * YEARS_AHEAD)
    return Refusal(text(TOO_FAR, n=YEARS_AHEAD)) if far else None


@dataclass(frozen=True)
class Parts:
    """A day as it was written. `year` is None where none was; one of two figures is of this century."""

    year: int | None
    month: int
    day: int


_SEPARATORS = re.compile(r"[\s./\\,\-\u2010-\u2015\u060c\u200e\u200f年月日]+")


def read(words: str, today: date, names: Mapping[str, int]) -> tuple[date, ...] | Refusal:
    """The days these words can mean, the likeliest first; day before month where figures leave it open.

    `names` are the months' names and abbreviations in lower case, with their numbers. Whether a day fits the trip is
    not asked here; without a year it is the next such day.
    """
    written = _parts(words, names)
    if not written:
        return Refusal(Text(UNREADABLE))
    days = [day for parts in written if (day := _day(parts, today)) is not None]
    return tuple(dict.fromkeys(days)) or Refusal(Text(NO_SUCH_DAY))


def _parts(words: str, names: Mapping[str, int]) -> tuple[Parts, ...]:
    if len(words) > 60:
        return ()
    found = [part for part in _SEPARATORS.split(unicodedata.normalize("NFC", words).casefold()) if part]
    numbers = [whole_number(part) for part in found]
    named = [n for n, part in enumerate(found) if part in names]
    if len(named) == 1 and len(found) in (2, 3):
        month, rest = names[found[named[0]]], [n for at, n in enumerate(numbers) if at != named[0]]
        figures = [len(part) for at, part in enumerate(found) if at != named[0]]
        if any(n is None or n < 0 for n in rest):
            return ()
        if len(rest) == 1:
            return (Parts(None, month, rest[0] or 0),)
        first, second = rest[0] or 0, rest[1] or 0
        return (Parts(first, month, second),) if figures[0] == 4 else (Parts(_year(second, figures[1]), month, first),)
    if len(found) != 3 or any(n is None or n < 0 for n in numbers):
        return ()
    a, b, c = (n or 0 for n in numbers)
    if len(found[0]) == 4:
        return (Parts(a, b, c),)
    if len(found[2]) not in (2, 4) or max(len(found[0]), len(found[1])) > 2:
        return ()
    year = _year(c, len(found[2]))
    readings = (Parts(year, b, a), Parts(year, a, b))
    # A figure beyond twelve is the day, wherever it stands.
    return readings if max(a, b) <= 12 or b > 12 else readings[:1]


def _year(number: int, figures: int) -> int:
    return 2000 + number if figures == 2 else number


def _day(parts: Parts, today: date) -> date | None:
    """None where there is no such day in the calendar we use."""
    years = (parts.year,) if parts.year is not None else range(today.year, today.year + 9)
    for year in years:
        try:
            day = date(year, parts.month, parts.day)
        except ValueError:
            continue
        if parts.year is not None or day >= today:
            return day
    return None
