"""The areas of an organisation over time as a picture for the chat, in the reader's language.

The shapes are SVG, the words are set by the typesetter: it knows every script and where a line ends. What people
wrote goes to it as data, never as markup.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_skeleton

from bot.i18n import Language
from bot.reports.areas_drawing import FEW, HEIGHT, MOST_TALKS, Columns, Drawing, marks, sample, strip
from bot.reports.glyphs import printable
from bot.reports.typeset import laid_out, png
from bot.telegram.render import say
from conversations.capacity import Series
from conversations.text import N_, Text, Value, counted, text

SOURCE = Path(__file__).with_name("areas.typ")
PPI = 56  # the page is 1000 points wide; what a picture costs is its pixels
LABEL = 30  # the size in which an area's title is set
LONGEST_WORD = 17  # what the room for titles holds in that size


def picture(drawing: Drawing, language: Language) -> bytes:
    """A PNG, some 780 pixels wide. It may take a while: not on the event loop."""
    return png(SOURCE, told(drawing, language), PPI)


def told(drawing: Drawing, language: Language) -> dict[str, Any]:
    """What the typesetter is told."""
    talks = drawing.talks
    columns = Columns(len(talks), language.rtl)
    return {
        "lang": language.locale.language,
        "rtl": language.rtl,
        "title": _words(text(N_("Capacity of {organisation}"), organisation=drawing.names[drawing.side]), language),
        "legend": [
            {"sample": sample(own=own), "words": _words(meaning, language)} for own, meaning in _legend(drawing)
        ],
        "key": _words(_key(drawing), language),
        "width": columns.width,
        "height": HEIGHT,
        "columns": [{"x": columns.middle(n), **_date(on, language)} for n, on in enumerate(talks)],
        "areas": [_area(one, columns, language) for one in drawing.series],
    }


def _legend(drawing: Drawing) -> list[tuple[bool, Text]]:
    # Translators: what a mark in the picture means. {organisation} has judged itself.
    own = text(N_("{organisation} about itself"), organisation=drawing.names[drawing.side])
    # Translators: what a mark in the picture means. {other} is the partner, which has judged {organisation}.
    other = text(
        N_("{other} about {organisation}"),
        other=drawing.names[drawing.side.other], organisation=drawing.names[drawing.side],
    )  # fmt: skip
    return [(True, own), (False, other)] if drawing.shows_other else [(True, own)]


def _key(drawing: Drawing) -> Text:
    if all(len(one.points) <= MOST_TALKS for one in drawing.series):
        return Text(N_("1 is the lowest level, 4 the highest."))
    return counted(
        "1 is the lowest level, 4 the highest. Only the last talk is shown.",
        "1 is the lowest level, 4 the highest. Only the last {n} talks are shown.",
        MOST_TALKS,
    )


def _area(one: Series, columns: Columns, language: Language) -> dict[str, Any]:
    points = one.points[-MOST_TALKS:]
    last = points[-1].own if points else None
    title = say(Text(one.area.title), language)
    return {
        "title": _words(title, language),
        "size": LABEL * min(1, LONGEST_WORD / max(map(len, title.split()), default=1)),
        "strip": strip(points, columns),
        "marks": [{"x": m.x, "y": m.y, "level": m.level, "own": m.own} for m in marks(points, columns)],
        # With few talks there is room for the sentence that the organisation chose.
        "beside": _words(Text(one.area.steps[last - 1]), language) if last and columns.talks <= FEW else None,
    }


def _date(on: date, language: Language) -> dict[str, str]:
    return {
        "day": printable(format_skeleton("MMMd", on, locale=language.locale))[0],
        "year": printable(format_skeleton("y", on, locale=language.locale))[0],
    }


def _words(value: Value, language: Language) -> dict[str, Any]:
    return laid_out("plain", printable(say(value, language))[0], language)
