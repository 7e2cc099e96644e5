"""A joint value on its way, a part at a time: kept with the one who writes it, and shown to nobody else."""

from __future__ import annotations

from bot.screens import drafts
from bot.services import places, together
from bot.services.common import Seen, seen, setting
from bot.services.scene import Scene
from bot.store import held
from bot.store.held import HeldRow
from conversations.access import Action
from conversations.answers import Json
from conversations.proposals import version
from conversations.questions import JointGoals
from conversations.questions.joint import missing, whole
from conversations.text import Text
from conversations.together import Subject

Parts = tuple[str, ...]
WISH = "joint"


def may(scene: Scene, parts: Parts) -> tuple[Seen, Subject] | None:
    """The matter a button names, for a member who may put something forward about it."""
    view, subject = seen(scene, places.number(parts, 0), Action.SETTLE), together.subject_of(parts[1:])
    if view is None or subject is None or not view.open:
        return None
    about = view.common.matter(subject)
    return None if about is None or isinstance(about.question, JointGoals) else (view, subject)


def hold(scene: Scene, view: Seen, subject: Subject, value: Json) -> HeldRow:
    wish = HeldRow(
        WISH,
        {
            "partnership": view.common.partnership.id,
            "subject": str(subject),
            "seen": version(view.common.known.thread(subject)),
            "value": value,
        },
    )
    keep(scene, wish)
    return wish


def keep(scene: Scene, wish: HeldRow) -> None:
    held.hold(scene.tx, scene.now, scene.person.id, WISH, wish.content)


def ask(scene: Scene, view: Seen, subject: Subject, value: Json, message: int | None, why: Text | None = None) -> None:
    """The next part, or the whole to be confirmed."""
    about = view.common.matter(subject)
    assert about is not None
    own = setting(scene, view.common, scene.person.id, view.side)
    part = missing(about.question, value)
    if part is None:
        screen = drafts.show_back(own, about, whole(value))
    else:
        screen = drafts.ask(own, about, part, value, months(scene, view), why=why)
    scene.tell(screen, edits=message, partnership=own.partnership)


def months(scene: Scene, view: Seen, year: int | None = None) -> drafts.Months:
    now = view.common.this_month(scene)
    return drafts.Months(year or now.year, now, scene.person.speaks)


def of_button(scene: Scene, parts: Parts) -> tuple[Seen, Subject, HeldRow] | None:
    """The draft a button belongs to; None for a button of a draft that is gone."""
    wish, found = held.held(scene.tx, scene.person.id), may(scene, parts)
    if wish is None or wish.why != WISH or found is None:
        return None
    view, subject = found
    same = wish.content["partnership"] == view.common.partnership.id and wish.content["subject"] == str(subject)
    # Whoever comes back to it goes on with it: what they write next is for it again.
    wish.content.pop("left", None)
    return (view, subject, wish) if same else None
