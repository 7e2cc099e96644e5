"""What others may know of a talk about vulnerability: what the local side chose, and nothing that tells more."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Answer, State
from conversations.disclosure import known_to_others, known_to_own, points_of
from conversations.vulnerability import ASKED, OURS, UNKNOWN, Known, Tier, assess

TYPICAL = dict(zip(ASKED, (3, 2, 3, 2, 1, 2, 2, 1, 0, 1), strict=True))
BY_GUIDE = dict(zip(ASKED, (1, 2, 2, 1, 0, 0, 0, 0, 0, 0), strict=True))
LOW = dict.fromkeys(ASKED, 0)
ON_THE_EDGE = dict(zip(ASKED, (2, 1, 2, 2, 2, 2, 2, 2, 1, 3), strict=True))  # 16 of 27 without va.say

points = st.fixed_dictionaries({question: st.none() | st.integers(0, 3) for question in ASKED})


def answers(points: Mapping[str, int | None], show: str | None = None) -> dict[str, Answer]:
    """As the local side gave them; None is skipped."""
    given = {q: _answer(q, None if n is None else str(n)) for q, n in points.items()}
    return given | {"va.show": _answer("va.show", show)}


def _answer(question: str, code: str | None) -> Answer:
    return Answer(question, State.SKIPPED if code is None else State.GIVEN, code)


def readable(points: Mapping[str, int | None], *hidden: str) -> dict[str, Answer]:
    """What others can read where all is shown: everything given and not hidden."""
    return {q: a for q, a in answers(points).items() if a.state is State.GIVEN and q not in hidden}


def known(points: Mapping[str, int | None], show: str | None, *hidden: str) -> Known:
    can_read = readable(points, *hidden) if show == "all" else {}
    return known_to_others(answers(points, show), can_read, OURS)


def test_only_what_was_given_has_points() -> None:
    states = {State.SKIPPED: "va.share", State.TALK: "va.other", State.UNCLEAR: "va.work", State.DRAFT: "va.stop"}
    given = {q: Answer(q, state) for state, q in states.items()} | {"va.pay": Answer("va.pay", State.GIVEN, "2")}

    assert points_of(given) == {**dict.fromkeys(ASKED), "va.pay": 2}


@pytest.mark.parametrize("show", ["all", "result", "keep", None])
def test_the_local_side_knows_everything_whatever_it_chose(show: str | None) -> None:
    assert known_to_own(answers(TYPICAL, show), OURS) == Known(Tier.VULNERABLE, assess(TYPICAL))


def test_of_all_others_know_every_point() -> None:
    assert known(TYPICAL, "all") == Known(Tier.VULNERABLE, assess(TYPICAL))


def test_of_the_result_others_know_one_word_and_not_which_rule_decided() -> None:
    assert known(TYPICAL, "result") == Known(Tier.VULNERABLE)
    assert known(BY_GUIDE, "result") == known(TYPICAL, "result")
    assert known(LOW, "result") == Known(Tier.LOW)


@given(points, st.sampled_from(["keep", None]))
def test_what_is_kept_is_unknown_whatever_was_answered(
    given_points: Mapping[str, int | None], show: str | None
) -> None:
    assert known(given_points, show) == UNKNOWN


@pytest.mark.parametrize("show", ["all", "result"])
def test_not_enough_answers_is_to_others_the_same_as_kept(show: str) -> None:
    assert known({**TYPICAL, "va.stop": None}, show) == known(TYPICAL, "keep") == UNKNOWN


def test_a_choice_that_was_not_made_is_kept() -> None:
    for state in (State.SKIPPED, State.TALK, State.UNCLEAR, State.DRAFT):
        given = {**answers(TYPICAL), "va.show": Answer("va.show", state, None)}

        assert known_to_others(given, readable(TYPICAL), OURS) == UNKNOWN


def test_what_somebody_would_rather_talk_about_hides_no_points_since_all_see_that_it_has_none() -> None:
    given = answers(TYPICAL, "all") | {"va.say": Answer("va.say", State.TALK)}
    seen = readable(TYPICAL) | {"va.say": Answer("va.say", State.TALK)}

    assert known_to_others(given, seen, OURS) == Known(Tier.VULNERABLE, assess({**TYPICAL, "va.say": None}))


def test_one_hidden_answer_hides_all_points_from_being_subtracted() -> None:
    assert known(TYPICAL, "all", "va.say") == Known(Tier.VULNERABLE)


def test_a_result_that_would_tell_of_the_hidden_answer_is_not_told() -> None:
    assert assess(ON_THE_EDGE).tier is Tier.VULNERABLE
    assert assess({**ON_THE_EDGE, "va.say": None}).tier is Tier.MEDIUM
    assert known(ON_THE_EDGE, "all", "va.say") == UNKNOWN


@pytest.mark.parametrize(
    "given_points", [TYPICAL, BY_GUIDE, LOW, ON_THE_EDGE], ids=["two keys", "guide", "low", "edge"]
)
def test_nothing_about_hidden_answers_can_be_worked_out(given_points: Mapping[str, int | None]) -> None:
    """Whatever stands in what is hidden, or whether anything does: others are told the very same."""
    for hidden in [("va.say",), ("va.lead",), ("va.say", "va.pay"), ("va.share",), ("va.say", "va.pay", "va.fix")]:
        told = {
            known({**given_points, **dict(zip(hidden, values, strict=True))}, "all", *hidden).result
            for values in product((None, 0, 1, 2, 3), repeat=len(hidden))
        }

        assert len(told) == 1
