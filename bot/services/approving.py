"""Approving a version of the agreement, or saying first that it should be talked about or changed.

Nothing but *I accept* approves, and only the version and the seal it was shown with.
"""

from __future__ import annotations

from bot.screens import agreement_changing as changing
from bot.screens import agreement_lines
from bot.screens import agreement_steps as steps
from bot.services import places, versions
from bot.services.agreeing import Here, Parts, closed, found, tell
from bot.services.common import Seen
from bot.services.scene import Scene
from bot.store import people
from bot.store.people import Member
from conversations import approving as rules
from conversations.access import Action
from conversations.agreement import open_points
from conversations.approving import SEAL_SHOWN, Verdict, Word


def yes(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ky:<version>:<seal>`: it says what this side means; what is still open is asked about first."""
    here = _asked(scene, parts)
    if here is None or here.own.side is None:
        return None
    versions.say(scene, here.version, here.own.side, Word.YES)
    if open_points(here.version.lines or ()):
        return tell(scene, here.view, steps.keep_open(here.own, here.version))
    return _ask_to_accept(scene, here)


def keep(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kk:<version>:<seal>`: the open points stay open points."""
    here = _asked(scene, parts)
    if here is None or here.own.side is None:
        return None
    versions.say(scene, here.version, here.own.side, Word.KEEP)
    return _ask_to_accept(scene, here, message)


def _ask_to_accept(scene: Scene, here: Here, message: int | None = None) -> None:
    member = _member(scene, here.view)
    screen = steps.accept(here.own, here.version, member.name or "?", member.task)
    return tell(scene, here.view, screen, message)


def accept(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ks:<version>:<seal>`: the only button that approves, and only what it was made for."""
    here = found(scene, parts, Action.APPROVE)
    if here is None:
        return places.stale(scene)
    if not here.own.open:
        return closed(scene, here.view)
    member, known = _member(scene, here.view), here.own.partnership
    before = rules.in_force(here.own.versions)
    verdict = versions.approve(scene, known, here.version.id, _seal(parts), member)
    now = found(scene, parts)
    assert now is not None
    if verdict is Verdict.STALE:
        return tell(scene, now.view, steps.overtaken(now.own, now.version))
    if verdict is Verdict.ALREADY:
        return tell(scene, now.view, steps.already(now.own, now.version, now.version.approvals[member.side]), message)
    if now.version.in_force:
        return tell(scene, now.view, steps.approved_by_both(now.own, now.version, before), message)
    return tell(scene, now.view, steps.approved(now.own, now.version, member.side), message)


def not_yet(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kx:<version>`"""
    here = _asked(scene, parts, sealed=False)
    return tell(scene, here.view, steps.not_yet(here.own, here.version), message) if here else None


def talk_first(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kt:<version>`"""
    here = _asked(scene, parts, sealed=False)
    if here is None or here.own.side is None:
        return None
    versions.talk_first(scene, here.own.partnership, here.version, here.own.side)
    return tell(scene, here.view, steps.talk_noted(here.own, here.version))


def change(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kc:<version>`: which line?"""
    here = _asked(scene, parts, sealed=False)
    if here is None or here.own.side is None:
        return None
    if here.version.lines is None:
        return places.stale(scene)
    versions.say(scene, here.version, here.own.side, Word.CHANGE)
    return tell(scene, here.view, changing.which_line(here.own, here.version))


def one_line(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kl:<version>:<line>`: where a line is settled that has no one place."""
    here = _asked(scene, parts, sealed=False)
    if here is None:
        return None
    lines = here.version.lines or ()
    line = next((line for line in lines if line.id == ":".join(parts[1:])), None)
    if line is None:
        return places.stale(scene)
    return tell(scene, here.view, changing.one_line(here.own, line, agreement_lines.names(lines)))


def _asked(scene: Scene, parts: Parts, *, sealed: bool = True) -> Here | None:
    """The version this member's side is asked about; else they are told why nothing was done, and it is None."""
    here = found(scene, parts, Action.APPROVE)
    if here is None or here.own.side is None:
        places.stale(scene)
        return None
    seal_shown = _seal(parts) if sealed else (here.version.seal or "")[:SEAL_SHOWN]
    verdict = rules.approve(here.own.versions, here.version.id, seal_shown, here.own.side)
    if not here.own.open:
        closed(scene, here.view)
    elif verdict is Verdict.STALE:
        tell(scene, here.view, steps.overtaken(here.own, here.version))
    elif verdict is Verdict.ALREADY:
        approval = here.version.approvals[here.own.side]
        tell(scene, here.view, steps.already(here.own, here.version, approval))
    else:
        return here
    return None


def _seal(parts: Parts) -> str:
    return parts[1] if len(parts) > 1 else ""


def _member(scene: Scene, view: Seen) -> Member:
    """The one who acts, as a member of the side they act for."""
    known = view.common.partnership.id
    return next(m for m in people.members(scene.tx, known) if m.person == scene.person.id)


PRESSED = {
    "Ky": yes,
    "Kk": keep,
    "Ks": accept,
    "Kx": not_yet,
    "Kt": talk_first,
    "Kc": change,
    "Kl": one_line,
}
