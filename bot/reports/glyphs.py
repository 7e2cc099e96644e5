"""Which signs the shipped fonts can show, and what stands for those they cannot.

It reads the fonts' own tables, so a font added or taken away is all there is to change. It may not know
documents or languages.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
MISSING = "\ufffd"
# No script needs as many signs on one letter; more would climb over the lines above.
MOST_MARKS = 8
LONGEST = 32

_JOINER = "\u200d"
# They have no shape, but join, part, or turn what stands around them.
_WITHOUT_SHAPE = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
# Neither shape nor meaning in print: fillers, variants, older direction marks, tags.
_NOTHING = dict.fromkeys(
    [
        *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
        *(*range(0x180B, 0x1810), *range(0x202A, 0x202F), *range(0x2061, 0x2066), *range(0x206A, 0x2070)),
        *(*range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)),
    ]
)
_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n") | {9: " "}
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0000, 0xE1000)


def printable(words: str) -> tuple[str, int]:
    """The words as the shipped fonts can show them, and how many signs they cannot."""
    if words.isascii() and words.isprintable():
        return words, 0
    words = words.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    shown, missing = [], 0
    for cluster in clusters(words.translate(_NOTHING)):
        kept, lost = _kept(cluster[:LONGEST])
        shown.append(kept)
        missing += lost + len(cluster[LONGEST:])
    return "".join(shown), missing


def clusters(words: str) -> Iterator[str]:
    """What a reader takes for one sign: a letter with its marks, a picture made of several, a flag."""
    if not words:
        return
    start, flag = 0, False
    for place, (before, sign) in enumerate(pairwise(words), 1):
        flag = ord(before) in _FLAG_LETTERS and not flag
        if flag and ord(sign) in _FLAG_LETTERS:
            continue
        if not (_leans(sign) or (before == _JOINER and unicodedata.category(sign) == "So")):
            yield words[start:place]
            start = place
    yield words[start:]


def _leans(sign: str) -> bool:
    if sign.isascii():
        return False
    point = ord(sign)
    return sign == _JOINER or point in _SKINS or point in _TAGS or unicodedata.category(sign)[0] == "M"


@lru_cache(maxsize=8192)
def _kept(cluster: str) -> tuple[str, int]:
    """The letter with those of its marks that one font shows together with it; a picture of several whole or not."""
    signs = [sign for sign in cluster if ord(sign) not in _TAGS]
    shapes = [sign for sign in signs if sign not in _WITHOUT_SHAPE]
    if cluster == "\n" or not shapes:
        return "".join(signs), 0
    kind = unicodedata.category(shapes[0])
    able = [font for font in coverage().values() if ord(shapes[0]) in font] if kind != "Cc" else []
    if len(signs) == len(cluster) <= MOST_MARKS and any(all(ord(sign) in font for sign in shapes) for font in able):
        return cluster, 0
    if kind == "Zs":
        return " ", 0
    if not able or (kind == "So" and (_JOINER in cluster or len(signs) < len(cluster))):
        return MISSING, 1
    font = max(able, key=lambda font: sum(ord(sign) in font for sign in shapes))
    kept = [sign for sign in shapes if ord(sign) in font][:MOST_MARKS]
    return "".join(kept), len(shapes) - len(kept)


@cache
def coverage() -> dict[str, frozenset[int]]:
    """For each family of the shipped fonts the code points that all of its files have."""
    found: dict[str, frozenset[int]] = {}
    for file in sorted(FONTS.glob("*.ttf")):
        family, signs = file.stem.partition("-")[0], _code_points(file)
        found[family] = found.get(family, signs) & signs
    return found


def _code_points(file: Path) -> frozenset[int]:
    """What the font has a shape for: its table from code points to shapes, in the two forms such tables have today."""
    font = file.read_bytes()
    tables = {
        font[place : place + 4]: struct.unpack_from(">4xII", font, place + 4)[0]
        for place in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
    }
    cmap: int = tables[b"cmap"]
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0]
        form = struct.unpack_from(">H", font, table)[0]
        if form == 12:
            found.update(_long(font, table))
        elif form == 4:
            found.update(_short(font, table))
    return frozenset(found)


def _long(font: bytes, table: int) -> Iterator[int]:
    for group in range(struct.unpack_from(">I", font, table + 12)[0]):
        first, last, shape = struct.unpack_from(">III", font, table + 16 + 12 * group)
        yield from range(first + (shape == 0), last + 1)


def _short(font: bytes, table: int) -> Iterator[int]:
    doubled: int = struct.unpack_from(">H", font, table + 6)[0]
    count = doubled // 2
    lasts = struct.unpack_from(f">{count}H", font, table + 14)
    firsts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, table + 16 + doubled * part) for part in (1, 2, 3)
    )
    for number in range(count):
        for point in range(firsts[number], min(lasts[number], 0xFFFE) + 1):
            shape = point
            if offsets[number]:
                place = table + 16 + doubled * 3 + 2 * number + offsets[number] + 2 * (point - firsts[number])
                shape = struct.unpack_from(">H", font, place)[0]
                if shape == 0:
                    continue
            if (shape + deltas[number]) & 0xFFFF:
                yield point
