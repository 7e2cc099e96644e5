"""One trip with its partnership, for whoever may see it or plan it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.i18n import language
from bot.screens.trips import Says
from bot.services.common import Common, Seen, seen
from bot.services.scene import Scene
from bot.store import ahead, people, proposals, trips
from bot.store.ahead import TripRow
from conversations import trips as rules
from conversations.access import Action
from conversations.due import day_of


@dataclass(frozen=True)
class Found:
    """A trip of a partnership whose plans the one who acts may see."""

    view: Seen
    trip: TripRow

    @property
    def partnership(self) -> int:
        return self.view.common.partnership.id


def found(scene: Scene, number: int, action: Action = Action.SEE_PLANS) -> Found | None:
    """None for no trip, or one of a partnership in which this person may not do this."""
    partnership = trips.partnership_of(scene.tx, number)
    view = seen(scene, partnership, action) if partnership is not None else None
    trip = next((one for one in ahead.trips(scene.tx, partnership) if one.id == number), None) if partnership else None
    return Found(view, trip) if view and trip else None


def to_plan(scene: Scene, number: int) -> Found | None:
    """One that can still be changed or cancelled, by somebody who may; what follows happens one after the other."""
    here = found(scene, number, Action.PLAN_TRIP)
    if here is None or not here.view.open:
        return None
    proposals.lock(scene.tx, here.partnership)
    again = found(scene, number, Action.PLAN_TRIP)
    assert again is not None
    over = again.trip.cancelled or rules.is_over(again.trip, today(scene, again.view.common))
    return None if over else again


def today(scene: Scene, now: Common) -> date:
    return day_of(scene.now, now.partnership.zone)


def says(scene: Scene, person: int | None = None) -> Says:
    """Days in somebody's language: of the one who acts, unless another is named."""
    who = scene.person if person is None else people.person(scene.tx, person)
    return language(who.speaks).say


def overlaps(scene: Scene, partnership: int, trip: TripRow) -> tuple[TripRow, ...]:
    """Other trips that share a day with this one."""
    others = (one for one in ahead.trips(scene.tx, partnership) if one.id != trip.id and not one.cancelled)
    return tuple(one for one in others if rules.overlap(one, trip))
