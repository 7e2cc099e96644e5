"""Questions that the two sides answer together, after an opening. What is put forward is a plain value.

A value is {"w": words}, {"c": code}, {"m": month}, or several of these; `who` is danish, local or both. Each
missing part is asked for by itself, so nothing is ever read out of prose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from conversations.answers import Json
from conversations.inputs import Raw, Said, Tap
from conversations.questions.base import NOT_IN_LIST, USE_BUTTONS, Option, Question, Refusal, Settled, option
from conversations.questions.figures import MonthQuestion
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
    WHO = "who"
    MONTH = "m"


@dataclass(frozen=True, kw_only=True)
class Joint(Question):
    """One answer of both sides. With `each_goal` it is asked once for every joint goal."""

    parts: ClassVar[tuple[Part, ...]] = (Part.WORDS,)
    each_goal: bool = False


@dataclass(frozen=True, kw_only=True)
class JointLine(Joint):
    """A few words."""


@dataclass(frozen=True, kw_only=True)
class JointMonth(Joint, MonthQuestion):
    """A month that is not over."""

    parts: ClassVar[tuple[Part, ...]] = (Part.MONTH,)


@dataclass(frozen=True, kw_only=True)
class JointGoals(Joint):
    """The joint list of goals: picked from both sides' lists, reworded, dropped, put in order."""

    parts: ClassVar[tuple[Part, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class JointStep(Joint):
    """A step of the plan: what, which side, by which month. There can be many."""

    parts: ClassVar[tuple[Part, ...]] = (Part.WORDS, Part.WHO, Part.MONTH)


@dataclass(frozen=True, kw_only=True)
class JointPromise(JointStep):
    """What a side says it will do. A month is not needed."""


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


def missing(question: Question, value: Mapping[str, Json]) -> Part | None:
    """The next part to ask for; None when the value is whole."""
    if "drop" in value:
        return None
    wanted = (Part.WORDS,) if OWN in value else parts_of(question)
    return next((part for part in wanted if part not in value), None)


def whole(value: Mapping[str, Json]) -> Json:
    """As it is put forward, when nothing is missing."""
    return {key: part for key, part in value.items() if key != OWN}


def choices(question: Question, side: Side) -> tuple[Option, ...]:
    """The options a joint answer can be, as this side reads them: nothing that leaves it open."""
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
        case Part.MONTH:
            if isinstance(question, JointPromise) and raw == Tap("-"):
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


def _one_of(codes: tuple[str, ...], raw: Raw) -> str | Refusal:
    if not isinstance(raw, Tap):
        return Refusal(Text(USE_BUTTONS))
    return raw.code if raw.code in codes else Refusal(Text(NOT_IN_LIST))
