"""/attention: what needs a human now, across the partnerships that somebody on the staff follows."""

from __future__ import annotations

from bot.i18n import language
from bot.screen import Screen
from bot.screens import attention as screens
from bot.services import places
from bot.services.pressing import about, everything, from_answers, todays
from bot.services.scene import Scene
from bot.store import attending, audit, openings, partnerships, people
from bot.store.partnerships import Partnership
from conversations.access import Action, is_audited, may
from conversations.attention import TICKED_OFF, Item, Reason, most_pressing
from conversations.sides import Side


def show(scene: Scene, argument: str) -> None:
    """`/attention`"""
    if scene.person.staff is None:
        return places.not_found(scene)
    return scene.tell(_screen(scene), partnership=None)


def tick_off(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Xd:<partnership>:<reason>:<opening>`: staff say that they have called, or dealt with it.

    It is kept as a row of the audit about the opening; the same wish in a later round is a new one.
    """
    known = partnerships.partnership(scene.tx, places.number(parts, 0))
    if known is None or len(parts) != 3 or known.state != "open":
        return places.stale(scene)
    if not may(people.actor(scene.tx, scene.person, known.id), Action.ATTENTION):
        return places.stale(scene)
    waiting = {about(item) for item in from_answers(scene, {known.id: known}) if item.reason in TICKED_OFF}
    if (said := f"{parts[1]}:{parts[2]}") in waiting:
        audit.note(scene.tx, scene.now, scene.person.id, attending.ATTENDED, known.id, said)
    # Pressed twice, or by two at once: the list shows that it is gone.
    return scene.tell(_screen(scene), edits=message, partnership=None)


def _screen(scene: Scene) -> Screen:
    """The staff are shown; an admin's look leaves a trace in each partnership of which something is shown."""
    follows = partnerships.followed(scene.tx, scene.person.id, everyone=scene.person.staff == "admin")
    followed = {p.id: p for p in follows if p.state == "open"}
    pressing = most_pressing(
        everything(scene, followed), max(todays(scene, followed).values(), default=scene.now.date())
    )
    for where in dict.fromkeys(item.partnership for item in pressing.items):
        actor = people.actor(scene.tx, scene.person, where)
        if is_audited(actor, Action.ATTENTION):
            audit.note(scene.tx, scene.now, actor.person, "admin_saw_attention", where)
    return screens.listing([_shown(scene, followed[i.partnership], i) for i in pressing.items], pressing.more)


def _shown(scene: Scene, known: Partnership, item: Item) -> screens.Shown:
    reader = language(scene.person.speaks)
    names = {side: known.organisation(side) for side in Side}
    due = reader.say(item.due) if item.due else ""
    return screens.Shown(item, known.title, names, reader.say(item.since), _goes(scene, item), due)


def _goes(scene: Scene, item: Item) -> str:
    """Where something can be done about it."""
    match item.reason:
        case Reason.CALL_NOW | Reason.CALL | Reason.RED:
            opening = openings.opening(scene.tx, item.place or 0)
            # What a side handed to staff alone stands in their summary, not in an opening.
            opened = opening is not None and opening.how == "opened"
            return f"N:{item.place}" if opened else f"h:{item.partnership}"
        case Reason.AGREEMENT:
            return f"Ka:{item.partnership}"
        case Reason.DUTY:
            return f"Qd:{item.partnership}"
        case Reason.MILESTONE:
            return f"Pp:{item.partnership}"
        case _:
            return f"qp:{item.partnership}"


COMMANDS = {"attention": show}
PRESSED = {"Xd": tick_off}
