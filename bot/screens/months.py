"""Twelve months of a year to press, with arrows to the years beside it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton

from bot.i18n import language
from bot.screen import Button
from conversations.text import N_, Month, text

FIRST_YEAR, LAST_YEAR = 2000, 2100
_A_ROW = 3
_EARLIEST = Month(FIRST_YEAR, 1)

Row = tuple[Button, ...]


def month_rows(
    year: int, *, speaks: str | None, choose: str, turn: str, earliest: Month = _EARLIEST
) -> tuple[Row, ...]:
    """The months as `choose:2027-02`, and the arrows as `turn:2026`; short names in the language spoken.

    None before `earliest`, and no arrow to a year without any.
    """
    year = min(max(year, earliest.year), LAST_YEAR)
    months = [Month(year, month) for month in range(1, 13) if str(Month(year, month)) >= str(earliest)]
    buttons = [Button(_short(month, speaks), f"{choose}:{month}") for month in months]
    rows = [tuple(buttons[first : first + _A_ROW]) for first in range(0, len(buttons), _A_ROW)]
    arrows = []
    if year > earliest.year:
        # Translators: A button: to the year before. {year} is that year, as in "« 2026".
        arrows.append(Button(text(N_("« {year}"), year=str(year - 1)), f"{turn}:{year - 1}"))
    if year < LAST_YEAR:
        # Translators: A button: to the next year. {year} is that year, as in "2028 »".
        arrows.append(Button(text(N_("{year} »"), year=str(year + 1)), f"{turn}:{year + 1}"))
    return (*rows, tuple(arrows))


def _short(month: Month, speaks: str | None) -> str:
    """`Feb 2027`: the year stands on each, so that nobody presses a month of the wrong one."""
    return format_skeleton("yMMM", date(month.year, month.month, 1), locale=language(speaks).locale)
