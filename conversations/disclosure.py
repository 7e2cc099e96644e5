"""Who may know what of a talk about vulnerability: as the local side chose before the opening, and no more.

A reader must not be able to work out what is kept from them, neither from what they are told nor from what they are
not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from conversations.answers import Answer, State
from conversations.vulnerability import (
    ASKED,
    LEAST_ANSWERED,
    MOST_POINTS,
    UNKNOWN,
    Known,
    Thresholds,
    Tier,
    assess,
)

SHOW, SHOW_ALL, SHOW_RESULT = "va.show", "all", "result"


def points_of(answers: Mapping[str, Answer]) -> dict[str, int | None]:
    """The points of each of the ten. Skipped, unclear and "rather talk about it" have none."""
    return {question: _points(answers.get(question)) for question in ASKED}


def _points(answer: Answer | None) -> int | None:
    return int(answer.value) if answer is not None and answer.state is State.GIVEN else None


def known_to_own(answers: Mapping[str, Answer], thresholds: Thresholds) -> Known:
    """What the local side knows of its own answers: everything."""
    assessment = assess(points_of(answers), thresholds)
    return Known(assessment.tier, assessment)


def known_to_others(answers: Mapping[str, Answer], readable: Mapping[str, Answer], thresholds: Thresholds) -> Known:
    """What somebody outside the local side may know of its `answers`, of which they can read `readable`.

    As the local side chose before the opening. Kept, not enough answers and no choice are the same: unknown. Of
    *all*, the points are shown only to whoever can read all ten: what is missing could be worked out by
    subtraction. For the same reason the result is then told only if it follows from what they can read anyway.
    """
    shown = answers.get(SHOW)
    choice = shown.value if shown is not None and shown.state is State.GIVEN else None
    assessment = assess(points_of(answers), thresholds)
    if assessment.tier is None or choice not in (SHOW_ALL, SHOW_RESULT):
        return UNKNOWN
    if choice == SHOW_RESULT:
        return Known(assessment.tier)
    hidden = [question for question in ASKED if question not in readable]
    if not hidden:
        return Known(assessment.tier, assessment)
    follows = set(_possible(points_of(readable), hidden, thresholds)) == {assessment.tier}
    return Known(assessment.tier) if follows else UNKNOWN


def _possible(points: Mapping[str, int | None], hidden: Sequence[str], thresholds: Thresholds) -> Iterator[Tier | None]:
    """Every result that the hidden answers could lead to, skipped ones among them."""
    if len(hidden) > len(ASKED) - LEAST_ANSWERED:
        yield None
        return
    for values in product((None, *range(MOST_POINTS + 1)), repeat=len(hidden)):
        yield assess({**points, **dict(zip(hidden, values, strict=True))}, thresholds).tier
