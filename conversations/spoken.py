"""Wording in a language, for the terminal: what the catalogues say, and nothing cleverer.

Catalogues are found by where they lie. Months and lists are written in the plainest way; no decision may
depend on anything here.
"""

from __future__ import annotations

import gettext
from pathlib import Path

from conversations.text import Listing, Text, Value

ENGLISH = "en"
CATALOGUE = Path("LC_MESSAGES", "messages.mo")


class Spoken:
    """One language; English is the wording as it is marked in the code."""

    def __init__(self, code: str, wording: gettext.NullTranslations) -> None:
        self.code = code
        self._wording = wording

    def say(self, value: Value) -> str:
        """The value in this language; a plain `str` is somebody's own words and stays as it is."""
        if isinstance(value, Text):
            return self._sentence(value)
        if isinstance(value, Listing):
            return ", ".join(self.say(item) for item in value.items)
        return str(value)

    def _sentence(self, sentence: Text) -> str:
        said = {name: self.say(value) for name, value in sentence.values.items()}
        try:
            return self._translated(sentence).format_map(said)
        except (KeyError, IndexError, AttributeError, ValueError):
            # A translator's slip in a placeholder must not end the talk.
            return _english(sentence).format_map(said)

    def _translated(self, sentence: Text) -> str:
        if not sentence.wording:
            return ""  # gettext answers the empty text with the catalogue's own header
        if sentence.plural is None:
            return self._wording.gettext(sentence.wording)
        return self._wording.ngettext(sentence.wording, sentence.plural, _count(sentence))


def _english(sentence: Text) -> str:
    return sentence.wording if sentence.plural is None or _count(sentence) == 1 else sentence.plural


def _count(sentence: Text) -> int:
    count = sentence.values["n"]
    if not isinstance(count, int):
        raise TypeError(f"not a count: {count!r}")
    return count


def folder() -> Path:
    """Where the catalogues lie: inside the package beside this one when installed, else beside both."""
    top = Path(__file__).resolve().parent.parent
    installed = top / "bot" / "locale"
    return installed if installed.is_dir() else top / "locale"


def languages(place: Path) -> tuple[str, ...]:
    """English, then every language with a compiled catalogue, by code."""
    return ENGLISH, *sorted(
        found.name for found in place.glob("*") if found.name != ENGLISH and (found / CATALOGUE).is_file()
    )


def language(code: str, place: Path) -> Spoken:
    """The language of this code, one of `languages`."""
    if code == ENGLISH:
        return Spoken(code, gettext.NullTranslations())
    with (place / code / CATALOGUE).open("rb") as compiled:
        return Spoken(code, gettext.GNUTranslations(compiled))
