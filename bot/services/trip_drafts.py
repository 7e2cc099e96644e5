"""A trip on its way, a part at a time: kept with the one who plans it, and shown to nobody else."""

from __future__ import annotations

from datetime import date

from bot.screens import trip_drafts as screens
from bot.screens.trip_drafts import Drafting
from bot.services import places, trip_found
from bot.services.common import Seen, seen, setting
from bot.services.scene import Scene
from bot.store import held
from bot.store.ahead import TripRow
from bot.store.held import HeldRow
from conversations import trips as rules
from conversations.access import Action
from conversations.questions import Refusal
from conversations.text import Month, Text
from conversations.trips import DAYS, Part, missing

Parts = tuple[str, ...]
WISH = "trip"


def value_of(trip: TripRow) -> dict[str, str | None]:
    return {
        Part.STARTS.value: str(trip.starts),
        Part.ENDS.value: str(trip.ends),
        Part.TRAVELS.value: trip.travels,
        Part.WHO.value: trip.who,
        Part.PURPOSE.value: trip.purpose,
    }


def trip_of(wish: HeldRow) -> TripRow:
    """As it will be, when everything is there."""
    value = wish.content["value"]
    starts, ends = (date.fromisoformat(value[part.value]) for part in DAYS)
    return TripRow(
        wish.content["trip"], starts, ends, value[Part.TRAVELS], value[Part.WHO], value[Part.PURPOSE], cancelled=False
    )


def hold(scene: Scene, view: Seen, trip: int, value: dict[str, str | None]) -> HeldRow:
    """`was` is the trip as its writer has seen it, `asked` the days still to be confirmed."""
    p = view.common.partnership.id
    wish = HeldRow(WISH, {"partnership": p, "trip": trip, "value": value, "was": dict(value), "asked": []})
    keep(scene, wish)
    return wish


def keep(scene: Scene, wish: HeldRow) -> None:
    held.hold(scene.tx, scene.now, scene.person.id, WISH, wish.content)


def of(scene: Scene, partnership: int, trip: int) -> tuple[Seen, HeldRow] | None:
    """The draft this person has of this trip, as long as it may be planned; None otherwise."""
    wish = held.held(scene.tx, scene.person.id)
    if wish is None or wish.why != WISH or (wish.content["partnership"], wish.content["trip"]) != (partnership, trip):
        return None
    if trip:
        here = trip_found.to_plan(scene, trip)
        view = here.view if here is not None and here.partnership == partnership else None
    else:
        view = seen(scene, partnership, Action.PLAN_TRIP)
    # Whoever comes back to it goes on with it: what they write next is for it again.
    wish.content.pop("left", None)
    return (view, wish) if view is not None and view.open else None


def of_button(scene: Scene, parts: Parts, more: int) -> tuple[Seen, HeldRow] | None:
    """Of `...:<partnership>:<trip>` and so many parts more."""
    return of(scene, places.number(parts, 0), places.number(parts, 1)) if len(parts) == 2 + more else None


def drafting(scene: Scene, view: Seen, wish: HeldRow) -> Drafting:
    own = setting(scene, view.common, scene.person.id, view.side)
    earliest = trip_found.today(scene, view.common)
    first = wish.content["value"].get(Part.STARTS.value)
    if missing(wish.content["value"]) is Part.ENDS and first is not None:
        earliest = max(earliest, date.fromisoformat(first))
    return Drafting(own, wish.content["trip"], scene.person.speaks, earliest)


def ask(
    scene: Scene,
    view: Seen,
    wish: HeldRow,
    message: int | None,
    *,
    why: Text | None = None,
    month: Month | None = None,
    year: int | None = None,
) -> None:
    """The next part, or the whole to be confirmed."""
    on, value = drafting(scene, view, wish), wish.content["value"]
    part = missing(value)
    if part is None:
        trip = trip_of(wish)
        screen = screens.whole(on, trip, trip_found.overlaps(scene, on.setting.partnership, trip), why)
    else:
        screen = screens.ask(on, part, value, month=month, year=year or on.earliest.year, why=why)
    scene.tell(screen, edits=message, partnership=on.setting.partnership)


def fits(scene: Scene, view: Seen, wish: HeldRow, part: Part, day: date) -> Refusal | None:
    today = trip_found.today(scene, view.common)
    if part is Part.STARTS:
        was = wish.content["was"].get(Part.STARTS.value)
        return rules.fits_first(day, today, known=date.fromisoformat(was) if was else None)
    return rules.fits_last(day, date.fromisoformat(wish.content["value"][Part.STARTS.value]), today)
