"""Drawing up the agreement: its lines made from what both sides settled, each naming what it was made from.

Only what both sides have accepted, opened or agreed on makes a line: what is merely put forward changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conversations.agreement import ENDING, Heading, Line, Parties
from conversations.answers import Answer, Json, State
from conversations.commitments import Commitment, Kind
from conversations.comparison import Compared, Verdict
from conversations.dialogue import Dialogue, Topic
from conversations.goals import Goal
from conversations.proposals import Thread, settled
from conversations.questions import Choice, Multi, Question
from conversations.sides import Side
from conversations.together import (
    END,
    GOAL_MONTH,
    GOALS,
    OF_ONE_SIDE,
    REVIEW,
    SIGN,
    Known,
    Subject,
    of_commitment,
    still_open,
)

_BY_TOPIC = {
    "know": Heading.TALK,
    "exp": Heading.TALK,
    "goal": Heading.GOALS,
    "plan": Heading.PLAN,
    "give": Heading.GIVE,
    "role": Heading.ROLES,
    "fut": Heading.FUTURE,
}
_ENDING = frozenset({"su.fut.notice", "su.fut.early", "su.fut.sign", "su.fut.touch"})


def lines(dialogue: Dialogue, known: Known, parties: Parties, agreed: frozenset[str]) -> tuple[Line, ...]:
    """The whole agreement as it would read now. `agreed` are the topics that both sides marked *we agree*."""
    made = [
        *_parties(parties),
        *_goals(known),
        *_month(known, REVIEW),
        *(_commitment(c, known) for c in known.commitments),
        *_month(known, END),
        *_ending(known),
        *(line for topic in dialogue.topics for line in _of_topic(topic, known, topic.id in agreed)),
        *_open(dialogue, known),
    ]
    order = list(Heading)
    return tuple(sorted(made, key=lambda line: order.index(line.heading)))


def _parties(parties: Parties) -> Iterator[Line]:
    for side in Side:
        yield Line(f"party:{side}", Heading.PARTIES, {"w": parties.names[side]})
    yield Line("country", Heading.PARTIES, {"c": parties.country})
    yield Line("start", Heading.PARTIES, {"m": parties.start})
    yield Line("language", Heading.TALK, {"c": parties.language})


def _goals(known: Known) -> Iterator[Line]:
    listed = _source(known.thread(Subject(GOALS)))
    for goal in known.goals:
        sources = (
            *listed,
            *_source(known.thread(Subject(SIGN, goal.id))),
            *_source(known.thread(Subject(GOAL_MONTH, goal.id))),
        )
        yield Line(f"goal:{goal.id}", Heading.GOALS, _goal(goal), sources)


def _goal(goal: Goal) -> Json:
    value: Json = {"n": goal.n, "w": goal.words, "sign": goal.sign, "m": str(goal.month) if goal.month else None}
    return value | ({"s": True} if goal.stronger else {})


def _commitment(one: Commitment, known: Known) -> Line:
    heading = Heading.PLAN if one.kind is Kind.STEP else Heading.GIVE
    goal = known.goal(one.goal)
    value: Json = {"w": one.words, "who": one.who, "m": str(one.month) if one.month else None}
    value |= {"n": goal.n} if goal else {}
    return Line(f"{one.kind}:{one.id}", heading, value, _source(known.thread(of_commitment(one))))


def _month(known: Known, question: str) -> Iterator[Line]:
    counts = settled(known.thread(Subject(question)))
    if counts is not None:
        heading = Heading.PLAN if question == REVIEW else Heading.FUTURE
        yield Line(question, heading, {"m": counts.value["m"]}, (f"proposal:{counts.id}",))


def _ending(known: Known) -> Iterator[Line]:
    """The end of the phase-out plan, marked as long as it leaves less time than is recommended."""
    if known.ending is not None:
        value: Json = {"m": str(known.ending.month)}
        if known.ending.available < known.ending.lead:
            value |= {"lead": known.ending.lead, "available": known.ending.available}
        yield Line(ENDING, Heading.END, value)


def _of_topic(topic: Topic, known: Known, agreed: bool) -> Iterator[Line]:
    """Settled points, what both said the same and agree on, and what each side brings, as far as both may see it.

    What is settled about the latter stands beside what each side said: neither takes the other's words away.
    """
    rows = {row.question.id: row for row in known.rows.get(topic.id, ())}
    for question in topic.questions:
        row, heading = rows.get(question.id), heading_of(question.id)
        counts = settled(known.threads.get(question.id, ()))
        if counts is not None:
            yield Line(question.id, heading, counts.value, (f"proposal:{counts.id}",))
        if row is None or (counts is not None and question.id not in OF_ONE_SIDE):
            continue
        if question.id in OF_ONE_SIDE:
            yield from _each_side(row, heading)
        elif (value := _same(row, agreed)) is not None:
            yield Line(question.id, heading, value, _answers(row))


def heading_of(question: str) -> Heading:
    """Under which heading a question of the start-up talk stands; it is in the question's id."""
    return Heading.END if question in _ENDING else _BY_TOPIC.get(question.split(".")[1], Heading.TALK)


def _each_side(row: Compared, heading: Heading) -> Iterator[Line]:
    for side in Side:
        answer = row.answers.get(side)
        if answer is not None and answer.state is State.GIVEN:
            own = (f"answer:{answer.id}",) if answer.id is not None else ()
            yield Line(f"{row.question.id}:{side}", heading, _value(row.question, answer), own)


def _same(row: Compared, agreed: bool) -> Json | None:
    """What both sides said the same, in a topic both marked *we agree*; None if it leaves the matter open."""
    question = row.question
    danish, local = (row.answers.get(side) for side in Side)
    if danish is None or local is None:
        return None
    if isinstance(question, Choice) and question.slower_wins:
        return _slower(question, danish, local)
    if not agreed or row.verdict is not Verdict.SAME:
        return None
    if isinstance(question, Choice) and danish.value in question.undecided:
        return None
    return _value(question, danish)


def _slower(question: Choice, danish: Answer, local: Answer) -> Json | None:
    """Both were told beforehand that the slower of the two holds."""
    order = [o.code for o in question.choices]
    given = [a.value for a in (danish, local) if a.state is State.GIVEN and a.value in order]
    return {"c": max(given, key=order.index)} if len(given) == 2 else None


def _value(question: Question, answer: Answer) -> Json:
    if isinstance(question, Multi):
        # In the order of the options: who ticked first makes no other agreement.
        return {"cs": [o.code for o in question.choices if o.code in answer.value]}
    if answer.pieces:
        # A recording is told apart by its file, because it has no words of its own.
        return {"ws": [{k: p[k] for k in ("t", "k", "f") if k in p} for p in answer.pieces]}
    return {"c": str(answer.value)}


def _open(dialogue: Dialogue, known: Known) -> Iterator[Line]:
    """Topics nobody opened, and what an opening left to settle as long as nothing is accepted about it."""
    for topic in dialogue.topics:
        if topic.id not in known.rows:
            yield Line(f"open:{topic.id}", Heading.OPEN, {"topic": topic.id})
    left = [matter for _, matter in still_open(dialogue, replace(known, proposed=()))]
    for goal in known.goals:
        lacks = [m.question.id for m in left if m.n == goal.n]
        if lacks:
            yield Line(f"open:goal:{goal.id}", Heading.OPEN, {"n": goal.n, "lacks": lacks})
    for matter in left:
        if matter.n is None:
            yield Line(f"open:{matter.subject}", Heading.OPEN, {"q": matter.question.id})


def _source(thread: Thread) -> tuple[str, ...]:
    counts = settled(thread)
    return (f"proposal:{counts.id}",) if counts else ()


def _answers(row: Compared) -> tuple[str, ...]:
    return tuple(f"answer:{a.id}" for a in row.answers.values() if a is not None and a.id is not None)
