"""Wording that is not yet in a language.

Decisions speak in `Text`; only the edge turns it into a language. This module may not translate,
format or escape anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(wording: str) -> str:
    """Mark wording for the catalogues; returns it unchanged."""
    return wording


@dataclass(frozen=True)
class Month:
    """A calendar month, written in every language's own way."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2200 and 1 <= self.month <= 12):
            raise ValueError(f"not a month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, iso: str) -> Month:
        """From `2027-02`; ValueError for anything else."""
        year, _, month = iso.partition("-")
        return cls(int(year), int(month))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True)
class Listing:
    """Several things in one sentence, joined the way the reader's language joins them."""

    items: tuple[Value, ...]


@dataclass(frozen=True)
class Text:
    """An English sentence marked with `N_`, and the values for its `{names}`.

    With `plural`, `values["n"]` is the count that chooses between `wording` and `plural`.
    A plain `str` among the values is a person's own words or a name and is shown as it is.
    """

    wording: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None

    def __hash__(self) -> int:
        return hash((self.wording, self.plural, tuple(sorted(self.values))))


Value = str | int | Month | Listing | Text


def text(wording: str, /, **values: Value) -> Text:
    return Text(wording, values)


def counted(one: str, many: str, /, n: int, **values: Value) -> Text:
    return Text(one, {"n": n, **values}, many)
