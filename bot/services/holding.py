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
from conversations import events as ev
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


def hold_private(scene: Scene, view: Served, input: do.Give | do.Amend, seen: ev.PrivateNumberSeen) -> None:
    """Kept aside until the writer has chosen; it is not an answer yet."""
    raw = do.Said(input.words, input.source) if isinstance(input, do.Amend) else input.raw
    assert not isinstance(raw, do.Tap)
    about = {
        "walk": view.row.id,
        "question": input.question,
        "without": seen.without,
        "amends": isinstance(input, do.Amend),
    }
    held.hold(scene.tx, scene.now, scene.person.id, "private", _content(raw) | about)
    scene.tell(
        Screen(
            (Line(Text(N_("This looks like a private number. Remove it before saving? Nothing is saved yet."))),),
            (
                (
                    Button(Text(N_("Remove")), f"H:remove:{raw.source}"),
                    Button(Text(N_("Keep")), f"H:keep:{raw.source}"),
                ),
                (Button(Text(N_("Write again")), f"H:drop:{raw.source}"),),
            ),
        )
    )


def chosen(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """What its owner wants done with what is held."""
    kept = held.held(scene.tx, scene.person.id)
    what = parts[0] if parts else ""
    if kept is None or what not in _CHOICES[kept.why] or str(kept.content["source"]) not in parts[1:2]:
        return places.stale(scene)
    walk = places.number(parts, 2) if what == "use" else kept.content.get("walk", 0)
    view = served(scene, walk)
    input = _input(view, kept.content, what) if view is not None and view.mine and what != "drop" else None
    held.release(scene.tx, scene.person.id)
    if view is None or input is None:
        scene.tell(Screen((Line(Text(N_("Nothing was saved."))),)), edits=message)
        return places.show_present(scene)
    scene.tell(Screen((Line(Text(N_("✓ Used as your answer."))),)), edits=message)
    source = kept.content["source"]
    return walking.act(scene, view, input, said_in=source)


_CHOICES: dict[str, tuple[str, ...]] = {
    "which": ("use", "drop"),
    "forwarded": ("use", "drop"),
    "private": ("remove", "keep", "drop"),
    "note": (),
}


def _input(view: Served, content: dict[str, Any], what: str) -> do.Give | do.Amend | None:
    """What is held as an input to its walk; None when the walk asks nothing it could be an answer to."""
    raw = _raw(content if what != "remove" else content | {_WORDS[type(_raw(content))]: content["without"]})
    if content.get("amends") and isinstance(raw, do.Said):
        return do.Amend(content["question"], raw.words, content["source"], private_kept=True)
    here = view.here
    if not isinstance(here, AtQuestion):
        return None
    return do.Give(content.get("question", here.question.id), raw, private_kept=what != "use")


_WORDS: dict[type, str] = {do.Said: "words", do.Sent: "caption"}


def _content(raw: do.Said | do.Sent) -> dict[str, Any]:
    if isinstance(raw, do.Said):
        return {"words": raw.words, "source": raw.source}
    return {"media": raw.media, "kind": raw.kind, "caption": raw.caption, "source": raw.source, "album": raw.album}


def _raw(content: dict[str, Any]) -> do.Said | do.Sent:
    if "media" in content:
        return do.Sent(content["media"], content["kind"], content["caption"], content["source"], content["album"])
    return do.Said(content["words"], content["source"])


PRESSED = {"H": chosen}
