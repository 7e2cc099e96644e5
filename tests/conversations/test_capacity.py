"""The capacity talk: what it asks of whom, and what its levels say without ever being added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from conversations import capacity as rules
from conversations.answers import Answer, State
from conversations.areas import AREAS, BY_NUMBER, BY_QUESTION, Area, areas_of
from conversations.capacity import Change, Chosen, Held, Judged, Levels, Point
from conversations.commitments import Commitment, Kind
from conversations.comparison import Verdict, compare
from conversations.dialogues.capacity import made
from conversations.questions import FreeText, JointMonth, JointPromise, JointStep, JointTicks, Level, Multi
from conversations.sides import Side, Visible
from conversations.text import Month
from conversations.walk import Walk, applies

ABOUT = {"names": {"danish": "Havn", "local": "Shore"}}
TALK = made(ABOUT)
LOCAL_AREAS = "admin money people local office care learn feet"
DANISH_AREAS = "answer know fit open people"
LEVELS = range(1, 5)
MONEY, FEET, OPEN = BY_QUESTION["ca.money"], BY_QUESTION["ca.feet"], BY_QUESTION["cd.open"]


def chosen(danish: Mapping[str, int], local: Mapping[str, int]) -> Levels:
    return {Side.DANISH: danish, Side.LOCAL: local}


def test_there_are_eight_local_and_five_danish_areas_with_four_sentences_each() -> None:
    assert [area.question for area in areas_of(Side.LOCAL)] == [f"ca.{code}" for code in LOCAL_AREAS.split()]
    assert [area.question for area in areas_of(Side.DANISH)] == [f"cd.{code}" for code in DANISH_AREAS.split()]
    assert [area.number for area in AREAS] == list(range(1, 14)) == sorted(BY_NUMBER)
    assert all(len(set(area.steps)) == 4 and all(area.steps) for area in AREAS)
    assert len({area.steps for area in AREAS}) == len({area.title for area in AREAS}) == 13


def test_both_sides_judge_every_area_by_its_sentences_and_finishing_needs_nothing_else() -> None:
    for topic in TALK.topics:
        needed = [q for q in topic.questions if q.needed and not q.side]
        assert [q.id for q in needed] == [area.question for area in AREAS if area.topic == topic.id]
        for question in needed:
            assert isinstance(question, Level)
            assert question.steps == BY_QUESTION[question.id].steps


def test_a_question_names_the_organisation_and_the_area() -> None:
    asked = TALK.questions["cd.open"].asks()

    assert asked.wording.format_map({"organisation": asked.values["organisation"], "area": "Openness"}) == (
        "Havn · Openness. Which sentence fits best today?"
    )


def test_only_the_local_side_says_what_it_wants_to_work_on_up_to_two_areas_or_none() -> None:
    want = TALK.questions["ca.want"]

    assert want.side is Side.LOCAL
    assert [option.code for option in want.options(Side.LOCAL)] == [*LOCAL_AREAS.split(), "none"]
    assert isinstance(want, Multi)
    assert (want.most, want.alone) == (2, "none")


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.question)
def test_what_shows_a_level_is_asked_from_level_three_on_and_never_has_to_be_answered(area: Area) -> None:
    proof = TALK.questions[area.proof]

    assert isinstance(proof, FreeText)
    assert not proof.needed
    for side, level in product(Side, LEVELS):
        walk = Walk(side, {area.question: Answer(area.question, State.GIVEN, level)})
        assert applies(walk, proof) is (level >= 3)


def test_what_the_local_side_says_of_the_danish_one_begins_at_staff_only_and_all_else_is_open() -> None:
    hidden = {(q.id, side) for q in TALK.questions.values() for side in Side if q.begins(side) is not Visible.BOTH}

    assert hidden == {(id, Side.LOCAL) for a in areas_of(Side.DANISH) for id in (a.question, a.proof)}
    assert {TALK.questions[id].begins(side) for id, side in hidden} == {Visible.STAFF}


def test_together_they_choose_areas_and_for_each_a_step_and_help_and_when_to_look_again() -> None:
    local, danish = TALK.topics
    first, how, help_, again = local.together

    assert isinstance(first, JointTicks)
    assert (first.id, first.most, first.each_round) == ("ca.first", 2, True)
    assert [option.code for option in first.choices] == LOCAL_AREAS.split()
    assert isinstance(how, JointStep)
    assert (how.id, how.each_area, how.who) == ("ca.how", "ca.first", None)
    assert isinstance(help_, JointPromise)
    assert (help_.id, help_.each_area, help_.who) == ("ca.help", "ca.first", Side.DANISH)
    assert isinstance(again, JointMonth)
    assert (again.id, again.each_round) == ("ca.again", True)
    assert danish.together == ()


def test_no_more_than_nine_taps_in_one_sitting() -> None:
    counts = {
        (topic.id, side): sum(q.needed and q.side in (None, side) for q in topic.questions)
        for topic in TALK.topics
        for side in Side
    }

    assert counts == {("ca", Side.DANISH): 8, ("ca", Side.LOCAL): 9, ("cd", Side.DANISH): 5, ("cd", Side.LOCAL): 5}


@pytest.mark.parametrize(("own", "other"), list(product((None, *LEVELS), repeat=2)))
def test_an_area_is_low_by_its_own_level_alone_and_apart_from_two_levels_on(own: int | None, other: int | None) -> None:
    one = Judged(MONEY, own, other)

    assert one.low is (own in (1, 2))
    assert one.apart is (own is not None and other is not None and abs(own - other) > 1)
    assert one.known is not (own is None and other is None)


@pytest.mark.parametrize(("danish", "local"), list(product(LEVELS, repeat=2)))
def test_apart_is_the_same_as_in_the_comparison_of_the_two_answers(danish: int, local: int) -> None:
    given = {
        Side.DANISH: Answer(OPEN.question, State.GIVEN, danish),
        Side.LOCAL: Answer(OPEN.question, State.GIVEN, local),
    }
    verdict = compare(TALK.questions[OPEN.question], given).verdict

    assert Judged(OPEN, danish, local).apart is (verdict is Verdict.APART)


def test_the_level_belongs_to_the_organisation_itself() -> None:
    seen = chosen({"ca.money": 4, "cd.open": 3}, {"ca.money": 2, "cd.open": 1})

    assert Judged(MONEY, own=2, other=4) in rules.judged(Side.LOCAL, seen)
    assert Judged(OPEN, own=3, other=1) in rules.judged(Side.DANISH, seen)
    assert [one.area for one in rules.judged(Side.LOCAL, seen) if one.low] == [MONEY]


def test_without_the_own_level_the_others_is_not_put_in_its_place() -> None:
    (one,) = (j for j in rules.judged(Side.LOCAL, chosen({"ca.money": 1}, {})) if j.known)

    assert one == Judged(MONEY, own=None, other=1)
    assert not one.low


def test_nothing_holds_an_average_or_a_sum() -> None:
    assert [f.name for f in fields(Judged)] == ["area", "own", "other"]
    assert [f.name for f in fields(Point)] == ["on", "own", "other"]


@pytest.mark.parametrize("state", [s for s in State if s is not State.GIVEN])
def test_only_a_level_that_was_given_counts(state: State) -> None:
    answers = {Side.LOCAL: {"ca.money": Answer("ca.money", state, 3)}, Side.DANISH: {}}

    assert rules.levels(answers) == chosen({}, {})


def test_other_answers_are_no_levels() -> None:
    answers = {side: {q: Answer(q, State.GIVEN, 2) for q in ("ca.money", "va.share")} for side in Side}

    assert rules.levels(answers) == chosen({"ca.money": 2}, {"ca.money": 2})


def test_each_side_is_compared_with_itself() -> None:
    before = chosen({"ca.money": 1, "ca.feet": 2}, {"ca.money": 2, "ca.feet": 2})
    now = chosen({"ca.money": 2, "ca.feet": 2}, {"ca.money": 2, "ca.feet": 3})

    assert rules.changes(Side.LOCAL, now, [before]) == (
        Change(FEET, Side.LOCAL, 2, 3),
        Change(MONEY, Side.DANISH, 1, 2),
    )


def test_a_talk_in_which_it_did_not_judge_the_area_is_looked_past() -> None:
    first, second = chosen({}, {"ca.money": 1}), chosen({}, {})
    now = chosen({"ca.feet": 4}, {"ca.money": 3})

    assert rules.changes(Side.LOCAL, now, [first, second]) == (Change(MONEY, Side.LOCAL, 1, 3),)


def test_nothing_has_changed_after_the_first_talk_or_when_all_is_the_same() -> None:
    now = chosen({"ca.money": 1}, {"ca.money": 3})

    assert rules.changes(Side.LOCAL, now, []) == rules.changes(Side.LOCAL, now, [now]) == ()
    assert rules.changes(Side.DANISH, now, [chosen({"ca.money": 2}, {})]) == ()


def test_over_time_an_area_has_a_point_for_every_talk_about_that_organisation() -> None:
    talks = [
        Held(date(2027, 2, 1), chosen({"ca.money": 3}, {"ca.money": 2})),
        Held(date(2027, 6, 1), chosen({"cd.open": 3}, {})),
        Held(date(2028, 2, 1), chosen({}, {"ca.money": 3})),
    ]
    series = {one.area: one.points for one in rules.over_time(Side.LOCAL, talks)}

    assert list(series) == list(areas_of(Side.LOCAL))
    assert series[MONEY] == (Point(date(2027, 2, 1), 2, 3), Point(date(2028, 2, 1), 3, None))
    assert series[FEET] == (Point(date(2027, 2, 1), None, None), Point(date(2028, 2, 1), None, None))


def test_for_each_chosen_area_it_is_known_what_is_done_and_how_it_is_helped() -> None:
    book = Commitment(1, Kind.STEP, "A cash book", "local", Month(2027, 6), area="money")
    course = Commitment(2, Kind.PROMISE, "A weekend course", "danish", None, area="money")
    elsewhere = Commitment(3, Kind.STEP, "A garden", "local", None, area="admin")
    without = Commitment(4, Kind.STEP, "The goal's own step", "both", None, goal=1)

    found = rules.chosen(["feet", "money"], [book, course, elsewhere, without])

    assert found == (Chosen(MONEY, (book,), (course,)), Chosen(FEET, (), ()))
    assert [(one.acted_on, one.helped) for one in found] == [(True, True), (False, False)]


def test_a_code_that_both_organisations_have_means_the_local_area() -> None:
    assert [one.area.question for one in rules.chosen(["people"], [])] == ["ca.people"]


@pytest.mark.parametrize(
    ("settled", "held", "due"),
    [
        (None, None, None),
        (Month(2028, 2), None, date(2028, 2, 29)),
        (Month(2028, 3), date(2027, 2, 10), date(2028, 3, 31)),
        (Month(2027, 3), date(2027, 2, 10), date(2027, 3, 31)),
        (None, date(2027, 2, 10), date(2028, 2, 10)),
        (None, date(2028, 2, 29), date(2029, 2, 28)),
        # A talk held in the month agreed on, or later, was the talk they agreed on.
        (Month(2027, 2), date(2027, 2, 10), date(2028, 2, 10)),
        (Month(2026, 12), date(2027, 2, 10), date(2028, 2, 10)),
    ],
)
def test_it_is_due_at_the_end_of_the_month_agreed_on_else_twelve_months_later(
    settled: Month | None, held: date | None, due: date | None
) -> None:
    assert rules.due_again(settled, held) == due


def test_by_default_it_is_looked_at_again_twelve_months_later() -> None:
    assert rules.again_by_default(date(2027, 12, 31)) == Month(2028, 12)
