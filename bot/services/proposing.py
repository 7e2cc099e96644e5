"""What follows when a side puts something forward, accepts it or takes it back: stored, carried out, told.

Whether it may, and what it leads to, is decided by `conversations.proposals`; whoever calls has asked `access`.
"""

from __future__ import annotations

from bot.screens import matters as screens
from bot.services import top_goals, versions
from bot.services.common import Common, Seen, common, setting
from bot.services.scene import Scene
from bot.store import audit, goals, outbox, partnerships, people, proposals
from conversations import proposals as rules
from conversations.answers import Json
from conversations.commitments import Commitment
from conversations.proposals import Accept, End, Put, Step, Thread, Withdraw
from conversations.sides import Side
from conversations.text import Month
from conversations.together import END, GOAL_MONTH, GOALS, KINDS, SIGN, Subject

SUBJECT = "proposal:"  # what a message is about when it shows a proposal


def put_forward(scene: Scene, view: Seen, subject: Subject, value: Json, seen: int) -> Step:
    """The other side, and the others of this one, are told. A new step or promise gets its own row and subject."""
    assert view.side is not None
    number = view.common.partnership.id
    step = rules.put_forward(_thread(scene, number, subject), view.side, value, seen=seen)
    match step:
        case Put(value, ends, how):
            if ends is not None and how is not None:
                proposals.end(scene.tx, scene.now, ends.id, how, scene.person.id)
            if subject.new:
                subject = _made(scene, number, subject, value)
            new = proposals.put(
                scene.tx, scene.now, number, str(subject), side=view.side, value=value, author=scene.person.id
            )
            audit.note(scene.tx, scene.now, scene.person.id, "put_forward", number, str(subject))
            _tell_put(scene, number, subject, new, view.side)
        case Accept(proposal):
            accept(scene, view, subject, proposal.id)
    return step


def _thread(scene: Scene, partnership: int, subject: Subject) -> Thread:
    """Read under the lock: somebody may have been there since this was looked at."""
    proposals.lock(scene.tx, partnership)
    return proposals.threads(scene.tx, partnership).get(str(subject), ())


def _made(scene: Scene, partnership: int, subject: Subject, value: Json) -> Subject:
    month = Month.parse(value["m"]) if value["m"] else None
    one = Commitment(0, KINDS[subject.question], value["w"], value["who"], month, subject.item)
    return Subject(subject.question, goals.propose(scene.tx, scene.now, partnership, one))


def accept(scene: Scene, view: Seen, subject: Subject, proposal: int) -> Step:
    """Both sides are told; the one who acts sees it where they pressed, which is the caller's to show."""
    assert view.side is not None
    number = view.common.partnership.id
    step = rules.accept(_thread(scene, number, subject), view.side, proposal)
    if isinstance(step, Accept):
        about = view.common.matter(subject)
        proposals.end(scene.tx, scene.now, step.proposal.id, End.ACCEPTED, scene.person.id)
        _carry_out(scene, number, subject, step.proposal.value)
        audit.note(scene.tx, scene.now, scene.person.id, "accepted", number, str(subject))
        now = _now(scene, number)
        for member in people.members(scene.tx, number):
            if member.person != scene.person.id and about is not None:
                own = setting(scene, now, member.person, member.side)
                topic = now.topic_of(subject)
                screen = screens.accepted(own, topic, about, view.side, step.proposal.value)
                scene.tell(screen, to=member.person, partnership=number)
        if subject.question == GOALS:
            top_goals.after_accepted(scene, now)
        versions.follow(scene, now)
    return step


def withdraw(scene: Scene, view: Seen, subject: Subject, proposal: int) -> Step:
    """Taken back before the other side has answered. Where the other side was asked, it now says so."""
    assert view.side is not None
    number = view.common.partnership.id
    thread = _thread(scene, number, subject)
    step = rules.withdraw(thread, view.side, proposal)
    about = view.common.matter(subject)
    if isinstance(step, Withdraw) and about is not None:
        proposals.end(scene.tx, scene.now, proposal, End.WITHDRAWN, scene.person.id)
        if rules.settled(thread) is None and subject.question in KINDS and subject.item is not None:
            goals.change_commitment(scene.tx, subject.item, state="dropped")
        audit.note(scene.tx, scene.now, scene.person.id, "withdrawn", number, str(subject))
        for member in people.members(scene.tx, number):
            shown_in = outbox.newest_about(scene.tx, member.person, f"{SUBJECT}{proposal}")
            if member.side is not view.side and shown_in is not None:
                own = setting(scene, view.common, member.person, member.side)
                gone = screens.taken_back(own, view.common.topic_of(subject), about, view.side)
                scene.tell(gone, to=member.person, edits=shown_in, partnership=number)
    return step


def _carry_out(scene: Scene, partnership: int, subject: Subject, value: Json) -> None:
    """Makes what was accepted so. Points of a talk have no row of their own: what counts is the proposal."""
    question, item = subject.question, subject.item
    if question == GOALS:
        goals.set_list(scene.tx, scene.now, partnership, value["goals"])
    elif question == END:
        partnerships.change(scene.tx, partnership, end=value["m"])
    elif item is None:
        return
    elif question == SIGN:
        goals.change_goal(scene.tx, item, sign=value["w"])
    elif question == GOAL_MONTH:
        goals.change_goal(scene.tx, item, month=value["m"])
    elif question in KINDS and value.get("drop"):
        goals.change_commitment(scene.tx, item, state="dropped")
    elif question in KINDS:
        made = {"words": value["w"], "who": value["who"], "month": value["m"], "state": "agreed"}
        goals.change_commitment(scene.tx, item, **made)


def _tell_put(scene: Scene, partnership: int, subject: Subject, new: int, side: Side) -> None:
    now = _now(scene, partnership)
    about, topic = now.matter(subject), now.topic_of(subject)
    assert about is not None
    thread = now.known.thread(subject)
    for member in people.members(scene.tx, partnership):
        if member.person == scene.person.id:
            continue
        own = setting(scene, now, member.person, member.side)
        if member.side is side:
            screen = screens.put_by_colleague(own, topic, about, scene.person.name, thread[-1].value)
        else:
            screen = screens.asks(own, topic, about, thread)
        scene.tell(screen, to=member.person, partnership=partnership, question=f"{SUBJECT}{new}")


def _now(scene: Scene, partnership: int) -> Common:
    now = common(scene, partnership)
    assert now is not None
    return now
