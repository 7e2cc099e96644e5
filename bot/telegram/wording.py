"""Makes text safe to show: what Telegram would refuse is replaced, and nobody's words can turn a line around.

Nothing here knows screens or languages, and nothing shortens what a person wrote.
"""

from __future__ import annotations

import html
import re

# What cannot be sent at all: NUL, and halves of surrogate pairs, which are no characters.
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
# Telegram takes the older direction marks out of every message, so they cannot be balanced by anything.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_OPEN, _CLOSE = "\u2068", "\u2069"
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, and the marks that switch direction.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def escaped(words: str) -> str:
    """Safe between the tags of Telegram's HTML."""
    return html.escape(words, quote=False)


def shown(words: str) -> str:
    """The words as they stand alone: the same, but for what cannot be sent or would turn what follows."""
    if words.isascii() and "\x00" not in words:
        return words
    words = _OVERRIDES.sub("", _UNSENDABLE.sub("\ufffd", words))
    return _balanced(words) if _ISOLATES.search(words) else words


def isolated(words: str, *, rtl: bool) -> str:
    """The words as they stand inside a sentence of ours: kept apart wherever directions could mix."""
    words = shown(words)
    if rtl or _RIGHT_TO_LEFT.search(words):
        return f"{_OPEN}{words}{_CLOSE}"
    return words


def shortened(words: str, most: int) -> str:
    """At most so many characters, in one line, with an ellipsis where something was left out."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    kept = words[: most - 1].rstrip()
    return kept + "…" + _CLOSE * (len(re.findall("[\u2066-\u2068]", kept)) - kept.count(_CLOSE))


def _balanced(words: str) -> str:
    """Isolates only in pairs that open and close within one paragraph."""
    return "".join(_balanced_line(line) for line in words.splitlines(keepends=True))


def _balanced_line(line: str) -> str:
    opened: list[int] = []
    paired: set[int] = set()
    for mark in _ISOLATES.finditer(line):
        if mark[0] != _CLOSE:
            opened.append(mark.start())
        elif opened:
            paired |= {opened.pop(), mark.start()}
    return "".join(c for i, c in enumerate(line) if i in paired or not _ISOLATES.match(c))
