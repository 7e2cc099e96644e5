"""The joint list of goals: out of what both sides named, each goal once, and nothing is lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Answer, State
from conversations.goals import (
    MOST_CANDIDATES,
    MOST_GOALS,
    NO_GOALS,
    NO_ROOM,
    TOO_MANY_GOALS,
    TWICE,
    Candidate,
    Draft,
    Goal,
    added,
    from_json,
    identified,
    lacks_strength,
    matters_most,
    merged,
    named,
    on_top_of,
    raised,
    reworded,
    same_goal,
    stamp,
    stands,
    tagged,
    to_json,
    toggled,
    value,
    with_others,
)
from conversations.inputs import Said
from conversations.questions import Refusal
from conversations.questions.joint import read_line
from conversations.sides import Side
from conversations.text import Text, text
from tests.conversations.hostile import KEPT_EXACTLY

D, L = Side.DANISH, Side.LOCAL
WATER, REPAIR, POWER = "Clean water", "Two people can repair", "The lamps burn at night"


def test_each_side_names_its_goals_in_turn_and_a_goal_named_twice_stands_once() -> None:
    assert merged([(D, [WATER, REPAIR]), (L, [POWER, "clean  WATER."])], ()) == (
        Candidate(WATER, (D, L)),
        Candidate(POWER, (L,)),
        Candidate(REPAIR, (D,)),
    )


def test_what_is_agreed_on_comes_first_and_what_was_left_out_of_it_is_not_ticked() -> None:
    kept = (Goal(7, 1, POWER, stronger=True),)
    assert merged([(D, [WATER]), (L, [POWER])], kept) == (
        Candidate(POWER, (L,), 7, True, True),
        Candidate(WATER, (D,), ticked=False),
    )


def test_more_goals_than_fit_are_offered_but_not_ticked() -> None:
    draft = merged([(D, [f"goal {n}" for n in range(9)])], ())
    assert [c.ticked for c in draft] == [True] * MOST_GOALS + [False] * 3


def test_a_recording_stands_in_the_list_by_its_title() -> None:
    pieces = [{"t": "Clean\nwater"}, {"f": 1, "k": "voice", "t": "The road"}, {"f": 2, "k": "voice"}]
    assert named(Answer("su.goal.list", State.GIVEN, {"pieces": pieces})) == (WATER, "The road")
    assert named(None) == ()


def test_an_empty_list_and_one_that_is_too_long_are_refused_in_clear_words() -> None:
    assert value(()) == Refusal(Text(NO_GOALS))
    assert value((Candidate(WATER, ticked=False),)) == Refusal(Text(NO_GOALS))
    many = tuple(Candidate(f"goal {n}") for n in range(MOST_GOALS + 1))
    assert value(many) == Refusal(text(TOO_MANY_GOALS, n=MOST_GOALS))


def test_two_equal_goals_are_refused_and_nothing_is_changed() -> None:
    draft = (Candidate(WATER), Candidate(REPAIR, ticked=False))
    assert added(draft, " two people can REPAIR. ") == Refusal(Text(TWICE))
    assert reworded(draft, 0, REPAIR) == Refusal(Text(TWICE))
    assert reworded(draft, 0, "Clean water!") == (Candidate("Clean water!"), draft[1])


def test_nobody_adds_without_end() -> None:
    full = tuple(Candidate(f"goal {n}") for n in range(MOST_CANDIDATES))
    assert added(full, WATER) == Refusal(text(NO_ROOM, n=MOST_CANDIDATES))


def test_a_reworded_goal_stays_the_same_goal_but_nobody_has_named_it_like_this() -> None:
    draft = (Candidate(WATER, (D,), 7, ticked=False, stronger=True),)
    assert reworded(draft, 0, POWER) == (Candidate(POWER, (), 7, True, True),)


def test_what_was_put_forward_comes_first_and_the_rest_can_still_be_ticked() -> None:
    draft = merged([(D, [WATER]), (L, [REPAIR])], (Goal(7, 1, POWER),))
    put = {"goals": [{"id": None, "w": "Clean water", "s": True}, {"id": 7, "w": "Lamps that burn", "s": False}]}
    assert on_top_of(put, draft) == (
        Candidate(WATER, (D,), None, True, True),
        Candidate("Lamps that burn", (), 7),
        Candidate(REPAIR, (L,), ticked=False),
    )


def test_a_goal_that_was_agreed_on_meanwhile_is_that_goal_and_one_dropped_would_be_a_new_one() -> None:
    draft = (Candidate("clean water"), Candidate(POWER, id=3), Candidate(REPAIR, id=9))
    goals = (Goal(8, 1, WATER), Goal(9, 2, "Repairs"))
    assert [c.id for c in identified(draft, goals)] == [8, None, 9]


def test_what_only_an_older_draft_had_can_still_be_ticked() -> None:
    before = (Candidate("clean water"), Candidate(POWER, id=3))
    assert with_others((Candidate(WATER),), before) == (Candidate(WATER), Candidate(POWER, ticked=False))


def test_the_list_that_is_agreed_on_already_is_known_by_its_goals_words_marks_and_order() -> None:
    goals = (Goal(1, 1, WATER), Goal(2, 2, REPAIR, stronger=True))
    draft = merged((), goals)
    assert stands(value(draft), goals)
    assert not any(stands(value(d), goals) for d in (raised(draft, 1), tagged(draft, 0), toggled(draft, 0)))


def test_a_goal_that_makes_the_local_organisation_stronger_is_missed_only_in_a_list_without_one() -> None:
    assert not lacks_strength(())
    assert lacks_strength((Goal(1, 1, WATER),))
    assert not lacks_strength((Goal(1, 1, WATER), Goal(2, 2, REPAIR, stronger=True)))


def test_a_choice_of_a_goal_that_was_dropped_counts_as_none() -> None:
    goals = (Goal(1, 1, WATER), Goal(2, 2, REPAIR))
    assert matters_most({D: 2, L: 5}, goals) == {D: goals[1]}


WORDS = st.one_of(st.sampled_from([WATER, REPAIR, POWER, "clean water.", *KEPT_EXACTLY, "a" * 4096]), st.text())
LISTS = st.lists(st.tuples(st.sampled_from(list(Side)), st.lists(WORDS, max_size=5)), max_size=2)
CHANGES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30), WORDS), max_size=20)


def drawn(lists: list[tuple[Side, list[str]]], changes: list[tuple[int, int, str]]) -> list[Draft]:
    """A draft and what it becomes with every change; what is refused changes nothing."""
    said = [(side, [w for w in map(read, words) if isinstance(w, str)]) for side, words in lists]
    drafts = [merged(said, ())]
    for kind, n, words in changes:
        draft, read_words = drafts[-1], read(words)
        changed: Draft | Refusal = draft
        if kind == 0 and isinstance(read_words, str):
            changed = added(draft, read_words)
        elif draft:
            n %= len(draft)
            if kind == 4 and isinstance(read_words, str):
                changed = reworded(draft, n, read_words)
            else:
                changed = (toggled, tagged, raised)[kind % 3](draft, n)
        drafts.append(draft if isinstance(changed, Refusal) else changed)
    return drafts


def read(words: str) -> str | Refusal:
    return read_line(Said(words))


@given(LISTS, CHANGES)
def test_whatever_is_done_to_a_list_no_goal_of_it_is_lost_or_stands_twice(
    lists: list[tuple[Side, list[str]]], changes: list[tuple[int, int, str]]
) -> None:
    drafts = drawn(lists, changes)
    assert [len(d) for d in drafts] == sorted(len(d) for d in drafts)
    for draft in drafts:
        assert not any(same_goal(a.words, b.words) for n, a in enumerate(draft) for b in draft[:n])
        assert from_json(json.loads(json.dumps(to_json(draft)))) == draft


@given(LISTS, CHANGES)
def test_what_is_put_forward_are_the_ticked_goals_in_their_order_or_nothing(
    lists: list[tuple[Side, list[str]]], changes: list[tuple[int, int, str]]
) -> None:
    draft = drawn(lists, changes)[-1]
    ticked = [c for c in draft if c.ticked]
    put = value(draft)
    if isinstance(put, Refusal):
        assert not 1 <= len(ticked) <= MOST_GOALS
    else:
        assert put == {"goals": [{"id": c.id, "w": c.words, "s": c.stronger} for c in ticked]}
        assert value(on_top_of(put, draft)) == put
        assert {c.words for c in on_top_of(put, draft)} == {c.words for c in draft}


@given(LISTS, CHANGES)
def test_two_drafts_have_the_same_stamp_only_if_they_read_the_same(
    lists: list[tuple[Side, list[str]]], changes: list[tuple[int, int, str]]
) -> None:
    drafts = drawn(lists, changes)
    for before, after in pairwise(drafts):
        read_alike = [replace(c, by=(), id=None) for c in before] == [replace(c, by=(), id=None) for c in after]
        assert (stamp(before) == stamp(after)) is read_alike
