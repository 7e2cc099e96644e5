"""The days of a trip: pressed in the picker, or written and then said back in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from bot.i18n import ENGLISH, language
from bot.screens import trip_drafts as screens
from bot.services import places, trip_found
from bot.services import trip_drafts as kept
from bot.services.common import Seen
from bot.services.scene import Scene
from bot.store.held import HeldRow
from conversations import trips as rules
from conversations.questions import Refusal
from conversations.text import N_, Month, Text
from conversations.trips import DAYS, Part, missing

Parts = tuple[str, ...]
_SHORT = 3  # letters by which people shorten a month, where only one begins so
AGAIN = N_("Then write it another way, or press it. Nothing was saved.")


def turn_year(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jy:<partnership>:<trip>:<part>:<year>`: the months of a year."""
    found = _for_day(scene, parts)
    if found is None:
        return places.stale(scene)
    kept.keep(scene, found[1])
    return kept.ask(scene, found[0], found[1], message, year=places.number(parts, 3))


def choose_month(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jm:<partnership>:<trip>:<part>:<month>`: the days of a month."""
    found = _for_day(scene, parts)
    try:
        month = Month.parse(parts[-1]) if found else None
    except ValueError:
        month = None
    earliest = kept.drafting(scene, found[0], found[1]).earliest if found else None
    if found is None or month is None or earliest is None or str(month) < f"{earliest:%Y-%m}":
        return places.stale(scene)
    kept.keep(scene, found[1])
    return kept.ask(scene, found[0], found[1], message, month=month)


def choose_day(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jd:<partnership>:<trip>:<part>:<day>`"""
    found = _for_day(scene, parts)
    day = _iso(parts[-1]) if found else None
    return places.stale(scene) if found is None or day is None else _take_day(scene, *found, day, message)


def _for_day(scene: Scene, parts: Parts) -> tuple[Seen, HeldRow, Part] | None:
    """Of `...:<partnership>:<trip>:<part>:<...>`, where this part is what is asked for now."""
    found = kept.of_button(scene, parts, 2)
    part = missing(found[1].content["value"]) if found else None
    return (*found, part) if found and part in DAYS and part is not None and part.value == parts[2] else None


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _take_day(scene: Scene, view: Seen, wish: HeldRow, part: Part, day: date, message: int | None) -> None:
    wish.content["asked"] = []
    refused = kept.fits(scene, view, wish, part, day)
    value = wish.content["value"]
    if refused is None:
        value[part.value] = str(day)
        last = _iso(value.get(Part.ENDS.value) or "")
        if part is Part.STARTS and last is not None and kept.fits(scene, view, wish, Part.ENDS, last):
            # The last day was chosen for another first day, and is asked for anew.
            del value[Part.ENDS.value]
    kept.keep(scene, wish)
    return kept.ask(scene, view, wish, message, why=refused.why if refused else None)


def confirm(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jr:<partnership>:<trip>:<day>:<y or n>`: whether a written day was read as it was meant."""
    found = kept.of_button(scene, parts, 2)
    asked = found[1].content["asked"] if found else []
    part = missing(found[1].content["value"]) if found else None
    if found is None or part not in DAYS or part is None or asked[:1] != [parts[2]] or parts[3] not in ("y", "n"):
        return places.stale(scene)
    view, wish = found
    if parts[3] == "y":
        return _take_day(scene, view, wish, part, date.fromisoformat(parts[2]), message)
    wish.content["asked"] = asked[1:]
    kept.keep(scene, wish)
    if not wish.content["asked"]:
        return kept.ask(scene, view, wish, message, why=Text(AGAIN))
    return _confirm(scene, view, wish, message)


def _confirm(scene: Scene, view: Seen, wish: HeldRow, message: int | None) -> None:
    on = kept.drafting(scene, view, wish)
    screen = screens.read_back(on, date.fromisoformat(wish.content["asked"][0]))
    scene.tell(screen, edits=message, partnership=on.setting.partnership)


def read_day(scene: Scene, view: Seen, wish: HeldRow, part: Part, words: str) -> None:
    """Nothing that was written is taken before it was said back in words."""
    read = rules.read(words, trip_found.today(scene, view.common), month_names(scene.person.speaks))
    refused: Refusal | None = None
    days: list[str] = []
    if isinstance(read, Refusal):
        refused = read
    else:
        why = [kept.fits(scene, view, wish, part, day) for day in read]
        days = [str(day) for day, no in zip(read, why, strict=True) if no is None]
        refused = None if days else why[0]
    wish.content["asked"] = days
    kept.keep(scene, wish)
    if refused is not None:
        return kept.ask(scene, view, wish, None, why=refused.why)
    return _confirm(scene, view, wish, None)


@lru_cache(maxsize=256)
def month_names(speaks: str | None) -> Mapping[str, int]:
    """As they are written in somebody's language and in English, whole or shortened."""
    found: dict[str, int] = {}
    for code in (ENGLISH, speaks):
        for context in language(code).locale.months.values():
            for width in ("wide", "abbreviated"):
                found |= {str(name).casefold().rstrip("."): n for n, name in context.get(width, {}).items()}
    begins = {(name[:_SHORT], n) for name, n in found.items()}
    short = {name: n for name, n in begins if sum(other == name for other, _ in begins) == 1}
    return {name: n for name, n in (short | found).items() if not name.isdecimal()}


PRESSED = {"Jy": turn_year, "Jm": choose_month, "Jd": choose_day, "Jr": confirm}
