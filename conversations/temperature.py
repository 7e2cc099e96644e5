"""How warm it is, compared with last time: each side with itself, as far as the reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from conversations.answers import Answer, State
from conversations.dialogues.temperature import EQUAL, SAFE, START, TEMP
from conversations.sides import Side

MEASURED = (TEMP, EQUAL, SAFE)
# Codes of `tc.start` that say that there was no proper talk yet.
NO_TALK = frozenset({"partly", "no"})

Answers = Mapping[Side, Mapping[str, Answer]]


class Way(StrEnum):
    MORE = "more"
    LESS = "less"
    SAME = "same"


@dataclass(frozen=True)
class Reading:
    """What a side said now, and the last time it said anything readable; None if it never did before."""

    question: str
    side: Side
    now: int
    before: int | None = None

    @property
    def way(self) -> Way | None:
        if self.before is None:
            return None
        if self.now == self.before:
            return Way.SAME
        return Way.MORE if self.now > self.before else Way.LESS


def readings(now: Answers, before: Sequence[Answers]) -> tuple[Reading, ...]:
    """Question by question, the Danish side first; `before` is oldest first. Nothing for what was not given."""
    found = []
    for question in MEASURED:
        for side in Side:
            level = _step(now, side, question)
            if level is not None:
                last = (_step(one, side, question) for one in reversed(before))
                found.append(Reading(question, side, level, next((n for n in last if n is not None), None)))
    return tuple(found)


def _step(answers: Answers, side: Side, question: str) -> int | None:
    answer = answers.get(side, {}).get(question)
    return int(answer.value) if answer is not None and answer.state is State.GIVEN else None


def without_a_talk(answers: Answers) -> tuple[Side, ...]:
    """The sides that say there never was a proper talk, or only in parts."""
    found = {side: answers.get(side, {}).get(START) for side in Side}
    return tuple(side for side, a in found.items() if a and a.state is State.GIVEN and a.value in NO_TALK)
