"""What a record holds of what both sides settled, planned and agreed on: the same for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bot.screens import agreement_lines, joint
from bot.screens.answers import value
from bot.services import versions
from bot.services.common import Seen
from bot.services.past import Past, past
from bot.services.scene import Scene
from bot.store import ahead, proposals
from bot.store.ahead import MilestoneRow
from bot.store.proposals import Written
from conversations import record_plans as parts
from conversations.answers import Json, State
from conversations.approving import Version
from conversations.dialogues.checkin import ID as CHECKIN
from conversations.dialogues.checkin import STATE
from conversations.due import day_of
from conversations.goals import Goal
from conversations.milestones import MILESTONES
from conversations.proposals import settled as counting
from conversations.questions import Question
from conversations.sides import Side
from conversations.text import N_, Text, Value, text
from conversations.together import Subject


def settled(scene: Scene, view: Seen) -> tuple[parts.Settled, ...]:
    """Every matter that was ever put forward, in the order it was begun."""
    return tuple(_matter(scene, view, subject) for subject in view.common.known.threads)


def _matter(scene: Scene, view: Seen, written: str) -> parts.Settled:
    now, subject = view.common, Subject.parse(written)
    place = now.place_of(subject) if subject else None
    question = place[1] if place else None
    goal = now.known.goal(subject.item) if subject and question and getattr(question, "each_goal", False) else None
    counts = counting(now.known.threads[written])
    history = proposals.history(scene.tx, now.partnership.id, written)
    return parts.Settled(
        written,
        joint.prompt(question, goal.n if goal else None) if question else written,
        counts.value if counts else None,
        _said(view, question, counts.value) if counts else (),
        tuple(_put(view, question, one) for one in history),
    )


def _put(view: Seen, question: Question | None, one: Written) -> parts.PutForward:
    proposal = one.proposal
    return parts.PutForward(
        proposal.side.value,
        proposal.value,
        _said(view, question, proposal.value),
        _day(view, one.at),
        proposal.end.value if proposal.end else None,
        _day(view, one.ended_at) if one.ended_at else None,
    )


def _said(view: Seen, question: Question | None, value: Json) -> tuple[Value, ...]:
    """Nothing where the question is not asked any more: then its codes alone are left."""
    return tuple(line.text for line in joint.said(question, value, view.common.parties.names)) if question else ()


def goals(scene: Scene, view: Seen) -> tuple[parts.OneGoal, ...]:
    """The joint list, each goal with what was said of it in every check-in that this reader may see."""
    talks = past(scene, view.common.partnership.id, CHECKIN, view.actor)
    return tuple(
        parts.OneGoal(
            goal.id,
            goal.n,
            goal.words,
            goal.stronger,
            goal.sign,
            goal.month,
            tuple(one for talk in talks for one in _progress(view, goal, talk)),
        )
        for goal in view.common.known.goals
    )


def _progress(view: Seen, goal: Goal, talk: Past) -> Iterator[parts.Progress]:
    """What was said of this goal in one check-in; nothing if that was not opened, or is not for this reader."""
    for question in talk.definition.questions.values():
        topic = talk.definition.topic_of(question.id)
        if question.root != STATE or question.item != str(goal.id) or topic is None:
            continue
        given = {side: talk.answers[side].get(question.id) for side in Side}
        said = {side: answer for side, answer in given.items() if answer and answer.state is State.GIVEN}
        if said and topic.id in talk.opened:
            names, codes = view.common.parties.names, {side: str(answer.value) for side, answer in said.items()}
            yield parts.Progress(
                _day(view, talk.opened[topic.id]),
                codes.get(Side.DANISH),
                codes.get(Side.LOCAL),
                tuple(
                    text(N_("{side}: {answer}"), side=names[side], answer=value(question, answer, None))
                    for side, answer in said.items()
                ),
            )


def plan(view: Seen) -> tuple[parts.Promised, ...]:
    """Steps and promises that are agreed on."""
    return tuple(
        parts.Promised(one.kind.value, one.words, one.who, one.month, one.goal, one.area)
        for one in view.common.known.commitments
    )


def agreements(scene: Scene, view: Seen) -> tuple[parts.Version, ...]:
    """Every version that was shown, oldest first."""
    found = versions.shown(scene, view.common.partnership.id)
    return tuple(_version(view, one, scene.person.speaks) for one in found)


def _version(view: Seen, one: Version, speaks: str | None) -> parts.Version:
    lines = one.lines or ()
    called = agreement_lines.names(lines)
    return parts.Version(
        one.n,
        one.how.value,
        _day(view, one.at),
        one.seal,
        one.in_force,
        tuple(parts.Approved(a.side.value, a.name, a.role, _day(view, a.at)) for a in one.approvals.values()),
        tuple(
            parts.OneLine(line.id, line.value, tuple(said.text for said in agreement_lines.said(line, called, speaks)))
            for line in lines
        ),
    )


def trips(scene: Scene, view: Seen) -> tuple[parts.OneTrip, ...]:
    found = ahead.trips(scene.tx, view.common.partnership.id)
    return tuple(parts.OneTrip(t.starts, t.ends, t.travels, t.who, t.purpose, t.cancelled) for t in found)


def ending(scene: Scene, view: Seen) -> parts.Ending:
    p = view.common.partnership.id
    found = ahead.plan(scene.tx, p)
    suggested = tuple(
        parts.Suggested(
            one.side.value if one.side else None,
            _day(view, one.at),
            one.state,
            _day(view, one.ended) if one.ended else None,
        )
        for one in ahead.suggested(scene.tx, p)
    )
    milestones = tuple(_milestone(view, one) for one in ahead.milestones(scene.tx, p))
    if found is None:
        return parts.Ending(suggested, milestones=milestones)
    return parts.Ending(suggested, found.end, found.tier, found.lead, found.available, found.shorter, milestones)


def _milestone(view: Seen, one: MilestoneRow) -> parts.OneMilestone:
    known = MILESTONES.get(one.code)
    return parts.OneMilestone(
        one.code,
        Text(known.title) if known else one.code,
        one.due,
        one.state,
        one.how,
        one.words,
        one.side.value if one.side else None,
        _day(view, one.ended) if one.ended else None,
        tuple(parts.Move(move.before, move.after, _day(view, move.at)) for move in one.moves),
    )


def _day(view: Seen, at: datetime) -> date:
    return day_of(at, view.common.partnership.zone)
