"""Which way a paragraph runs: by the first sign in it that has a direction, as a browser tells it too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_ISOLATING = frozenset(("LRI", "RLI", "FSI"))


def runs_right_to_left(words: str, *, otherwise: bool) -> bool:
    """Whether the first strong sign runs to the left; what stands in isolates does not count."""
    depth = 0
    for sign in words:
        kind = unicodedata.bidirectional(sign)
        if kind in _ISOLATING:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return otherwise


def pieces(words: str, *, rtl: bool) -> Iterator[tuple[bool, str]]:
    """The words in pieces of one direction, each with whether it runs to the left.

    Signs without a direction go with their neighbours where those agree, else with the paragraph.
    """
    ways = [_way(sign) for sign in words]
    before: list[bool | None] = [*_carried(ways)]
    after: list[bool | None] = [*_carried(reversed(ways))][::-1]
    told = [one if one == other and one is not None else rtl for one, other in zip(before, after, strict=True)]
    place = 0
    for way, run in groupby(told):
        length = len(list(run))
        yield way, words[place : place + length]
        place += length


def _way(sign: str) -> bool | None:
    kind = unicodedata.bidirectional(sign)
    if kind in ("L", "EN"):
        return False
    return True if kind in ("R", "AL", "AN") else None


def _carried(ways: Iterator[bool | None] | list[bool | None]) -> Iterator[bool | None]:
    last = None
    for way in ways:
        last = last if way is None else way
        yield last
