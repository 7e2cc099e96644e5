"""What is pressing, and what comes first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest

from conversations.answers import Answer, Json, State
from conversations.attention import (
    Item,
    Pressing,
    Reason,
    calls_for,
    left_waiting,
    most_pressing,
    quiet_since,
    waits_long,
)
from conversations.sides import Side, Visible

TODAY = date(2027, 6, 1)
DANISH, LOCAL = frozenset({Side.DANISH}), frozenset({Side.LOCAL})


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_what_is_asked_for_this_week_comes_first_and_silence_last() -> None:
    items = [Item(n, reason, ago(5)) for n, reason in enumerate(reversed(Reason))]
    shown = most_pressing(items, TODAY, most=len(items))
    assert [item.reason for item in shown.items] == [
        Reason.CALL_NOW,
        Reason.RED,
        Reason.MILESTONE,
        Reason.DUTY,
        Reason.NO_ROUTE,
        Reason.CALL,
        Reason.AGREEMENT,
        Reason.SILENCE,
    ]


def test_of_one_reason_the_oldest_comes_first() -> None:
    items = (Item(1, Reason.RED, ago(2)), Item(2, Reason.RED, ago(40)), Item(3, Reason.RED, ago(7)))
    assert [item.partnership for item in most_pressing(items, TODAY).items] == [2, 3, 1]


def test_at_most_five_are_shown_and_the_rest_is_counted() -> None:
    items = [Item(n, Reason.SILENCE, ago(100 + n)) for n in range(8)]
    assert most_pressing(items, TODAY) == Pressing(tuple(items[:2:-1]), more=3)
    assert most_pressing(items[:5], TODAY).more == 0


def test_nothing_at_all_is_no_more_either() -> None:
    assert most_pressing((), TODAY) == Pressing(())


def test_a_partnership_has_one_line_for_each_reason_since_the_first_day_and_of_all_sides() -> None:
    items = (
        Item(1, Reason.CALL, ago(3), DANISH, 11),
        Item(1, Reason.CALL, ago(9), LOCAL, 10),
        Item(1, Reason.RED, ago(9), LOCAL, 10),
    )
    assert most_pressing(items, TODAY) == Pressing(
        (Item(1, Reason.RED, ago(9), LOCAL, 10), Item(1, Reason.CALL, ago(9), LOCAL | DANISH, 10))
    )


def test_what_begins_tomorrow_needs_nobody_today() -> None:
    items = (Item(1, Reason.DUTY, TODAY + timedelta(days=1)), Item(2, Reason.DUTY, TODAY))
    assert [item.partnership for item in most_pressing(items, TODAY).items] == [2]


def test_the_order_they_are_found_in_changes_nothing() -> None:
    items = [Item(n % 3, reason, ago(n)) for n, reason in enumerate([*Reason, Reason.RED])][:6]
    expected = most_pressing(items, TODAY)
    assert all(most_pressing(order, TODAY) == expected for order in permutations(items))


def test_shown_and_more_are_everything_and_more_never_hides_what_was_more_urgent() -> None:
    random = Random(7)
    for _ in range(300):
        items = [
            Item(random.randrange(6), random.choice(list(Reason)), ago(random.randrange(60)))
            for _ in range(random.randrange(30))
        ]
        shown = most_pressing(items, TODAY)
        ranks = [list(Reason).index(item.reason) for item in shown.items]
        assert len(shown.items) + shown.more == len({(item.partnership, item.reason) for item in items})
        assert ranks == sorted(ranks)
        assert len(shown.items) == min(5, len(shown.items) + shown.more)


@pytest.mark.parametrize(
    ("question", "value", "reason"),
    [
        ("ci.temp", 1, Reason.RED),
        ("ci.temp", 2, Reason.RED),
        ("ci.temp", 3, None),
        ("tc.temp", 2, Reason.RED),
        ("tc.temp", 5, None),
        ("tc.role", "red", Reason.RED),
        ("tc.role", "yellow", None),
        ("tc.role", "unknown", None),
        ("ci.call", "week", Reason.CALL_NOW),
        ("ci.call", "some", Reason.CALL),
        ("ci.call", "no", None),
        ("su.exp.no", 1, None),
        ("ci.prob", ["late"], None),
        ("ci.done", {"pieces": [{"t": "1"}]}, None),
    ],
)
def test_which_answers_need_a_human(question: str, value: Json, reason: Reason | None) -> None:
    assert calls_for(Answer(question, State.GIVEN, value, Visible.BOTH)) is reason


@pytest.mark.parametrize("state", [state for state in State if state is not State.GIVEN])
def test_an_answer_that_was_not_given_calls_for_nothing(state: State) -> None:
    assert calls_for(Answer("ci.temp", state, 1, Visible.BOTH)) is None


def test_after_21_days_the_side_that_is_waited_for_is_named() -> None:
    assert left_waiting({Side.DANISH: ago(21)}, TODAY) is None
    assert left_waiting({Side.DANISH: ago(22)}, TODAY) == (Side.LOCAL, ago(22))
    assert left_waiting({Side.LOCAL: ago(22)}, TODAY) == (Side.DANISH, ago(22))


def test_nobody_waits_where_neither_or_both_have_finished() -> None:
    assert left_waiting({}, TODAY) is None
    assert left_waiting(dict.fromkeys(Side, ago(50)), TODAY) is None


def test_ninety_days_without_a_word_are_a_long_silence() -> None:
    assert (quiet_since(ago(90), TODAY), quiet_since(ago(91), TODAY)) == (None, ago(91))


def test_an_agreement_has_waited_long_after_a_month() -> None:
    assert (waits_long(ago(30), TODAY), waits_long(ago(31), TODAY)) == (False, True)
