"""When a topic opens, when it may be closed without, and where the round stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from conversations.opening import Mark, Progress, TopicOutcome, all_marked, is_complete, may_close, opens, progress
from conversations.sides import Side
from conversations.walk import Walk
from tests.conversations.talks import NEEDED, READY, TALK, walked

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
FIRST = frozenset({"first"})
BOTH = frozenset({"first", "last"})
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("danish", "local", "shut", "expected"),
    [
        (NONE, NONE, NONE, False),
        (FIRST, NONE, NONE, False),
        (NONE, FIRST, NONE, False),
        (FIRST, FIRST, NONE, True),
        (BOTH, FIRST, NONE, True),
        (FIRST, FIRST, FIRST, False),
    ],
)
def test_a_topic_opens_once_both_sides_have_finished_it(
    danish: frozenset[str], local: frozenset[str], shut: frozenset[str], expected: bool
) -> None:
    walks = {Side.DANISH: Walk(Side.DANISH, {}, danish, shut), Side.LOCAL: Walk(Side.LOCAL, {}, local, shut)}

    assert opens("first", walks) is expected


@pytest.mark.parametrize(
    ("ready_at", "other_ready", "expected"),
    [
        (None, False, False),
        (NOW, False, False),
        (NOW - timedelta(days=21) + timedelta(seconds=1), False, False),
        (NOW - timedelta(days=21), False, True),
        (NOW - timedelta(days=400), False, True),
        (NOW - timedelta(days=400), True, False),
    ],
)
def test_a_finished_side_need_not_wait_for_ever(ready_at: datetime | None, other_ready: bool, expected: bool) -> None:
    assert may_close(own_ready_at=ready_at, other_ready=other_ready, now=NOW) is expected


def test_staff_see_three_states_of_a_side() -> None:
    new = Walk(Side.DANISH)

    assert progress(TALK, new) is Progress.NOT_STARTED
    assert progress(TALK, walked(new, NEEDED[0])) is Progress.UNDER_WAY
    assert progress(TALK, walked(new, *READY)) is Progress.UNDER_WAY
    assert progress(TALK, Walk(Side.DANISH, ready=BOTH)) is Progress.FINISHED
    assert progress(TALK, Walk(Side.DANISH, ready=FIRST, shut=frozenset({"last"}))) is Progress.FINISHED


def test_the_summary_is_due_when_every_topic_is_opened_or_closed() -> None:
    assert [is_complete(TALK, shut) for shut in (NONE, FIRST, BOTH)] == [False, False, True]


@pytest.mark.parametrize(
    ("how", "danish", "local", "agreed", "talk"),
    [
        ("opened", "agree", "agree", True, False),
        ("opened", "agree", None, False, False),
        ("opened", "agree", "talk", False, True),
        ("opened", None, "talk", False, True),
        ("opened", None, None, False, False),
        ("closed", "agree", "agree", False, False),
    ],
)
def test_a_topic_is_agreed_when_both_say_so_and_to_talk_about_when_one_does(
    how: str, danish: str | None, local: str | None, agreed: bool, talk: bool
) -> None:
    said = {Side.DANISH: danish, Side.LOCAL: local}
    outcome = TopicOutcome("t", how, {side: Mark(mark) for side, mark in said.items() if mark})

    assert (outcome.agreed, outcome.to_talk_about) == (agreed, talk)


def test_everything_is_marked_when_both_sides_have_marked_every_topic() -> None:
    both = {Side.DANISH: Mark.AGREE, Side.LOCAL: Mark.TALK}
    assert all_marked([both, both])
    assert not all_marked([both, {Side.DANISH: Mark.AGREE}])
