"""Moving a milestone, which both sides accept, and answering what waits about an ending or one of its steps."""

from __future__ import annotations

from bot.screens import milestone_asking as asking
from bot.screens.milestones import DONE
from bot.services import milestone_threads as threads
from bot.services import milestones, phase_out, phase_out_end, places
from bot.services.common import Seen, seen, setting
from bot.services.milestone_found import Found, found, to_act
from bot.services.scene import Scene
from bot.store import audit, proposals
from bot.store import phase_out as store
from bot.store.proposals import Written
from conversations import proposals as rules
from conversations.access import Action
from conversations.milestones import MILESTONES, Move, may_be_due
from conversations.proposals import Accept, End, Put, Withdraw
from conversations.text import N_, Month, Text, text
from conversations.together import Subject

Parts = tuple[str, ...]
NOT_THERE = N_("{month} does not fit: not before this month, and not after the end. Nothing was put forward.")
CHANGED = N_("Meanwhile this has changed. Nothing was done. This is how it stands now:")


def choose(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pv:<milestone>`, or `Pu:<milestone>:<year>`"""
    here = to_act(scene, places.number(parts, 0))
    if here is None:
        return places.stale(scene)
    own = setting(scene, here.view.common, scene.person.id, here.view.side)
    earliest = here.view.common.this_month(scene)
    year = places.number(parts, 1) or max(here.row.due.year, earliest.year)
    screen = asking.months(own, here.row, year, earliest, scene.person.speaks)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def put(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pz:<milestone>:<month>`"""
    here = to_act(scene, places.number(parts, 0))
    try:
        month = Month.parse(parts[1]) if len(parts) > 1 else None
    except ValueError:
        month = None
    if here is None or month is None:
        return places.stale(scene)
    if not _fits(scene, here, month):
        return milestones.show(scene, here, message, why=text(NOT_THERE, month=month))
    if month == here.row.due:
        return milestones.show(scene, here, message, why=Text(N_("It is due then already. Nothing was changed.")))
    assert here.view.side is not None
    step = threads.put(scene, here.view, here.row, threads.MOVE, {"m": str(month)})
    if isinstance(step, Accept):
        return _move(scene, here, step.proposal.id, month, message)
    if isinstance(step, Put):
        name = here.view.common.partnership.organisation(here.view.side)
        suggests = text(N_("{side} suggests another month for this step: {month}."), side=name, month=month)
        threads.tell(scene, here.view, here.row, suggests)
    why = Text(N_("✓ Put forward. It counts when the other side accepts."))
    return milestones.show(scene, here, message, why=why)


def _fits(scene: Scene, here: Found, month: Month) -> bool:
    return may_be_due(here.row.code, month, here.plan.end, here.view.common.this_month(scene))


def _move(scene: Scene, here: Found, proposal: int, month: Month, message: int | None) -> None:
    assert here.view.side is not None
    proposals.end(scene.tx, scene.now, proposal, End.ACCEPTED, scene.person.id)
    moved = Move(here.row.code, here.row.due, month)
    store.move(scene.tx, scene.now, here.partnership, (moved,), scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "milestone_moved", here.partnership, here.row.code)
    said = text(N_("This step is moved from {before} to {after}."), before=here.row.due, after=month)
    threads.tell(scene, here.view, here.row, said)
    now = found(scene, here.row.id)
    assert now is not None
    return milestones.show(scene, now, message, why=said)


def _waiting(scene: Scene, parts: Parts) -> tuple[Seen, Subject, Written] | None:
    """The proposal a button names, of a matter of this service, for a member who may answer it."""
    put_forward = proposals.written(scene.tx, places.number(parts, 0))
    subject = Subject.parse(put_forward.subject) if put_forward else None
    if put_forward is None or subject is None or not _is_ours(subject):
        return None
    view = seen(scene, put_forward.partnership, Action.SETTLE)
    if view is None or not view.open:
        return None
    proposals.lock(scene.tx, put_forward.partnership)
    return view, subject, put_forward


def _is_ours(subject: Subject) -> bool:
    return str(subject) == phase_out.END or (subject.question in threads.SUBJECTS and subject.item is not None)


def accept(scene: Scene, parts: Parts, message: int | None) -> None:
    """`PA:<proposal>`"""
    answered = _waiting(scene, parts)
    if answered is None:
        return places.stale(scene)
    view, subject, written = answered
    if written.subject == phase_out.END:
        return phase_out_end.accepted(scene, view, written.proposal.id, message)
    here = to_act(scene, subject.item or 0)
    if here is None or here.partnership != written.partnership:
        return places.stale(scene)
    assert view.side is not None
    thread = proposals.threads(scene.tx, here.partnership)[written.subject]
    if not isinstance(rules.accept(thread, view.side, written.proposal.id), Accept):
        return milestones.show(scene, here, message, why=Text(CHANGED))
    if subject.question == threads.MOVE:
        month = Month.parse(written.proposal.value["m"])
        if not _fits(scene, here, month):
            return milestones.show(scene, here, message, why=text(NOT_THERE, month=month))
        return _move(scene, here, written.proposal.id, month, message)
    proposals.end(scene.tx, scene.now, written.proposal.id, End.ACCEPTED, scene.person.id)
    return milestones.end(scene, here, DONE, "both", written.proposal.value["w"], message)


def take_back(scene: Scene, parts: Parts, message: int | None) -> None:
    """`PW:<proposal>`"""
    answered = _waiting(scene, parts)
    if answered is None:
        return places.stale(scene)
    view, subject, written = answered
    assert view.side is not None
    p = view.common.partnership.id
    thread = proposals.threads(scene.tx, p)[written.subject]
    taken = isinstance(rules.withdraw(thread, view.side, written.proposal.id), Withdraw)
    if taken:
        proposals.end(scene.tx, scene.now, written.proposal.id, End.WITHDRAWN, scene.person.id)
        audit.note(scene.tx, scene.now, scene.person.id, "withdrawn", p, written.subject)
    name = view.common.partnership.organisation(view.side)
    sentence = text(N_("{side} has taken back what it put forward here."), side=name)
    why = sentence if taken else Text(CHANGED)
    if written.subject == phase_out.END:
        if taken:
            phase_out.tell(scene, view.common, sentence)
        now = seen(scene, p, Action.SEE_PLANS)
        assert now is not None
        return phase_out.show(scene, now, message, why=why)
    here = found(scene, subject.item or 0)
    if here is None or here.row.code not in MILESTONES:
        return places.stale(scene)
    if taken:
        threads.tell(scene, view, here.row, sentence)
    return milestones.show(scene, here, message, why=why)


PRESSED = {"Pv": choose, "Pu": choose, "Pz": put, "PA": accept, "PW": take_back}
