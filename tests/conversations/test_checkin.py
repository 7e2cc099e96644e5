"""The check-in asks exactly what DIALOGUES asks of each side, made for the goals of its round."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.answers import Answer, State
from conversations.comparison import Verdict, compare, compare_topic, talk_points
from conversations.dialogue import Dialogue
from conversations.dialogues.checkin import made
from conversations.events import AtQuestion, AtReview
from conversations.goals import MOST_GOALS
from conversations.questions import Choice, Multi, Scale
from conversations.sides import Side, Visible
from conversations.text import Text
from conversations.walk import Walk, asked, place

GOALS = [[4, "Clean water"], [7, "A night shift"]]


def round_of(
    goals: list[list[object]] = GOALS, gone: tuple[int, ...] = (), sittings: tuple[int, ...] = (1, 2)
) -> Dialogue:
    return made({"names": {}, "goals": goals, "gone": list(gone), "sittings": list(sittings)})


CHECKIN = round_of()
WORK, BETWEEN = CHECKIN.topics


def given(question: str, value: object, **more: Any) -> Answer:
    return Answer(question, State.GIVEN, value, **more)


def test_it_asks_one_tap_for_each_goal_and_then_what_the_dialogue_lists() -> None:
    assert {topic.id: [q.id for q in topic.questions] for topic in CHECKIN.topics} == {
        "work": [
            "ci.goal.state.4",
            "ci.goal.why.4",
            "ci.goal.state.7",
            "ci.goal.why.7",
            "ci.done",
            "ci.good",
            "ci.bad",
            "ci.equip.use",
            "ci.equip.why",
        ],
        "between": [
            "ci.kept.own",
            "ci.kept.other",
            "ci.temp",
            "ci.prob",
            "ci.prob.say",
            "ci.exp.fit",
            "ci.exp.next",
            "ci.thanks",
            "ci.call",
        ],
    }


def test_codes_are_stable() -> None:
    offered = {q.root: [o.code for o in q.options(Side.LOCAL)] for q in CHECKIN.questions.values()}
    assert {root: " ".join(codes) for root, codes in offered.items() if codes} == {
        "ci.goal.state": "reached way slow stuck wrong unknown",
        "ci.equip.use": "all most half little none nothing",
        "ci.equip.why": "broken parts power trained needed customs missing other",
        "ci.kept.own": "yes mostly partly no unknown",
        "ci.kept.other": "yes mostly partly no unknown",
        "ci.temp": "1 2 3 4 5",
        "ci.prob": "late roles money report heard equip language none",
        "ci.exp.fit": "yes some no",
        "ci.call": "week some no",
    }


def test_the_prompt_of_a_goal_holds_its_words_whatever_they_are() -> None:
    hostile = '{goal} %s {0.__class__} "' + "x" * 190
    question = round_of([[9, hostile]]).questions["ci.goal.state.9"]
    assert question.asks() == Text('Goal "{goal}": how is it going?', {"goal": hostile})


@pytest.mark.parametrize(("goals", "topics"), [([], ["work"]), (GOALS, ["work", "between"])])
def test_the_sittings_are_those_of_the_round_and_no_goals_are_needed(
    goals: list[list[object]], topics: list[str]
) -> None:
    made_now = round_of(goals, sittings=tuple(range(1, len(topics) + 1)))
    assert [topic.id for topic in made_now.topics] == topics


def test_with_all_the_goals_a_joint_list_can_hold_a_sitting_is_still_short() -> None:
    full = round_of([[n, f"Goal {n}"] for n in range(1, MOST_GOALS + 1)])
    for topic in full.topics:
        for side in Side:
            needed = [q for q in topic.questions if q.side in (None, side) and not q.when]
            assert len(needed) <= 10, topic.id


def test_equipment_is_a_question_for_the_local_side_alone() -> None:
    assert {q.id: q.side for q in CHECKIN.questions.values() if q.side} == {
        "ci.equip.use": Side.LOCAL,
        "ci.equip.why": Side.LOCAL,
    }


def test_three_answers_begin_at_staff_only() -> None:
    assert {q.id: q.visible for q in CHECKIN.questions.values() if q.visible is not Visible.BOTH} == {
        "ci.kept.other": Visible.STAFF,
        "ci.prob": Visible.STAFF,
        "ci.prob.say": Visible.STAFF,
    }


def test_what_is_ordered_and_what_says_nothing_to_compare() -> None:
    ordered = {q.root: q.unknown for q in CHECKIN.questions.values() if isinstance(q, Choice) and q.ordered}
    assert ordered == {
        "ci.goal.state": {"unknown"},
        "ci.equip.use": {"nothing"},
        "ci.kept.own": {"unknown"},
        "ci.kept.other": {"unknown"},
        "ci.exp.fit": set(),
    }
    assert isinstance(CHECKIN.questions["ci.temp"], Scale)
    assert {q.id: q.alone for q in CHECKIN.questions.values() if isinstance(q, Multi)} == {
        "ci.equip.why": None,
        "ci.prob": "none",
    }


def walk_of(side: Side, *answers: Answer) -> Walk:
    return Walk(side, {answer.question: answer for answer in answers})


@pytest.mark.parametrize(
    ("code", "is_asked"),
    [("reached", False), ("way", False), ("slow", True), ("stuck", True), ("wrong", True), ("unknown", False)],
)
def test_the_reason_is_asked_where_a_goal_is_held_back(code: str, is_asked: bool) -> None:
    walk = walk_of(Side.DANISH, given("ci.goal.state.4", code))
    assert ("ci.goal.why.4" in [q.id for q in asked(walk, WORK)]) is is_asked


@pytest.mark.parametrize(
    ("code", "is_asked"),
    [("all", False), ("most", True), ("half", True), ("little", True), ("none", True), ("nothing", False)],
)
def test_why_not_in_use_is_asked_where_something_is_not(code: str, is_asked: bool) -> None:
    walk = walk_of(Side.LOCAL, given("ci.equip.use", code))
    assert ("ci.equip.why" in [q.id for q in asked(walk, WORK)]) is is_asked


@pytest.mark.parametrize(
    ("codes", "is_asked"), [(["none"], False), (["late"], True), (["late", "money", "language"], True)]
)
def test_a_problem_is_told_only_where_there_is_one(codes: list[str], is_asked: bool) -> None:
    walk = walk_of(Side.LOCAL, given("ci.prob", codes))
    assert ("ci.prob.say" in [q.id for q in asked(walk, BETWEEN)]) is is_asked


def test_a_goal_that_is_gone_is_asked_of_nobody_and_its_answer_stays() -> None:
    dropped = round_of(gone=(4,))
    fresh, answered = walk_of(Side.DANISH), walk_of(Side.DANISH, given("ci.goal.state.4", "way"))
    assert next(q.id for q in asked(fresh, dropped.topics[0])) == "ci.goal.state.7"
    assert "ci.goal.state.4" in [q.id for q in asked(answered, dropped.topics[0])]
    here = place(dropped, answered)
    assert isinstance(here, AtQuestion)
    assert here.question.id == "ci.goal.state.7"


def test_a_reason_that_was_begun_for_a_goal_that_is_gone_is_not_asked_again() -> None:
    dropped = round_of([[4, "Clean water"]], gone=(4,))
    begun = [given(q.id, "x") for q in dropped.topics[0].questions if q.id.startswith("ci.") and not q.item]
    here = place(dropped, walk_of(Side.DANISH, given("ci.goal.state.4", "slow"), *begun))
    assert isinstance(here, AtReview)


STATES = ("reached", "way", "slow", "stuck", "wrong")


def test_goals_are_compared_by_steps_and_no_longer_right_is_apart_from_all_others() -> None:
    question = CHECKIN.questions["ci.goal.state.4"]
    for a, danish in enumerate(STATES):
        for b, local in enumerate(STATES):
            codes = {Side.DANISH: danish, Side.LOCAL: local}
            found = compare(question, {side: given(question.id, code) for side, code in codes.items()}).verdict
            if a == b:
                assert found is Verdict.SAME
            elif "wrong" in (danish, local):
                assert found is Verdict.APART
            else:
                assert found is (Verdict.NEAR if abs(a - b) == 1 else Verdict.APART)


def test_who_does_not_know_is_in_no_disagreement() -> None:
    question = CHECKIN.questions["ci.goal.state.4"]
    for code in STATES:
        answers = {Side.DANISH: given(question.id, "unknown"), Side.LOCAL: given(question.id, code)}
        assert compare(question, answers).verdict is Verdict.SILENT


def test_promises_are_compared_crosswise() -> None:
    danish = [given("ci.kept.own", "yes"), given("ci.kept.other", "mostly")]
    local = [given("ci.kept.own", "yes"), given("ci.kept.other", "partly")]
    said = {Side.DANISH: {a.question: a for a in danish}, Side.LOCAL: {a.question: a for a in local}}
    rows = compare_topic(BETWEEN, said)
    assert [(row.about, row.verdict) for row in rows] == [(Side.DANISH, Verdict.APART), (Side.LOCAL, Verdict.NEAR)]
    assert rows[0].asks({Side.DANISH: "Havn", Side.LOCAL: "Shore"}) == Text(
        "Has {side} done what it promised?", {"side": "Havn"}
    )
    mirrored = compare_topic(BETWEEN, {side: said[side.other] for side in Side})
    assert {(row.about, row.verdict) for row in mirrored} == {
        (row.about.other, row.verdict) for row in rows if row.about
    }


def test_promises_come_early_on_the_agenda_and_a_wish_for_a_call_never() -> None:
    answers = {
        Side.DANISH: {q: given(q, c) for q, c in (("ci.exp.fit", "yes"), ("ci.kept.own", "yes"), ("ci.call", "no"))},
        Side.LOCAL: {q: given(q, c) for q, c in (("ci.exp.fit", "no"), ("ci.kept.other", "no"), ("ci.call", "week"))},
    }
    points = talk_points(compare_topic(BETWEEN, answers))
    assert [point.compared.question.id for point in points] == ["ci.kept.own", "ci.exp.fit"]


def test_what_is_apart_need_not_be_settled_by_a_joint_answer() -> None:
    assert [topic.points for topic in CHECKIN.topics] == [False, False]
