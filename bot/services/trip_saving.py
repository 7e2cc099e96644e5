"""What was shown whole is planned or changed, once, and everybody is told."""

from __future__ import annotations

from dataclasses import replace

from bot.services import places, trip_found, trips
from bot.services import trip_drafts as kept
from bot.services.common import Seen
from bot.services.scene import Scene
from bot.services.trip_found import Found
from bot.store import ahead, audit, held, proposals
from bot.store import trips as store
from bot.store.ahead import TripRow
from bot.store.held import HeldRow
from conversations.text import N_, Text
from conversations.trips import Part, missing

Parts = tuple[str, ...]
PLANNED, CHANGED = N_("{side} has planned a trip."), N_("{side} has changed a trip.")
DONE, SAVED = N_("✓ Planned. Both sides have been told."), N_("✓ Saved. Both sides have been told.")
SAME = N_("Nothing was changed.")
OVERTAKEN = N_("Meanwhile somebody else has changed this trip. Yours is kept, and nothing of it is saved yet.")


def save(scene: Scene, parts: Parts, message: int | None) -> None:
    """`JY:<partnership>:<trip>`: what was shown whole."""
    proposals.lock(scene.tx, places.number(parts, 0))
    found = kept.of_button(scene, parts, 0)
    if found is None or missing(found[1].content["value"]) is not None:
        return places.stale(scene)
    view, wish = found
    trip = kept.trip_of(wish)
    for part, day in ((Part.STARTS, trip.starts), (Part.ENDS, trip.ends)):
        refused = kept.fits(scene, view, wish, part, day)
        if refused is not None:
            # Time has passed since it was chosen.
            del wish.content["value"][part.value]
            kept.keep(scene, wish)
            return kept.ask(scene, view, wish, message, why=refused.why)
    return _change(scene, view, wish, trip, message) if trip.id else _plan(scene, view, trip, message)


def _plan(scene: Scene, view: Seen, trip: TripRow, message: int | None) -> None:
    p = view.common.partnership.id
    number = store.plan(
        scene.tx,
        scene.now,
        p,
        starts=trip.starts,
        ends=trip.ends,
        travels=trip.travels,
        who=trip.who,
        purpose=trip.purpose,
        author=scene.person.id,
    )
    return _done(scene, view, replace(trip, id=number), PLANNED, DONE, message)


def _change(scene: Scene, view: Seen, wish: HeldRow, trip: TripRow, message: int | None) -> None:
    before = next(one for one in ahead.trips(scene.tx, view.common.partnership.id) if one.id == trip.id)
    if kept.value_of(before) != wish.content["was"]:
        wish.content["was"] = kept.value_of(before)
        kept.keep(scene, wish)
        return kept.ask(scene, view, wish, message, why=Text(OVERTAKEN))
    if before == trip:
        held.release(scene.tx, scene.person.id)
        return trips.show(scene, Found(view, trip), message, why=Text(SAME))
    store.change(
        scene.tx,
        trip.id,
        starts=trip.starts,
        ends=trip.ends,
        travels=trip.travels,
        who=trip.who,
        purpose=trip.purpose,
    )
    moved = before if (before.starts, before.ends) != (trip.starts, trip.ends) else None
    return _done(scene, view, trip, CHANGED, SAVED, message, was=moved)


def _done(
    scene: Scene, view: Seen, trip: TripRow, told: str, why: str, message: int | None, was: TripRow | None = None
) -> None:
    p = view.common.partnership.id
    held.release(scene.tx, scene.person.id)
    action = "trip_planned" if told == PLANNED else "trip_changed"
    audit.note(scene.tx, scene.now, scene.person.id, action, p, str(trip.id))
    trips.record_dates(scene, view.common)
    trips.tell(scene, view, trip, told, trip_found.overlaps(scene, p, trip), was)
    return trips.show(scene, Found(view, trip), message, why=Text(why))


PRESSED = {"JY": save}
