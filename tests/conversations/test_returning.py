"""Who is shown their question again after an absence, and whose first word after a rest is asked about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from conversations.returning import active_since, has_rested

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("away", "before"),
    [
        (timedelta(seconds=5), timedelta(minutes=15)),
        (timedelta(seconds=150), timedelta(minutes=15)),
        (timedelta(seconds=151), timedelta(hours=24)),
        (timedelta(days=3), timedelta(hours=24)),
    ],
)
def test_after_a_short_absence_whoever_was_answering_after_a_long_one_whoever_was_there_that_day(
    away: timedelta, before: timedelta
) -> None:
    assert active_since(last_alive=NOW - away, now=NOW) == NOW - away - before


def test_at_the_first_start_nobody_is_asked_again() -> None:
    assert active_since(last_alive=None, now=NOW) is None


@pytest.mark.parametrize(
    ("shown_at", "rested"),
    [(None, False), (NOW, False), (NOW - timedelta(hours=24), False), (NOW - timedelta(hours=25), True)],
)
def test_a_question_shown_more_than_a_day_ago_makes_a_first_word_a_question(
    shown_at: datetime | None, rested: bool
) -> None:
    assert has_rested(shown_at=shown_at, now=NOW) is rested
