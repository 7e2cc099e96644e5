"""Versions of the agreement: making one, following what was settled since, approving, and telling both sides.

Whoever calls has asked `access`. Whether an approval counts is decided by `conversations.approving`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.screen import Screen
from bot.screens import agreement_changes as changes
from bot.screens import agreement_document as documents
from bot.screens import agreement_steps as steps
from bot.screens.agreement_standing import Setting
from bot.services.common import Common, common
from bot.services.scene import Scene
from bot.store import agreements, audit, people, proposals
from bot.store.partnerships import Partnership
from bot.store.people import Member
from conversations import approving as rules
from conversations.agreement import Line, seal
from conversations.approving import Approval, How, Verdict, Version, Word
from conversations.drawing_up import lines
from conversations.proposals import settled
from conversations.sides import Side


def shown(scene: Scene, partnership: int) -> tuple[Version, ...]:
    """All but an uploaded one whose files have not come yet: nobody is shown that, and nobody can approve it."""
    return tuple(v for v in agreements.versions(scene.tx, partnership) if v.seal is not None)


def draft(now: Common) -> tuple[Line, ...]:
    """What the agreement would say now."""
    return lines(now.dialogue, now.known, now.parties, now.agreed)


def settles(now: Common) -> bool:
    """Whether both sides have accepted anything here."""
    known = now.known
    return bool(known.goals or known.commitments or any(map(settled, known.threads.values())))


def setting(scene: Scene, known: Partnership, person: int, side: Side | None) -> Setting:
    """For one reader. `side` None is staff."""
    everything = agreements.versions(scene.tx, known.id)
    return Setting(
        known,
        tuple(v for v in everything if v.seal is not None),
        side,
        people.person(scene.tx, person).speaks,
        max((v.n for v in everything), default=0) + 1,
    )


def make(scene: Scene, partnership: int, newest: int) -> Version | None:
    """The next version, for whoever had seen `newest` (0: none). None if there is nothing new to make, or no more."""
    proposals.lock(scene.tx, partnership)
    now, versions = common(scene, partnership), shown(scene, partnership)
    last = rules.newest(versions)
    if now is None or not now.complete or newest != (last.id if last else 0):
        return None
    made = draft(now)
    if not rules.can_be_made(versions, seal(made)):
        return None
    version = _add(scene, partnership, made, by=scene.person.id)
    for member, own in _members(scene, now.partnership, but=scene.person.id):
        compared = last is not None and last.lines is not None
        screen = changes.replaced(own, last, version) if last and compared else steps.made(own, version)
        scene.tell(screen, to=member.person, partnership=partnership)
    return version


def made_now(scene: Scene, partnership: int) -> int | None:
    """The number of the version that was made in this unit of work, if one was."""
    newest = rules.newest(shown(scene, partnership))
    return newest.n if newest is not None and newest.how is How.MADE and newest.at == scene.now else None


def outdated(scene: Scene, now: Common) -> int | None:
    """The version in force, if both sides have settled something else since; None where it says what they settled."""
    force = rules.in_force(shown(scene, now.partnership.id))
    if force is None or force.lines is None or not now.complete or force.seal == seal(draft(now)):
        return None
    return force.n


def follow(scene: Scene, now: Common) -> Version | None:
    """After something was settled: a version that waits for approval and no longer says so is replaced by the one
    returned. One that is in force stays. Whoever calls tells what was settled, then `tell_followed`.
    """
    versions, made = shown(scene, now.partnership.id), draft(now)
    if not now.complete or not rules.is_overtaken(versions, seal(made)):
        return None
    return _add(scene, now.partnership.id, made, by=None)


def tell_followed(scene: Scene, now: Common) -> None:
    """Both sides are told what changed where a side had approved the version that was replaced, or wanted something
    else of it; and once that a version in force is no longer what they have settled."""
    partnership, versions = now.partnership.id, shown(scene, now.partnership.id)
    newest = rules.newest(versions)
    if newest is None or not now.complete:
        return
    if newest.in_force and newest.seal != seal(draft(now)):
        for member, own in _members(scene, now.partnership):
            screen, key = changes.settled_since(own, newest), f"since:{newest.id}:{member.person}"
            scene.tell(screen, to=member.person, partnership=partnership, key=key, waited_for=False)
    before = next((v for v in versions if v.n == newest.n - 1), None)
    if before is None or made_now(scene, partnership) is None:
        return
    if before.approvals or {Word.TALK, Word.CHANGE} & set(before.words.values()):
        for member, own in _members(scene, now.partnership):
            screen = changes.replaced(own, before, newest)
            scene.tell(screen, to=member.person, partnership=partnership, waited_for=False)


def _add(scene: Scene, partnership: int, made: tuple[Line, ...], *, by: int | None) -> Version:
    number = agreements.add(scene.tx, scene.now, partnership, How.MADE, lines=made, seal=seal(made), author=by)
    version = next(v for v in agreements.versions(scene.tx, partnership) if v.id == number)
    audit.note(scene.tx, scene.now, scene.person.id, "agreement_made", partnership, f"version:{version.n}")
    return version


def approve(scene: Scene, known: Partnership, version: int, seal_shown: str, member: Member) -> Verdict:
    """The first approval of a side counts. When both sides have approved the same seal, everybody is told."""
    proposals.lock(scene.tx, known.id)
    versions = shown(scene, known.id)
    verdict = rules.approve(versions, version, seal_shown, member.side)
    if verdict is not Verdict.APPROVES:
        return verdict
    before, approved = rules.in_force(versions), next(v for v in versions if v.id == version)
    assert approved.seal is not None
    approval = Approval(member.side, member.name or "?", member.task, approved.seal, scene.now)
    if not agreements.approve(scene.tx, version, member.person, approval):
        return Verdict.ALREADY
    audit.note(scene.tx, scene.now, scene.person.id, "agreement_approved", known.id, f"version:{approved.n}")
    after = next(v for v in shown(scene, known.id) if v.id == version)
    if after.in_force:
        _tell_in_force(scene, known, after, before)
    else:
        _tell_members(scene, known, lambda own: steps.approved(own, after, member.side))
    return verdict


def _tell_in_force(scene: Scene, known: Partnership, version: Version, replaced: Version | None) -> None:
    """Everybody on both sides gets the documents, after the words."""
    _tell_members(scene, known, lambda own: steps.approved_by_both(own, version, replaced))
    if version.lines is not None:
        for member, own in _members(scene, known):
            for kind in documents.KINDS:
                file = documents.file(own, version, kind)
                scene.tell(file, to=member.person, partnership=known.id, waited_for=False)
    _tell_staff(scene, known, lambda own: steps.approved_by_both(own, version, replaced))


def talk_first(scene: Scene, known: Partnership, version: Version, side: Side) -> None:
    """Said once: pressed again, nobody is told again."""
    proposals.lock(scene.tx, known.id)
    if not say(scene, version, side, Word.TALK):
        return
    audit.note(scene.tx, scene.now, scene.person.id, "agreement_talk_first", known.id, f"version:{version.n}")
    _tell_members(scene, known, lambda own: steps.wants_to_talk(own, version, side))
    _tell_staff(scene, known, lambda own: steps.wants_to_talk(own, version, side))


def say(scene: Scene, version: Version, side: Side, word: Word) -> bool:
    """Keeps a side's latest word on a version; False if that is what it said last."""
    if version.words.get(side) is word:
        return False
    agreements.say(scene.tx, scene.now, version.id, side, word, scene.person.id)
    return True


def _members(scene: Scene, known: Partnership, *, but: int | None = None) -> Iterator[tuple[Member, Setting]]:
    for member in people.members(scene.tx, known.id):
        if member.person != but:
            yield member, setting(scene, known, member.person, member.side)


def _tell_members(scene: Scene, known: Partnership, screen: Callable[[Setting], Screen]) -> None:
    """All but the one who acts, who is shown it where they pressed."""
    for member, own in _members(scene, known, but=scene.person.id):
        scene.tell(screen(own), to=member.person, partnership=known.id)


def _tell_staff(scene: Scene, known: Partnership, screen: Callable[[Setting], Screen]) -> None:
    for person in people.followers(scene.tx, known.id):
        scene.tell(screen(setting(scene, known, person, None)), to=person, partnership=known.id, waited_for=False)
