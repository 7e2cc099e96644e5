"""What check-ins tell over time: goals, changes, promises and the lesson book; mirrored when the sides are swapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from conversations.answers import Answer, State
from conversations.checkins import (
    At,
    Change,
    CheckIn,
    Lesson,
    Promise,
    changes,
    checkin,
    last,
    lessons,
    plain,
    promises,
    search,
    series,
    sittings,
)
from conversations.dialogues.checkin import made
from conversations.sides import Side
from conversations.text import Month
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY

D, L = Side.DANISH, Side.LOCAL
ABOUT = {"goals": [[4, "Clean water"], [7, "A night shift"]], "gone": [], "sittings": [1, 2]}
MARCH, JUNE, SEPTEMBER = date(2027, 3, 9), date(2027, 6, 2), date(2027, 9, 30)

Said = Mapping[str, Any]


def held(
    day: date, danish: Said, local: Said, opened: tuple[str, ...] = ("work", "between"), number: int = 1
) -> CheckIn:
    answers = {
        side: {q: value if isinstance(value, Answer) else Answer(q, State.GIVEN, value) for q, value in said.items()}
        for side, said in ((D, danish), (L, local))
    }
    return checkin(made(ABOUT), number, ABOUT, dict.fromkeys(opened, day), answers)


def words(*said: str) -> dict[str, Any]:
    return {"pieces": [{"t": one, "m": n} for n, one in enumerate(said)]}


def swapped(one: CheckIn) -> CheckIn:
    return replace(one, answers={side: one.answers[side.other] for side in Side})


FIRST = held(
    MARCH,
    {"ci.goal.state.4": "way", "ci.goal.state.7": "slow", "ci.kept.own": "yes", "ci.temp": 4, "ci.call": "no"},
    {"ci.goal.state.4": "slow", "ci.kept.own": "yes", "ci.kept.other": "partly", "ci.temp": 3},
)
SECOND = held(
    JUNE,
    {"ci.goal.state.4": "reached", "ci.goal.state.7": "slow", "ci.kept.own": "mostly", "ci.temp": 4, "ci.call": "week"},
    {"ci.goal.state.4": "slow", "ci.goal.state.7": "wrong", "ci.kept.other": "no", "ci.temp": 2},
    number=2,
)


def test_a_goal_through_all_check_ins() -> None:
    assert series((FIRST, SECOND), 4) == (
        At(MARCH, {D: "way", L: "slow"}),
        At(JUNE, {D: "reached", L: "slow"}),
    )
    assert series((FIRST, SECOND), 7) == (At(MARCH, {D: "slow"}), At(JUNE, {D: "slow", L: "wrong"}))
    assert series((FIRST, SECOND), 99) == ()


def test_what_changed_since_last_time_and_nothing_else() -> None:
    assert changes(SECOND, (FIRST,)) == (
        Change("ci.goal.state.4", D, "way", "reached"),
        Change("ci.kept.own", D, "yes", "mostly"),
        Change("ci.kept.other", L, "partly", "no"),
        Change("ci.temp", L, "3", "2"),
        Change("ci.call", D, "no", "week"),
    )
    assert changes(FIRST, ()) == ()


def test_last_time_is_the_last_time_it_was_asked_and_answered() -> None:
    monthly = held(JUNE, {"ci.goal.state.4": "way"}, {}, opened=("work",))
    skipped = held(JUNE, {"ci.temp": Answer("ci.temp", State.SKIPPED)}, {})
    assert last((FIRST, monthly, skipped), D, "ci.temp") == "4"
    assert [one.question for one in changes(SECOND, (FIRST, monthly, skipped)) if one.side is L] == [
        "ci.kept.other",
        "ci.temp",
    ]


def test_promises_stand_by_the_side_that_promised() -> None:
    assert promises(FIRST) == {D: Promise("yes", "partly"), L: Promise("yes", None)}
    assert promises(held(MARCH, {}, {})) == {}


def test_swapped_sides_give_mirrored_results() -> None:
    one, two = swapped(FIRST), swapped(SECOND)
    for goal in (4, 7):
        mirrored = [
            At(at.on, {side.other: code for side, code in at.states.items()}) for at in series((one, two), goal)
        ]
        assert tuple(mirrored) == series((FIRST, SECOND), goal)
    other = {replace(change, side=change.side.other) for change in changes(two, (one,))}
    assert other == set(changes(SECOND, (FIRST,)))
    assert {side.other: promise for side, promise in promises(one).items()} == promises(FIRST)


@pytest.mark.parametrize("opened", [(), ("work",), ("between",)])
def test_what_is_not_opened_is_told_to_nobody(opened: tuple[str, ...]) -> None:
    said = {"ci.goal.state.4": "way", "ci.good": words("x"), "ci.temp": 4}
    one = held(MARCH, said, said, opened=opened)
    assert (bool(series((one,), 4)), bool(lessons((one,))), last((one,), D, "ci.temp")) == (
        "work" in opened,
        "work" in opened,
        "4" if "between" in opened else None,
    )


@pytest.mark.parametrize("state", [State.SKIPPED, State.TALK, State.UNCLEAR])
def test_what_was_set_aside_is_no_state_and_no_lesson(state: State) -> None:
    aside = {q: Answer(q, state) for q in ("ci.goal.state.4", "ci.good", "ci.temp")}
    one = held(MARCH, aside, {})
    assert (series((one,), 4), lessons((one,)), changes(one, (FIRST,))) == ((), (), ())


def test_the_second_sitting_comes_every_time_but_in_a_monthly_rhythm_every_third_month() -> None:
    months = [Month(year, month) for year in (2026, 2027) for month in range(1, 13)]
    for rhythm, before, now in product((1, 3, 6, 12), (None, *months), months):
        apart = None if before is None else (now.year - before.year) * 12 + now.month - before.month
        both = rhythm > 1 or apart is None or apart >= 3
        assert sittings(rhythm, now, before) == ((1, 2) if both else (1,))


def test_a_year_of_monthly_check_ins_has_four_second_sittings() -> None:
    between, found = Month(2026, 12), []
    for month in range(1, 13):
        found.append(sittings(1, Month(2027, month), between))
        if 2 in found[-1]:
            between = Month(2027, month)
    assert found == [(1,), (1,), (1, 2)] * 4


LESSONS = lessons(
    (
        held(MARCH, {"ci.good": words("Øvelse gør mester"), "ci.bad": words("Café: for sent")}, {}, number=1),
        held(
            JUNE,
            {"ci.bad": words("Strom aus"), "ci.good": {"pieces": [{"f": 5, "k": "voice", "m": 1}]}},
            {"ci.good": words("पानी सफा छ", "ውሃ"), "ci.bad": words("مُدَرِّسَة")},
            number=2,
        ),
    )
)


def test_the_lesson_book_is_newest_first_and_has_good_before_bad() -> None:
    assert [(one.round, one.on, one.side, one.good, one.words) for one in LESSONS] == [
        (2, JUNE, D, True, ""),
        (2, JUNE, L, True, "पानी सफा छ\nውሃ"),
        (2, JUNE, D, False, "Strom aus"),
        (2, JUNE, L, False, "مُدَرِّسَة"),
        (1, MARCH, D, True, "Øvelse gør mester"),
        (1, MARCH, D, False, "Café: for sent"),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("ovelse", [4]),
        ("ØVELSE", [4]),
        ("gor  Mester", [4]),
        ("cafe", [5]),
        ("CAFÉ", [5]),
        ("cafe, sent!", [5]),
        ("cafe mester", []),
        ("पानी", [1]),
        ("पान", [1]),
        ("ውሃ", [1]),
        ("مدرسة", [3]),
        ("om", [2]),
        ("ｓｔｒｏｍ", [2]),
        ("nothing", []),
    ],
)
def test_a_search_looks_for_every_word_whatever_its_case_and_accents(wanted: str, found: list[int]) -> None:
    assert search(LESSONS, wanted) == tuple(LESSONS[n] for n in found)


@pytest.mark.parametrize("wanted", [*INVISIBLE, "!?", "%", "_", "👍"])
def test_nothing_is_found_by_signs_alone(wanted: str) -> None:
    assert search(LESSONS, wanted) == ()


@pytest.mark.parametrize("hostile", [*KEPT_EXACTLY, "İstanbul", "Straße", "ﬁsh", "\u200cنمی‌خواهم"])
def test_whatever_was_written_is_found_by_itself(hostile: str) -> None:
    lesson = Lesson(1, MARCH, D, True, Answer("ci.good", State.GIVEN, words(hostile)))
    assert search((lesson,), hostile) == ((lesson,) if plain(hostile) else ())
    assert plain(plain(hostile)) == plain(hostile)
