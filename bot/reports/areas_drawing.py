"""The areas of an organisation over time, as shapes: one strip of SVG for each area, without words.

A mark says by its form whose judgement it is, and by its height and its number which level: never by colour alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from conversations.areas import BY_NUMBER, LEVELS
from conversations.capacity import Point, Series
from conversations.sides import Side

WIDTH = 600
STEP, EDGE = 22, 24
HEIGHT = STEP * (LEVELS - 1) + 2 * EDGE
RADIUS = 20
ASIDE = 23  # how far the two marks of one talk stand from its middle
MOST_TALKS = 5
FEW = 2  # talks that leave room for words beside them
FEW_WIDTH = 140

OWN, OTHER, GRID, PAPER = "#1f5f6b", "#8a4b08", "#c9d3d6", "#ffffff"


@dataclass(frozen=True)
class Drawing:
    """What is drawn: the areas of this side's organisation, as one reader may see them."""

    side: Side
    names: Mapping[Side, str]
    series: tuple[Series, ...]

    def __str__(self) -> str:
        """As it is kept until it is drawn."""
        rows = [[one.area.number, [[f"{p.on}", p.own, p.other] for p in one.points]] for one in self.series]
        return json.dumps({"side": self.side, "names": self.names, "rows": rows}, ensure_ascii=False)

    @classmethod
    def parse(cls, kept: str) -> Drawing:
        """From what `str` gives."""
        read = json.loads(kept)
        return cls(
            Side(read["side"]),
            {side: read["names"][side] for side in Side},
            tuple(
                Series(BY_NUMBER[n], tuple(Point(date.fromisoformat(on), own, other) for on, own, other in points))
                for n, points in read["rows"]
            ),
        )

    @property
    def talks(self) -> tuple[date, ...]:
        """When the talks that are drawn were held, oldest first: of many only the last."""
        points = self.series[0].points if self.series else ()
        return tuple(point.on for point in points[-MOST_TALKS:])

    @property
    def shows_other(self) -> bool:
        return any(point.other is not None for one in self.series for point in one.points[-MOST_TALKS:])


@dataclass(frozen=True)
class Mark:
    talk: int
    x: float
    y: float
    level: int
    own: bool


@dataclass(frozen=True)
class Columns:
    """Where the talks stand in a strip; in a language that runs to the left, time does too."""

    talks: int
    rtl: bool

    @property
    def width(self) -> float:
        """Of all of them together: a few leave room beside them."""
        return self.talks * FEW_WIDTH if self.talks <= FEW else WIDTH

    def middle(self, n: int) -> float:
        place = (n + 0.5) * self.width / self.talks
        return self.width - place if self.rtl else place

    def of(self, n: int, *, own: bool) -> float:
        return self.middle(n) + (-ASIDE if own is not self.rtl else ASIDE)


def marks(points: Sequence[Point], columns: Columns) -> tuple[Mark, ...]:
    """Both sides' marks of every talk."""
    return (*_marks(points, columns, own=True), *_marks(points, columns, own=False))


def _marks(points: Sequence[Point], columns: Columns, *, own: bool) -> Iterator[Mark]:
    for n, point in enumerate(points):
        level = point.own if own else point.other
        if level is not None:
            yield Mark(n, columns.of(n, own=own), EDGE + STEP * (LEVELS - level), level, own)


def strip(points: Sequence[Point], columns: Columns) -> str:
    """One area as SVG: a line for each level, and what both sides have chosen through the talks.

    One path for all that look the same: it is their number that takes time to draw.
    """
    placed = marks(points, columns)
    levels = "".join(f"M0 {EDGE + STEP * n}H{columns.width:g}" for n in range(LEVELS))
    return _svg(
        columns.width,
        HEIGHT,
        f'<path d="{levels}" stroke="{GRID}" stroke-width="2" shape-rendering="crispEdges"/>',
        f'<path d="{_way(placed, own=False)}" {_DASHED}/>',
        f'<path d="{_way(placed, own=True)}" {_FIRM}/>',
        f'<path d="{"".join(_circle(m.x, m.y) for m in placed if m.own)}" {_FILLED}/>',
        f'<path d="{"".join(_diamond(m.x, m.y) for m in placed if not m.own)}" {_HOLLOW}/>',
    )


def sample(*, own: bool) -> str:
    """One mark alone, to say what it means."""
    size = 2 * RADIUS + 8
    shape, look = (_circle, _FILLED) if own else (_diamond, _HOLLOW)
    return _svg(size, size, f'<path d="{shape(size / 2, size / 2)}" {look}/>')


_FIRM = f'fill="none" stroke="{OWN}" stroke-width="5"'
_DASHED = f'fill="none" stroke="{OTHER}" stroke-width="3" stroke-dasharray="9 7"'
_FILLED = f'fill="{OWN}"'
_HOLLOW = f'fill="{PAPER}" stroke="{OTHER}" stroke-width="3"'


def _way(placed: Sequence[Mark], *, own: bool) -> str:
    """From each talk to the next, where this side says something in both."""
    mine = [mark for mark in placed if mark.own is own]
    return "".join(
        f"M{before.x:g} {before.y:g}L{after.x:g} {after.y:g}"
        for before, after in pairwise(mine)
        if after.talk == before.talk + 1
    )


def _circle(x: float, y: float) -> str:
    return f"M{x - RADIUS:g} {y:g}a{RADIUS} {RADIUS} 0 1 0 {2 * RADIUS} 0a{RADIUS} {RADIUS} 0 1 0 -{2 * RADIUS} 0z"


def _diamond(x: float, y: float) -> str:
    reach = RADIUS + 3
    return f"M{x:g} {y - reach:g}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z"


def _svg(width: float, height: float, *shapes: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{"".join(shapes)}</svg>'
    )
