"""What a filled-in form leads to: a partnership that begins, or one that is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.screens import forms as screens
from bot.screens import partnerships as cards
from bot.services import inviting, places
from bot.services.scene import Scene
from bot.store import audit, following, forms, partnerships, people
from bot.store.forms import Form
from bot.store.partnerships import Partnership
from conversations.access import Action, may
from conversations.dialogues import new_partnership as np
from conversations.entry import Entry
from conversations.sides import Side
from conversations.text import N_, Text

NEW, CORRECTION = "new", "correction"
DATES = (np.START, np.END)
CORRECTABLE = tuple(q for q in np.ORDER if q != np.RUNNING)

NAME_TAKEN = Text(N_("This name can't be used. Choose another. Nothing was saved."))
MEANWHILE = N_("Somebody else changed this in the meantime. Nothing was saved.")
DATES_FIXED = N_("Both sides have joined, so the dates are theirs to change. Nothing was saved.")

_COLUMNS = {
    np.DANISH: "danish_name",
    np.LOCAL: "local_name",
    np.COUNTRY: "country",
    np.ZONE: "zone",
    np.LANGUAGE: "common_language",
    np.START: "start",
    np.END: "end",
}


def create(scene: Scene, entry: Entry, setting: screens.Setting, message: int | None) -> None:
    """The partnership begins; its creator coordinates it and gets an invitation for each side at once."""
    answers = entry.answers
    columns = {column: answers[q] for q, column in _COLUMNS.items()}
    running = answers[np.RUNNING] == "running"
    new = partnerships.create(scene.tx, scene.now, scene.person.id, running=running, **columns)
    audit.note(scene.tx, scene.now, scene.person.id, "partnership_created", new)
    made = partnerships.partnership(scene.tx, new)
    assert made is not None
    scene.tell(screens.created(entry, setting, made.title), edits=message, partnership=new)
    for side in Side:
        code = inviting.create(scene.tx, scene.now, partnership=new, side=side, staff=None, by=scene.person.id)
        inviting.show(scene, code, partnership=new, side=side)


def correctable(scene: Scene, partnership: int) -> Partnership | None:
    """The partnership, if this person may correct what is known of it."""
    known = partnerships.partnership(scene.tx, partnership)
    if known is None or known.state == "deleting":
        return None
    if not may(people.actor(scene.tx, scene.person, partnership), Action.EDIT):
        return None
    return known


def title(scene: Scene, partnership: int) -> str:
    known = partnerships.partnership(scene.tx, partnership)
    return known.title if known else ""


def questions(scene: Scene, partnership: int) -> tuple[str, ...]:
    """What staff may correct: the dates only until both sides have joined."""
    fixed = following.sides_joined(scene.tx, partnership) == frozenset(Side)
    return tuple(q for q in CORRECTABLE if not (fixed and q in DATES))


def begin_correction(scene: Scene, partnership: int, asked: str) -> Form | None:
    """A form with everything as it is, one question of it open; None if that may not be."""
    known = correctable(scene, partnership)
    if known is None or asked not in questions(scene, partnership):
        return None
    was = as_answers(known)
    answers = {"of": partnership, "was": was, "answers": was, "changing": asked}
    return forms.begin(scene.tx, scene.now, scene.person.id, CORRECTION, answers, aside=True)


def as_answers(known: Partnership) -> dict[str, Any]:
    """What is known as the answers it came from."""
    answers: dict[str, Any] = {q: getattr(known, column) for q, column in _COLUMNS.items()}
    return {**answers, np.RUNNING: "running" if known.running else "new"}


def save(
    scene: Scene,
    partnership: int,
    changed: Mapping[str, tuple[Any, Any]],
    setting: screens.Setting,
    message: int | None,
) -> None:
    """Only what was changed, and only if it still is what was shown as *before*."""
    known = correctable(scene, partnership)
    if known is None:
        return places.stale(scene)
    if any(getattr(known, _COLUMNS[q]) != before for q, (before, _) in changed.items()):
        return scene.tell(cards.told(known, Text(MEANWHILE)), edits=message, partnership=None)
    if not set(changed) <= set(questions(scene, partnership)):
        return scene.tell(cards.told(known, Text(DATES_FIXED)), edits=message, partnership=None)
    partnerships.change(scene.tx, partnership, **{_COLUMNS[q]: after for q, (_, after) in changed.items()})
    audit.note(scene.tx, scene.now, scene.person.id, "partnership_changed", partnership, ",".join(changed))
    return scene.tell(screens.saved(changed, setting, title(scene, partnership)), edits=message, partnership=None)


def already_there(scene: Scene, entry: Entry, but: int | None) -> bool:
    """Whether these two organisations have a partnership already that is not closed."""
    danish, local = entry.answers.get(np.DANISH), entry.answers.get(np.LOCAL)
    if danish is None or local is None:
        return False
    both = (danish.casefold(), local.casefold())
    return any(
        (one.casefold(), other.casefold()) == both and number != but
        for number, one, other in following.organisations(scene.tx)
    )
