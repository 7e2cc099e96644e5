"""Planning a trip, and changing one: one thing is asked at a time, and the whole is shown before it counts."""

from __future__ import annotations

from bot.screens import trip_drafts as screens
from bot.services import places, trip_days, trip_found, trip_saving, trips
from bot.services import trip_drafts as kept
from bot.services.common import Seen, seen
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import held
from bot.store.held import HeldRow
from conversations.access import Action
from conversations.inputs import Said
from conversations.questions import Refusal
from conversations.questions.joint import read_line
from conversations.text import N_, Text
from conversations.trips import DAYS, TRAVELS, Part, missing

Parts = tuple[str, ...]
LEFT = N_("The trip you were planning is kept and not saved yet. Its buttons still work.")
CHOOSE = N_("Press one of the buttons, or Cancel. Nothing was saved.")
IN_WRITING = N_("This has to be written. Nothing was saved.")


def begin(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jn:<partnership>`"""
    view = seen(scene, places.number(parts, 0), Action.PLAN_TRIP)
    if view is None or not view.open or len(parts) != 1:
        return places.stale(scene)
    return kept.ask(scene, view, kept.hold(scene, view, 0, {}), message)


def change(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jj:<trip>`: as it is, with a button for each part."""
    here = trip_found.to_plan(scene, places.number(parts, 0))
    if here is None:
        return trips.gone(scene, places.number(parts, 0), message)
    wish = kept.hold(scene, here.view, here.trip.id, kept.value_of(here.trip))
    return kept.ask(scene, here.view, wish, message)


def change_part(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Je:<partnership>:<trip>:<part>`: asks for one part anew."""
    found = kept.of_button(scene, parts, 1)
    if found is None or parts[2] not in found[1].content["value"]:
        return places.stale(scene)
    view, wish = found
    del wish.content["value"][parts[2]]
    wish.content["asked"] = []
    kept.keep(scene, wish)
    return kept.ask(scene, view, wish, message)


def choose_travels(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Jw:<partnership>:<trip>:<who>`"""
    found = kept.of_button(scene, parts, 1)
    if found is None or missing(found[1].content["value"]) is not Part.TRAVELS or parts[2] not in TRAVELS:
        return places.stale(scene)
    return _put(scene, *found, Part.TRAVELS, parts[2], message)


def skip(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Js:<partnership>:<trip>`: nobody is named."""
    found = kept.of_button(scene, parts, 0)
    if found is None or missing(found[1].content["value"]) is not Part.WHO:
        return places.stale(scene)
    return _put(scene, *found, Part.WHO, None, message)


def _put(scene: Scene, view: Seen, wish: HeldRow, part: Part, value: str | None, message: int | None) -> None:
    wish.content["value"][part.value] = value
    kept.keep(scene, wish)
    return kept.ask(scene, view, wish, message)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked for something about a trip; what can't be taken is refused, and asked again."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == kept.WISH else None
    if wish is None or wish.content.get("left") or replies_to_a_question(scene, said):
        return False
    found = kept.of(scene, wish.content["partnership"], wish.content["trip"])
    if found is None:
        held.release(scene.tx, scene.person.id)
        trips.gone(scene, wish.content["trip"], None)
        return True
    view, wish = found
    part = missing(wish.content["value"])
    if part is None or part is Part.TRAVELS:
        kept.ask(scene, view, wish, None, why=Text(CHOOSE))
    elif isinstance(said, FileSent):
        kept.ask(scene, view, wish, None, why=Text(IN_WRITING))
    elif part in DAYS:
        trip_days.read_day(scene, view, wish, part, said.words)
    else:
        read = read_line(Said(said.words, said.message))
        if isinstance(read, Refusal):
            kept.ask(scene, view, wish, None, why=read.why)
        else:
            _put(scene, view, wish, part, read, None)
    return True


def cancel(scene: Scene, parts: Parts, message: int | None) -> None:
    """`JC:<partnership>:<trip>`"""
    if kept.of_button(scene, parts, 0) is None:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    scene.tell(screens.cancelled(), edits=message, partnership=None)
    return places.show_present(scene)


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left it: what they write next may be a sealed answer."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == kept.WISH else None
    if wish is None or wish.content.get("left"):
        return
    if wish.content["value"] == wish.content["was"]:
        return held.release(scene.tx, scene.person.id)
    kept.keep(scene, HeldRow(kept.WISH, {**wish.content, "left": True}))
    return scene.say(Text(LEFT), partnership=wish.content["partnership"])


PRESSED = {
    "Jn": begin,
    "Jj": change,
    "Je": change_part,
    "Jw": choose_travels,
    "Js": skip,
    "JC": cancel,
    **trip_days.PRESSED,
    **trip_saving.PRESSED,
}
