"""The agreement: what becomes a line of it, what its seal covers, and how two versions differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from conversations.agreement import (
    Change,
    Difference,
    Heading,
    Line,
    Parties,
    differences,
    from_json,
    of_one_side,
    open_points,
    seal,
    subjects,
    to_json,
)
from conversations.answers import Answer, Json, State
from conversations.commitments import Commitment, Kind
from conversations.comparison import compare_topic
from conversations.dialogues.startup import STARTUP
from conversations.drawing_up import heading_of, lines
from conversations.goals import Goal
from conversations.proposals import End, Proposal
from conversations.sides import Side
from conversations.text import Month
from conversations.together import OF_ONE_SIDE, Known, Subject

PARTIES = Parties({Side.DANISH: "Havn", Side.LOCAL: "Shore"}, "KE", "en", "2027-02")
GOAL = Goal(3, 1, "Clean water", sign="Nobody falls ill", month=Month(2028, 6))
STEP = Commitment(7, Kind.STEP, "Order the pump", "danish", Month(2027, 9), goal=3)
PROMISE = Commitment(8, Kind.PROMISE, "Answer within a week", "both", None)
TOPICS = frozenset(topic.id for topic in STARTUP.topics)

Given = Mapping[str, Json]


def answers(given: Given, first_id: int) -> dict[str, Answer]:
    return {q: Answer(q, State.GIVEN, value, id=first_id + n) for n, (q, value) in enumerate(given.items())}


def known(danish: Given, local: Given, **more: Any) -> Known:
    """Every topic opened, with these answers, all of them readable by both sides."""
    readable = {Side.DANISH: answers(danish, 100), Side.LOCAL: answers(local, 200)}
    rows = {topic.id: compare_topic(topic, readable) for topic in STARTUP.topics}
    return Known(rows, **more)


def drawn(now: Known, agreed: frozenset[str] = TOPICS) -> tuple[Line, ...]:
    return lines(STARTUP, now, PARTIES, agreed)


def made(now: Known, agreed: frozenset[str] = TOPICS) -> dict[str, Line]:
    return {line.id: line for line in drawn(now, agreed)}


def accepted(id: int, value: Json) -> tuple[Proposal, ...]:
    return (Proposal(id, Side.DANISH, value, End.ACCEPTED),)


def waiting(id: int, value: Json) -> tuple[Proposal, ...]:
    return (Proposal(id, Side.DANISH, value),)


def test_the_parties_stand_in_it_even_before_anything_is_opened() -> None:
    found = [line for line in lines(STARTUP, Known(), PARTIES, frozenset()) if line.heading is not Heading.OPEN]
    assert found == [
        Line("party:danish", Heading.PARTIES, {"w": "Havn"}),
        Line("party:local", Heading.PARTIES, {"w": "Shore"}),
        Line("country", Heading.PARTIES, {"c": "KE"}),
        Line("start", Heading.PARTIES, {"m": "2027-02"}),
        Line("language", Heading.TALK, {"c": "en"}),
    ]


def test_a_topic_that_was_not_opened_is_an_open_point() -> None:
    found = open_points(lines(STARTUP, Known(), PARTIES, frozenset()))
    assert [line.value for line in found] == [{"topic": topic.id} for topic in STARTUP.topics]


def test_what_both_said_the_same_and_marked_we_agree_is_a_line_that_names_both_answers() -> None:
    now = known({"su.role.repair": "local"}, {"su.role.repair": "local"})
    line = Line("su.role.repair", Heading.ROLES, {"c": "local"}, ("answer:100", "answer:200"))
    assert made(now)["su.role.repair"] == line
    assert "su.role.repair" not in made(now, agreed=TOPICS - {"role"})


@pytest.mark.parametrize(
    ("question", "danish", "local"),
    [
        ("su.role.repair", "local", "danish"),
        ("su.role.repair", "local", "both"),
        ("su.role.repair", "none", "none"),
        ("su.give.waste", "open", "open"),
        ("su.exp.clash", "unsure", "unsure"),
        ("su.fut.years", "1", "3"),
    ],
)
def test_what_is_not_the_same_or_leaves_it_open_is_no_line(question: str, danish: str, local: str) -> None:
    assert question not in made(known({question: danish}, {question: local}))


def test_a_settled_point_stands_whatever_was_marked() -> None:
    now = known(
        {"su.role.repair": "local"},
        {"su.role.repair": "danish"},
        threads={"su.role.repair": accepted(5, {"c": "both"})},
    )
    line = Line("su.role.repair", Heading.ROLES, {"c": "both"}, ("proposal:5",))
    assert made(now, agreed=frozenset())["su.role.repair"] == line


def test_the_slower_rhythm_holds_without_being_settled() -> None:
    now = known({"su.plan.rhythm": "1"}, {"su.plan.rhythm": "6"})
    assert made(now, agreed=frozenset())["su.plan.rhythm"].value == {"c": "6"}


def test_what_each_side_brings_is_a_line_of_its_own() -> None:
    brings = {"su.give.kinds": ["money", "equipment"], "su.give.mine": {"pieces": [{"t": "Beds", "m": 4}]}}
    now = made(known(brings, {"su.give.mine": {"pieces": [{"f": 9, "k": "voice", "m": 5}]}}), agreed=frozenset())
    of_sides = [line for line in now.values() if of_one_side(line) is not None]
    assert of_sides == [
        Line("su.give.kinds:danish", Heading.GIVE, {"cs": ["equipment", "money"]}, ("answer:100",)),
        Line("su.give.mine:danish", Heading.GIVE, {"ws": [{"t": "Beds"}]}, ("answer:101",)),
        Line("su.give.mine:local", Heading.GIVE, {"ws": [{"k": "voice", "f": 9}]}, ("answer:200",)),
    ]


def test_what_is_settled_about_what_each_side_brings_takes_nobodys_own_words_away() -> None:
    now = known(
        {"su.give.mine": {"pieces": [{"t": "Beds"}]}, "su.give.costs": ["freight"]},
        {"su.give.costs": ["local"]},
        threads={"su.give.mine": accepted(5, {"w": "Beds"}), "su.give.costs": accepted(6, {"w": "Shore: customs"})},
    )
    found = [(id, line.made_of) for id, line in made(now).items() if id.startswith("su.give")]
    assert found == [
        ("su.give.mine", ("proposal:5",)),
        ("su.give.mine:danish", ("answer:100",)),
        ("su.give.costs", ("proposal:6",)),
        ("su.give.costs:danish", ("answer:101",)),
        ("su.give.costs:local", ("answer:200",)),
    ]


def test_goals_steps_promises_and_months_name_what_was_accepted() -> None:
    now = known(
        {}, {}, goals=(GOAL,), commitments=(STEP, PROMISE),
        threads={
            "su.goal.joint": accepted(1, {"goals": []}),
            "su.goal.sign:3": accepted(2, {"w": "Nobody falls ill"}),
            "su.goal.month:3": accepted(3, {"m": "2028-06"}),
            "su.plan.step:7": accepted(4, {}),
            "su.fut.end": accepted(6, {"m": "2030-01"}),
        },
    )  # fmt: skip
    found = made(now)
    assert [found[id] for id in ("goal:3", "step:7", "promise:8", "su.fut.end")] == [
        Line(
            "goal:3", Heading.GOALS,
            {"n": 1, "w": "Clean water", "sign": "Nobody falls ill", "m": "2028-06"},
            ("proposal:1", "proposal:2", "proposal:3"),
        ),
        Line("step:7", Heading.PLAN, {"w": "Order the pump", "who": "danish", "m": "2027-09", "n": 1}, ("proposal:4",)),
        Line("promise:8", Heading.GIVE, {"w": "Answer within a week", "who": "both", "m": None}),
        Line("su.fut.end", Heading.FUTURE, {"m": "2030-01"}, ("proposal:6",)),
    ]  # fmt: skip


def test_what_an_opening_left_to_settle_is_open_until_something_is_accepted_about_it() -> None:
    apart = ({"su.role.repair": "danish"}, {"su.role.repair": "local"})
    left = [line.id for line in open_points(drawn(known(*apart, goals=(replace(GOAL, sign=None),))))]
    assert left == [
        "open:goal:3",
        "open:su.goal.joint",
        "open:su.plan.review",
        "open:su.role.repair",
        "open:su.fut.end",
    ]
    settled = known(*apart, threads={"su.role.repair": accepted(5, {"c": "both"})})
    assert "open:su.role.repair" not in made(settled)


def test_what_is_only_put_forward_changes_nothing() -> None:
    now = known({"su.role.ship": "danish"}, {"su.role.ship": "local"}, goals=(GOAL,))
    forward = replace(
        now,
        proposed=(STEP, PROMISE),
        threads={
            "su.plan.step:7": waiting(1, {}),
            "su.give.promise:8": waiting(2, {}),
            "su.role.ship": waiting(3, {"c": "both"}),
            "su.know.reach": waiting(4, {"c": "call"}),
            "su.know.value": (Proposal(5, Side.LOCAL, {"w": "Trust"}, End.WITHDRAWN),),
        },
    )
    assert drawn(forward) == drawn(now)


def test_a_question_of_each_topic_has_its_heading() -> None:
    found = {topic.id: {heading_of(q.id) for q in topic.questions} for topic in STARTUP.topics}
    assert found == {
        "know": {Heading.TALK},
        "exp": {Heading.TALK},
        "goal": {Heading.GOALS},
        "plan": {Heading.PLAN},
        "give": {Heading.GIVE},
        "role": {Heading.ROLES},
        "fut": {Heading.FUTURE, Heading.END},
    }


def test_a_line_is_changed_where_it_was_settled() -> None:
    expected = {
        "goal:3": ("su.goal.joint", "su.goal.sign:3", "su.goal.month:3"),
        "step:7": ("su.plan.step:7",),
        "promise:8": ("su.give.promise:8",),
        "su.fut.end": ("su.fut.end",),
        "su.give.mine:danish": ("su.give.mine",),
        "party:danish": (),
        "country": (),
        "start": (),
        "language": (),
    }
    found = {id: tuple(map(str, subjects(Line(id, Heading.GOALS, {})))) for id in expected}
    assert found == expected
    open_one = Line("open:su.plan.step:+3", Heading.OPEN, {"q": "su.plan.step", "n": 1})
    assert subjects(open_one) == (Subject("su.plan.step", 3, new=True),)
    assert subjects(Line("open:goal", Heading.OPEN, {"topic": "goal"})) == ()


def test_every_line_that_both_sides_can_change_leads_to_something_they_settle() -> None:
    now = known({}, {}, goals=(GOAL,), commitments=(STEP, PROMISE))
    for line in drawn(now):
        assert all(subject.question in STARTUP.settled_together for subject in subjects(line))


VALUES = st.dictionaries(st.sampled_from(["w", "c", "m", "who"]), st.text(max_size=8), max_size=3)
SOME = st.dictionaries(st.sampled_from(["goal:1", "su.fut.end", "su.give.mine:local", "step:2"]), VALUES, max_size=4)


def as_lines(values: Mapping[str, Json]) -> tuple[Line, ...]:
    return tuple(Line(id, Heading.GOALS, value, ("proposal:1",)) for id, value in values.items())


@for_any(SOME, SOME)
def test_the_seal_is_the_same_exactly_when_no_line_differs(one: Mapping[str, Json], other: Mapping[str, Json]) -> None:
    before, after = as_lines(one), as_lines(other)
    assert (seal(before) == seal(after)) == (differences(before, after) == ())


@for_any(SOME)
def test_the_seal_is_not_of_the_order_or_the_sources(values: Mapping[str, Json]) -> None:
    here = as_lines(values)
    turned = tuple(replace(line, made_of=("answer:2",)) for line in reversed(here))
    assert seal(turned) == seal(here)


@for_any(SOME)
def test_lines_come_back_as_they_were_stored(values: Mapping[str, Json]) -> None:
    here = as_lines(values)
    assert from_json(json.loads(json.dumps(to_json(here)))) == here


@for_any(SOME, SOME)
def test_every_line_that_differs_is_told_once(one: Mapping[str, Json], other: Mapping[str, Json]) -> None:
    told = differences(as_lines(one), as_lines(other))
    by_id = {line.id: d.change for d in told if (line := d.after or d.before)}
    assert len(by_id) == len(told)
    assert by_id == (
        dict.fromkeys(other.keys() - one.keys(), Change.NEW)
        | dict.fromkeys(one.keys() - other.keys(), Change.GONE)
        | {id: Change.CHANGED for id in one.keys() & other.keys() if one[id] != other[id]}
    )


def test_a_difference_shows_the_line_before_and_after() -> None:
    was, now = Line("goal:3", Heading.GOALS, {"w": "Water"}), Line("goal:3", Heading.GOALS, {"w": "Clean water"})
    gone, new = Line("step:1", Heading.PLAN, {"w": "Dig"}), Line("step:2", Heading.PLAN, {"w": "Order"})
    assert differences((was, gone), (now, new)) == (
        Difference(Change.CHANGED, was, now),
        Difference(Change.NEW, None, new),
        Difference(Change.GONE, gone, None),
    )


def test_no_two_lines_have_the_same_id() -> None:
    brings = {q: {"pieces": [{"t": "x"}]} if q.endswith(("mine", "limit")) else [] for q in OF_ONE_SIDE}
    threads = {q: accepted(1, {"w": "x"}) for q in STARTUP.questions} | {"su.fut.end": accepted(2, {"m": "2030-01"})}
    now = known(brings, brings, goals=(GOAL,), commitments=(STEP, PROMISE), threads=threads)
    ids = [line.id for line in drawn(now)]
    assert len(set(ids)) == len(ids)
