"""A thread of proposals: whatever both sides do, and however late, at most one waits and at most one counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.proposals import (
    Accept,
    End,
    Overtaken,
    Proposal,
    Put,
    Same,
    Stand,
    Step,
    Thread,
    Withdraw,
    accept,
    put_forward,
    settled,
    stand,
    version,
    waiting,
    withdraw,
)
from conversations.sides import Side

D, L = Side.DANISH, Side.LOCAL
ONE, OTHER = {"w": "one"}, {"w": "another"}


def after(thread: Thread, step: Step, side: Side) -> Thread:
    """The thread with a step carried out, as the store does it."""
    match step:
        case Put(value, ends, how):
            return (*_ended(thread, ends, how), Proposal(len(thread) + 1, side, value))
        case Accept(proposal):
            return _ended(thread, proposal, End.ACCEPTED)
        case Withdraw(proposal):
            return _ended(thread, proposal, End.WITHDRAWN)
    return thread


def _ended(thread: Thread, proposal: Proposal | None, how: End | None) -> Thread:
    return tuple(replace(p, end=how) if p == proposal else p for p in thread)


WAITS = (Proposal(1, D, ONE),)
AGREED = (Proposal(1, D, ONE, End.ACCEPTED),)


@pytest.mark.parametrize(
    ("thread", "side", "value", "step"),
    [
        ((), D, ONE, Put(ONE)),
        (WAITS, D, OTHER, Put(OTHER, WAITS[0], End.REPLACED)),
        (WAITS, L, OTHER, Put(OTHER, WAITS[0], End.COUNTERED)),
        (WAITS, D, ONE, Same()),
        (WAITS, L, ONE, Accept(WAITS[0])),
        (AGREED, D, ONE, Same()),
        (AGREED, L, OTHER, Put(OTHER)),
        ((*AGREED, Proposal(2, L, OTHER)), D, ONE, Put(ONE, Proposal(2, L, OTHER), End.COUNTERED)),
    ],
)
def test_what_is_put_forward_with_the_thread_in_sight(thread: Thread, side: Side, value: object, step: Step) -> None:
    assert put_forward(thread, side, value, seen=version(thread)) == step


def test_whoever_had_not_seen_what_came_in_between_changes_nothing() -> None:
    assert put_forward(WAITS, L, OTHER, seen=version(())) == Overtaken()
    assert put_forward(AGREED, L, OTHER, seen=version(WAITS)) == Overtaken()
    taken_back = (Proposal(1, D, ONE, End.WITHDRAWN),)
    assert put_forward(taken_back, L, OTHER, seen=version(WAITS)) == Overtaken()


def test_two_sides_that_say_the_same_have_agreed_whatever_they_had_seen() -> None:
    assert put_forward(WAITS, L, ONE, seen=version(())) == Accept(WAITS[0])


@pytest.mark.parametrize(
    ("thread", "side", "step"),
    [
        (WAITS, L, Accept(WAITS[0])),
        (WAITS, D, Overtaken()),
        (AGREED, L, Same()),
        ((Proposal(1, D, ONE, End.WITHDRAWN),), L, Overtaken()),
        ((Proposal(1, D, ONE, End.REPLACED), Proposal(2, D, OTHER)), L, Overtaken()),
        ((*AGREED, Proposal(2, D, OTHER)), L, Overtaken()),
        ((), L, Overtaken()),
    ],
)
def test_only_what_waits_is_accepted_and_only_by_the_other_side(thread: Thread, side: Side, step: Step) -> None:
    assert accept(thread, side, 1) == step


@pytest.mark.parametrize(
    ("thread", "side", "step"),
    [
        (WAITS, D, Withdraw(WAITS[0])),
        (WAITS, L, Overtaken()),
        (AGREED, D, Overtaken()),
        ((Proposal(1, D, ONE, End.WITHDRAWN),), D, Same()),
    ],
)
def test_only_ones_own_is_taken_back_and_only_while_it_waits(thread: Thread, side: Side, step: Step) -> None:
    assert withdraw(thread, side, 1) == step


def test_how_a_matter_stands_for_either_side() -> None:
    assert [stand(thread, D) for thread in ((), WAITS, AGREED)] == [Stand.OPEN, Stand.THEIRS, Stand.SETTLED]
    assert [stand(thread, L) for thread in ((), WAITS, AGREED)] == [Stand.OPEN, Stand.OURS, Stand.SETTLED]
    assert stand((Proposal(1, D, ONE, End.WITHDRAWN),), D) is Stand.OPEN


# (side, what, a value or a proposal's number, how many versions old what they had seen is)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(list(Side)),
        st.sampled_from(["put", "accept", "withdraw"]),
        st.integers(0, 6),
        st.integers(0, 3),
    ),
    max_size=30,
)
Move = tuple[Side, str, int, int]


def steps(moves: list[Move]) -> list[tuple[Thread, Step, Thread]]:
    """Every move with the thread before and after it."""
    made, thread = [], tuple[Proposal, ...]()
    for side, what, n, late in moves:
        if what == "put":
            step = put_forward(thread, side, {"w": str(n % 3)}, seen=version(thread) - late)
        else:
            step = (accept if what == "accept" else withdraw)(thread, side, len(thread) - n)
        now = after(thread, step, side)
        made.append((thread, step, now))
        thread = now
    return made


@given(MOVES)
def test_whatever_both_sides_do_at_most_one_proposal_waits_and_at_most_one_counts(moves: list[Move]) -> None:
    for _, _, thread in steps(moves):
        open_ones = [p for p in thread if p.end is None]
        assert open_ones in ([], [waiting(thread)])
        accepted = [p for p in thread if p.end is End.ACCEPTED]
        assert settled(thread) == (accepted[-1] if accepted else None)
        assert {stand(thread, side) for side in Side} in (
            {Stand.OPEN},
            {Stand.SETTLED},
            {Stand.OURS, Stand.THEIRS},
        )


@given(MOVES)
def test_nothing_that_was_said_is_ever_lost_or_changed_after_it_ended(moves: list[Move]) -> None:
    for before, step, now in steps(moves):
        assert [(p.id, p.side, p.value) for p in now[: len(before)]] == [(p.id, p.side, p.value) for p in before]
        assert all(is_now.end is was.end for was, is_now in zip(before, now, strict=False) if was.end is not None)
        grew = version(now) > version(before)
        assert grew is not isinstance(step, Same | Overtaken)


@given(MOVES)
def test_nothing_counts_that_only_one_side_wants(moves: list[Move]) -> None:
    """What is accepted was put forward by the other side, or put forward by both."""
    for (side, what, n, _), (before, step, _) in zip(moves, steps(moves), strict=True):
        if isinstance(step, Accept):
            assert step.proposal == waiting(before)
            assert step.proposal.side is side.other
            assert what == "accept" or step.proposal.value == {"w": str(n % 3)}


@given(MOVES)
def test_whoever_is_late_puts_nothing_forward(moves: list[Move]) -> None:
    for (_, what, _, late), (_, step, _) in zip(moves, steps(moves), strict=True):
        assert not (what == "put" and late and isinstance(step, Put))


@given(MOVES)
def test_swapping_the_sides_swaps_everything_and_nothing_else(moves: list[Move]) -> None:
    mirrored = [(side.other, what, n, late) for side, what, n, late in moves]
    for (_, _, thread), (_, _, other) in zip(steps(moves), steps(mirrored), strict=True):
        assert tuple(replace(p, side=p.side.other) for p in thread) == other
        assert stand(thread, D) is stand(other, L)
