"""A partnership being entered, and the rules by which its answers are read.

The answers are the state: the open question is the one being changed, else the first without an answer.
Which countries, zones and languages there are is passed in; nothing here knows who asks or who may.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from conversations import names
from conversations.answers import Json
from conversations.dialogues.new_partnership import (
    COUNTRY,
    DANISH,
    END,
    LOCAL,
    NOT_AFTER_START,
    NOT_BEGUN_YET,
    ORDER,
    PAST_END,
    QUESTIONS,
    RUNNING,
    SAME_NAME,
    START,
    UNKNOWN,
    WRITE_IT,
    ZONE,
    NameQuestion,
    Search,
)
from conversations.inputs import Said, Tap
from conversations.questions import Refusal, Settled, found
from conversations.sides import Side
from conversations.text import N_, Month, Text, text

Named = tuple[tuple[str, str], ...]  # (code, name) of what there is to choose from
MOST_OFFERED = 8

# Nobody answers these for a side; the kinds only read what was written or pressed.
_EITHER = Side.DANISH


@dataclass(frozen=True)
class Offered:
    """What there is to choose from. A country may stand several times, under its name in each language."""

    this_month: Month
    countries: Named
    zones: Callable[[str], Named]
    languages: Named

    def to(self, question: str, answers: Mapping[str, Json]) -> Named:
        if question == COUNTRY:
            return self.countries
        return self.zones(answers[COUNTRY]) if question == ZONE else self.languages


@dataclass(frozen=True)
class Entry:
    """A partnership being entered: its answers so far, and the one being changed, if any.

    `corrects`: it was entered before, so one that was new then may be over by now.
    """

    answers: Mapping[str, Json]
    changing: str | None = None
    corrects: bool = False

    @property
    def open_question(self) -> str | None:
        """None when everything is answered: then it is shown as a whole."""
        return self.changing or next((q for q in ORDER if q not in self.answers), None)

    @property
    def whole(self) -> bool:
        """Everything has an answer, even if one is being changed."""
        return all(q in self.answers for q in ORDER)

    def change(self, question: str) -> Entry:
        return replace(self, changing=question)

    def keep(self) -> Entry:
        return replace(self, changing=None)

    def month(self, question: str) -> Month | None:
        written = self.answers.get(question)
        return Month.parse(written) if written else None


def question_before(entry: Entry, offered: Offered) -> str | None:
    """What was asked before the open question; None at the first, and where one answer of a whole is changed."""
    asked = entry.open_question
    if asked is None or entry.whole:
        return None
    earlier = [
        q for q in ORDER[: ORDER.index(asked)] if q != ZONE or len(offered.zones(entry.answers.get(COUNTRY, ""))) > 1
    ]
    return earlier[-1] if earlier else None


@dataclass(frozen=True)
class Several:
    """These may be meant by what was written: nothing is stored, the right one is to be pressed."""

    these: Named


def read(entry: Entry, raw: Tap | Said, offered: Offered) -> Entry | Several | Refusal:
    """The entry with the open question answered. What no longer fits the new answer is asked anew."""
    asked = entry.open_question
    if asked is None:
        return Refusal(Text(N_("Everything is answered. Nothing was changed. Press one of the buttons.")))
    question = QUESTIONS[asked]
    if isinstance(question, NameQuestion):
        return _name(entry, asked, raw)
    if isinstance(question, Search):
        return _search(entry, question, raw, offered)
    if asked == END and raw == Tap(UNKNOWN):
        return _with(entry, END, None)
    reading = question.read(raw, _EITHER, None)
    if isinstance(reading, Refusal):
        return reading
    assert isinstance(reading, Settled)
    answered = _with(entry, asked, reading.value)
    if asked in (START, RUNNING) and _begins_later(answered, offered.this_month):
        return Refusal(Text(NOT_BEGUN_YET)) if asked == START else _without(answered, START)
    early = _too_early(answered, offered.this_month) if asked in (START, RUNNING, END) else None
    if early is None:
        return answered
    return early if asked == END else _without(answered, END)


def _name(entry: Entry, asked: str, raw: Tap | Said) -> Entry | Refusal:
    name = names.name(raw.words) if isinstance(raw, Said) else Text(WRITE_IT)
    if isinstance(name, Text):
        return Refusal(name)
    other = entry.answers.get(LOCAL if asked == DANISH else DANISH)
    if other is not None and other.casefold() == name.casefold():
        return Refusal(Text(SAME_NAME))
    return _with(entry, asked, name)


def _search(entry: Entry, question: Search, raw: Tap | Said, offered: Offered) -> Entry | Several | Refusal:
    there_are = offered.to(question.id, entry.answers)
    if isinstance(raw, Tap):
        fitting = tuple(pair for pair in there_are if pair[0] == raw.code)[:1]
    else:
        fitting = _fitting(there_are, raw.words)
    if not fitting:
        return Refusal(Text(question.unknown))
    code, name = fitting[0]
    # One letter, or what only stands somewhere inside a name, is a guess even when nothing else fits.
    sure = _same if question.id == ZONE else _sure
    if len(fitting) > 1 or (isinstance(raw, Said) and not sure(code, name, raw.words)):
        return Several(fitting[:MOST_OFFERED])
    if question.id != COUNTRY or code == entry.answers.get(COUNTRY):
        return _with(entry, question.id, code)
    elsewhere = _without(_with(entry, COUNTRY, code), ZONE)
    zones = offered.zones(code)
    # Where a country keeps one time there is nothing to ask.
    return _with(elsewhere, ZONE, zones[0][0]) if len(zones) == 1 else elsewhere


def _fitting(there_are: Named, words: str) -> Named:
    """Each code once, whatever the number of names it was found under.

    Two small letters are more often the beginning of a name than a code, so both are offered.
    """
    code = words.strip()
    of_code = tuple(pair for pair in there_are if pair[0].casefold() == code.casefold())[:1]
    if of_code and (len(code) > 2 or of_code[0][0] == code):
        return of_code
    names = tuple((f"={code}", _typed(name)) for code, name in there_are)
    named = tuple((code[1:], name) for code, name in found(names, _typed(words), most=len(names)))
    by_code: dict[str, str] = {}
    for found_code, name in of_code + named:
        by_code.setdefault(found_code, name)
    return tuple(by_code.items())


def _sure(code: str, name: str, words: str) -> bool:
    wanted = _plain(_typed(words))
    return wanted == code.casefold() or (len(wanted) > 1 and _plain(_typed(name)).startswith(wanted))


def _same(code: str, name: str, words: str) -> bool:
    """A city's beginning is not enough: in one country they differ by hours, and nobody is asked again."""
    return _plain(_typed(words)) in (code.casefold(), _plain(_typed(name)))


def _plain(words: str) -> str:
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).strip()


def _typed(name: str) -> str:
    """As a keyboard writes it: the catalogues have typographers' apostrophes and a sign for "and"."""
    return name.replace("’", "'").replace("&", "and")


def _begins_later(entry: Entry, this_month: Month) -> bool:
    """It is said to be running, but not begun."""
    start = entry.month(START)
    return entry.answers.get(RUNNING) == "running" and start is not None and str(start) > str(this_month)


def _too_early(entry: Entry, this_month: Month) -> Refusal | None:
    start, end = entry.month(START), entry.month(END)
    if end is None:
        return None
    if start is not None and str(end) <= str(start):
        return Refusal(text(NOT_AFTER_START, start=start))
    if entry.answers.get(RUNNING) == "new" and not entry.corrects and str(end) < str(this_month):
        return Refusal(text(PAST_END, month=end))
    return None


def _with(entry: Entry, question: str, value: Json) -> Entry:
    return replace(entry, answers={**entry.answers, question: value}, changing=None)


def _without(entry: Entry, question: str) -> Entry:
    return replace(entry, answers={q: v for q, v in entry.answers.items() if q != question}, changing=None)
