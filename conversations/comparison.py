"""Two sides' answers laid side by side: same, near, apart, gap; and what to talk about first.

No score is made of it. Only answers the reader may see are passed in; one that is kept from the reader comes
as None, exactly like one that was skipped. Source: the comparison rule of the dialogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from conversations.answers import Answer, State
from conversations.dialogue import Topic
from conversations.questions import (
    Choice,
    MonthQuestion,
    Multi,
    Question,
    RedAmberGreen,
    Scale,
    WhoDoesIt,
    codes_of,
)
from conversations.sides import Side
from conversations.text import Month, Text
from conversations.walk import filled, item_of

MOST_TALK_POINTS = 3
NEAR_MONTHS = 2


class Verdict(StrEnum):
    SAME = "same"
    NEAR = "near"
    APART = "apart"
    DOUBLE = "double"  # each says it does it
    GAP = "gap"  # each gives it to the other, or nobody does it
    SILENT = "silent"  # not answered by one side: never a difference
    BESIDE = "beside"  # shown side by side, never judged


@dataclass(frozen=True)
class Compared:
    """One question with both sides' readable answers. `missing` are the options nobody carries.

    `about` is the side that both speak of, where the one says of itself what the other says of it.
    """

    question: Question
    answers: Mapping[Side, Answer | None]
    verdict: Verdict
    missing: tuple[str, ...] = ()
    about: Side | None = None

    def asks(self, names: Mapping[Side, str]) -> Text:
        """What both were asked, as everybody reads it; `names` are the organisations'."""
        if self.about is None:
            return self.question.asks()
        return Text(self.question.across_prompt, {"side": names[self.about]})


class Why(StrEnum):
    TALK = "talk"  # a side would rather talk about it
    GAP = "gap"
    DOUBLE = "double"
    LOW = "low"  # about power and safety, and hard for somebody
    APART = "apart"
    NEAR = "near"  # no talk point, but a role has to be somebody's


@dataclass(frozen=True)
class TalkPoint:
    compared: Compared
    why: Why


def compare(question: Question, answers: Mapping[Side, Answer | None]) -> Compared:
    """How near the sides are on one question. Mirrored when the sides are swapped."""
    danish, local = (_given(question, answers.get(side)) for side in Side)
    if danish is not None and local is not None and isinstance(question, Multi) and question.gap_if_nobody:
        carried = codes_of(danish) | codes_of(local) | {question.alone}
        missing = tuple(o.code for o in question.choices if o.code not in carried)
        return Compared(question, answers, Verdict.GAP if missing else Verdict.BESIDE, missing)
    if question.side is not None or question.about_oneself:
        return Compared(question, answers, Verdict.BESIDE)
    if danish is None or local is None:
        return Compared(question, answers, Verdict.SILENT)
    return Compared(question, answers, _verdict(question, danish, local))


def _given(question: Question, answer: Answer | None) -> Answer | None:
    """The answer if it says something to compare; skipped, unclear, "don't know" and "rather talk" do not."""
    if answer is None or answer.state is not State.GIVEN:
        return None
    if isinstance(question, Choice) and answer.value in question.unknown:
        return None
    return answer


def _verdict(question: Question, danish: Answer, local: Answer) -> Verdict:
    match question:
        case WhoDoesIt():
            return _who(str(danish.value), str(local.value))
        case Scale():
            return _steps(abs(int(danish.value) - int(local.value)))
        case Choice() if {danish.value, local.value} & question.outside:
            return Verdict.SAME if danish.value == local.value else Verdict.APART
        case RedAmberGreen() | Choice(ordered=True):
            order = [o.code for o in question.choices]
            return _steps(abs(order.index(danish.value) - order.index(local.value)))
        case Choice():
            return Verdict.SAME if danish.value == local.value else Verdict.APART
        case Multi():
            a, b = codes_of(danish), codes_of(local)
            if a == b:
                return Verdict.SAME
            return Verdict.NEAR if 2 * len(a & b) >= len(a | b) else Verdict.APART
        case MonthQuestion():
            a_month, b_month = Month.parse(danish.value), Month.parse(local.value)
            apart = abs((a_month.year - b_month.year) * 12 + a_month.month - b_month.month)
            return Verdict.SAME if apart == 0 else Verdict.NEAR if apart <= NEAR_MONTHS else Verdict.APART
        case _:
            return Verdict.BESIDE


def _steps(apart: int) -> Verdict:
    return (Verdict.SAME, Verdict.NEAR)[apart] if apart <= 1 else Verdict.APART


def _who(danish: str, local: str) -> Verdict:
    if danish == local:
        return Verdict.GAP if danish == "none" else Verdict.SAME
    if "both" in (danish, local):
        return Verdict.NEAR
    claims = (danish == Side.DANISH) + (local == Side.LOCAL)
    return (Verdict.GAP, Verdict.APART, Verdict.DOUBLE)[claims]


def compare_topic(topic: Topic, readable: Mapping[Side, Mapping[str, Answer]]) -> tuple[Compared, ...]:
    """Every question of a topic that at least one side has something readable to, in the order asked."""
    rows = []
    asked_across = {q.across for q in topic.questions if q.across}
    for question in topic.questions:
        if question.id in asked_across:
            continue
        for about in Side if question.across else (None,):
            answers = {side: readable[side].get(_said_in(question, about, side)) for side in Side}
            if any(a is not None and a.state is not State.SKIPPED for a in answers.values()):
                own = readable[question.side] if question.side else {}
                if question.each is not None and item_of(question, own) is None:
                    continue  # the list is kept, and an answer about one of it would tell that there is one
                rows.append(replace(compare(filled(question, own), answers), about=about))
    return tuple(rows)


def _said_in(question: Question, about: Side | None, side: Side) -> str:
    """The question in which a side speaks of what the row is about."""
    return question.across if question.across and about is not None and side is not about else question.id


def talk_points(rows: tuple[Compared, ...], most: int = MOST_TALK_POINTS) -> tuple[TalkPoint, ...]:
    """What to talk about first, at most `most`: asked for, then gap and double, then power, then the rest."""
    found = [(rank, n, TalkPoint(row, why)) for n, row in enumerate(rows) for rank, why in _reasons(row)]
    first: dict[int, TalkPoint] = {}
    for _, n, point in sorted(found, key=lambda f: f[:2]):
        first.setdefault(n, point)
    return tuple(first.values())[:most]


def _reasons(row: Compared) -> list[tuple[int, Why]]:
    reasons: list[tuple[int, Why]] = []
    given = [a for a in row.answers.values() if a is not None]
    if any(a.state is State.TALK for a in given):
        reasons.append((0, Why.TALK))
    if row.verdict in (Verdict.GAP, Verdict.DOUBLE):
        reasons.append((1, Why(row.verdict.value)))
    low = row.question.low
    if low is not None and any(a.state is State.GIVEN and int(a.value) <= low for a in given):
        reasons.append((2, Why.LOW))
    if row.verdict is Verdict.APART:
        reasons.append((2 if row.question.power else 3, Why.APART))
    return reasons
