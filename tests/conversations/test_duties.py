"""What a result asks of the Danish organisation: until when, and how it stands on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.commitments import Commitment, Kind
from conversations.duties import Duty, Met, State, What, duties, is_help, is_horizon, is_long_plan
from conversations.text import Month
from conversations.vulnerability import Tier

OPENED = date(2027, 3, 1)
DUE = {What.HELP: date(2027, 4, 30), What.HORIZON: date(2027, 4, 30), What.PLAN: date(2027, 6, 29)}


def commitment(who: str = "danish", area: str | None = "money", month: Month | None = None) -> Commitment:
    return Commitment(1, Kind.PROMISE, "Teach the bookkeeper", who, month, area=area)


def test_vulnerable_asks_for_three_things_within_60_60_and_120_days() -> None:
    assert duties(Tier.VULNERABLE, OPENED, {}, OPENED) == tuple(Duty(w, DUE[w], State.OPEN) for w in What)
    assert [(DUE[what] - OPENED).days for what in What] == [60, 60, 120]


def test_medium_asks_for_the_time_horizon() -> None:
    assert duties(Tier.MEDIUM, OPENED, {}, OPENED) == (Duty(What.HORIZON, DUE[What.HORIZON], State.OPEN),)


@pytest.mark.parametrize("result", [Tier.LOW, None], ids=["low", "unknown"])
def test_low_and_unknown_ask_for_nothing(result: Tier | None) -> None:
    assert duties(result, OPENED, {}, OPENED + timedelta(days=999)) == ()


def test_a_duty_is_open_on_its_last_day_and_past_on_the_next() -> None:
    for what, due in DUE.items():
        for today, state in ((due, State.OPEN), (due + timedelta(days=1), State.PAST)):
            found = {duty.what: duty for duty in duties(Tier.VULNERABLE, OPENED, {}, today)}

            assert found[what] == Duty(what, due, state)


def test_what_is_met_is_met_even_after_its_day_and_says_when_where_that_is_known() -> None:
    late = date(2028, 1, 1)
    facts = {What.HELP: Met(date(2027, 12, 24)), What.HORIZON: Met()}

    assert duties(Tier.VULNERABLE, OPENED, facts, late) == (
        Duty(What.HELP, DUE[What.HELP], State.MET, date(2027, 12, 24)),
        Duty(What.HORIZON, DUE[What.HORIZON], State.MET, None),
        Duty(What.PLAN, DUE[What.PLAN], State.PAST),
    )


def test_help_is_something_about_an_area_that_the_danish_organisation_does() -> None:
    assert is_help(commitment(), OPENED)
    assert is_help(commitment(month=Month(2027, 3)), OPENED)
    assert not is_help(commitment(who="local"), OPENED)
    assert not is_help(commitment(who="both"), OPENED)
    assert not is_help(commitment(area=None), OPENED)


def test_what_was_over_before_the_opening_does_not_count() -> None:
    assert not is_help(commitment(month=Month(2027, 2)), OPENED)
    assert not is_horizon(Month(2027, 2), OPENED)
    assert is_horizon(Month(2027, 3), OPENED)


def test_a_plan_counts_with_the_long_lead_and_as_much_time() -> None:
    assert is_long_plan(24, 24)
    assert not is_long_plan(24, 23)
    assert not is_long_plan(12, 30)
