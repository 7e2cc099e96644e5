"""What follows when a side puts something forward, accepts it or takes it back: stored, carried out, told.

Whether it may, and what it leads to, is decided by `conversations.proposals`; whoever calls has asked `access`.
"""

from __future__ import annotations

from dataclasses import replace

from bot.screen import Line
from bot.screens import joint
from bot.screens import matters as screens
from bot.screens.together import Setting
from bot.services import dates, top_goals, versions
from bot.services.common import Common, Seen, common, setting
from bot.services.scene import Scene
from bot.store import audit, goals, outbox, partnerships, people, proposals
from conversations import proposals as rules
from conversations.answers import Json
from conversations.areas import BY_NUMBER
from conversations.commitments import Commitment, Kind
from conversations.dialogue import Topic
from conversations.dialogues.phase_out import END as ENDING
from conversations.goals import left_out
from conversations.proposals import Accept, End, Put, Step, Thread, Withdraw
from conversations.sides import Side
from conversations.text import Month
from conversations.together import (
    AGREED,
    END,
    GOAL_MONTH,
    GOALS,
    HELP,
    HOW,
    KINDS,
    SIGN,
    Matter,
    Subject,
    of_commitment,
)

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
    area = BY_NUMBER.get(subject.item or 0) if subject.question in (HOW, HELP) else None
    kind = Kind.PROMISE if subject.question == AGREED and month is None else KINDS[subject.question]
    goal = subject.item if area is None else None
    one = Commitment(0, kind, value["w"], value["who"], month, goal, area.code if area else None)
    return of_commitment(replace(one, id=goals.propose(scene.tx, scene.now, partnership, one)))


Item = tuple[Matter, Json]


def accept(scene: Scene, view: Seen, subject: Subject, proposal: int) -> Step:
    """Both sides are told; the one who acts sees it where they pressed, which is the caller's to show."""
    about = view.common.matter(subject)
    step = _accept(scene, view, subject, proposal)
    if isinstance(step, Accept) and about is not None:
        _settled(scene, view, view.common.topic_of(subject), ((about, step.proposal.value),))
    return step


def accept_all(scene: Scene, view: Seen, topic: Topic, newest: int) -> tuple[Item, ...]:
    """Everything of a topic that waits for this side, up to the proposal that was the newest when it was shown."""
    assert view.side is not None
    done = []
    for about in view.common.waiting(view.side):
        proposal = rules.waiting(view.common.known.thread(about.subject))
        if proposal is None or proposal.id > newest or view.common.topic_of(about.subject) is not topic:
            continue
        if about.subject.question == ENDING:
            continue  # what an end means is read before it is accepted
        step = _accept(scene, view, about.subject, proposal.id)
        if isinstance(step, Accept):
            done.append((about, step.proposal.value))
    if done:
        _settled(scene, view, topic, tuple(done))
    return tuple(done)


def _accept(scene: Scene, view: Seen, subject: Subject, proposal: int) -> Step:
    assert view.side is not None
    number = view.common.partnership.id
    step = rules.accept(_thread(scene, number, subject), view.side, proposal)
    if isinstance(step, Accept):
        proposals.end(scene.tx, scene.now, step.proposal.id, End.ACCEPTED, scene.person.id)
        _carry_out(scene, number, subject, step.proposal.value)
        audit.note(scene.tx, scene.now, scene.person.id, "accepted", number, str(subject))
    return step


def _settled(scene: Scene, view: Seen, topic: Topic, items: tuple[Item, ...]) -> None:
    assert view.side is not None
    number = view.common.partnership.id
    now = _now(scene, number)
    version = versions.follow(scene, now)
    for member in people.members(scene.tx, number):
        if member.person != scene.person.id:
            own = setting(scene, now, member.person, member.side)
            screen = screens.accepted(own, topic, items, view.side, version.n if version else None)
            scene.tell(screen, to=member.person, partnership=number)
    versions.tell_followed(scene, now)
    dates.record(scene, number)
    if any(about.subject.question == GOALS for about, _ in items):
        top_goals.after_accepted(scene, now)


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
    from bot.services.kinds.checkin import goals_changed
    from bot.services.kinds.settled import SETTLED  # what follows in a dialogue may itself put something forward

    question, item = subject.question, subject.item
    if question == GOALS:
        goals.set_list(scene.tx, scene.now, partnership, value["goals"])
        _end_what_is_about_no_goal(scene, partnership)
        goals_changed(scene, partnership)
    elif question == END:
        partnerships.change(scene.tx, partnership, end=value["m"])
    elif root(question) in SETTLED:
        SETTLED[root(question)](scene, partnership, subject, value)
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


def root(question: str) -> str:
    """A question's id without the item it is asked about."""
    head, _, item = question.rpartition(".")
    return head if item.isdigit() else question


def _end_what_is_about_no_goal(scene: Scene, partnership: int) -> None:
    """A sign or a month of a goal that was just dropped waits for nobody any more."""
    there = {goal.id for goal in goals.goals(scene.tx, partnership)}
    for written, thread in proposals.threads(scene.tx, partnership).items():
        subject, proposal = Subject.parse(written), rules.waiting(thread)
        gone = subject is not None and subject.question in (SIGN, GOAL_MONTH) and subject.item not in there
        if gone and proposal is not None:
            proposals.end(scene.tx, scene.now, proposal.id, End.REPLACED, scene.person.id)


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
            screen = screens.asks(own, topic, about, thread, without(now, about, own))
        scene.tell(screen, to=member.person, partnership=partnership, question=f"{SUBJECT}{new}")


def without(now: Common, about: Matter, own: Setting) -> tuple[Line, ...]:
    """What a list of goals that waits for an answer leaves out; nothing for everything else."""
    proposal = rules.waiting(now.known.thread(about.subject))
    if proposal is None or about.subject.question != GOALS:
        return ()
    return joint.left_out(left_out(proposal.value, now.candidates), own.names)


def _now(scene: Scene, partnership: int) -> Common:
    now = common(scene, partnership)
    assert now is not None
    return now
