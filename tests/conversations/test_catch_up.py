"""The catch-up start asks ten of the start-up talk's questions of both sides, in one sitting."""

from __future__ import annotations

from conversations.dialogues import DIALOGUES, STARTS
from conversations.dialogues.catch_up import CATCH_UP, DUE_AFTER_DAYS
from conversations.dialogues.startup import STARTUP
from conversations.sides import Side

# As the list of dialogues names them.
IDS = [
    "su.know.who",
    "su.exp.gain",
    "su.exp.worry",
    "su.goal.list",
    "su.give.mine",
    "su.role.repair",
    "su.role.people",
    "su.fut.years",
    "su.fut.after",
    "su.plan.rhythm",
]
(TOPIC,) = CATCH_UP.topics


def test_it_asks_these_ten_in_this_order_and_they_open_as_one() -> None:
    assert [question.id for question in TOPIC.questions] == IDS


def test_they_are_the_start_up_talks_own_questions() -> None:
    assert all(STARTUP.questions[id] is CATCH_UP.questions[id] for id in IDS)


def test_both_sides_are_asked_the_same() -> None:
    asked = {side: [question.id for question in TOPIC.asked_of(side)] for side in Side}
    assert asked[Side.DANISH] == asked[Side.LOCAL]
    assert sorted(asked[Side.DANISH]) == sorted(IDS)


def test_none_depends_on_another_so_nobody_is_asked_fewer() -> None:
    assert [question.id for question in TOPIC.questions if question.when] == []


def test_what_is_settled_together_is_the_same_as_after_a_start_up_talk() -> None:
    assert TOPIC.together == tuple(question for topic in STARTUP.topics for question in topic.together)


def test_it_lays_the_ground_for_an_agreement_as_the_start_up_talk_does() -> None:
    assert (STARTUP.id, CATCH_UP.id) == STARTS
    assert [DIALOGUES[id] for id in STARTS] == [STARTUP, CATCH_UP]


def test_it_is_due_sixty_days_after_both_sides_have_joined() -> None:
    assert DUE_AFTER_DAYS == 60
