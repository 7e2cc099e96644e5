"""Readiness over time: a topic that is red twice in a row asks whether the end should be moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.answers import Answer, State
from conversations.dialogues.readiness import READY, READY_FOR
from conversations.sides import Side

Round = Mapping[Side, Mapping[str, Answer]]
RED = "red"


def colours(answers: Round) -> dict[str, dict[Side, str]]:
    """What each side said of each topic, as far as it was passed in; topics nobody answered are left out."""
    found: dict[str, dict[Side, str]] = {}
    for topic in READY_FOR:
        for side, given in answers.items():
            answer = given.get(f"{READY}.{topic}")
            if answer is not None and answer.state is State.GIVEN:
                found.setdefault(topic, {})[side] = str(answer.value)
    return found


def red_again(rounds: Sequence[Round]) -> tuple[str, ...]:
    """The topics that one side or both called red in each of the last two rounds; empty before there were two."""
    if len(rounds) < 2:
        return ()
    before, now = (_red(one) for one in rounds[-2:])
    return tuple(topic for topic in READY_FOR if topic in before & now)


def _red(answers: Round) -> frozenset[str]:
    return frozenset(topic for topic, said in colours(answers).items() if RED in said.values())
