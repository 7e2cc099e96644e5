"""Where a side is: always derived from its answers."""

from __future__ import annotations

from conversations import inputs as do
from conversations.answers import Answer, State
from conversations.events import AtEnd, AtFewMore, AtQuestion, AtReview
from conversations.sides import Side
from conversations.walk import Walk, applies, asked, begun, left_over, more, place
from tests.conversations.talks import (
    FIRST,
    LAST,
    MORE,
    NEEDED,
    READY,
    STATE,
    TALK,
    TICKS,
    WHY,
    say,
    tap,
    walked,
)

DANISH = Walk(Side.DANISH)
LOCAL = Walk(Side.LOCAL)


def test_a_new_walk_is_at_the_first_question() -> None:
    assert place(TALK, DANISH) == AtQuestion(FIRST, STATE, 1, 3, None)
    assert place(TALK, LOCAL) == AtQuestion(FIRST, STATE, 1, 4, None)
    assert not begun(DANISH)


def test_the_first_question_without_a_settled_answer_is_the_current_one() -> None:
    walk = walked(DANISH, tap("t.state", "well"), tap("t.ticks", "a"))

    assert place(TALK, walk) == AtQuestion(FIRST, TICKS, 2, 3, Answer("t.ticks", State.DRAFT, ["a"]))
    assert begun(walk)


def test_a_condition_brings_its_question_in_and_takes_it_out_again() -> None:
    badly = walked(DANISH, tap("t.state", "badly"))
    changed = walked(badly, say("t.why", "rain"), do.Change("t.state"), tap("t.state", "well"))

    assert place(TALK, badly) == AtQuestion(FIRST, WHY, 2, 4, None)
    assert place(TALK, changed) == AtQuestion(FIRST, TICKS, 2, 3, None)


def test_a_condition_on_an_answer_that_is_being_changed_waits() -> None:
    walk = walked(DANISH, tap("t.state", "badly"), do.Back("t.why"))

    assert not applies(walk, WHY)


def test_a_skipped_condition_brings_nothing_in() -> None:
    assert not applies(walked(DANISH, do.Skip("t.state")), WHY)


def test_a_question_for_one_side_is_not_for_the_other() -> None:
    assert [q.id for q in asked(DANISH, FIRST)] == ["t.state", "t.ticks", "t.items"]
    assert [q.id for q in asked(LOCAL, FIRST)] == ["t.state", "t.ticks", "t.items", "t.local"]


def test_what_is_not_needed_comes_after_a_few_more() -> None:
    walk = walked(DANISH, *NEEDED)

    assert place(TALK, walk) == AtFewMore(FIRST, 1)
    assert left_over(walk, FIRST) == (MORE,)
    assert place(TALK, walked(walk, do.FewMore("first", wanted=True))) == AtQuestion(FIRST, MORE, 4, 4, None)
    assert place(TALK, walked(walk, do.FewMore("first", wanted=False))) == AtReview(FIRST)


def test_a_few_more_is_offered_once_and_can_still_be_taken() -> None:
    declined = walked(DANISH, *NEEDED, do.FewMore("first", wanted=False))

    assert declined.answers[more(FIRST)].value == "no"
    assert left_over(declined, FIRST) == (MORE,)
    assert left_over(walked(declined, do.FewMore("first", wanted=True)), FIRST) == ()


def test_a_finished_topic_leads_to_the_next_and_the_last_to_the_end() -> None:
    ready = walked(DANISH, *READY)
    done = walked(ready, say("t.end", "x"), do.SayReady("last"))

    assert place(TALK, ready) == AtQuestion(LAST, LAST.questions[0], 1, 1, None)
    assert place(TALK, done) == AtEnd()


def test_a_topic_that_was_closed_is_passed_by() -> None:
    closed = Walk(Side.DANISH, shut=frozenset({"first"}))

    assert place(TALK, closed) == AtQuestion(LAST, LAST.questions[0], 1, 1, None)
    assert place(TALK, Walk(Side.DANISH, shut=frozenset({"first", "last"}))) == AtEnd()
