"""The files of an agreement that is being sent: what can be a page of it, and how many have come."""

from __future__ import annotations

from typing import Any

from bot.media.kinds import LARGEST
from bot.screens import uploading as screens
from bot.services import holding
from bot.services.inputs import FileSent
from bot.services.scene import Scene
from bot.store import outbox
from bot.store.partnerships import Partnership
from conversations.text import Text

MOST_FILES = 10
_DOCUMENTS = (".pdf", ".docx")


def add(scene: Scene, known: Partnership, content: dict[str, Any], file: FileSent) -> bool:
    """False if it can't be a page, which its sender is told."""
    refusal = _refusal(file, len(content["media"]))
    if refusal is not None:
        scene.say(refusal, partnership=known.id)
        return False
    content["media"].append(holding.registered(scene, file))
    content["album"] = file.album
    return True


def _refusal(said: FileSent, so_far: int) -> Text | None:
    """Its name and size are only what its sender's phone says; what it is shows when it is fetched."""
    if said.kind != "photo" and not (said.kind == "document" and said.name.lower().endswith(_DOCUMENTS)):
        return Text(screens.NOT_TAKEN)
    if said.size is not None and said.size > LARGEST:
        return Text(screens.TOO_LARGE)
    return screens.too_many(MOST_FILES) if so_far >= MOST_FILES else None


def show(scene: Scene, known: Partnership, files: list[int], *, edits: int | None = None) -> None:
    screen = screens.received(known.id, known.title, tuple(files))
    subject = _subject(files) if files else None
    scene.tell(screen, edits=edits, partnership=known.id, question=subject)


def shown_in(scene: Scene, files: list[int]) -> int | None:
    """The message that counts these files."""
    return outbox.newest_about(scene.tx, scene.person.id, _subject(files))


def _subject(files: list[int]) -> str:
    """What the messages that count these files are about: the first of them."""
    return f"upload:{files[0]}"
