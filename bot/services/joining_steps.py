"""An invitation being accepted: what is missing says what is asked next. It may not let anybody in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.i18n import ENGLISH, Language, language, languages
from bot.screen import GAP, Line, Screen
from bot.screens import consent
from bot.screens import joining as screens
from bot.services.scene import Scene
from bot.store import invitations, partnerships, people
from bot.store.invitations import Invitation, Joining
from bot.store.people import Person
from conversations.text import Text


class Step(Enum):
    LANGUAGE = auto()
    CONSENT = auto()
    NAME = auto()
    TASK = auto()
    RIGHT = auto()


@dataclass(frozen=True)
class UnderWay:
    joining: Joining
    invitation: Invitation
    step: Step


def under_way(scene: Scene) -> UnderWay | None:
    """The invitation this person is accepting, and what is asked now."""
    joining = invitations.joining(scene.tx, scene.person.id)
    invitation = invitations.invitation(scene.tx, joining.invitation) if joining else None
    if joining is None or invitation is None:
        return None
    return UnderWay(joining, invitation, missing(scene.person, joining, invitation))


def missing(person: Person, joining: Joining, invitation: Invitation) -> Step:
    """The first thing not yet known."""
    if person.language is None:
        return Step.LANGUAGE
    if person.consent_version != consent.VERSION:
        return Step.CONSENT
    if joining.name is None:
        return Step.NAME
    if invitation.side is not None and joining.task is None:
        return Step.TASK
    return Step.RIGHT


def show_step(scene: Scene, *, why: Text | None = None) -> bool:
    """Asks what is missing; False when no invitation is being accepted."""
    here = under_way(scene)
    if here is None:
        return False
    screen = _screen(scene, here)
    if why is not None:
        screen = replace(screen, lines=(Line(why), GAP, *screen.lines))
    tell(scene, screen)
    return True


def tell(scene: Scene, screen: Screen) -> None:
    """To the one who acts; in two languages as long as they have chosen none."""
    if scene.person.language is None:
        screen = screens.said_in(screen, *_before_choosing(scene.person.hint))
    scene.tell(screen, partnership=None)


def leave_visible(scene: Scene, screen: Screen, message: int | None) -> None:
    """The pressed message keeps what was chosen; where Telegram no longer shows it, nothing is repeated."""
    if message is not None:
        scene.tell(screen, edits=message, partnership=None)


def again(scene: Scene) -> Scene:
    """The same scene with its person as they are stored now."""
    return Scene(scene.tx, scene.now, scene.world, people.person(scene.tx, scene.person.id))


def place(scene: Scene, invitation: Invitation) -> screens.Place:
    row = partnerships.partnership(scene.tx, invitation.partnership) if invitation.partnership else None
    if row is None or invitation.side is None:
        return screens.Place(invitation.id, None, None, "")
    return screens.Place(invitation.id, row.organisation(invitation.side), invitation.side, row.title)


def _screen(scene: Scene, here: UnderWay) -> Screen:
    match here.step:
        case Step.LANGUAGE:
            return screens.which_language(_theirs_first(scene.person.hint), "jl")
        case Step.CONSENT:
            return screens.agree()
        case Step.NAME:
            return screens.your_name()
        case Step.TASK:
            return screens.your_task()
        case Step.RIGHT:
            return screens.right(place(scene, here.invitation), here.joining.name or "", here.joining.task)


def _theirs_first(hint: str | None) -> tuple[str, ...]:
    theirs = language(hint).code
    return (theirs, *(code for code in languages() if code != theirs))


def _before_choosing(hint: str | None) -> tuple[Language, ...]:
    """Telegram's language and English, once if they are the same."""
    theirs, english = language(hint), language(ENGLISH)
    return (theirs,) if theirs.code == english.code else (theirs, english)
