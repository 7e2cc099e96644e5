"""When each dialogue is due next, in days of the partnership's zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product

import pytest

from conversations.due import (
    CAPACITY,
    CHECKIN,
    DIALOGUES,
    LOOKBACK,
    READY,
    VULNERABILITY,
    Facts,
    Held,
    beginning,
    day_of,
    due,
    last_day,
    month_after,
    months_after,
    rhythm,
)
from conversations.stage import Stage
from conversations.text import Month

BEGAN = date(2027, 3, 10)
FACTS = Facts(Stage.ESTABLISHED, BEGAN)
END = Month(2030, 6)
PLANNED = replace(FACTS, stage=Stage.PHASING_OUT, plan_made=date(2028, 6, 15), end=END)


def held(begun: date, *, days: int = 10) -> Held:
    return Held(begun, begun + timedelta(days=days))


def test_before_the_start_is_over_nothing_is_due() -> None:
    assert due(Facts(Stage.STARTING)) == {}


def test_the_start_is_over_and_each_dialogue_has_its_first_day() -> None:
    assert due(FACTS) == {
        CHECKIN: date(2027, 6, 10),
        CAPACITY: date(2027, 6, 8),
        VULNERABILITY: date(2027, 6, 8),
    }


@pytest.mark.parametrize(
    ("months", "day"), [(1, (2028, 2, 29)), (3, (2028, 4, 30)), (6, (2028, 7, 31)), (12, (2029, 1, 31))]
)
def test_check_ins_follow_the_rhythm_from_the_last_opening(months: int, day: tuple[int, int, int]) -> None:
    last = Held(date(2028, 1, 4), date(2028, 1, 31))
    rounds = {CHECKIN: [held(date(2027, 9, 1)), last]}
    assert due(replace(FACTS, rhythm=months, rounds=rounds))[CHECKIN] == date(*day)


def test_later_rounds_of_capacity_and_vulnerability_are_a_year_apart() -> None:
    rounds = {CAPACITY: [held(date(2028, 2, 19))], VULNERABILITY: [held(date(2028, 5, 1))]}
    found = due(replace(FACTS, rounds=rounds))
    assert (found[CAPACITY], found[VULNERABILITY]) == (date(2029, 2, 28), date(2029, 5, 11))


def test_the_month_both_sides_settled_for_the_next_capacity_talk_counts() -> None:
    talked = replace(FACTS, rounds={CAPACITY: [held(BEGAN)]}, capacity_again=Month(2028, 9))
    assert due(talked)[CAPACITY] == date(2028, 9, 30)
    assert due(replace(talked, rounds={CAPACITY: [held(date(2028, 9, 4))]}))[CAPACITY] == date(2029, 9, 14)


def test_while_a_round_is_open_nothing_of_its_dialogue_is_due() -> None:
    everything = replace(PLANNED, rounds={name: [Held(BEGAN)] for name in DIALOGUES})
    assert due(everything) == {}
    for name in DIALOGUES:
        assert set(due(replace(PLANNED, rounds={name: [held(BEGAN), Held(date(2029, 1, 1))]}))) == set(DIALOGUES) - {
            name
        }


def test_while_a_phase_out_plan_runs_readiness_is_asked_every_three_months() -> None:
    assert due(PLANNED)[READY] == date(2028, 9, 15)
    again = replace(PLANNED, rounds={READY: [held(date(2028, 9, 15)), held(date(2028, 12, 20))]})
    assert due(again)[READY] == date(2029, 3, 30)
    moved = replace(again, plan_made=date(2029, 2, 1))
    assert due(moved)[READY] == date(2029, 5, 1)


def test_what_would_come_after_the_end_is_not_due() -> None:
    last = replace(PLANNED, rounds={name: [held(date(2030, 5, 1))] for name in (CHECKIN, CAPACITY, READY)}, rhythm=1)
    assert set(due(last)) == {CHECKIN, VULNERABILITY, LOOKBACK}
    assert due(last)[CHECKIN] == date(2030, 6, 11)
    assert CHECKIN not in due(replace(last, rhythm=3))


def test_six_and_twelve_months_after_the_end_both_look_back() -> None:
    ended = replace(PLANNED, stage=Stage.ENDED)
    assert due(ended) == {LOOKBACK: date(2030, 12, 31)}
    once = replace(ended, rounds={LOOKBACK: [held(date(2030, 11, 2))]})
    assert due(once) == {LOOKBACK: date(2031, 6, 30)}
    twice = replace(ended, rounds={LOOKBACK: [held(date(2030, 11, 2)), held(date(2031, 6, 1))]})
    assert due(twice) == {}


def test_a_look_back_that_came_very_late_is_the_one_after_a_year() -> None:
    ended = replace(PLANNED, stage=Stage.ENDED, rounds={LOOKBACK: [held(date(2031, 5, 20))]})
    assert due(ended) == {}


def test_in_an_ended_partnership_nothing_else_is_due() -> None:
    assert due(replace(FACTS, stage=Stage.ENDED)) == {}


def test_an_overdue_day_stays_until_something_is_held() -> None:
    """Nothing here knows today: a date does not run away from whoever is late."""
    assert due(replace(FACTS, rhythm=1))[CHECKIN] == date(2027, 4, 10)


@pytest.mark.parametrize(
    ("over", "joined", "running", "agreement", "wanted"),
    [
        (None, None, False, False, None),
        (None, BEGAN, False, True, None),
        (None, BEGAN, True, False, None),
        (None, None, True, True, None),
        (None, BEGAN, True, True, BEGAN),
        (date(2027, 5, 1), BEGAN, True, True, date(2027, 5, 1)),
        (date(2027, 5, 1), BEGAN, True, False, date(2027, 5, 1)),
        (date(2027, 5, 1), BEGAN, False, False, date(2027, 5, 1)),
    ],
)
def test_reviews_are_counted_from_the_end_of_the_start_or_from_an_agreement_brought_along(
    over: date | None, joined: date | None, running: bool, agreement: bool, wanted: date | None
) -> None:
    assert beginning(start_over=over, both_joined=joined, running=running, agreement=agreement) == wanted


@pytest.mark.parametrize(
    ("answers", "settled", "months"),
    [
        ([], None, 3),
        (["1"], None, 1),
        (["1", "6"], None, 6),
        (["6", "1"], None, 6),
        (["12", "3"], "1", 1),
        ([], "12", 12),
    ],
)
def test_the_slower_answer_is_the_rhythm_unless_another_was_settled(
    answers: list[str], settled: str | None, months: int
) -> None:
    assert rhythm(answers, settled) == months


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ((2027, 1, 31), 1, (2027, 2, 28)),
        ((2028, 1, 31), 1, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2028, 2, 29), 48, (2032, 2, 29)),
        ((2027, 8, 31), 6, (2028, 2, 29)),
        ((2027, 11, 30), 3, (2028, 2, 29)),
        ((2027, 12, 15), 1, (2028, 1, 15)),
        ((2028, 3, 31), -1, (2028, 2, 29)),
        ((2028, 1, 1), -1, (2027, 12, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: tuple[int, int, int], months: int, wanted: tuple[int, int, int]
) -> None:
    assert months_after(date(*day), months) == date(*wanted)


def test_months_are_counted_alike_from_every_day_of_five_years() -> None:
    for n in range(365 * 5):
        day = date(2027, 1, 1) + timedelta(days=n)
        for months in (-3, 1, 3, 6, 12):
            later = months_after(day, months)
            month = month_after(Month(day.year, day.month), months)
            assert (later.year, later.month) == (month.year, month.month)
            assert later.day == day.day or (later.day < day.day and later == last_day(month))


def test_the_next_date_is_always_after_the_last_one_and_later_rounds_move_it_on() -> None:
    for months, start in product((1, 3, 6, 12), (date(2027, 1, 31), date(2028, 2, 29), date(2027, 12, 31))):
        days, last = [], start
        for _ in range(40):
            rounds = {CHECKIN: [Held(last, last)]}
            last = due(replace(FACTS, began=start, rhythm=months, rounds=rounds))[CHECKIN]
            days.append(last)
        assert all(before < after for before, after in pairwise([start, *days]))


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Africa/Kampala", (2027, 3, 1)),
        ("Pacific/Kiritimati", (2027, 3, 1)),
        ("Asia/Kathmandu", (2027, 3, 1)),
        ("Europe/Copenhagen", (2027, 2, 28)),
        ("America/Sao_Paulo", (2027, 2, 28)),
        ("Pacific/Pago_Pago", (2027, 2, 28)),
    ],
)
def test_a_day_is_the_one_where_the_partnership_is(zone: str, day: tuple[int, int, int]) -> None:
    assert day_of(datetime(2027, 2, 28, 22, 30, tzinfo=UTC), zone) == date(*day)
