"""What there is to choose from when a partnership is entered: countries, zones and languages, by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot import geography
from bot.i18n import language, languages, own_name
from conversations.entry import Named, Offered
from conversations.text import Month


def offered(now: datetime, speaks: str | None) -> Offered:
    """Countries under their names in every language offered, since staff may write them in any."""
    reader = language(speaks).code
    return Offered(
        this_month=Month(now.year, now.month),
        countries=_countries(reader),
        zones=lambda country: _same_time_together(zones(country, reader), now),
        languages=tuple((code, own_name(code)) for code in languages()),
    )


@lru_cache(maxsize=256)
def zones(country: str, reader: str) -> Named:
    """The country's zones by the name of their city, in the order of the alphabet."""
    named = ((zone, geography.zone_name(zone, reader)) for zone in geography.zones(country))
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))


def _same_time_together(named: Named, now: datetime) -> Named:
    """From west to east, and by name where the time is the same."""
    return tuple(sorted(named, key=lambda pair: now.astimezone(ZoneInfo(pair[0])).utcoffset() or timedelta()))


@lru_cache(maxsize=32)
def _countries(reader: str) -> Named:
    others = (code for code in languages() if code != reader)
    return tuple(pair for code in (reader, *others) for pair in geography.countries(code))
