"""What check-ins tell over time: how each goal goes, what changed since last time, and the lesson book.

Answers come as one reader may see them; what is kept from that reader is not among them, so nothing here can tell it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.answers import Answer, State
from conversations.dialogue import Dialogue
from conversations.dialogues.checkin import BAD, CALL, GOOD, KEPT_OTHER, KEPT_OWN, STATE, TEMPERATURE, WORK
from conversations.sides import Side
from conversations.text import Month

MONTHLY = 1  # the rhythm, in months, in which the second sitting does not come every time
BETWEEN_EVERY = 3  # months; source: the dialogues, "sitting 2 comes every third month"


@dataclass(frozen=True)
class CheckIn:
    """One round. `opened` has the day of each topic that both sides opened, `answers` only what belongs to those."""

    round: int
    opened: Mapping[str, date]
    goals: tuple[tuple[int, str], ...]  # (id, words) as they were asked about
    answers: Mapping[Side, Mapping[str, Answer]]

    def code(self, side: Side, question: str) -> str | None:
        """The option this side chose; None if it gave none that the reader may see."""
        answer = self.answers.get(side, {}).get(question)
        given = answer is not None and answer.state is State.GIVEN and answer.value is not None
        return str(answer.value) if given and answer is not None else None


def checkin(
    definition: Dialogue,
    round_id: int,
    about: Mapping[str, Any],
    opened: Mapping[str, date],
    answers: Mapping[Side, Mapping[str, Answer]],
) -> CheckIn:
    """A round as it can be told of: what is still sealed, or was closed unopened, is left out for everybody alike."""
    told: dict[Side, dict[str, Answer]] = {side: {} for side in Side}
    for side, given in answers.items():
        for question, answer in given.items():
            topic = definition.topic_of(question)
            if topic is not None and topic.id in opened:
                told[side][question] = answer
    return CheckIn(round_id, dict(opened), tuple((g[0], g[1]) for g in about["goals"]), told)


def sittings(rhythm: int, this_month: Month, last_between: Month | None) -> tuple[int, ...]:
    """Which sittings a check-in begun now has. `rhythm` is in months, `last_between` when the second one was held last
    or, before it ever was, when the start was over; None if there is no such month."""
    if rhythm > MONTHLY or last_between is None or _months(last_between, this_month) >= BETWEEN_EVERY:
        return (1, 2)
    return (1,)


def _months(first: Month, then: Month) -> int:
    return (then.year - first.year) * 12 + then.month - first.month


@dataclass(frozen=True)
class At:
    """How a goal was going on one day, as each side that said so sees it: {side: code}."""

    on: date
    states: Mapping[Side, str]


def states(one: CheckIn, goal: int) -> dict[Side, str]:
    """How each side says that a goal is going, in one check-in."""
    said = {side: one.code(side, f"{STATE}.{goal}") for side in Side}
    return {side: code for side, code in said.items() if code is not None}


def series(held: Sequence[CheckIn], goal: int) -> tuple[At, ...]:
    """A goal through all check-ins in which somebody said how it is going; in the order given."""
    return tuple(At(one.opened[WORK], said) for one in held if (said := states(one, goal)))


@dataclass(frozen=True)
class Promise:
    """Whether one side has kept what it promised: as it says itself, and as the other side says."""

    own: str | None
    other: str | None


def promises(one: CheckIn) -> dict[Side, Promise]:
    """By the side that promised; only those somebody has said something about."""
    found = {side: Promise(one.code(side, KEPT_OWN), one.code(side.other, KEPT_OTHER)) for side in Side}
    return {side: promise for side, promise in found.items() if promise != Promise(None, None)}


@dataclass(frozen=True)
class Change:
    """Something one side says otherwise than the last time it was asked and answered."""

    question: str
    side: Side
    before: str
    now: str


FOLLOWED = (KEPT_OWN, KEPT_OTHER, TEMPERATURE, CALL)


def last(before: Sequence[CheckIn], side: Side, question: str) -> str | None:
    """What this side chose the last time; `before` is in order of time."""
    return next((code for one in reversed(before) if (code := one.code(side, question)) is not None), None)


def changes(now: CheckIn, before: Sequence[CheckIn]) -> tuple[Change, ...]:
    """What changed since last time: of each goal first, then of promises, temperature and the wish for a call."""
    questions = (*(f"{STATE}.{id}" for id, _ in now.goals), *FOLLOWED)
    return tuple(_changes(now, before, questions))


def _changes(now: CheckIn, before: Sequence[CheckIn], questions: Sequence[str]) -> Iterator[Change]:
    for question in questions:
        for side in Side:
            said, once = now.code(side, question), last(before, side, question)
            if said is not None and once is not None and said != once:
                yield Change(question, side, once, said)


@dataclass(frozen=True)
class Lesson:
    """What one side learned, good or bad: the answer holds words and files."""

    round: int
    on: date
    side: Side
    good: bool
    answer: Answer

    @property
    def words(self) -> str:
        return "\n".join(str(piece["t"]) for piece in self.answer.pieces if "t" in piece)


def lessons(held: Sequence[CheckIn]) -> tuple[Lesson, ...]:
    """The lesson book: newest first, and of one day what went well before what went badly."""
    return tuple(lesson for one in reversed(held) for lesson in _lessons(one))


def _lessons(one: CheckIn) -> Iterator[Lesson]:
    for question in (GOOD, BAD):
        for side in Side:
            answer = one.answers.get(side, {}).get(question)
            if answer is not None and answer.state is State.GIVEN and answer.pieces:
                yield Lesson(one.round, one.opened[WORK], side, question == GOOD, answer)


def search(book: Sequence[Lesson], wanted: str) -> tuple[Lesson, ...]:
    """The lessons that hold every one of these words, or parts of words, whatever the case and the accents.

    Nothing is found by signs alone.
    """
    words = plain(wanted).split()
    if not words:
        return ()
    return tuple(lesson for lesson in book if _holds(plain(lesson.words), words))


def _holds(said: str, words: Sequence[str]) -> bool:
    return all(word in said for word in words)


_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ı": "i"})


def plain(words: str) -> str:
    """Letters and digits alone, as they are compared: no case, no accents, no signs."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold()).translate(_LETTERS)
    # Vowel signs of Indian scripts are marks too, but are not combined: they stay.
    kept = (c for c in letters if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    spaced = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in kept)
    return " ".join(word for word in spaced.split() if any(c.isalnum() for c in word))
