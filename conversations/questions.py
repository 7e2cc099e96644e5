"""Kinds of question: what each offers, and how each reads an answer or refuses it.

A kind reads plain input and returns what it means; it stores nothing and knows no language.
Source of the kinds: the guide's questions as they are asked on a phone. One class a kind.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from conversations.answers import Answer, Json
from conversations.inputs import Raw, Said, Sent, Tap
from conversations.sides import Side, Visible
from conversations.text import N_, Month, Text, text
from conversations.words import LIKELY_CUT, LONGEST, is_empty, kept, whole_number, without_private_numbers


@dataclass(frozen=True)
class Option:
    """A choice: the code that is stored, and what its button says (a `str` is a name in no language)."""

    code: str
    label: Text | str


def option(code: str, wording: str) -> Option:
    return Option(code, Text(wording))


@dataclass(frozen=True)
class When:
    """Asked only if `question` was answered with one of `codes`."""

    question: str
    codes: frozenset[str]


@dataclass(frozen=True)
class Settled:
    value: Json


@dataclass(frozen=True)
class Partly:
    value: Json


@dataclass(frozen=True)
class Refusal:
    why: Text


@dataclass(frozen=True)
class PrivateNumber:
    """It would be kept, but looks like a private number; `without` is the words with it taken out."""

    without: str


Reading = Settled | Partly | Refusal | PrivateNumber

LAST_AWAY = Tap("-")  # takes the last message of a free answer away
LONGEST_TITLE = 200
MOST_PIECES = 20  # messages in one free answer: more would not be read by anybody

USE_BUTTONS = N_("Please answer with one of the buttons. Nothing was saved.")
NOT_IN_LIST = N_("That choice is not in the list any more. Nothing was saved. Here is the question again.")
EMPTY = N_("I received an empty message. Nothing was saved. Write your answer or press Skip.")
PRIVATE = N_("This looks like a private number. Nothing was saved. Write it again without the number.")
TOO_LONG = N_(
    "Your answer is too long for one message (max 4,096 characters). Nothing was saved. "
    "Send it in parts and press Done."
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `side` None is asked of both; not `needed` ones stand behind *a few more?*."""

    id: str
    prompt: str
    side: Side | None = None
    needed: bool = True
    visible: Visible = Visible.BOTH
    when: When | None = None
    hint: str | None = None
    about_oneself: bool = False  # shown side by side, never compared
    power: bool = False  # about power and safety: comes early on the agenda
    low: int | None = None  # a readable answer at or below this is a talk point by itself
    mirror: str | None = None  # shown next to the other side's answer to this question
    how: ClassVar[str] = N_("Answer in your own way. You can change it until both sides have finished the topic.")
    free: ClassVar[bool] = False  # answered in one's own words

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return ()

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        raise NotImplementedError

    def finish(self, draft: Json) -> Reading:
        """Done was pressed."""
        return Refusal(Text(USE_BUTTONS))


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of several. `ordered` choices are compared by steps. A wanted free text can be searched in."""

    choices: tuple[Option, ...]
    ordered: bool = False
    unknown: frozenset[str] = frozenset()  # codes that mean "don't know": never compared
    how: ClassVar[str] = N_("Press the button that fits best. It does not have to fit perfectly.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return self.choices

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if not isinstance(raw, Tap):
            return Refusal(Text(USE_BUTTONS))
        if raw.code not in {o.code for o in self.options(side)}:
            return Refusal(Text(NOT_IN_LIST))
        return Settled(raw.code)


@dataclass(frozen=True, kw_only=True)
class Multi(Question):
    """Any number up to `most`, ticked one by one and closed with Done. `alone` excludes all others."""

    choices: tuple[Option, ...]
    most: int | None = None
    alone: str | None = None
    gap_if_nobody: bool = False  # an option neither side ticks is a gap
    how: ClassVar[str] = N_("Press every button that fits, then press Done. Press again to take a tick away.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return self.choices

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if not isinstance(raw, Tap):
            return Refusal(Text(USE_BUTTONS))
        codes = [o.code for o in self.choices]
        if raw.code not in codes:
            return Refusal(Text(NOT_IN_LIST))
        ticked = set(draft or ())
        if raw.code in ticked:
            ticked.remove(raw.code)
        elif raw.code == self.alone:
            ticked = {raw.code}
        else:
            ticked = {*ticked - {self.alone}, raw.code}
        if self.most and len(ticked) > self.most:
            # Translators: {n} is how many options may be ticked at the most.
            return Refusal(
                text(N_("You can choose up to {n}. Nothing was changed: take a tick away first."), n=self.most)
            )
        return Partly([c for c in codes if c in ticked])

    def finish(self, draft: Json) -> Reading:
        if not draft:
            return Refusal(Text(N_("Nothing is ticked yet. Tick at least one, or press Skip.")))
        return Settled(draft)


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """One of an ordered row of steps, stored as 1 to n; a written number is taken in any script."""

    steps: tuple[str, ...]
    how: ClassVar[str] = N_("Press the step that fits best today. There is no right answer.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return tuple(option(str(n), wording) for n, wording in enumerate(self.steps, 1))

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        written = raw.code if isinstance(raw, Tap) else raw.words if isinstance(raw, Said) else ""
        number = whole_number(written)
        if number is None or not 1 <= number <= len(self.steps):
            # Translators: {n} is the highest step, usually 5.
            why = N_("Choose a number from 1 to {n} by pressing a button. Nothing was saved.")
            return Refusal(text(why, n=len(self.steps)))
        return Settled(number)


@dataclass(frozen=True, kw_only=True)
class Level(Scale):
    """Four sentences in the message, buttons 1 to 4: chosen by sentence, not by number."""

    how: ClassVar[str] = N_("Read the four sentences and press the number of the one that fits best today.")

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return tuple(Option(str(n), str(n)) for n in range(1, len(self.steps) + 1))


RAG = (
    option("green", N_("Green")),
    option("yellow", N_("Yellow")),
    option("red", N_("Red")),
    option("unknown", N_("Don't know")),
)


@dataclass(frozen=True, kw_only=True)
class RedAmberGreen(Choice):
    choices: tuple[Option, ...] = RAG
    ordered: bool = True
    unknown: frozenset[str] = frozenset({"unknown"})


@dataclass(frozen=True, kw_only=True)
class WhoDoesIt(Choice):
    """Offers Us and Them, stores the side: otherwise the comparison would be wrong for one of them."""

    choices: tuple[Option, ...] = ()

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return (
            option(side, N_("Us")),
            option(side.other, N_("Them")),
            option("both", N_("Both")),
            option("none", N_("Nobody yet")),
        )


@dataclass(frozen=True, kw_only=True)
class MonthQuestion(Question):
    """A calendar month, from the picker or written as 2027-02, 02/2027 or 2.2027."""

    how: ClassVar[str] = N_("Choose the year with the arrows, then press the month.")

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        written = raw.code if isinstance(raw, Tap) else raw.words if isinstance(raw, Said) else ""
        parts = [whole_number(p) for p in written.strip().replace("/", "-").replace(".", "-").split("-")]
        numbers = [p for p in parts if p is not None]
        if len(parts) == 2 == len(numbers):
            year, month = numbers if numbers[0] > 12 else reversed(numbers)
            if 2000 <= year <= 2100 and 1 <= month <= 12:
                return Settled(str(Month(year, month)))
        why = N_("I could not read that as a month. Nothing was saved. Press a month, or write it like 2027-02.")
        return Refusal(Text(why))


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    least: int = 0
    most: int = 1_000_000
    how: ClassVar[str] = N_("Write a whole number.")

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        number = whole_number(raw.words) if isinstance(raw, Said) else None
        if number is None or not self.least <= number <= self.most:
            why = N_("Write a whole number from {least} to {most}. Nothing was saved.")
            return Refusal(text(why, least=self.least, most=self.most))
        return Settled(number)


@dataclass(frozen=True, kw_only=True)
class Counts(Question):
    """Several whole numbers in one message, one for each of `counted`."""

    counted: tuple[str, ...]
    how: ClassVar[str] = N_("Write the numbers in the order asked, with a space between them.")

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        written = raw.words.replace(",", " ").replace("/", " ").split() if isinstance(raw, Said) else []
        numbers = [whole_number(w) for w in written]
        if len(numbers) != len(self.counted) or any(n is None or n < 0 for n in numbers):
            why = N_("Write {n} whole numbers with a space between them. Nothing was saved.")
            return Refusal(text(why, n=len(self.counted)))
        return Settled(numbers)


@dataclass(frozen=True, kw_only=True)
class FreeText(Question):
    """A sentence or two, a voice message, photos or a document, in one or several messages."""

    free: ClassVar[bool] = True
    how: ClassVar[str] = N_(
        "Write a sentence or two, or send a voice message, a photo or a document. Any language will do."
    )

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if raw == LAST_AWAY and _pieces(draft):
            return Partly({"pieces": _pieces(draft)[:-1]})
        piece = read_piece(raw)
        if not isinstance(piece, dict):
            return piece
        pieces = [*_pieces(draft), piece]
        if len(pieces) > MOST_PIECES:
            return Refusal(
                text(N_("One answer holds {n} messages at the most. Nothing was added. Press Done."), n=MOST_PIECES)
            )
        if len(piece.get("t", "")) >= LIKELY_CUT or _pieces(draft):
            return Partly({"pieces": pieces})
        return Settled({"pieces": pieces})

    def finish(self, draft: Json) -> Reading:
        return Settled(draft) if _pieces(draft) else Refusal(Text(EMPTY))


@dataclass(frozen=True, kw_only=True)
class ListOf(FreeText):
    """Up to `most` items, one a message, closed with Done.

    `titled` items are goals and the like, which are read at a glance: a few words each, also for a recording.
    """

    most: int
    titled: bool = False
    how: ClassVar[str] = N_("Send one item per message, written, spoken or as a photo. Press Done after the last one.")

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if raw == LAST_AWAY:
            return Partly({"pieces": _pieces(draft)[:-1]})
        piece = read_piece(raw)
        if not isinstance(piece, dict):
            return piece
        pieces = [*_pieces(draft), piece]
        if self.titled and len(piece.get("t", "")) > LONGEST_TITLE:
            return Refusal(
                text(N_("At most {n} letters and signs, to be read at a glance. Nothing was added."), n=LONGEST_TITLE)
            )
        if self.lacks_title(draft) and "f" not in piece:
            pieces = [*_pieces(draft)[:-1], {**_pieces(draft)[-1], "t": piece["t"]}]
        if self.lacks_title({"pieces": pieces}):
            return Partly({"pieces": pieces})
        if len(pieces) > self.most:
            why = N_("The list is full: {n} at the most. Nothing was added. Press Done.")
            return Refusal(text(why, n=self.most))
        return Settled({"pieces": pieces}) if len(pieces) == self.most else Partly({"pieces": pieces})

    def finish(self, draft: Json) -> Reading:
        if self.lacks_title(draft):
            return Refusal(Text(N_("Write a few words as its title first, or remove the last one.")))
        return super().finish(draft)

    def lacks_title(self, draft: Json) -> bool:
        """The last item is a file that still needs a few words."""
        return self.titled and bool(_pieces(draft)) and "t" not in _pieces(draft)[-1]


def read_piece(raw: Raw) -> dict[str, Json] | Refusal:
    """One message of a free answer as it is kept, or why it cannot be."""
    if isinstance(raw, Tap):
        return Refusal(Text(NOT_IN_LIST))
    written = raw.words if isinstance(raw, Said) else raw.caption
    words, replaced = kept(written)
    if len(words) > LONGEST:
        return Refusal(Text(TOO_LONG))
    piece: dict[str, Json] = {} if is_empty(written) else {"t": words}
    if isinstance(raw, Sent):
        piece |= {"f": raw.media, "k": raw.kind} | ({"g": raw.album} if raw.album else {})
    elif not piece:
        return Refusal(Text(EMPTY))
    if raw.source is not None:
        piece["m"] = raw.source
    if replaced:
        piece["r"] = True
    return piece


def private_number(raw: Raw) -> PrivateNumber | None:
    """Whether the words hold what looks like a CPR, card or telephone number."""
    words = raw.words if isinstance(raw, Said) else raw.caption if isinstance(raw, Sent) else ""
    without = without_private_numbers(words)
    return PrivateNumber(without) if without is not None else None


def _pieces(draft: Json) -> list[Json]:
    return list(draft["pieces"]) if draft else []


def codes_of(answer: Answer) -> frozenset[str]:
    """The option codes an answer holds, for conditions and comparison."""
    value = answer.value
    if isinstance(value, list):
        return frozenset(str(v) for v in value)
    return frozenset() if value is None or isinstance(value, dict) else frozenset({str(value)})


def found(options: tuple[tuple[str, str], ...], words: str, most: int = 8) -> tuple[tuple[str, str], ...]:
    """The (code, name) pairs that fit what was written: an exact one alone, else by beginning or part."""

    def plain(s: str) -> str:
        signs = unicodedata.normalize("NFKD", s.casefold())
        return "".join(c for c in signs if not unicodedata.combining(c)).strip()

    wanted = plain(words)
    if not wanted:
        return ()
    names = [(plain(name), (code, name)) for code, name in options]
    exact = tuple(pair for name, pair in names if name == wanted or pair[0].casefold() == wanted)
    begins = tuple(pair for name, pair in names if name.startswith(wanted))
    contains = tuple(pair for name, pair in names if wanted in name and not name.startswith(wanted))
    return exact[:1] or (begins + contains)[:most]
