"""How warm it is, compared with last time, as far as a reader may see; and whether there ever was a proper talk."""

from __future__ import annotations

from itertools import product

import pytest

from conversations.answers import Answer, State
from conversations.dialogues.temperature import EQUAL, SAFE, START, TEMP, TEMPERATURE, UNSAID, UNSAID_TALK
from conversations.sides import Side, Visible
from conversations.temperature import Answers, Reading, Way, readings, without_a_talk

D, L = Side.DANISH, Side.LOCAL


def said(danish: dict[str, object], local: dict[str, object]) -> Answers:
    """What is not named was not given, or is not for this reader."""
    return {
        side: {question: Answer(question, State.GIVEN, value) for question, value in given.items()}
        for side, given in ((D, danish), (L, local))
    }


def test_each_side_is_compared_with_itself_and_nothing_is_averaged() -> None:
    before = said({TEMP: 3, EQUAL: 4}, {TEMP: 3, SAFE: 2})
    now = said({TEMP: 4, EQUAL: 4}, {TEMP: 2, SAFE: 3})
    assert [(r, r.way) for r in readings(now, [before])] == [
        (Reading(TEMP, D, 4, 3), Way.MORE),
        (Reading(TEMP, L, 2, 3), Way.LESS),
        (Reading(EQUAL, D, 4, 4), Way.SAME),
        (Reading(SAFE, L, 3, 2), Way.MORE),
    ]


def test_the_first_time_there_is_nothing_to_compare_with() -> None:
    (one,) = readings(said({TEMP: 4}, {}), [])
    assert (one, one.way) == (Reading(TEMP, D, 4), None)


def test_last_time_is_the_last_one_in_which_this_side_said_anything() -> None:
    rounds = [said({TEMP: 1}, {TEMP: 5}), said({TEMP: 2}, {}), said({}, {})]
    assert readings(said({TEMP: 3}, {TEMP: 3}), rounds) == (Reading(TEMP, D, 3, 2), Reading(TEMP, L, 3, 5))


@pytest.mark.parametrize("state", [State.SKIPPED, State.TALK, State.UNCLEAR, State.REOPENED, State.DRAFT])
def test_what_was_not_given_is_no_reading_and_nothing_to_compare_with(state: State) -> None:
    left: Answers = {D: {TEMP: Answer(TEMP, state, None)}, L: {}}
    assert readings(left, []) == ()
    assert readings(said({TEMP: 3}, {}), [left]) == (Reading(TEMP, D, 3),)
    assert without_a_talk({D: {START: Answer(START, state, None)}, L: {}}) == ()


def test_sides_swapped_give_mirrored_readings() -> None:
    for a, b, c, d in product((None, 1, 3, 5), repeat=4):
        now = said({TEMP: a} if a else {}, {TEMP: b} if b else {})
        before = said({TEMP: c} if c else {}, {TEMP: d} if d else {})
        mirrored = readings({D: now[L], L: now[D]}, [{D: before[L], L: before[D]}])
        found = readings(now, [before])
        assert {(r.question, r.side.other, r.now, r.before) for r in mirrored} == {
            (r.question, r.side, r.now, r.before) for r in found
        }


@pytest.mark.parametrize(
    ("danish", "local", "sides"),
    [
        ("written", "spoken", ()),
        ("partly", "written", (D,)),
        ("spoken", "no", (L,)),
        ("no", "partly", (D, L)),
    ],
)
def test_partly_and_no_say_that_there_was_no_proper_talk(danish: str, local: str, sides: tuple[Side, ...]) -> None:
    assert without_a_talk(said({START: danish}, {START: local})) == sides


def test_power_and_safety_begin_at_staff_only_and_what_was_hard_to_say_with_oneself() -> None:
    asked = (q for one in (TEMPERATURE, UNSAID_TALK) for topic in one.topics for q in topic.questions)
    begins = {q.id: q.visible for q in asked}
    narrower = {question: visible for question, visible in begins.items() if visible is not Visible.BOTH}
    assert narrower == {EQUAL: Visible.STAFF, SAFE: Visible.STAFF, UNSAID: Visible.ME}
