"""Approving a version of the agreement, or saying first that it should be talked about or changed.

Nothing but *I approve* approves, and only the version and the seal it was shown with.
"""

from __future__ import annotations

from bot.screens import agreement_changing as changing
from bot.screens import agreement_steps as steps
from bot.services import dates, places, versions
from bot.services.agreeing import Here, Parts, closed, found, tell
from bot.services.common import Seen
from bot.services.scene import Scene
from bot.store import people
from bot.store.people import Member
from conversations import approving as rules
from conversations.access import Action
from conversations.agreement import Heading, open_points, subjects
from conversations.approving import SEAL_SHOWN, Verdict, Word


def yes(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ky:<version>:<seal>`: it says what this side means; what is still open is asked about first."""
    here = _asked(scene, parts)
    if here is None or here.own.side is None:
        return None
    _says(scene, here, Word.YES)
    if open_points(here.version.lines or ()):
        return tell(scene, here.view, steps.keep_open(here.own, here.version))
    return _ask_to_approve(scene, here)


def keep(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kk:<version>:<seal>`: the open points stay open points."""
    here = _asked(scene, parts)
    if here is None or here.own.side is None:
        return None
    _says(scene, here, Word.KEEP)
    return _ask_to_approve(scene, here, message)


def _says(scene: Scene, here: Here, word: Word) -> None:
    """Reading on does not take back the wish to talk first: only approving does."""
    if here.own.side is not None and here.version.words.get(here.own.side) is not Word.TALK:
        versions.say(scene, here.version, here.own.side, word)


def _ask_to_approve(scene: Scene, here: Here, message: int | None = None) -> None:
    member = _member(scene, here.view)
    screen = steps.sign(here.own, here.version, member.name or "?", member.task)
    return tell(scene, here.view, screen, message)


def approve(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ks:<version>:<seal>`: the only button that approves, and only what it was made for."""
    here = found(scene, parts, Action.APPROVE)
    if here is None:
        return places.stale(scene)
    if not here.own.open:
        return closed(scene, here.view)
    member, known = _member(scene, here.view), here.own.partnership
    before = rules.in_force(here.own.versions)
    verdict = versions.approve(scene, known, here.version.id, _seal(parts), member)
    dates.record(scene, known.id)
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
    """`Kc:<version>`: which part of it? Also of one that is approved: what is settled gets into the next."""
    here = _newest(scene, parts, sealed=False)
    if here is None or here.own.side is None:
        return None
    if here.version.lines is None:
        return places.stale(scene)
    return tell(scene, here.view, changing.which_heading(here.own, here.version, _ways(here)))


def one_heading(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kh:<version>:<heading>`: which line of it? Without a heading, back to all of them."""
    here = _newest(scene, parts, sealed=False)
    if here is None:
        return None
    ways, heading = _ways(here), next((h for h in Heading if h in parts[1:2]), None)
    if not ways:
        return places.stale(scene)
    if heading is None:
        return tell(scene, here.view, changing.which_heading(here.own, here.version, ways), message)
    if rules.is_asked(here.own.versions, here.version, here.own.side):
        _says(scene, here, Word.CHANGE)
    return tell(scene, here.view, changing.which_line(here.own, here.version, heading, ways), message)


def one_line(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kl:<version>:<line>`: where a line is settled that has no one place."""
    here = _newest(scene, parts, sealed=False)
    if here is None:
        return None
    ways, id = _ways(here), ":".join(parts[1:])
    line = next((line for line in here.version.lines or () if line.id == id and id in ways), None)
    if line is None:
        return places.stale(scene)
    return tell(scene, here.view, changing.one_line(here.own, here.version, line, ways[id]), message)


def _ways(here: Here) -> changing.Ways:
    """Where each line is settled anew; a line that the sides can't change is not among them."""
    lines, now = here.version.lines or (), here.view.common
    there = {line.id: [subject for subject in subjects(line) if now.matter(subject)] for line in lines}
    return {id: settled for id, settled in there.items() if settled}


def _asked(scene: Scene, parts: Parts, *, sealed: bool = True) -> Here | None:
    """The version this member's side is asked about; else they are told why nothing was done, and it is None."""
    here = _newest(scene, parts, sealed=sealed)
    approval = here.version.approvals.get(here.own.side) if here and here.own.side else None
    if here is None or approval is None:
        return here
    tell(scene, here.view, steps.already(here.own, here.version, approval))
    return None


def _newest(scene: Scene, parts: Parts, *, sealed: bool) -> Here | None:
    """The newest version, for a member of an open partnership; else they are told why not, and it is None."""
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
    "Ks": approve,
    "Kx": not_yet,
    "Kt": talk_first,
    "Kc": change,
    "Kh": one_heading,
    "Kl": one_line,
}
