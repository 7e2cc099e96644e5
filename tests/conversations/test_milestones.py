"""The plan of a phase-out: seventeen milestones by lead, scaled when time is short, and what moves with the end."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from conversations.due import last_day, month_after
from conversations.milestones import (
    LEADS,
    MILESTONES,
    Move,
    Plan,
    may_be_due,
    months_between,
    overdue,
    plan,
    recomputed,
    scaled,
)
from conversations.sides import Side
from conversations.text import Month

TODAY = Month(2027, 2)
D, L, B = {Side.DANISH}, {Side.LOCAL}, set(Side)
NOBODY: set[Side] = set()
TEMPLATE = {
    "m01": (B, 24, 12, 6),
    "m02": (NOBODY, 23, 11, 6),
    "m03": (B, 21, 10, 5),
    "m04": (D, 20, 10, 5),
    "m05": (L, 18, 9, 5),
    "m06": (L, 18, 9, 4),
    "m07": (B, 15, 8, 4),
    "m08": (L, 14, 8, 4),
    "m09": (D, 12, 6, 3),
    "m10": (D, 9, 5, 2),
    "m11": (L, 6, 4, 2),
    "m12": (D, 6, 3, 2),
    "m13": (B, 3, 2, 1),
    "m14": (D, 1, 1, 1),
    "m15": (B, 0, 0, 0),
    "m16": (D, -6, -6, -6),
    "m17": (D, -12, -12, -12),
}
EVERY_PLAN = [(lead, available) for lead in LEADS for available in range(31)]


def made(lead: int, available: int) -> Plan:
    return plan(month_after(TODAY, available), lead, TODAY)


def test_the_template_is_the_seventeen_milestones_with_whose_they_are_and_when() -> None:
    assert {code: (set(one.sides), *one.before) for code, one in MILESTONES.items()} == TEMPLATE


@pytest.mark.parametrize("lead", LEADS)
def test_with_all_the_time_recommended_each_stands_as_the_template_says(lead: int) -> None:
    for available in (lead, lead + 1, lead + 30):
        whole = made(lead, available)
        column = LEADS.index(lead)
        assert {one.code: months_between(one.due, whole.end) for one in whole.milestones} == {
            code: row[1 + column] for code, row in TEMPLATE.items()
        }
        assert not whole.shortened


@pytest.mark.parametrize(("lead", "available"), EVERY_PLAN)
def test_however_short_the_time_the_order_stays_and_nothing_is_overdue_on_day_one(lead: int, available: int) -> None:
    whole = made(lead, available)
    assert [one.code for one in whole.milestones] == list(TEMPLATE)
    assert all(str(one.due) <= str(other.due) for one, other in pairwise(whole.milestones))
    assert not any(overdue(one.due, last_day(TODAY)) for one in whole.milestones)
    assert whole.shortened == (available < lead)
    assert (whole.lead, whole.available) == (lead, available)


@pytest.mark.parametrize(("lead", "available"), EVERY_PLAN)
def test_what_follows_the_end_stays_six_and_twelve_months_after_it(lead: int, available: int) -> None:
    whole = made(lead, available)
    assert {one.code: months_between(whole.end, one.due) for one in whole.milestones[-3:]} == {
        "m15": 0,
        "m16": 6,
        "m17": 12,
    }


def test_with_half_the_time_each_month_before_the_end_is_halved_and_rounded_towards_the_end() -> None:
    whole = made(24, 12)
    assert [months_between(one.due, whole.end) for one in whole.milestones] == [
        12, 11, 10, 10, 9, 9, 7, 7, 6, 4, 3, 3, 1, 0, 0, -6, -12,
    ]  # fmt: skip


def test_an_end_in_this_month_puts_everything_before_it_into_this_month() -> None:
    assert {one.due for one in made(24, 0).milestones[:15]} == {TODAY}


def test_more_time_never_brings_a_milestone_nearer_to_the_end() -> None:
    for lead in LEADS:
        for before in range(lead + 1):
            row = [scaled(before, available, lead) for available in range(31)]
            assert row == sorted(row)
            assert row[-1] == before


def test_an_end_that_is_past_is_refused() -> None:
    with pytest.raises(ValueError, match="2027-01 is past"):
        plan(Month(2027, 1), 6, TODAY)


def test_each_is_due_on_the_last_day_of_its_month() -> None:
    assert made(6, 12).milestones[-3].day == date(2028, 2, 29)
    assert not overdue(Month(2028, 2), date(2028, 2, 29))
    assert overdue(Month(2028, 2), date(2028, 3, 1))


def test_when_the_end_moves_only_what_is_open_moves_and_what_stays_where_it_was_is_no_move() -> None:
    before, after = made(6, 12), plan(Month(2028, 8), 6, TODAY)
    left = {one.code: one.due for one in before.milestones if one.code in ("m14", "m15")} | {"m16": Month(2029, 2)}
    assert recomputed(after, left) == (
        Move("m14", Month(2028, 1), Month(2028, 7)),
        Move("m15", Month(2028, 2), Month(2028, 8)),
    )


def test_a_milestone_moves_neither_into_the_past_nor_behind_the_end_it_prepares() -> None:
    end = Month(2027, 6)
    assert may_be_due("m10", TODAY, end, TODAY)
    assert may_be_due("m10", end, end, TODAY)
    assert not may_be_due("m10", Month(2027, 7), end, TODAY)
    assert not may_be_due("m10", Month(2027, 1), end, TODAY)
    assert may_be_due("m16", Month(2029, 1), end, TODAY)
