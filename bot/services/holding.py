"""Words that cannot be filed at once: for which partnership, a private number, something forwarded.

Nothing here is an answer until its owner has said so; then it goes to the walk like any other.
"""

from __future__ import annotations

from typing import Any

from bot.services import places, walking
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.services.serving import Served, served
from bot.store import held, media
from bot.telegram.screen import Button, Line, Screen
from conversations import inputs as do
from conversations.events import AtQuestion
from conversations.text import N_, Text


def raw_of(scene: Scene, said: Written | FileSent) -> do.Said | do.Sent:
    """What was said, with its file registered so that it can be kept."""
    if isinstance(said, Written):
        return do.Said(said.words, said.message)
    number = media.add(
        scene.tx,
        scene.now,
        scene.person.id,
        file_id=said.file_id,
        kind=said.kind,
        mime=said.mime,
        size=said.size,
        seconds=said.seconds,
    )
    return do.Sent(number, said.kind, said.caption, said.message, said.album)


def ask_which(scene: Scene, said: Written | FileSent, choices: tuple[Served, ...]) -> None:
    """Several questions are open: nothing is filed by guess.

    Each button names the message it is about, so that an old one never files what was written since.
    """
    held.hold(scene.tx, scene.now, scene.person.id, "which", _content(raw_of(scene, said)))
    rows = [(Button(view.row.title, f"H:use:{said.message}:{view.row.id}"),) for view in choices]
    scene.tell(
        Screen(
            (Line(Text(N_("You are in several partnerships. For which one is this? Nothing is saved yet."))),),
            (*rows, (Button(Text(N_("For none of them")), f"H:drop:{said.message}"),)),
        )
    )


def ask_forwarded(scene: Scene, said: Written | FileSent, view: Served) -> None:
    """What somebody else wrote is never an answer unless confirmed."""
    held.hold(scene.tx, scene.now, scene.person.id, "forwarded", _content(raw_of(scene, said)))
    scene.tell(
        Screen(
            (Line(Text(N_("This was forwarded. Do you want to use it as your answer? Nothing is saved yet."))),),
            (
                (
                    Button(Text(N_("Use it")), f"H:use:{said.message}:{view.row.id}"),
                    Button(Text(N_("No")), f"H:drop:{said.message}"),
                ),
            ),
        )
    )


def chosen(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    kept = held.held(scene.tx, scene.person.id)
    what = parts[0] if parts else ""
    if kept is None or kept.why == "note" or str(kept.content["source"]) != "".join(parts[1:2]):
        return places.stale(scene)
    content = kept.content
    walk = places.number(parts, 2) if what == "use" else content.get("walk", 0)
    view = served(scene, walk)
    here = view.here if view else None
    held.release(scene.tx, scene.person.id)
    if what == "drop" or view is None or not isinstance(here, AtQuestion) or not view.mine:
        scene.tell(Screen((Line(Text(N_("Nothing was saved."))),)), edits=message)
        return places.show_present(scene)
    question = content.get("question", here.question.id)
    if what == "use" and kept.why in ("which", "forwarded"):
        raw = _raw(content)
    elif what in ("remove", "keep") and kept.why == "private":
        raw = do.Said(content["without" if what == "remove" else "words"], content["source"])
    else:
        return places.stale(scene)
    scene.tell(Screen((Line(Text(N_("✓ Used as your answer."))),)), edits=message)
    walking.act(scene, view, do.Give(question, raw, private_kept=what != "use"), said_in=raw.source)
    return None


def _content(raw: do.Said | do.Sent) -> dict[str, Any]:
    if isinstance(raw, do.Said):
        return {"words": raw.words, "source": raw.source}
    return {"media": raw.media, "kind": raw.kind, "caption": raw.caption, "source": raw.source, "album": raw.album}


def _raw(content: dict[str, Any]) -> do.Said | do.Sent:
    if "media" in content:
        return do.Sent(content["media"], content["kind"], content["caption"], content["source"], content["album"])
    return do.Said(content["words"], content["source"])


PRESSED = {"H": chosen}
