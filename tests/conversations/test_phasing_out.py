"""Proposing a talk about ending: who is asked, who may answer, and never two at a time."""

from __future__ import annotations

import pytest

from conversations.phasing_out import Proposed, State, accepted, may_accept, may_propose, waiting
from conversations.sides import Side

BY_DANISH, BY_STAFF = Proposed(1, Side.DANISH), Proposed(2, None)


def test_what_a_side_proposes_the_other_side_accepts() -> None:
    assert may_accept(BY_DANISH, Side.LOCAL)
    assert not may_accept(BY_DANISH, Side.DANISH)
    assert not may_accept(BY_DANISH, None)
    assert accepted(BY_DANISH, Side.LOCAL) is State.ACCEPTED


@pytest.mark.parametrize("first", Side)
def test_what_staff_propose_both_sides_accept_in_either_order(first: Side) -> None:
    half = Proposed(2, None, accepted(BY_STAFF, first))
    assert half.waits
    assert half.accepted_by == {first}
    assert not may_accept(half, first)
    assert may_accept(half, first.other)
    assert accepted(half, first.other) is State.ACCEPTED


@pytest.mark.parametrize("state", [State.ACCEPTED, State.TALKED, State.WITHDRAWN])
def test_what_is_over_is_accepted_by_nobody(state: State) -> None:
    assert not any(may_accept(Proposed(1, None, state), side) for side in Side)


def test_no_more_than_one_at_a_time_and_none_while_the_questions_are_open() -> None:
    over = Proposed(1, Side.LOCAL, State.WITHDRAWN)
    assert may_propose((over,), round_open=False)
    assert not may_propose((over, BY_STAFF), round_open=False)
    assert not may_propose((over,), round_open=True)
    assert waiting((over, BY_STAFF)) is BY_STAFF
    assert waiting((over,)) is None
