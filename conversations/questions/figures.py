"""Questions answered with months and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from conversations.answers import Json
from conversations.inputs import Raw, Said, Tap
from conversations.questions.base import (
    Question,
    Reading,
    Refusal,
    Settled,
)
from conversations.sides import Side
from conversations.text import N_, Month, Text, text
from conversations.words import whole_number


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
