"""The edge where wording becomes a language.

A language is a folder under `locale/`, offered when its catalogue is at least 90 % complete. Nothing here
may escape text for Telegram or decide what is said.
"""

from __future__ import annotations

import gettext
import struct
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from conversations.text import Listing, Month, Text, Value

ENGLISH = "en"
OFFERED_FROM = 0.9

# English is shared by people who mostly do not write dates the American way.
_WRITTEN_AS = {ENGLISH: "en_GB"}


class Language:
    """One language: its wording, and how it writes months, dates, numbers and lists."""

    def __init__(self, code: str, wording: gettext.NullTranslations) -> None:
        self.code = code
        self._wording = wording

    @cached_property
    def locale(self) -> Locale:
        return locale_of(self.code)

    @cached_property
    def rtl(self) -> bool:
        return self.locale.text_direction == "rtl"

    def say(self, value: Value | date | datetime) -> str:
        """The value in this language; a plain `str` is somebody's own words and stays as it is."""
        if isinstance(value, str):
            return value
        if isinstance(value, Text):
            return self._sentence(value)
        if isinstance(value, int):
            return str(value) if 0 <= value < 1000 else str(format_decimal(value, locale=self.locale))
        if isinstance(value, Month):
            return _month(self.locale, value)
        if isinstance(value, Listing):
            return format_list([self.say(item) for item in value.items], locale=self.locale)
        if isinstance(value, datetime):
            # Written in the zone the value carries: choosing whose zone that is belongs to the caller.
            return f"{self.say(value.date())}, {format_time(value, 'short', locale=self.locale)}"
        return format_date(value, "long", locale=self.locale)

    def _sentence(self, text: Text) -> str:
        wording = self._translated(text)
        if "{" not in wording and "}" not in wording:
            return wording
        said = {name: self.say(value) for name, value in text.values.items()}
        try:
            return wording.format_map(said)
        except (KeyError, IndexError, AttributeError, ValueError):
            # A translator's slip in a placeholder must not keep a person from being told.
            return _english(text).format_map(said)

    def _translated(self, text: Text) -> str:
        if text.plural is not None:
            return self._wording.ngettext(text.wording, text.plural, _count(text))
        # gettext answers the empty text with the catalogue's own header.
        return self._wording.gettext(text.wording) if text.wording else ""


def _english(text: Text) -> str:
    return text.wording if text.plural is None or _count(text) == 1 else text.plural


def _count(text: Text) -> int:
    count = text.values["n"]
    if not isinstance(count, int):
        raise TypeError(f"not a count: {count!r}")
    return count


class Catalogues:
    """The languages found in one `locale/` folder; each is read when first asked for, then kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str | None, Language] = {}

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """English, then by code every language that is complete enough."""
        wanted = _wordings(self._folder / "messages.pot")
        return ENGLISH, *(
            compiled.parts[-3]
            for compiled in sorted(self._folder.glob("*/LC_MESSAGES/messages.mo"))
            if compiled.parts[-3] != ENGLISH and _translations(compiled) >= OFFERED_FROM * wanted
        )

    def language(self, code: str | None) -> Language:
        """The offered language nearest to a code such as Telegram's `pt-br`; English for anything else."""
        if code not in self._known:
            # Codes come from outside: only what was found is kept, or they would fill the memory.
            found = self._nearest(code or ENGLISH)
            if found not in self._known:
                self._known[found] = Language(found, self._read(found))
            return self._known[found]
        return self._known[code]

    def _nearest(self, code: str) -> str:
        parts = code.replace("-", "_").lower().split("_")
        offered = {known.lower(): known for known in self.offered}
        for length in range(len(parts), 0, -1):
            if (shorter := "_".join(parts[:length])) in offered:
                return offered[shorter]
        return ENGLISH

    def _read(self, code: str) -> gettext.NullTranslations:
        if code == ENGLISH:
            return gettext.NullTranslations()
        with (self._folder / code / "LC_MESSAGES" / "messages.mo").open("rb") as compiled:
            return gettext.GNUTranslations(compiled)


def _wordings(template: Path) -> int:
    """How many there are to translate; the template's first entry is its header."""
    if not template.exists():
        return 0
    return sum(line.startswith("msgid ") for line in template.read_text("utf-8").splitlines()) - 1


def _translations(compiled: Path) -> int:
    """How many a compiled catalogue holds, from its first twelve bytes; the header counts as one of them."""
    with compiled.open("rb") as catalogue:
        return int(struct.unpack("<3I", catalogue.read(12))[2]) - 1


def _installed_folder() -> Path:
    """Beside this module in an installed wheel, at the top of a checkout."""
    packaged = Path(__file__).with_name("locale")
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "locale"


@lru_cache(maxsize=256)
def locale_of(code: str) -> Locale:
    """How a language writes; British English for a code nobody knows."""
    try:
        return Locale.parse(_WRITTEN_AS.get(code, code))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_WRITTEN_AS[ENGLISH])


@lru_cache(maxsize=4096)
def _month(locale: Locale, month: Month) -> str:
    return format_skeleton("yMMMM", date(month.year, month.month, 1), locale=locale)


_catalogues = Catalogues(_installed_folder())


def languages() -> tuple[str, ...]:
    """The codes of the languages offered, English first."""
    return _catalogues.offered


def language(code: str | None) -> Language:
    """The offered language nearest to a code; English when there is none."""
    return _catalogues.language(code)


@lru_cache(maxsize=256)
def own_name(code: str) -> str:
    """The language's name in itself, as a person looks for it: `Dansk`."""
    try:
        # Not through `_WRITTEN_AS`: the language is English, not British English.
        name = Locale.parse(code, sep="_").get_display_name()
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code


def language_name(code: str, reader: str) -> str:
    """The language's name as its reader calls it: `engelsk` for English in Danish."""
    return locale_of(reader).languages.get(code) or own_name(code)
