"""What was hard to say face to face: asked alone, not before some days after a trip."""

from __future__ import annotations

from bot.services.kinds.base import Kind
from bot.services.scene import Scene
from bot.store import ahead
from bot.store.partnerships import Partnership
from conversations.due import day_of
from conversations.text import N_, Text, text
from conversations.trips import UNSAID_AFTER, unsaid_from

TOO_EARLY = N_("This is asked {n} days after a trip, and not before. Plan a trip with /trip")


def _refuses(scene: Scene, where: Partnership) -> Text | None:
    today = day_of(scene.now, where.zone)
    taken = (trip for trip in ahead.trips(scene.tx, where.id) if not trip.cancelled)
    return None if any(unsaid_from(trip) <= today for trip in taken) else text(TOO_EARLY, n=UNSAID_AFTER.days)


KIND = Kind(refuses=_refuses)
