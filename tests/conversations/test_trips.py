"""The days of a trip: how they are read, which can be chosen, and what belongs to which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest

from conversations.questions import Refusal
from conversations.text import Text
from conversations.trips import (
    BEFORE_FIRST,
    NO_SUCH_DAY,
    PASSED,
    TOO_FAR,
    TOO_LONG,
    TRAVELS,
    UNREADABLE,
    Part,
    agenda_due,
    fits_first,
    fits_last,
    missing,
    next_trip,
    overlap,
    read,
    to_ask_after,
    unsaid_from,
)

TODAY = date(2027, 1, 15)
NAMES = {"february": 2, "feb": 2, "februar": 2, "march": 3, "marts": 3, "januar": 1}


@dataclass(frozen=True)
class Trip:
    starts: date
    ends: date


def trip(first: str, last: str) -> Trip:
    return Trip(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2027-02-01", ["2027-02-01"]),
        ("2027/2/1", ["2027-02-01"]),
        ("01/02/27", ["2027-02-01", "2027-01-02"]),
        ("1.2.2027", ["2027-02-01", "2027-01-02"]),
        ("1 2 2027", ["2027-02-01", "2027-01-02"]),
        ("02-02-2027", ["2027-02-02"]),
        ("13/02/2027", ["2027-02-13"]),
        ("02/13/2027", ["2027-02-13"]),
        ("29.02.2028", ["2028-02-29"]),
        ("1 February 2027", ["2027-02-01"]),
        ("1. februar 2027", ["2027-02-01"]),
        ("Feb 1, 2027", ["2027-02-01"]),
        ("2027 february 1", ["2027-02-01"]),
        ("1 FEB 27", ["2027-02-01"]),
        ("20 januar", ["2027-01-20"]),
        ("14 januar", ["2028-01-14"]),
        ("29 february", ["2028-02-29"]),
        ("  2027-02-01\n", ["2027-02-01"]),
        ("2027\N{HYPHEN}02\N{EN DASH}01", ["2027-02-01"]),
        ("٢٠٢٧-٠٢-٠١", ["2027-02-01"]),
        ("१/२/२०२७", ["2027-02-01", "2027-01-02"]),
        ("၁.၂.၂၀၂၇", ["2027-02-01", "2027-01-02"]),
        ("2027年2月1日", ["2027-02-01"]),
        # Other calendars and other millennia are days too; that they do not fit is said afterwards.
        ("01/02/2570", ["2570-02-01", "2570-01-02"]),
        ("0001-01-01", ["0001-01-01"]),
        ("9999-12-31", ["9999-12-31"]),
    ],
)
def test_a_written_day_is_read_with_the_day_before_the_month_where_that_is_open(words: str, days: list[str]) -> None:
    read_as = read(words, TODAY, NAMES)
    assert isinstance(read_as, tuple)
    assert [str(day) for day in read_as] == days


@pytest.mark.parametrize(
    "words",
    ["31.02.2027", "29.02.2027", "2027-13-01", "2027-02-30", "0000-01-01", "32 march 2027", "0/0/2027", "31 februar"],
)
def test_a_day_that_is_in_no_calendar_is_said_to_be_none(words: str) -> None:
    assert read(words, TODAY, NAMES) == Refusal(Text(NO_SUCH_DAY))


@pytest.mark.parametrize(
    "words",
    [
        "", "tomorrow", "next week", "3", "1/2", "2027", "2027-02", "01022027", "1/2/3/2027", "1-2-127", "²/2/2027",
        "+1/2/2027", "feb feb 2027", "1 brumaire 2027", "1/2/2027; DROP", "<b>1</b>/2/2027",
        "1/2/" + "7" * 5000, "\u2800", "\N{DIGIT ONE}\N{COMBINING ENCLOSING KEYCAP}/2/2027", "january",
        "2027-02-01T00:00:00Z", "½ feb 2027", "feb x 2027", "½ feb",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_and_never_guessed(words: str) -> None:
    assert read(words, TODAY, NAMES) == Refusal(Text(UNREADABLE))


def test_whatever_figures_are_written_a_reading_is_a_real_day_or_a_refusal() -> None:
    for a, b, c in product(("0", "1", "12", "13", "31", "99", "2027"), repeat=3):
        found = read(f"{a}.{b}.{c}", TODAY, NAMES)
        assert isinstance(found, Refusal) or all(isinstance(day, date) for day in found)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-01-15", None),
        ("2030-01-15", None),
        ("2027-01-14", PASSED),
        ("0001-01-01", PASSED),
        ("2019-02-01", PASSED),  # an Ethiopian year
        ("2030-01-16", TOO_FAR),
        ("2570-02-01", TOO_FAR),  # a Buddhist year
        ("9999-12-31", TOO_FAR),
    ],
)
def test_a_trip_begins_today_or_later_and_at_most_three_years_ahead(day: str, why: str | None) -> None:
    refused = fits_first(date.fromisoformat(day), TODAY)
    assert (refused.why.wording if refused else None) == why


def test_the_first_day_of_a_trip_that_has_begun_may_stay_as_it_is() -> None:
    began = TODAY - timedelta(days=2)
    assert fits_first(began, TODAY, known=began) is None
    assert fits_first(began, TODAY, known=TODAY) == Refusal(Text(PASSED))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-03-03", None),
        ("2028-03-03", None),
        ("2027-03-02", BEFORE_FIRST),
        ("2028-03-04", TOO_LONG),
        ("0001-01-01", BEFORE_FIRST),
        ("9999-12-31", TOO_LONG),
    ],
)
def test_the_last_day_is_the_first_or_later_and_at_most_a_year_after(day: str, why: str | None) -> None:
    refused = fits_last(date.fromisoformat(day), date(2027, 3, 3), TODAY)
    assert (refused.why.wording if refused else None) == why


def test_a_trip_that_has_begun_does_not_end_before_today() -> None:
    assert fits_last(date(2027, 1, 14), date(2027, 1, 10), TODAY) == Refusal(Text(PASSED))
    assert fits_last(date(2027, 1, 15), date(2027, 1, 10), TODAY) is None


def test_one_thing_is_missing_after_the_other_and_nobody_need_be_named() -> None:
    value: dict[str, object] = {}
    for part, given in zip(Part, ("2027-03-03", "2027-03-09", TRAVELS[0], None, "Repairs"), strict=True):
        assert missing(value) is part
        value[part.value] = given
    assert missing(value) is None


def test_the_agenda_is_due_seven_days_before_and_what_was_hard_is_asked_five_days_after() -> None:
    one = trip("2027-03-03", "2027-03-09")
    assert (agenda_due(one), unsaid_from(one)) == (date(2027, 2, 24), date(2027, 3, 14))


def test_trips_overlap_when_they_share_a_day_whichever_comes_first() -> None:
    one = trip("2027-03-03", "2027-03-09")
    for other, shared in (
        (trip("2027-03-09", "2027-03-12"), True),
        (trip("2027-03-10", "2027-03-12"), False),
        (trip("2027-03-05", "2027-03-05"), True),
        (trip("2027-02-01", "2027-04-01"), True),
        (one, True),
    ):
        assert (overlap(one, other), overlap(other, one)) == (shared, shared)


def test_the_next_trip_is_the_first_that_has_not_begun() -> None:
    under_way, soon, later = (
        trip("2027-01-10", "2027-01-20"),
        trip("2027-01-15", "2027-01-16"),
        trip("2027-05-01", "2027-05-02"),
    )
    assert next_trip([later, under_way, soon], TODAY) == soon
    assert next_trip([under_way], TODAY) is None


def test_it_is_asked_after_the_last_trip_that_is_over_else_after_the_first_ahead() -> None:
    long_ago, last, ahead, far = (
        trip("2026-01-10", "2026-01-20"),
        trip("2026-12-10", "2026-12-20"),
        trip("2027-01-10", "2027-01-20"),
        trip("2027-05-01", "2027-05-02"),
    )
    assert to_ask_after([far, long_ago, last, ahead], TODAY) == last
    assert to_ask_after([far, ahead], TODAY) == ahead
    assert to_ask_after([], TODAY) is None
