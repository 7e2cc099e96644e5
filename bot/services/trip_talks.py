"""What is done with a trip that is planned: its talks are begun, its answers copied from paper, it is cancelled."""

from __future__ import annotations

from bot.screens import trips as screens
from bot.screens.trip_page import Stands
from bot.services import places, talks, trips
from bot.services.common import setting
from bot.services.holders import go_on
from bot.services.scene import Scene
from bot.services.trip_found import found, says, to_plan
from bot.store import audit, proposals, walks
from bot.store import trips as store
from conversations import trips as rules
from conversations.access import Action
from conversations.dialogues.temperature import ID as TEMPERATURE
from conversations.dialogues.temperature import UNSAID_ID as UNSAID
from conversations.text import N_, Text

Parts = tuple[str, ...]
BEGUN = N_("✓ Begun. Both sides have been told.")
CANCELLED = N_("{side} has cancelled this trip.")
DONE = N_("✓ The trip is cancelled. Both sides have been told.")
WHY_ENDED = N_("The trip was cancelled.")


def begin(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jb:<trip>`: the temperature is taken, from the first day on."""
    return _begin(scene, parts, message, TEMPERATURE)


def begin_unsaid(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ju:<trip>`: what was hard to say, some days after."""
    return _begin(scene, parts, message, UNSAID)


def _begin(scene: Scene, parts: Parts, message: int | None, dialogue: str) -> None:
    here = found(scene, places.number(parts, 0), Action.BEGIN)
    if here is not None:
        proposals.lock(scene.tx, here.partnership)
        here = found(scene, here.trip.id, Action.BEGIN)
    if here is None or not here.view.open or here.trip.cancelled:
        return trips.gone(scene, places.number(parts, 0), message)
    since = here.trip.starts if dialogue == TEMPERATURE else rules.unsaid_from(here.trip)
    # Begun by somebody else, begun after another trip, too early: the page says which.
    now = trips.check(scene, here, dialogue, since)
    if now is None or now.stands is not Stands.READY:
        return trips.show(scene, here, message)
    begun = talks.begin(scene, here.partnership, dialogue, {"trip": here.trip.id, "paper": []})
    if begun is None:
        return trips.show(scene, here, message, why=Text(talks.NOBODY))
    trips.record_dates(scene, here.view.common)
    if here.view.side is None:
        return trips.show(scene, here, message, why=Text(BEGUN))
    return go_on(scene, (str(walks.of_round(scene.tx, begun)[here.view.side].id),), message)


def paper(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jp:<trip>:<y or n>`: this side's answers are copied from paper; until they are opened it can say otherwise."""
    here = found(scene, places.number(parts, 0), Action.ANSWER)
    if here is None or here.view.side is None or not here.view.open or parts[1:] not in (("y",), ("n",)):
        return places.stale(scene)
    proposals.lock(scene.tx, here.partnership)
    now = trips.check(scene, here, TEMPERATURE, here.trip.starts)
    if now is None or not now.can_mark:
        return trips.gone(scene, here.trip.id, message)
    row = trips.rounds(scene, here.partnership, TEMPERATURE, here.trip.id)[0]
    own = here.view.side.value
    marked = {*row.about.get("paper", ()), own} if parts[1] == "y" else {*row.about.get("paper", ())} - {own}
    walks.change_about(scene.tx, row.id, {**row.about, "paper": sorted(marked)})
    action = "paper_marked" if parts[1] == "y" else "paper_unmarked"
    audit.note(scene.tx, scene.now, scene.person.id, action, here.partnership, TEMPERATURE)
    return trips.show(scene, here, message)


def cancel(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jx:<trip>` asks once more, `Jx:<trip>:y` cancels."""
    here = to_plan(scene, places.number(parts, 0))
    if here is None:
        return trips.gone(scene, places.number(parts, 0), message)
    own = setting(scene, here.view.common, scene.person.id, here.view.side)
    open_rounds = [
        row
        for dialogue in (TEMPERATURE, UNSAID)
        for row in trips.rounds(scene, here.partnership, dialogue, here.trip.id)
        if row.closed_at is None
    ]
    if parts[1:] != ("y",):
        screen = screens.before_cancelling(own, here.trip, says(scene), asked_now=bool(open_rounds))
        return scene.tell(screen, edits=message, partnership=own.partnership)
    store.cancel(scene.tx, scene.now, here.trip.id)
    audit.note(scene.tx, scene.now, scene.person.id, "trip_cancelled", here.partnership, str(here.trip.id))
    trips.record_dates(scene, here.view.common)
    trips.tell(scene, here.view, here.trip, CANCELLED)
    for row in open_rounds:
        talks.end(scene, here.partnership, row.id, Text(WHY_ENDED))
    now = found(scene, here.trip.id)
    assert now is not None
    return trips.show(scene, now, message, why=Text(DONE))


PRESSED = {"Jb": begin, "Ju": begin_unsaid, "Jp": paper, "Jx": cancel}
