"""/trip: the trips of a partnership, one trip's page, what everybody is told, and which days are due because of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.screens import phase_out, trip_page
from bot.screens import trips as screens
from bot.screens.trip_page import Check, Page, Stands
from bot.services import agenda, choosing, places, talks
from bot.services.common import Common, Seen, setting
from bot.services.scene import Scene
from bot.services.trip_found import Found, found, overlaps, says, today
from bot.store import ahead, openings, people, reviews, walks
from bot.store.ahead import TripRow
from bot.store.walks import RoundRow
from conversations import trips as rules
from conversations.access import Action, may
from conversations.dialogues.temperature import ID as TEMPERATURE
from conversations.dialogues.temperature import UNSAID_ID as UNSAID
from conversations.sides import Side
from conversations.text import Text, Value, text

Parts = tuple[str, ...]


def listing(scene: Scene, view: Seen, message: int | None) -> None:
    if not may(view.actor, Action.SEE_PLANS):
        return places.stale(scene)
    now = view.common
    own = setting(scene, now, scene.person.id, view.side)
    may_plan = view.open and may(view.actor, Action.PLAN_TRIP)
    rows = ahead.trips(scene.tx, own.partnership)
    screen = screens.listing(own, rows, today(scene, now), says(scene), may_plan=may_plan)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def one(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jo:<trip>`"""
    here = found(scene, places.number(parts, 0))
    return places.stale(scene) if here is None else show(scene, here, message)


def gone(scene: Scene, number: int, message: int | None) -> None:
    """What was to be done with a trip can't be done any more: its page says why; or it may not be known."""
    here = found(scene, number)
    if here is None:
        return places.stale(scene)
    return show(scene, here, message, why=None if here.view.open else Text(talks.CLOSED))


def show(scene: Scene, here: Found, message: int | None, why: Text | None = None) -> None:
    now, trip, on = here.view.common, here.trip, today(scene, here.view.common)
    alive = here.view.open and not trip.cancelled
    ahead_of_it = alive and not rules.is_over(trip, on)
    page = Page(
        trip=trip,
        today=on,
        temperature=check(scene, here, TEMPERATURE, trip.starts),
        unsaid=check(scene, here, UNSAID, rules.unsaid_from(trip)),
        agenda=agenda.lines(scene, here.view, trip, says(scene)) if ahead_of_it else (),
        overlaps=overlaps(scene, here.partnership, trip) if ahead_of_it else (),
        may_plan=ahead_of_it and may(here.view.actor, Action.PLAN_TRIP),
        may_begin=alive and may(here.view.actor, Action.BEGIN),
    )
    own = setting(scene, now, scene.person.id, here.view.side)
    return scene.tell(trip_page.page(own, page, says(scene), why), edits=message, partnership=own.partnership)


def rounds(scene: Scene, partnership: int, dialogue: str, trip: int) -> tuple[RoundRow, ...]:
    """Those that belong to a trip, newest first."""
    return tuple(row for row in walks.rounds_of(scene.tx, partnership, dialogue) if row.about.get("trip") == trip)


def check(scene: Scene, here: Found, dialogue: str, since: date) -> Check | None:
    """How the temperature check of a trip stands, or the question after it; None if it never was and can't be."""
    row = next(iter(rounds(scene, here.partnership, dialogue, here.trip.id)), None)
    if row is None and (here.trip.cancelled or not here.view.open):
        return None
    if row is None:
        early = today(scene, here.view.common) < since
        busy = walks.running(scene.tx, here.partnership, dialogue) is not None
        return Check(Stands.EARLY if early else Stands.BUSY if busy else Stands.READY, since)
    opened = next((o for o in openings.of_round(scene.tx, row.id).values() if o.how == "opened"), None)
    paper = frozenset(Side(side) for side in row.about.get("paper", ()))
    if row.closed_at is not None or not here.view.open:
        stands = Stands.OVER if row.over else Stands.NONE
        return Check(stands, since, opening=opened.id if opened else None, paper=paper)
    side = here.view.side
    walk = walks.of_round(scene.tx, row.id)[side].id if side else None
    return Check(Stands.OPEN, since, walk, opened.id if opened else None, paper, side is not None and opened is None)


def tell(
    scene: Scene,
    view: Seen,
    trip: TripRow,
    wording: str,
    overlapping: Sequence[TripRow] = (),
    was: TripRow | None = None,
) -> None:
    """Everybody on both sides and the staff who follow, once and in their language, but for the one who acts."""
    p = view.common.partnership.id
    sides: dict[int, Side | None] = {m.person: m.side for m in people.members(scene.tx, p)}
    for person, side in (sides | dict.fromkeys(people.followers(scene.tx, p))).items():
        if person != scene.person.id:
            own, said = setting(scene, view.common, person, side), says(scene, person)
            sentence = text(wording, side=phase_out.by(own, view.side))
            before: Value | None = screens.days(was, said) if was is not None else None
            scene.tell(screens.told(own, trip, said, sentence, overlapping, before), to=person, partnership=p)


def record_dates(scene: Scene, now: Common) -> None:
    """Writes down when the next agenda should be read, and from when to ask what was hard to say."""
    p, on = now.partnership.id, today(scene, now)
    planned = [trip for trip in ahead.trips(scene.tx, p) if not trip.cancelled]
    coming = rules.next_trip(planned, on)
    reviews.set_next(scene.tx, scene.now, p, "agenda", rules.agenda_due(coming) if coming else None)
    asked = {row.about.get("trip") for row in walks.rounds_of(scene.tx, p, UNSAID)}
    after = rules.to_ask_after([trip for trip in planned if trip.id not in asked], on)
    reviews.set_next(scene.tx, scene.now, p, UNSAID, rules.unsaid_from(after) if after else None)


COMMANDS = {"trip": choosing.as_command(listing, "Jt")}
PRESSED = {"Jt": choosing.as_button(listing, "Jt"), "Jo": one}
