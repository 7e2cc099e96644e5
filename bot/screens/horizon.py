"""Until when a partnership is planned, as it is shown wherever the partnership is."""

from __future__ import annotations

from bot.screen import Line
from conversations.text import N_, Month, Text, text


def line(agreed: Month | None, expected: Month | None) -> Line:
    """`agreed` by both sides; `expected` is what was entered when the partnership was."""
    if agreed is not None:
        return Line(text(N_("Time horizon: {month}, agreed by both sides."), month=agreed))
    if expected is not None:
        return Line(text(N_("Time horizon: {month} is expected, but not agreed by both sides yet."), month=expected))
    return Line(Text(N_("Time horizon: not settled yet.")))
