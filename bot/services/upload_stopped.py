"""After sending the agreement was stopped: for a while a file is an answer only if its sender says so.

They may not have seen that it was stopped, and send the next page.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath

from bot.screen import Line, Screen
from bot.screens import uploading as screens
from bot.services import places, uploading
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.services.uploading import STOPPED
from bot.store import held, outbox
from conversations.text import Text

_PAGES = ("photo", "document")


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if it is held until its sender has said what it is."""
    left = held.held(scene.tx, scene.person.id) if scene.person.holds == STOPPED else None
    if left is None or not isinstance(said, FileSent) or said.kind not in _PAGES or replies_to_a_question(scene, said):
        return False
    known, files = uploading.allowed(scene, left.content["partnership"]), left.content["files"]
    over = not files and scene.now > datetime.fromisoformat(left.content["until"])
    if known is None or over or not uploading.possible(scene.tx, known):
        held.release(scene.tx, scene.person.id)
        return False
    again = said.album is not None and bool(files) and files[-1]["album"] == said.album
    # Of its name only the ending is looked at, and kept.
    files.append(asdict(said) | {"name": PurePath(said.name).suffix})
    held.hold(scene.tx, scene.now, scene.person.id, STOPPED, left.content)
    screen = screens.is_it_a_page(known.title, known.id, len(files), said.message)
    about = f"stopped:{files[0]['message']}"
    # The photos of an album come one by one; they are asked about in one message.
    edits = outbox.newest_about(scene.tx, scene.person.id, about) if again else None
    scene.tell(screen, edits=edits, partnership=known.id, question=about)
    return True


def page(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Up:<partnership>:<message>`: sending the agreement goes on with what was held."""
    files, known = _held(scene, parts), uploading.allowed(scene, places.number(parts, 0))
    if not files or known is None or not uploading.possible(scene.tx, known):
        return places.stale(scene)
    return uploading.begin_with(scene, known, files, message)


def answer(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Ua:<partnership>:<message>`: it goes where it would have gone at once."""
    from bot.services import reception  # which itself hands over what is sent

    files = _held(scene, parts)
    if not files:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    scene.tell(Screen((Line(Text(screens.NO_PAGE)),)), edits=message, partnership=places.number(parts, 0))
    for file in files:
        reception.receive(scene, file)
    return None


def _held(scene: Scene, parts: tuple[str, ...]) -> tuple[FileSent, ...]:
    """The files this button asks about; none if others came since, or they wait no more."""
    left = held.held(scene.tx, scene.person.id)
    if left is None or left.why != STOPPED or left.content["partnership"] != places.number(parts, 0):
        return ()
    files = tuple(FileSent(**file) for file in left.content["files"])
    return files if files and files[-1].message == places.number(parts, 1) else ()


PRESSED = {"Up": page, "Ua": answer}
