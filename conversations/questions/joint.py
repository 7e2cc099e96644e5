"""Questions that the two sides answer together, after an opening. What is put forward is a plain value.

A value is {"w": words}, {"c": code}, {"cs": codes}, {"m": month}, {"n": numbers}, or several of these; `who` is
danish, local or both. Each missing part is asked for by itself, so nothing is ever read out of prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from conversations.answers import Json
from conversations.inputs import Raw, Said, Tap
from conversations.questions.base import NOT_IN_LIST, USE_BUTTONS, Option, Question, Refusal, Settled, option
from conversations.questions.figures import Counts, MonthQuestion
from conversations.questions.free import LONGEST_TITLE, PRIVATE
from conversations.questions.taps import Choice
from conversations.sides import Side
from conversations.text import N_, Month, Text, text
from conversations.words import is_empty, kept, without_private_numbers

NO_WORDS = N_("I received an empty message. Nothing was put forward. Write it in a few words.")
TOO_MANY_WORDS = N_("At most {n} letters and signs, to be read at a glance. Nothing was put forward. Write it shorter.")
IN_WRITING = N_("This has to be written, so that it can stand in the agreement. Nothing was put forward.")
PAST = N_("{month} is in the past. Nothing was put forward. Choose this month or a later one.")


class Part(StrEnum):
    """What a value can hold, by its key in the value."""

    WORDS = "w"
    CODE = "c"
    CODES = "cs"
    WHO = "who"
    MONTH = "m"
    NUMBERS = "n"


@dataclass(frozen=True, kw_only=True)
class Joint(Question):
    """One answer of both sides. With `each_goal` it is asked once for every joint goal, with `each_round` anew in
    every round of its dialogue.
    """

    parts: ClassVar[tuple[Part, ...]] = (Part.WORDS,)
    each_goal: bool = False
    each_round: bool = False


@dataclass(frozen=True, kw_only=True)
class JointLine(Joint):
    """A few words."""


@dataclass(frozen=True, kw_only=True)
class JointMonth(Joint, MonthQuestion):
    """A month that is not over."""

    parts: ClassVar[tuple[Part, ...]] = (Part.MONTH,)


@dataclass(frozen=True, kw_only=True)
class JointChoice(Joint):
    """One of several."""

    parts: ClassVar[tuple[Part, ...]] = (Part.CODE,)
    choices: tuple[Option, ...]

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return self.choices


@dataclass(frozen=True, kw_only=True)
class JointTicks(JointChoice):
    """One of several or more, up to `most`."""

    parts: ClassVar[tuple[Part, ...]] = (Part.CODES,)
    most: int


@dataclass(frozen=True, kw_only=True)
class JointCounts(Joint):
    """Several whole numbers, one for each of `counted`."""

    parts: ClassVar[tuple[Part, ...]] = (Part.NUMBERS,)
    counted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class JointGoals(Joint):
    """The joint list of goals: picked from both sides' lists, reworded, dropped, put in order."""

    parts: ClassVar[tuple[Part, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class JointStep(Joint):
    """A step of the plan: what, which side, by which month. There can be many.

    With `each_area` there is one for every area that was chosen in that question. `who` is the side that does it,
    where that is no question; one that is not `dated` can do without a month.
    """

    parts: ClassVar[tuple[Part, ...]] = (Part.WORDS, Part.WHO, Part.MONTH)
    each_area: str | None = None
    who: Side | None = None
    dated: bool = True


@dataclass(frozen=True, kw_only=True)
class JointPromise(JointStep):
    """What a side says it will do. A month is not needed."""

    dated: bool = False


@dataclass(frozen=True, kw_only=True)
class GoalChoice(Question):
    """Each side says which joint goal matters most to it; shown when both have."""


WHO = (Side.DANISH.value, Side.LOCAL.value, "both")


def parts_of(question: Question) -> tuple[Part, ...]:
    """What has to be asked for, in this order. A point of a talk takes a line, or one option where there were some."""
    if isinstance(question, Joint):
        return question.parts
    offered = isinstance(question, Choice) and not question.about_oneself
    return (Part.CODE,) if offered else (Part.WORDS,)


# In a value on its way: the writer wants words of their own instead of one of the options.
OWN = "own"
# What is ticked so far of several options, and the word that says that this is all.
TICKED, DONE = "ticked", "ok"


def missing(question: Question, value: Mapping[str, Json]) -> Part | None:
    """The next part to ask for; None when the value is whole."""
    if "drop" in value:
        return None
    wanted = (Part.WORDS,) if OWN in value else parts_of(question)
    return next((part for part in wanted if part not in value), None)


def whole(value: Mapping[str, Json]) -> Json:
    """As it is put forward, when nothing is missing."""
    return {key: part for key, part in value.items() if key not in (OWN, TICKED)}


def given(question: Question) -> dict[str, Json]:
    """What of a value is fixed before anything is asked."""
    return {Part.WHO.value: question.who.value} if isinstance(question, JointStep) and question.who else {}


def choices(question: Question, side: Side) -> tuple[Option, ...]:
    """The options a joint answer can be, as this side reads them: nothing that leaves it open."""
    if isinstance(question, JointChoice):
        return question.choices
    if isinstance(question, Choice):
        return tuple(o for o in question.options(side) if o.code not in question.unknown | question.undecided)
    return ()


def who_choices(side: Side) -> tuple[Option, ...]:
    return (option(side, N_("Us")), option(side.other, N_("Them")), option("both", N_("Both")))


def read_part(question: Question, part: Part, raw: Raw, *, this_month: Month) -> Json | Refusal:
    """One part as it is kept (None: no month), or why it cannot be."""
    match part:
        case Part.WORDS:
            return read_line(raw)
        case Part.WHO:
            return _one_of(WHO, raw)
        case Part.CODE:
            return _one_of(tuple(o.code for o in choices(question, Side.DANISH)), raw)
        case Part.CODES:
            return Refusal(Text(USE_BUTTONS))
        case Part.NUMBERS:
            return _numbers(question, raw)
        case Part.MONTH:
            if isinstance(question, JointStep) and not question.dated and raw == Tap("-"):
                return None
            return read_month(question, raw, this_month)


def read_line(raw: Raw) -> str | Refusal:
    """Words for a joint line, in one line, at most 200 characters."""
    if not isinstance(raw, Said):
        return Refusal(Text(IN_WRITING))
    if is_empty(raw.words):
        return Refusal(Text(NO_WORDS))
    words = " ".join(kept(raw.words)[0].split())
    if len(words) > LONGEST_TITLE:
        return Refusal(text(TOO_MANY_WORDS, n=LONGEST_TITLE))
    if without_private_numbers(words) is not None:
        return Refusal(Text(PRIVATE))
    return words


def read_month(question: Question, raw: Raw, this_month: Month) -> str | Refusal:
    reading = MonthQuestion(id=question.id, prompt=question.prompt).read(raw, Side.DANISH, None)
    if not isinstance(reading, Settled):
        assert isinstance(reading, Refusal)
        return reading
    month = Month.parse(reading.value)
    return Refusal(text(PAST, month=month)) if str(month) < str(this_month) else str(month)


def ticked(question: JointTicks, so_far: tuple[str, ...], code: str) -> tuple[str, ...] | Refusal:
    """The ticks after this one was pressed, in the order offered."""
    offered = [o.code for o in question.choices]
    if code not in offered:
        return Refusal(Text(NOT_IN_LIST))
    now = set(so_far) ^ {code}
    if len(now) > question.most:
        why = N_("You can choose up to {n}. Nothing was changed: take a tick away first.")
        return Refusal(text(why, n=question.most))
    return tuple(c for c in offered if c in now)


def _numbers(question: Question, raw: Raw) -> Json | Refusal:
    assert isinstance(question, JointCounts)
    reading = Counts(id=question.id, prompt=question.prompt, counted=question.counted).read(raw, Side.DANISH, None)
    assert isinstance(reading, Settled | Refusal)
    return reading.value if isinstance(reading, Settled) else reading


def _one_of(codes: tuple[str, ...], raw: Raw) -> str | Refusal:
    if not isinstance(raw, Tap):
        return Refusal(Text(USE_BUTTONS))
    return raw.code if raw.code in codes else Refusal(Text(NOT_IN_LIST))
