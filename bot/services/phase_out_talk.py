"""Proposing a talk about ending, answering it, and stopping it: nobody meets the questions cold."""

from __future__ import annotations

from bot.screens import phase_out as screens
from bot.services import places, talks
from bot.services.common import Seen, seen, setting
from bot.services.phase_out import show, tell
from bot.services.scene import Scene
from bot.store import audit, people, phase_out, proposals, walks
from conversations.access import Action
from conversations.dialogues.phase_out import ID
from conversations.phasing_out import Proposed, State, accepted, may_accept, may_propose
from conversations.sides import Side
from conversations.text import N_, Text, text

Parts = tuple[str, ...]
NOT_BEGUN = N_("The questions can't be opened now. Look under Talks whether one is open already.")


def _of(scene: Scene, parts: Parts, action: Action = Action.PROPOSE_PHASE_OUT) -> Seen | None:
    """The partnership a button names, while something may still be changed in it."""
    view = seen(scene, places.number(parts, 0), action)
    return view if view is not None and view.open else None


def suggest(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ps:<partnership>`: what a talk about ending is, before it is suggested."""
    view = _of(scene, parts)
    if view is None or not _may_propose(scene, view):
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    return scene.tell(screens.before_proposing(own), edits=message, partnership=own.partnership)


def _may_propose(scene: Scene, view: Seen) -> bool:
    p = view.common.partnership.id
    return may_propose(phase_out.proposed(scene.tx, p), round_open=walks.running(scene.tx, p, ID) is not None)


def propose(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Psy:<partnership>`"""
    view = _of(scene, parts)
    if view is None or len(parts) != 1:
        return places.stale(scene)
    proposals.lock(scene.tx, view.common.partnership.id)
    if not _may_propose(scene, view):
        return places.stale(scene)
    p = view.common.partnership.id
    new = phase_out.propose(scene.tx, scene.now, p, view.side, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "phase_out_proposed", p)
    one = Proposed(new, view.side)
    sides: dict[int, Side | None] = {m.person: m.side for m in people.members(scene.tx, p)}
    for person, side in (sides | dict.fromkeys(people.followers(scene.tx, p))).items():
        if person != scene.person.id:
            own = setting(scene, view.common, person, side)
            scene.tell(screens.offered(own, one), to=person, partnership=p)
    return show(scene, view, message, why=Text(N_("✓ Suggested. Everybody on both sides is told, calmly.")))


def _answering(scene: Scene, parts: Parts) -> tuple[Seen, Proposed] | None:
    """What a button about a proposal names, while it waits."""
    number = places.number(parts, 0)
    partnership = phase_out.partnership_of(scene.tx, number)
    view = _of(scene, (str(partnership),)) if partnership is not None else None
    if view is None or partnership is None:
        return None
    proposals.lock(scene.tx, partnership)
    one = next((p for p in phase_out.proposed(scene.tx, partnership) if p.id == number and p.waits), None)
    return (view, one) if one is not None else None


def accept(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pa:<proposal>`"""
    found = _answering(scene, parts)
    if found is None or not may_accept(found[1], found[0].side):
        return places.stale(scene)
    view, one = found
    assert view.side is not None
    state = accepted(one, view.side)
    name = view.common.partnership.organisation(view.side)
    phase_out.answered(scene.tx, scene.now, one.id, state, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "phase_out_accepted", view.common.partnership.id)
    if state is State.ACCEPTED:
        return _open(scene, view, text(N_("{side} has accepted to talk about ending."), side=name), message)
    tell(scene, view.common, text(N_("{side} has accepted to talk. The other side is still asked."), side=name))
    return show(scene, view, message, why=Text(N_("✓ Accepted. The questions open when the other side accepts too.")))


def took_place(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pt:<proposal>`: noted by a person of either side, or of the staff."""
    found = _answering(scene, parts)
    if found is None:
        return places.stale(scene)
    view, one = found
    phase_out.answered(scene.tx, scene.now, one.id, State.TALKED, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "phase_out_talked", view.common.partnership.id)
    who = view.common.partnership.organisation(view.side) if view.side else Text(screens.STAFF)
    return _open(scene, view, text(N_("{side} has noted that the talk about ending took place."), side=who), message)


def _open(scene: Scene, view: Seen, sentence: Text, message: int | None) -> None:
    number = talks.begin(scene, view.common.partnership.id, ID, None)
    opened = Text(N_("Now each side gets a few questions, to answer by itself and in its own time."))
    tell(scene, view.common, sentence, *((opened,) if number is not None else ()))
    now = seen(scene, view.common.partnership.id, Action.SEE_PLANS)
    assert now is not None
    return show(scene, now, message, why=opened if number is not None else Text(NOT_BEGUN))


def not_now(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pn:<proposal>`: a side that is asked says not now, or whoever proposed it takes it back."""
    found = _answering(scene, parts)
    if found is None:
        return places.stale(scene)
    view, one = found
    own_one = view.side is one.side
    if not own_one and not may_accept(one, view.side):
        return places.stale(scene)
    phase_out.answered(scene.tx, scene.now, one.id, State.WITHDRAWN, scene.person.id)
    audit.note(
        scene.tx,
        scene.now,
        scene.person.id,
        "phase_out_taken_back" if own_one else "phase_out_not_now",
        view.common.partnership.id,
    )
    who = view.common.partnership.organisation(view.side) if view.side else Text(screens.STAFF)
    wording = N_("{side} has taken back its suggestion to talk about ending.")
    if not own_one:
        wording = N_("{side} would rather not talk about ending now. It can be suggested again later.")
    tell(scene, view.common, text(wording, side=who))
    return show(scene, view, message, why=Text(N_("✓ Noted. Everybody is told.")))


def stop(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Px:<partnership>`"""
    view = _of(scene, parts)
    if view is None or walks.running(scene.tx, view.common.partnership.id, ID) is None:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    return scene.tell(screens.before_stopping(own), edits=message, partnership=own.partnership)


def stopped(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pxy:<partnership>`: ends the round cleanly; what was answered is kept, what was opened stays open."""
    view = _of(scene, parts)
    number = walks.running(scene.tx, view.common.partnership.id, ID) if view else None
    if view is None or number is None:
        return places.stale(scene)
    walks.lock_round(scene.tx, number)
    walks.end_round(scene.tx, scene.now, number)
    audit.note(scene.tx, scene.now, scene.person.id, "phase_out_stopped", view.common.partnership.id)
    who = view.common.partnership.organisation(view.side) if view.side else Text(screens.STAFF)
    kept = Text(N_("Nobody is asked any more. What was answered is kept."))
    tell(scene, view.common, text(N_("{side} has stopped the talk about ending."), side=who), kept)
    return show(scene, view, message, why=kept)


PRESSED = {
    "Ps": suggest,
    "Psy": propose,
    "Pa": accept,
    "Pt": took_place,
    "Pn": not_now,
    "Px": stop,
    "Pxy": stopped,
}
