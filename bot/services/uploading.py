"""Sending the agreement that partners have already: either side or staff, as files that come one by one.

Nobody is shown anything of it here: see `uploaded`.
"""

from __future__ import annotations

from bot.media.kinds import LARGEST
from bot.screen import Line, Screen
from bot.screens import uploading as screens
from bot.services import holding, places
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import agreements, audit, held, media, outbox, partnerships, people, proposals
from bot.store.held import HeldRow
from bot.store.partnerships import Partnership
from bot.store.transaction import Transaction
from conversations.access import Action, may
from conversations.approving import How, in_force
from conversations.text import Text

WHY = "agreement"  # the wish to send one
MOST_FILES = 10
_DOCUMENTS = (".pdf", ".docx")


def possible(tx: Transaction, known: Partnership) -> bool:
    """It was running before it came here, has no agreement in force, and none is on its way."""
    if not known.running or known.state != "open":
        return False
    versions = agreements.versions(tx, known.id)
    return in_force(versions) is None and all(version.seal is not None for version in versions)


def begin(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Us:<partnership>`; what was sent already since is not asked for again."""
    known = _allowed(scene, places.number(parts, 0))
    if known is None or not possible(scene.tx, known):
        return places.stale(scene)
    wish = _wish(scene, known.id)
    if wish is None:
        held.hold(scene.tx, scene.now, scene.person.id, WHY, {"partnership": known.id, "media": []})
    return _show(scene, known, wish.content["media"] if wish else [])


def expects(scene: Scene, said: Written | FileSent) -> bool:
    """Whether this person is sending the agreement, and this is no reply to a question."""
    if scene.person.holds != WHY:
        return False
    return said.reply_to is None or outbox.about(scene.tx, scene.person.id, said.reply_to) is None


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if it was expected. What can't be a page of the agreement is refused, and the wish stays."""
    wish = held.held(scene.tx, scene.person.id) if expects(scene, said) else None
    if wish is None:
        return False
    known = _allowed(scene, wish.content["partnership"])
    if known is None or not possible(scene.tx, known):
        _let_go(scene, wish)
        if known is None:
            places.not_found(scene)
        else:
            scene.say(Text(screens.NOT_NOW), partnership=known.id)
        return True
    files = wish.content["media"]
    refusal = _refusal(said, len(files))
    if refusal is not None or isinstance(said, Written):
        scene.say(refusal or Text(screens.AS_FILE), partnership=known.id)
        return True
    files.append(holding.registered(scene, said))
    again = said.album is not None and wish.content.get("album") == said.album
    wish.content["album"] = said.album
    held.hold(scene.tx, scene.now, scene.person.id, WHY, wish.content)
    # The photos of an album come one by one; they are counted in one message.
    _show(scene, known, files, edits=outbox.newest_about(scene.tx, scene.person.id, _subject(files)) if again else None)
    return True


def _refusal(said: Written | FileSent, so_far: int) -> Text | None:
    """Its name and size are only what its sender's phone says; what it is shows when it is fetched."""
    if isinstance(said, Written):
        return Text(screens.AS_FILE)
    if said.kind != "photo" and not (said.kind == "document" and said.name.lower().endswith(_DOCUMENTS)):
        return Text(screens.NOT_TAKEN)
    if said.size is not None and said.size > LARGEST:
        return Text(screens.TOO_LARGE)
    return screens.too_many(MOST_FILES) if so_far >= MOST_FILES else None


def remove_last(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Ur:<partnership>:<file>`, if that is still the last one."""
    known, wish = _under_way(scene, parts)
    if known is None or wish is None or wish.content["media"][-1:] != [places.number(parts, 1)]:
        return places.stale(scene)
    media.let_go(scene.tx, wish.content["media"].pop())
    held.hold(scene.tx, scene.now, scene.person.id, WHY, wish.content)
    return _show(scene, known, wish.content["media"], edits=message)


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
    scene.tell(Screen((Line(Text(screens.CANCELLED)),)), edits=message, partnership=None)
    return places.show_present(scene)


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left it: a photo they send next may be a sealed answer."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == WHY else None
    if wish is not None:
        _let_go(scene, wish)


def _allowed(scene: Scene, number: int) -> Partnership | None:
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
    return _allowed(scene, number), _wish(scene, number)


def _show(scene: Scene, known: Partnership, files: list[int], *, edits: int | None = None) -> None:
    screen = screens.received(known.id, known.title, tuple(files))
    subject = _subject(files) if files else None
    scene.tell(screen, edits=edits, partnership=known.id, question=subject)


def _subject(files: list[int]) -> str:
    """What the messages that count these files are about: the first of them."""
    return f"upload:{files[0]}"


def _let_go(scene: Scene, wish: HeldRow) -> None:
    held.release(scene.tx, scene.person.id)
    for file in wish.content["media"]:
        media.let_go(scene.tx, file)


PRESSED = {"Us": begin, "Ud": finish, "Ur": remove_last, "Ux": cancel}
