"""Answering what was put forward: accepting it, or taking one's own back. Countering is `settling`."""

from __future__ import annotations

from bot.screens import matters as screens
from bot.services import phase_out, phase_out_end, places, proposing, together
from bot.services.common import Seen, seen, setting
from bot.services.scene import Scene
from bot.store import proposals
from conversations.access import Action
from conversations.proposals import Accept, Overtaken, Withdraw
from conversations.text import N_, Text
from conversations.together import Subject

Parts = tuple[str, ...]

OVERTAKEN = N_("Meanwhile something else has happened here. Nothing was changed. This is how it stands now:")


def _of_proposal(scene: Scene, parts: Parts) -> tuple[Seen, Subject, int] | None:
    """The thread a button's proposal belongs to, for a member who may act in it."""
    found = proposals.written(scene.tx, places.number(parts, 0))
    view = seen(scene, found.partnership, Action.SETTLE) if found else None
    subject = Subject.parse(found.subject) if found else None
    if found is None or view is None or subject is None or view.common.matter(subject) is None:
        return None
    return view, subject, found.proposal.id


def accept(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ea:<proposal>`"""
    found = _of_proposal(scene, parts)
    if found is None or not found[0].open:
        return places.stale(scene)
    view, subject, proposal = found
    about = view.common.matter(subject)
    assert about is not None
    if subject.question == phase_out.END:
        # An end can have passed while it waited.
        return phase_out_end.accepted(scene, view, proposal, message)
    step = proposing.accept(scene, view, subject, proposal)
    if isinstance(step, Accept):
        items = ((about, step.proposal.value),)
        return together.leave_done(scene, view, items, view.common.topic_of(subject), screens.SETTLED, message)
    return _unchanged(scene, view, subject, message, overtaken=isinstance(step, Overtaken))


def accept_all(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eA:<partnership>:<topic>:<newest proposal>`: what the list showed, and nothing that came after it."""
    view = seen(scene, places.number(parts, 0), Action.SETTLE)
    topic = view.common.topic(parts[1]) if view and len(parts) > 2 else None
    if view is None or topic is None or not view.open:
        return places.stale(scene)
    items = proposing.accept_all(scene, view, topic, places.number(parts, 2))
    if not items:
        return together.topic_list(scene, parts[:2], message)
    return together.leave_done(scene, view, items, topic, screens.SETTLED, message)


def take_back(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ew:<proposal>`"""
    found = _of_proposal(scene, parts)
    if found is None or not found[0].open:
        return places.stale(scene)
    view, subject, proposal = found
    about, topic = view.common.matter(subject), view.common.topic_of(subject)
    assert about is not None
    assert view.side is not None
    step = proposing.withdraw(scene, view, subject, proposal)
    if isinstance(step, Withdraw):
        own = setting(scene, view.common, scene.person.id, view.side)
        gone = screens.taken_back(own, topic, about, view.side)
        return scene.tell(gone, edits=message, partnership=own.partnership)
    return _unchanged(scene, view, subject, message, overtaken=isinstance(step, Overtaken))


def _unchanged(scene: Scene, view: Seen, subject: Subject, message: int | None, *, overtaken: bool) -> None:
    """The thread as it stands now, with the reason why nothing was done."""
    now = seen(scene, view.common.partnership.id)
    if now is None or now.common.matter(subject) is None:
        return scene.say(Text(together.GONE), partnership=view.common.partnership.id)
    return together.show(scene, now, subject, message, why=Text(OVERTAKEN if overtaken else together.SETTLED_ALREADY))


PRESSED = {"ea": accept, "eA": accept_all, "ew": take_back}
