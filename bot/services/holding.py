"""Words that cannot be filed at once: for which partnership, a private number, something forwarded.

Nothing here is an answer until its owner has said so; then it goes to the walk like any other.
"""

from __future__ import annotations

from typing import Any

from bot.screen import Button, Line, Screen
from bot.screens import which_talk
from bot.services import places, walking
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.services.serving import Served, served
from bot.store import held, media, outbox
from conversations import events as ev
from conversations import inputs as do
from conversations.events import AtQuestion
from conversations.text import N_, Text, text


def replies_to_a_question(scene: Scene, said: Written | FileSent) -> bool:
    """Whatever else waits for this person's words, a reply belongs to what it replies to."""
    return said.reply_to is not None and outbox.about(scene.tx, scene.person.id, said.reply_to) is not None


def raw_of(scene: Scene, said: Written | FileSent) -> do.Said | do.Sent:
    """What was said, with its file registered so that it can be kept."""
    if isinstance(said, Written):
        return do.Said(said.words, said.message)
    number = registered(scene, said)
    return do.Sent(number, said.kind, said.caption, said.message, said.album)


def registered(scene: Scene, said: FileSent) -> int:
    """The file's number; its bytes are fetched later, if it has become part of something by then."""
    return media.add(
        scene.tx,
        scene.now,
        scene.person.id,
        file_id=said.file_id,
        kind=said.kind,
        mime=said.mime,
        size=said.size,
        seconds=said.seconds,
    )


def ask_which(scene: Scene, said: Written | FileSent, choices: tuple[Served, ...], *, form: bool = False) -> None:
    """Several questions are open, perhaps one of a form of staff's among them: nothing is filed by guess.

    Each button names the message it is about, so that an old one never files what was written since.
    """
    if _hold(scene, "which", said, choices):
        return
    named = which_talk.told_apart(tuple((view.row.title, view.dialogue.title) for view in choices))
    rows = [(Button(label, f"H:use:{said.message}:{view.row.id}"),) for label, view in zip(named, choices, strict=True)]
    if form:
        rows.append((Button(Text(N_("The form I am filling in")), f"H:form:{said.message}"),))
    scene.tell(
        Screen(
            (Line(Text(N_("Several questions are open for you. For which one is this? Nothing is saved yet."))),),
            (*rows, (Button(Text(N_("For none of them")), f"H:drop:{said.message}"),)),
        ),
        partnership=None,
    )


def ask_forwarded(scene: Scene, said: Written | FileSent, view: Served) -> None:
    """What somebody else wrote is never an answer unless confirmed."""
    _ask_whether(scene, "forwarded", said, view, Text(N_("This was forwarded. Do you want to use it as your answer?")))


def ask_rested(scene: Scene, said: Written | FileSent, view: Served, question: Text) -> None:
    """After a long rest a first word may just be a greeting: it brings back, and is no answer unless it is meant so."""
    _ask_whether(
        scene, "rested", said, view, text(N_("Welcome back! Is this your answer to: {question}"), question=question)
    )


def _ask_whether(scene: Scene, why: str, said: Written | FileSent, view: Served, asked: Text) -> None:
    if _hold(scene, why, said, (view,)):
        return
    use = Button(Text(N_("Yes, use it")), f"H:use:{said.message}:{view.row.id}")
    drop = Button(Text(N_("No, ask me again")), f"H:drop:{said.message}")
    scene.tell(
        Screen((Line(asked), Line(Text(N_("Nothing is saved yet.")))), ((use, drop),)),
        partnership=view.row.partnership,
    )


def _hold(scene: Scene, why: str, said: Written | FileSent, choices: tuple[Served, ...]) -> bool:
    """Holds it for the questions open now. True if it joins an album that was asked about already."""
    content = _content(raw_of(scene, said))
    before = held.held(scene.tx, scene.person.id)
    if (
        before is not None
        and before.why == why
        and content.get("album")
        and before.content["album"] == content["album"]
    ):
        before.content["more"].append(content)
        held.hold(scene.tx, scene.now, scene.person.id, why, before.content)
        return True
    asked = {str(view.row.id): view.here.question.id for view in choices if isinstance(view.here, AtQuestion)}
    held.hold(scene.tx, scene.now, scene.person.id, why, content | {"asked": asked, "more": []})
    return False


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
        ),
        partnership=view.row.partnership,
    )


def chosen(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """What its owner wants done with what is held."""
    kept = held.held(scene.tx, scene.person.id)
    what = parts[0] if parts else ""
    if kept is None or what not in _CHOICES.get(kept.why, ()) or str(kept.content["source"]) not in parts[1:2]:
        return places.stale(scene)
    if what == "form":
        from bot.services import forms  # which itself holds what may be meant for a walk

        held.release(scene.tx, scene.person.id)
        scene.tell(Screen((Line(Text(N_("✓ Used in the form."))),)), edits=message, partnership=None)
        if not forms.fill(scene, Written(kept.content["words"], kept.content["source"])):
            places.show_present(scene)
        return None
    walk = places.number(parts, 2) if what == "use" else kept.content.get("walk", 0)
    view = served(scene, walk)
    inputs = _inputs(view, kept.content, what) if view is not None and view.mine and what != "drop" else ()
    held.release(scene.tx, scene.person.id)
    if view is None or not inputs:
        scene.tell(Screen((Line(Text(N_("Nothing was saved."))),)), edits=message, partnership=None)
        return places.show_present(scene)
    scene.tell(Screen((Line(Text(N_("✓ Used as your answer."))),)), edits=message, partnership=view.row.partnership)
    for input in inputs:
        again = served(scene, walk)
        assert again is not None
        walking.act(scene, again, input, said_in=input.source if isinstance(input, do.Amend) else _source(input))
    return None


_CHOICES: dict[str, tuple[str, ...]] = {
    "which": ("use", "form", "drop"),
    "forwarded": ("use", "drop"),
    "rested": ("use", "drop"),
    "private": ("remove", "keep", "drop"),
}


def _inputs(view: Served, content: dict[str, Any], what: str) -> tuple[do.Give | do.Amend, ...]:
    """What is held as inputs to its walk; none when that walk's question is not open any more."""
    raw = _raw(content if what != "remove" else content | {_WORDS[type(_raw(content))]: content["without"]})
    if content.get("amends") and isinstance(raw, do.Said):
        topic = view.dialogue.topic_of(content["question"])
        if topic is None or not view.walk.sealed(topic):
            return ()
        return (do.Amend(content["question"], raw.words, content["source"], private_kept=True),)
    if what != "use":
        return (do.Give(content["question"], raw, private_kept=True),)
    asked = content["asked"].get(str(view.row.id))
    here = view.here
    if not isinstance(here, AtQuestion) or here.question.id != asked:
        return ()
    raws = (raw, *(_raw(more) for more in content.get("more", ())))
    return tuple(do.Give(asked, one) for one in raws)


def _source(given: do.Give) -> int | None:
    return None if isinstance(given.raw, do.Tap) else given.raw.source


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
