"""What can be done with an opened topic: mark it, read everything, play what was sent."""

from __future__ import annotations

from mimetypes import guess_extension

from bot.screen import Attachment, Screen
from bot.screens import openings as opening_screens
from bot.services import laying, places, summarising, versions
from bot.services.common import common
from bot.services.scene import Scene
from bot.store import audit, media, openings, people, proposals
from conversations import opening as rules
from conversations.access import Action, Actor, may
from conversations.text import N_, Text


def mark(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """We agree, or we need to talk: changeable. Every message that shows the opening's marks is kept true."""
    here = laying.found(scene, places.number(parts, 0))
    marks = {m.value: m for m in rules.Mark}
    if here is None or len(parts) < 2 or parts[1] not in marks:
        return places.stale(scene)
    opening, row, actor = here.opening, here.row, here.actor
    if not may(actor, Action.MARK) or actor.side is None or opening.how != "opened" or row.partnership_state != "open":
        return places.stale(scene)
    chosen = marks[parts[1]]
    if openings.marks(scene.tx, (opening.id,))[opening.id].get(actor.side) is chosen:
        return None
    proposals.lock(scene.tx, row.partnership)
    openings.put_mark(scene.tx, scene.now, opening.id, actor.side, chosen, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, f"marked_{chosen}", row.partnership, opening.topic)
    now = common(scene, row.partnership)
    assert now is not None
    # What both said the same counts only where both agree: a version that waits may say something else now.
    versions.follow(scene, now)
    versions.tell_followed(scene, now)
    made_of = laying.material(scene, row)
    laying.tell(scene, made_of, opening, actor, edits=message)
    for member in people.members(scene.tx, row.partnership):
        if member.person != scene.person.id:
            laying.refresh(scene, made_of, opening, Actor(member.person, side=member.side))
    summarising.mark_changed(scene, row)
    return None


def everything(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = laying.found(scene, places.number(parts, 0))
    view = here.laid(scene) if here else None
    if here is None or view is None or not _concerns(here):
        return places.stale(scene)
    scene.tell(opening_screens.everything(view, named=here.row.title), partnership=here.row.partnership)
    return None


def _concerns(here: laying.Found) -> bool:
    """A topic that was not opened is nobody's but of the side that closed it, and of staff."""
    return here.opening.how == "opened" or here.actor.side in (None, here.opening.side)


def again(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """The opening once more, as a new message."""
    here = laying.found(scene, places.number(parts, 0))
    if here is None or here.opening.how != "opened":
        return places.stale(scene)
    laying.tell(scene, laying.material(scene, here.row), here.opening, here.actor)
    return None


def play(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """A voice message, photo or document that stands in an answer this reader may see."""
    here = laying.found(scene, places.number(parts, 0))
    view = here.laid(scene) if here else None
    wanted = places.number(parts, 1)
    shown = {
        piece.get("f") for row in (view.rows if view else ()) for a in row.answers.values() if a for piece in a.pieces
    }
    kept = media.media(scene.tx, wanted) if wanted in shown else None
    if here is None or kept is None:
        return places.stale(scene)
    if kept.state == "pending":
        return scene.say(
            Text(N_("This file is still on its way. Try again in a minute.")), partnership=here.row.partnership
        )
    if kept.state != "kept":
        return scene.say(Text(N_("This file could not be kept.")), partnership=here.row.partnership)
    # Shown under a name of ours: the sender's own may say who or where they are.
    name = f"{kept.kind}-{kept.id}{guess_extension(kept.mime or '') or ''}"
    attachment = Attachment("media", f"{kept.kind}/{name}", kept.path)
    scene.tell(Screen((), attachment=attachment), partnership=here.row.partnership)
    return None


PRESSED = {"o": mark, "O": everything, "N": again, "y": play}
