"""The lesson book: what both sides found worth doing again, and what went badly and what it teaches."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens.checkin import pieces, play
from bot.screens.partnerships import turning
from bot.screens.together import Setting
from conversations.checkins import Lesson
from conversations.text import N_, Month, Text, counted, text

A_PAGE = 5

Row = tuple[Button, ...]
Found = tuple[int, Lesson]  # with the opening it is from, which is where its files are played from

TITLE = N_("Lesson book")


def book(setting: Setting, found: Sequence[Found], page: int) -> Screen:
    """One page, the newest first."""
    p = setting.partnership
    if not found:
        empty = N_("Nothing is in it yet. It fills with what went well and what went badly in each check-in.")
        return Screen((*setting.heading(), Line(Text(TITLE), "bold"), Line(Text(empty))))
    lines, rows = _page(setting, found, page, f"Bl:{p}")
    head = [*setting.heading(), Line(Text(TITLE), "bold"), _counted(len(found))]
    return Screen((*head, *lines), (*rows, (Button(Text(N_("Search")), f"Bs:{p}"),)))


def results(setting: Setting, wanted: str, found: Sequence[Found], page: int) -> Screen:
    """What was found for some words."""
    p = setting.partnership
    head = [*setting.heading(), Line(Text(TITLE), "bold"), Line(text(N_("Searched for: {words}"), words=wanted))]
    other = (Button(Text(N_("Other words")), f"Bs:{p}"), Button(Text(N_("All of it")), f"Bl:{p}:0"))
    if not found:
        none = N_("Nothing was found. Try one word, or a part of it.")
        return Screen((*head, Line(Text(none))), (other,))
    lines, rows = _page(setting, found, page, f"Bq:{p}")
    return Screen((*head, _counted(len(found)), *lines), (*rows, other))


def _counted(n: int) -> Line:
    return Line(counted("{n} lesson", "{n} lessons", n), "italic")


def _page(setting: Setting, found: Sequence[Found], page: int, data: str) -> tuple[list[Line], tuple[Row, ...]]:
    pages = -(-len(found) // A_PAGE)
    page = min(page, pages - 1)
    lines: list[Line] = []
    rows: list[Row] = []
    for n, (opening, lesson) in enumerate(found[page * A_PAGE : (page + 1) * A_PAGE], page * A_PAGE + 1):
        name = setting.names[lesson.side]
        wording = N_("{n}. Went well · {side} · {month}") if lesson.good else N_("{n}. Went badly · {side} · {month}")
        month = Month(lesson.on.year, lesson.on.month)
        lines += [GAP, Line(text(wording, n=n, side=name, month=month), "bold"), *pieces(lesson.answer)]
        rows += play(opening, lesson.answer, f"{n}")
    return lines, (*rows, *turning(page, pages, data))


def ask(setting: Setting, why: Text | None = None) -> Screen:
    """For the words to look for."""
    lines = [Line(why), GAP] if why else []
    wanted = N_("Which words do you look for? Write one or more, in the language they were written in.")
    lines += [*setting.heading(), Line(Text(TITLE), "bold"), Line(Text(wanted))]
    return Screen(tuple(lines), ((Button(Text(N_("Cancel")), "BC"),),))
