"""How near two sides are, row by row of the comparison rule, and what to talk about first."""

from __future__ import annotations

import pytest

from conversations.answers import Answer, Json, State
from conversations.comparison import Compared, Verdict, Why, compare, compare_topic, talk_points
from conversations.dialogue import Topic
from conversations.questions import (
    Choice,
    Counts,
    FreeText,
    Level,
    ListOf,
    MonthQuestion,
    Multi,
    Number,
    Question,
    RedAmberGreen,
    Scale,
    WhoDoesIt,
    option,
)
from conversations.sides import Side

ABCD = tuple(option(c, c.upper()) for c in "abcd")
SCALE = Scale(id="scale", prompt="?", steps=tuple("12345"))
LEVEL = Level(id="level", prompt="?", steps=tuple("1234"))
ORDERED = Choice(id="ordered", prompt="?", choices=ABCD, ordered=True)
UNORDERED = Choice(id="unordered", prompt="?", choices=ABCD, unknown=frozenset({"d"}))
MULTI = Multi(id="multi", prompt="?", choices=ABCD)
WHO = WhoDoesIt(id="who", prompt="?")
RAG = RedAmberGreen(id="rag", prompt="?")
MONTH = MonthQuestion(id="month", prompt="?")
COSTS = Multi(
    id="costs",
    prompt="?",
    choices=(*ABCD, option("none", "None")),
    alone="none",
    about_oneself=True,
    gap_if_nobody=True,
)
FREE = FreeText(id="free", prompt="?")
ONESELF = Choice(id="oneself", prompt="?", choices=ABCD, about_oneself=True)
ONE_SIDED = Choice(id="one", prompt="?", choices=ABCD, side=Side.LOCAL)
LOW = Scale(id="low", prompt="?", steps=tuple("12345"), about_oneself=True, power=True, low=2)
POWER = Scale(id="power", prompt="?", steps=tuple("12345"), power=True)


def given(question: Question, value: Json) -> Answer:
    return Answer(question.id, State.GIVEN, value)


def both(question: Question, danish: Json, local: Json) -> dict[Side, Answer | None]:
    return {Side.DANISH: given(question, danish), Side.LOCAL: given(question, local)}


def verdict(question: Question, danish: Json, local: Json) -> Verdict:
    one = compare(question, both(question, danish, local))
    mirrored = compare(question, both(question, local, danish))
    if not isinstance(question, WhoDoesIt):
        assert one.verdict is mirrored.verdict
    return one.verdict


@pytest.mark.parametrize(
    ("question", "danish", "local", "expected"),
    [
        (SCALE, 3, 3, "same"),
        (SCALE, 3, 4, "near"),
        (SCALE, 3, 5, "apart"),
        (SCALE, 1, 5, "apart"),
        (LEVEL, 1, 1, "same"),
        (LEVEL, 1, 2, "near"),
        (LEVEL, 1, 3, "apart"),
        (ORDERED, "a", "a", "same"),
        (ORDERED, "b", "c", "near"),
        (ORDERED, "a", "c", "apart"),
        (UNORDERED, "a", "a", "same"),
        (UNORDERED, "a", "b", "apart"),
        (UNORDERED, "a", "d", "silent"),
        (UNORDERED, "d", "d", "silent"),
        (MULTI, ["a", "b"], ["a", "b"], "same"),
        (MULTI, ["a"], ["a", "b"], "near"),
        (MULTI, ["a", "b", "c"], ["a", "b", "d"], "near"),
        (MULTI, ["a", "b"], ["a", "c"], "apart"),
        (MULTI, ["a"], ["a", "b", "c"], "apart"),
        (MULTI, ["a"], ["b"], "apart"),
        (RAG, "green", "green", "same"),
        (RAG, "green", "yellow", "near"),
        (RAG, "yellow", "red", "near"),
        (RAG, "green", "red", "apart"),
        (RAG, "red", "unknown", "silent"),
        (MONTH, "2027-02", "2027-02", "same"),
        (MONTH, "2026-12", "2027-02", "near"),
        (MONTH, "2026-11", "2027-02", "apart"),
        (WHO, "danish", "danish", "same"),
        (WHO, "local", "local", "same"),
        (WHO, "both", "both", "same"),
        (WHO, "danish", "both", "near"),
        (WHO, "both", "local", "near"),
        (WHO, "both", "none", "near"),
        (WHO, "danish", "local", "double"),
        (WHO, "local", "danish", "gap"),
        (WHO, "none", "none", "gap"),
        (WHO, "none", "danish", "gap"),
        (WHO, "local", "none", "gap"),
        (WHO, "danish", "none", "apart"),
        (WHO, "none", "local", "apart"),
        (FREE, {"pieces": [{"t": "x"}]}, {"pieces": [{"t": "x"}]}, "beside"),
        (FREE, {"pieces": [{"f": 1, "k": "voice"}]}, {"pieces": [{"t": "x"}]}, "beside"),
        (ListOf(id="list", prompt="?", most=2), {"pieces": [{"t": "x"}]}, {"pieces": [{"t": "y"}]}, "beside"),
        (Number(id="number", prompt="?"), 1, 1000, "beside"),
        (Counts(id="counts", prompt="?", counted=("a",)), [1], [2], "beside"),
        (ONESELF, "a", "d", "beside"),
        (LOW, 1, 5, "beside"),
        (ONE_SIDED, "a", "b", "beside"),
    ],
)
def test_how_near_two_answers_are(question: Question, danish: Json, local: Json, expected: str) -> None:
    assert verdict(question, danish, local) == expected


@pytest.mark.parametrize("state", [State.SKIPPED, State.TALK, State.UNCLEAR, State.REOPENED, State.DRAFT, None])
@pytest.mark.parametrize("question", [SCALE, UNORDERED, MULTI, WHO, RAG, MONTH, FREE])
def test_what_one_side_does_not_answer_is_never_a_difference(question: Question, state: State | None) -> None:
    silent = Answer(question.id, state) if state else None
    value: Json = {"scale": 1, "multi": ["a"], "month": "2027-01"}.get(question.id, "a")
    for one, other in ((silent, given(question, value)), (given(question, value), silent), (silent, silent)):
        answers = {Side.DANISH: one, Side.LOCAL: other}
        assert compare(question, answers) == Compared(question, answers, Verdict.SILENT)


@pytest.mark.parametrize(
    ("question", "value"), [(COSTS, ["a"]), (ONESELF, "a"), (ONE_SIDED, "a"), (LOW, 1)], ids=lambda x: str(x)[:8]
)
def test_what_describes_oneself_is_only_shown_whether_or_not_the_other_says_anything(
    question: Question, value: Json
) -> None:
    answers = {Side.DANISH: given(question, value), Side.LOCAL: None}

    assert compare(question, answers) == Compared(question, answers, Verdict.BESIDE)


def test_a_cost_that_nobody_carries_is_a_gap() -> None:
    answers = both(COSTS, ["a", "b"], ["b", "c"])

    assert compare(COSTS, answers) == Compared(COSTS, answers, Verdict.GAP, ("d",))


def test_none_of_the_costs_carries_none_and_is_no_cost() -> None:
    answers = both(COSTS, ["none"], ["a", "b", "c"])

    assert compare(COSTS, answers) == Compared(COSTS, answers, Verdict.GAP, ("d",))


def test_costs_that_are_all_carried_are_not_judged() -> None:
    answers = both(COSTS, ["a", "b"], ["c", "d"])

    assert compare(COSTS, answers) == Compared(COSTS, answers, Verdict.BESIDE)


TOPIC = Topic("t", "T", (SCALE, UNORDERED, WHO, LOW, POWER, COSTS, FREE))


def rows(danish: dict[str, Answer], local: dict[str, Answer]) -> tuple[Compared, ...]:
    return compare_topic(TOPIC, {Side.DANISH: danish, Side.LOCAL: local})


def answers(**values: Json) -> dict[str, Answer]:
    return {
        id: Answer(id, State.TALK) if value == "TALK" else Answer(id, State.GIVEN, value)
        for id, value in values.items()
    }


def points(danish: dict[str, Answer], local: dict[str, Answer], most: int = 3) -> list[tuple[str, Why]]:
    return [(p.compared.question.id, p.why) for p in talk_points(rows(danish, local), most)]


def test_only_what_somebody_said_something_to_is_shown_in_the_order_asked() -> None:
    shown = rows(answers(free={"pieces": []}, scale=1), {**answers(who="both"), "low": Answer("low", State.SKIPPED)})

    assert [row.question.id for row in shown] == ["scale", "who", "free"]


def test_the_agenda_begins_with_what_was_asked_for_then_gaps_then_power_then_the_rest() -> None:
    danish = answers(scale=1, unordered="a", who="local", low=1, power=1, free="TALK")
    local = answers(scale=5, unordered="b", who="danish", low=5, power=3, free={"pieces": [{"t": "x"}]})

    assert points(danish, local, most=9) == [
        ("free", Why.TALK),
        ("who", Why.GAP),
        ("low", Why.LOW),
        ("power", Why.APART),
        ("scale", Why.APART),
        ("unordered", Why.APART),
    ]
    assert points(danish, local) == [("free", Why.TALK), ("who", Why.GAP), ("low", Why.LOW)]


def test_a_double_comes_with_the_gaps_in_the_order_asked() -> None:
    danish, local = answers(who="danish", costs=["a"]), answers(who="local", costs=["b"])

    assert points(danish, local) == [("who", Why.DOUBLE), ("costs", Why.GAP)]


@pytest.mark.parametrize(
    ("danish", "local", "expected"),
    [(1, 1, True), (2, 2, True), (2, 5, True), (5, 1, True), (3, 3, False), (3, 5, False)],
)
def test_a_low_answer_about_power_is_a_talk_point_even_when_both_say_the_same(
    danish: int, local: int, expected: bool
) -> None:
    assert points(answers(low=danish), answers(low=local)) == ([("low", Why.LOW)] if expected else [])


def test_a_low_answer_counts_even_when_the_other_is_kept() -> None:
    assert points(answers(low=1), {}) == [("low", Why.LOW)]


def test_a_question_is_a_talk_point_once_for_its_weightiest_reason() -> None:
    assert points(answers(low="TALK"), answers(low=1)) == [("low", Why.TALK)]


def test_where_both_agree_there_is_nothing_to_talk_about() -> None:
    same = answers(scale=3, unordered="a", who="both", low=4, power=3, costs=["a", "b", "c", "d"])

    assert points(same, same) == []


def test_swapping_the_sides_mirrors_the_comparison() -> None:
    swap = {"danish": "local", "local": "danish"}
    for danish in ("danish", "local", "both", "none"):
        for local in ("danish", "local", "both", "none"):
            one = compare(WHO, both(WHO, danish, local)).verdict
            other = compare(WHO, both(WHO, swap.get(local, local), swap.get(danish, danish))).verdict
            assert one is other
