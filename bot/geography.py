"""Countries and their time zones, named in a person's language. Knows nothing of partnerships."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

from babel.core import get_global

from bot.i18n import locale_of

# Kosovo's code is not in ISO's list, so the zone table leaves it out.
_ZONES_LEFT_OUT = {"XK": ("Europe/Belgrade",)}

# Letters of their own at the end of the alphabet, not an a or an o with something on it.
_AFTER_Z = {"da": "æøå", "nb": "æøå", "nn": "æøå", "sv": "åäö", "fi": "åäö"}


@lru_cache(maxsize=32)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """(ISO code, name) of every place that has a time zone, in the order of the language's alphabet."""
    named = [(iso, country_name(iso, language)) for iso in _zones_by_country()]
    return tuple(sorted(named, key=lambda country: _alphabetical(country[1], language)))


def country_name(iso: str, language: str) -> str:
    """The code itself for a country nobody knows."""
    return str(locale_of(language).territories.get(iso, iso))


def zones(iso: str) -> tuple[str, ...]:
    """The country's time zones, each a name `zoneinfo` knows; none for a country nobody knows."""
    return _zones_by_country().get(iso, ())


@lru_cache(maxsize=2048)
def zone_name(zone: str, language: str) -> str:
    """The city a time zone is called after."""
    known = locale_of(language).time_zones
    for name in (zone, *_former_names().get(zone, ())):
        if city := known.get(name, {}).get("city"):
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1)
def _zones_by_country() -> dict[str, tuple[str, ...]]:
    usable = available_timezones()
    listed = {**get_global("territory_zones"), **_ZONES_LEFT_OUT}
    by_country = {
        iso: tuple(zone for zone in names if zone in usable)
        for iso, names in listed.items()
        if len(iso) == 2 and iso.isalpha() and iso != "ZZ"
    }
    return {iso: names for iso, names in by_country.items() if names}


@lru_cache(maxsize=1)
def _former_names() -> dict[str, tuple[str, ...]]:
    """City names are filed under the name a zone had first: Katmandu for Kathmandu."""
    former: dict[str, tuple[str, ...]] = {}
    for old, new in get_global("zone_aliases").items():
        former[new] = (*former.get(new, ()), old)
    return former


def _alphabetical(name: str, language: str) -> tuple[tuple[int, str], ...]:
    last = _AFTER_Z.get(language, "")
    letters: list[tuple[int, str]] = []
    for letter in name.casefold():
        if letter in last:
            letters.append((1 + last.index(letter), letter))
        else:
            plain = unicodedata.normalize("NFKD", letter)
            letters.extend((0, mark) for mark in plain if not unicodedata.combining(mark))
    return tuple(letters)
