"""How long a talk takes: what there is to read, to press and to write, for one side, up to *ready*.

An estimate, made of the English wording, which every language follows closely enough. What the sides settle together
afterwards is not in it: that takes as long as they need.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    Choice,
    Counts,
    Level,
    ListOf,
    MonthQuestion,
    Multi,
    Number,
    Question,
    Scale,
)
from conversations.sides import Side
from conversations.text import Listing, Month, Text, Value

# Silent reading of plain prose is about 240 words a minute in one's own language (Brysbaert 2019). Many read in
# their second one here, on a small screen, and want to understand every option.
WORDS_A_MINUTE = 150
# Finding the button, pressing it, and waiting for the answer over a slow line.
SECONDS_A_TAP = 4
# A sentence or two is about fifteen words: half a minute at the 36 words a minute people type on a phone
# (Palin et al. 2019), and as long again to think.
SECONDS_A_WRITTEN_ANSWER = 60
SECONDS_A_FIGURE = 15

READY = 2  # ready, and yes: at the end of every topic
FEW_MORE = 1
_USUAL_TICKS = 2
_USUAL_ITEMS = 2


@dataclass(frozen=True)
class Length:
    """`questions` are those everybody on this side is asked; taps are from the `fewest`, when nothing more is asked
    and nothing is ticked twice, to the `most`, with every condition met and everything behind *a few more?*."""

    questions: int = 0
    fewest: int = 0
    most: int = 0
    seconds: float = 0

    @property
    def minutes(self) -> int:
        """Whole ones, rounded up."""
        return ceil(self.seconds / 60)

    def __add__(self, other: Length) -> Length:
        return Length(
            self.questions + other.questions,
            self.fewest + other.fewest,
            self.most + other.most,
            self.seconds + other.seconds,
        )


def length(dialogue: Dialogue, side: Side) -> Length:
    """Of a whole talk for one side."""
    return sum((length_of(topic, side) for topic in dialogue.topics), Length())


def length_of(topic: Topic, side: Side) -> Length:
    """Of one topic. What is asked on a condition counts half in the time; what is offered behind *a few more?* counts
    only among the most taps."""
    asked = [q for q in topic.asked_of(side) if not q.gone]
    if not asked:
        return Length()
    more = FEW_MORE if any(not q.needed for q in asked) else 0
    ends = Length(0, READY + more, READY + more, (READY + more) * SECONDS_A_TAP)
    return sum((_of_question(question, side) for question in asked), ends)


def _of_question(question: Question, side: Side) -> Length:
    fewest, usual, most = _taps(question, side)
    seconds = _reading(question, side) + usual * SECONDS_A_TAP + _writing(question)
    if not question.needed:
        return Length(most=most)
    if question.when is not None or question.each is not None:
        return Length(most=most, seconds=seconds / 2)
    return Length(1, fewest, most, seconds)


def _taps(question: Question, side: Side) -> tuple[int, int, int]:
    """(fewest, usual, most) to answer this question. *Done* is a tap; sending a message is none."""
    match question:
        case Multi():
            offered = len([o for o in question.options(side) if o.code != question.alone])
            most = min(question.most or offered, offered)
            return 2, min(_USUAL_TICKS, most) + 1, most + 1
        case Choice() | Scale():
            return 1, 1, 1
        case MonthQuestion():
            return 1, 2, 3  # the arrows to another year
        case ListOf():
            # A list that is full closes by itself.
            return (0, 0, 0) if question.most == 1 else (0, 1, 1)
        case _:
            return 0, 0, 0


def _writing(question: Question) -> float:
    match question:
        case ListOf():
            return min(_USUAL_ITEMS, question.most) * SECONDS_A_WRITTEN_ANSWER / 2  # a few words each
        case Number():
            return SECONDS_A_FIGURE
        case Counts():
            return len(question.counted) * SECONDS_A_FIGURE
        case _:
            return SECONDS_A_WRITTEN_ANSWER if question.free else 0


def _reading(question: Question, side: Side) -> float:
    labels: list[Value] = [option.label for option in question.options(side)]
    if isinstance(question, Level):
        labels = [Text(step) for step in question.steps]
    hint = [Text(question.hint)] if question.hint else []
    return sum(map(_words, (question.asks(side), *hint, *labels))) * 60 / WORDS_A_MINUTE


def _words(value: Value) -> int:
    match value:
        case Text(wording, values):
            own = sum("{" not in word for word in wording.split())
            return own + sum(map(_words, values.values()))
        case Listing(items):
            return sum(map(_words, items))
        case Month():
            return 2
        case _:
            return len(str(value).split())
