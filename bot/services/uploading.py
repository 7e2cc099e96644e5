"""Sending the agreement that partners have already: either side or staff, as files that come one by one.

Nobody is shown anything of it here: see `uploaded`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.screen import Line, Screen
from bot.screens import uploading as screens
from bot.services import places
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.services.upload_pages import add, show, shown_in
from bot.store import agreements, audit, held, media, partnerships, people, proposals
from bot.store.held import HeldRow
from bot.store.partnerships import Partnership
from bot.store.transaction import Transaction
from conversations.access import Action, may
from conversations.approving import How, in_force
from conversations.text import Text

WHY = "agreement"  # the wish to send one
STOPPED = "stopped"  # what is left of the wish for a while: see `upload_stopped`
_LEFT_FOR = timedelta(minutes=10)


def possible(tx: Transaction, known: Partnership) -> bool:
    """It was running before it came here, has no agreement in force, and none is on its way."""
    if not known.running or known.state != "open":
        return False
    versions = agreements.versions(tx, known.id)
    return in_force(versions) is None and all(version.seal is not None for version in versions)


def begin(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Us:<partnership>`; what was sent already since is not asked for again."""
    known = allowed(scene, places.number(parts, 0))
    if known is None or not possible(scene.tx, known):
        return places.stale(scene)
    wish = _wish(scene, known.id)
    if wish is None:
        forget(scene)  # what was being sent of another partnership
        held.hold(scene.tx, scene.now, scene.person.id, WHY, {"partnership": known.id, "media": []})
    return show(scene, known, wish.content["media"] if wish else [])


def begin_with(scene: Scene, known: Partnership, files: Sequence[FileSent], message: int | None) -> None:
    """Sending it begins with files that came before it was clear what they are."""
    content: dict[str, Any] = {"partnership": known.id, "media": []}
    for file in files:
        add(scene, known, content, file)
    held.hold(scene.tx, scene.now, scene.person.id, WHY, content)
    return show(scene, known, content["media"], edits=message)


def expects(scene: Scene, said: Written | FileSent) -> bool:
    """Whether this person is sending the agreement, and this is no reply to a question."""
    return scene.person.holds == WHY and not replies_to_a_question(scene, said)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if it was expected. What can't be a page of the agreement is refused, and the wish stays."""
    wish = held.held(scene.tx, scene.person.id) if expects(scene, said) else None
    if wish is None:
        return False
    known = allowed(scene, wish.content["partnership"])
    if known is None or not possible(scene.tx, known):
        _let_go(scene, wish)
        if known is None:
            places.not_found(scene)
        else:
            scene.say(Text(screens.NOT_NOW), partnership=known.id)
        return True
    files, album = wish.content["media"], wish.content.get("album")
    if isinstance(said, Written):
        scene.say(Text(screens.AS_FILE), partnership=known.id)
        return True
    if not add(scene, known, wish.content, said):
        return True
    again = said.album is not None and album == said.album
    held.hold(scene.tx, scene.now, scene.person.id, WHY, wish.content)
    # The photos of an album come one by one; they are counted in one message.
    show(scene, known, files, edits=shown_in(scene, files) if again else None)
    return True


def remove_last(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Ur:<partnership>:<file>`, if that is still the last one."""
    known, wish = _under_way(scene, parts)
    if known is None or wish is None or wish.content["media"][-1:] != [places.number(parts, 1)]:
        return places.stale(scene)
    media.let_go(scene.tx, wish.content["media"].pop())
    held.hold(scene.tx, scene.now, scene.person.id, WHY, wish.content)
    return show(scene, known, wish.content["media"], edits=message)


def finish(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Ud:<partnership>`: that is all of it."""
    known, wish = _under_way(scene, parts)
    if known is None or wish is None or not wish.content["media"]:
        return places.stale(scene)
    proposals.lock(scene.tx, known.id)
    if not possible(scene.tx, known):
        # Two people may be sending it at once: the first to be done is the one who did.
        _let_go(scene, wish)
        return scene.say(Text(screens.NOT_NOW), partnership=known.id)
    held.release(scene.tx, scene.person.id)
    files = wish.content["media"]
    new = agreements.add(scene.tx, scene.now, known.id, How.UPLOADED, lines=None, seal=None, author=scene.person.id)
    agreements.add_files(scene.tx, new, files)
    for file in files:
        media.try_later(scene.tx, file, 0, scene.now)
    audit.note(scene.tx, scene.now, scene.person.id, "agreement_sent", known.id, f"agreement:{new}")
    scene.tell(screens.sent(known.title, len(files)), edits=message, partnership=known.id)
    return places.show_present(scene)


def cancel(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Ux:<partnership>`"""
    wish = _wish(scene, places.number(parts, 0))
    if wish is None:
        return places.stale(scene)
    _let_go(scene, wish)
    _leave(scene, wish.content["partnership"])
    scene.tell(Screen((Line(Text(screens.CANCELLED)),)), edits=message, partnership=None)
    return places.show_present(scene)


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left it, and is told so, if they may still know of it."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == WHY else None
    if wish is None:
        return
    _let_go(scene, wish)
    known = allowed(scene, wish.content["partnership"])
    if known is not None:
        _leave(scene, known.id)
        own = people.actor(scene.tx, scene.person, known.id).side is not None
        again = screens.send(known.id, own=own) if possible(scene.tx, known) else None
        scene.tell(screens.stopped(again), partnership=known.id)


def _leave(scene: Scene, partnership: int) -> None:
    """A photo that comes soon is asked about: it may be the next page, or a sealed answer."""
    until = (scene.now + _LEFT_FOR).isoformat()
    content = {"partnership": partnership, "until": until, "files": []}
    held.hold(scene.tx, scene.now, scene.person.id, STOPPED, content)


def allowed(scene: Scene, number: int) -> Partnership | None:
    known = partnerships.partnership(scene.tx, number)
    if known is None or not may(people.actor(scene.tx, scene.person, number), Action.UPLOAD):
        return None
    return known


def _wish(scene: Scene, partnership: int) -> HeldRow | None:
    wish = held.held(scene.tx, scene.person.id)
    return wish if wish is not None and wish.why == WHY and wish.content["partnership"] == partnership else None


def _under_way(scene: Scene, parts: tuple[str, ...]) -> tuple[Partnership | None, HeldRow | None]:
    """What is being sent, if this person may and the button is about it."""
    number = places.number(parts, 0)
    return allowed(scene, number), _wish(scene, number)


def _let_go(scene: Scene, wish: HeldRow) -> None:
    held.release(scene.tx, scene.person.id)
    for file in wish.content["media"]:
        media.let_go(scene.tx, file)


PRESSED = {"Us": begin, "Ud": finish, "Ur": remove_last, "Ux": cancel}
# Buttons that ask about files sent after it was stopped: an old one must not stop what was begun again.
BESIDE = ("Up", "Ua")
