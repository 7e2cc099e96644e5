"""Planning a trip, one thing at a time, and showing it whole before it is planned."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date

from bot.i18n import language
from bot.screen import GAP, Button, Line, Screen
from bot.screens import trips as screens
from bot.screens.months import month_rows
from bot.screens.together import Setting
from bot.store.ahead import TripRow
from conversations.text import N_, Month, Text, text
from conversations.trips import DAYS, TRAVELS, Part

_A_ROW = 7
ASKS = {
    Part.STARTS: N_("Which is the first day of the trip?"),
    Part.ENDS: N_("Which is the last day of the trip?"),
    Part.TRAVELS: N_("Who travels?"),
    Part.WHO: N_("Who is with you? Write names, or how many. You can leave it open."),
    Part.PURPOSE: N_("What is the trip for? Write it in a few words."),
}
CHANGES = {
    Part.STARTS: N_("First day"),
    Part.ENDS: N_("Last day"),
    Part.TRAVELS: N_("Who travels"),
    Part.WHO: N_("Names"),
    Part.PURPOSE: N_("Purpose"),
}


@dataclass(frozen=True)
class Drafting:
    """Whose draft it is: `trip` is 0 for a new one. `earliest` is the first day that can be pressed."""

    setting: Setting
    trip: int
    speaks: str | None
    earliest: date

    def data(self, prefix: str, *more: object) -> str:
        return ":".join(str(part) for part in (prefix, self.setting.partnership, self.trip, *more))

    def says(self, day: date) -> str:
        return language(self.speaks).say(day)

    @property
    def cancel(self) -> tuple[Button, ...]:
        return (Button(Text(N_("Cancel")), self.data("JC")),)


def ask(
    on: Drafting, part: Part, value: Mapping[str, str | None], *, month: Month | None, year: int, why: Text | None
) -> Screen:
    """`month` is the one whose days are shown; None: the months of `year` are."""
    lines = [Line(why), GAP] if why else []
    lines += [*on.setting.heading(), Line(Text(ASKS[part]), "bold")]
    if part is Part.ENDS:
        first = on.says(date.fromisoformat(str(value[Part.STARTS.value])))
        lines.append(Line(text(N_("The first day is {day}."), day=first)))
    if part in DAYS:
        lines += [Line(month)] if month else []
        how = N_("Press the month, then the day. Or write it, as in 2027-02-01.")
        lines.append(Line(Text(N_("Press the day, or write it as in 2027-02-01.") if month else how)))
        rows = _days(on, part, month) if month else _months(on, part, year)
        if part is Part.ENDS:
            same = Button(Text(N_("The same day")), on.data("Jd", part, value[Part.STARTS.value]))
            rows = ((same,), *rows)
    elif part is Part.TRAVELS:
        # Buttons are short; organisations' names may not be.
        lines += [Line(text(N_("{n}. {sentence}"), n=n, sentence=screens.travels(on.setting, code)))
                  for n, code in enumerate(TRAVELS, 1)]  # fmt: skip
        rows = (tuple(Button(str(n), on.data("Jw", code)) for n, code in enumerate(TRAVELS, 1)),)
    elif part is Part.WHO:
        rows = ((Button(Text(N_("Leave it open")), on.data("Js")),),)
    else:
        rows = ()
    return Screen(tuple(lines), (*rows, on.cancel))


def _months(on: Drafting, part: Part, year: int) -> tuple[tuple[Button, ...], ...]:
    earliest = Month(on.earliest.year, on.earliest.month)
    turn, choose = on.data("Jy", part), on.data("Jm", part)
    return month_rows(year, speaks=on.speaks, choose=choose, turn=turn, earliest=earliest)


def _days(on: Drafting, part: Part, month: Month) -> tuple[tuple[Button, ...], ...]:
    """The days of the month that can be pressed, a week in a row, then the way back to the months."""
    last = calendar.monthrange(month.year, month.month)[1]
    days = [date(month.year, month.month, n) for n in range(1, last + 1)]
    buttons = [Button(str(day.day), on.data("Jd", part, day)) for day in days if day >= on.earliest]
    rows = [tuple(buttons[n : n + _A_ROW]) for n in range(0, len(buttons), _A_ROW)]
    back = Button(Text(N_("Another month")), on.data("Jy", part, month.year))
    return (*rows, (back,))


def read_back(on: Drafting, day: date) -> Screen:
    """A written day in words, before it is taken."""
    lines = (*on.setting.heading(), Line(text(N_("I read this as {day}. Right?"), day=in_full(day, on.speaks))))
    yes, no = (Button(Text(label), on.data("Jr", day, code)) for label, code in ((N_("Yes"), "y"), (N_("No"), "n")))
    return Screen(lines, ((yes, no), on.cancel))


@lru_cache(maxsize=256)
def in_full(day: date, speaks: str | None) -> str:
    """With its weekday."""
    return format_date(day, "full", locale=language(speaks).locale)


def whole(on: Drafting, trip: TripRow, overlaps: Sequence[TripRow], why: Text | None) -> Screen:
    """The trip as it will be, before anybody else sees it."""
    lines = [Line(why), GAP] if why else []
    lines += [*on.setting.heading(), *screens.about(on.setting, trip, on.says), *screens.overlapping(overlaps, on.says)]
    if on.trip:
        lines.append(Line(Text(N_("Save this? Both sides are told. Nothing is changed yet."))))
        save = Button(Text(N_("Save the change")), on.data("JY"))
    else:
        lines.append(Line(Text(N_("Plan this trip? Both sides are told. Nothing is saved yet."))))
        save = Button(Text(N_("Plan this trip")), on.data("JY"))
    changes = [Button(Text(CHANGES[part]), on.data("Je", part)) for part in Part]
    return Screen(tuple(lines), ((save,), tuple(changes[:2]), tuple(changes[2:]), on.cancel))


def cancelled() -> Screen:
    return Screen((Line(Text(N_("Cancelled. Nothing was saved."))),))
