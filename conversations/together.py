"""What the two sides have still to settle after an opening, and what they have settled.

Derived every time from what is known to both; nothing is stored but what was put forward. Whatever one side
cannot see is not among it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from conversations.areas import areas_of
from conversations.commitments import Commitment, Kind
from conversations.comparison import Compared, Verdict, Why, talk_points
from conversations.dialogue import Dialogue, Topic
from conversations.goals import Goal
from conversations.proposals import Stand, Thread, settled, stand, waiting
from conversations.questions import (
    Choice,
    GoalChoice,
    Joint,
    JointGoals,
    JointPromise,
    JointStep,
    Question,
    WhoDoesIt,
)
from conversations.sides import Side, Visible
from conversations.text import Month, Text

NEW = "+"  # instead of a number: a step or promise that is not yet put forward
GOALS = "su.goal.joint"
NAMED_GOALS = "su.goal.list"  # the sealed question in which each side named its goals
SIGN, GOAL_MONTH, TOP = "su.goal.sign", "su.goal.month", "su.goal.top"
STEP, PROMISE = "su.plan.step", "su.give.promise"
REVIEW, END = "su.plan.review", "su.fut.end"

# What each side says of itself stands in the agreement, so both can settle it otherwise.
OF_ONE_SIDE = ("su.give.kinds", "su.give.mine", "su.give.costs", "su.give.limit")

HOW, HELP, AGREED = "ca.how", "ca.help", "tc.agree"

# What is put forward in these becomes a row of its own, and is that row's matter from then on.
KINDS = {STEP: Kind.STEP, PROMISE: Kind.PROMISE, HOW: Kind.STEP, HELP: Kind.PROMISE, AGREED: Kind.STEP}
_QUESTIONS = {Kind.STEP: STEP, Kind.PROMISE: PROMISE}


@dataclass(frozen=True)
class Subject:
    """What a thread is about, as it is stored and as buttons carry it: `su.fut.end`, `su.goal.sign:3`.

    `item` is a goal's, a commitment's or a round's id; with `new` it is the goal a new step leads to, if any, or
    the number of the area it is for.
    """

    question: str
    item: int | None = None
    new: bool = False

    @classmethod
    def parse(cls, written: str) -> Subject | None:
        """None for what cannot be a subject."""
        question, _, item = written.partition(":")
        number = item.removeprefix(NEW)
        if number and not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        return cls(question, int(number) if number else None, item.startswith(NEW))

    def __str__(self) -> str:
        item = (NEW if self.new else "") + (str(self.item) if self.item is not None else "")
        return f"{self.question}:{item}" if item else self.question


def of_commitment(commitment: Commitment) -> Subject:
    return Subject(_QUESTIONS[commitment.kind], commitment.id)


@dataclass(frozen=True)
class Ending:
    """The end both sides have settled, with the months before it: those recommended, and those there were."""

    month: Month
    lead: int
    available: int


@dataclass(frozen=True)
class Known:
    """All that both sides know: opened topics' answers readable by both, what is agreed, what was put forward."""

    rows: Mapping[str, tuple[Compared, ...]] = field(default_factory=dict)  # by topic, opened ones only
    goals: Sequence[Goal] = ()
    commitments: Sequence[Commitment] = ()  # accepted, and not dropped
    proposed: Sequence[Commitment] = ()  # put forward for the first time, and not yet answered
    threads: Mapping[str, Thread] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)  # by topic: the round these rows are of
    ending: Ending | None = None

    def thread(self, subject: Subject) -> Thread:
        return self.threads.get(str(subject), ())

    def goal(self, number: int | None) -> Goal | None:
        return next((g for g in self.goals if g.id == number), None)


@dataclass(frozen=True)
class Matter:
    """One thing to settle. `goal` is the one it is about, `why` says why a sealed question stands here."""

    subject: Subject
    question: Question
    goal: Goal | None = None
    why: Why | None = None

    @property
    def n(self) -> int | None:
        """The goal's number in the joint list."""
        return self.goal.n if self.goal else None


def matters(topic: Topic, known: Known) -> tuple[Matter, ...]:
    """What an opened topic leaves to settle: its talk points first, then its joint questions. Empty while sealed."""
    if topic.id not in known.rows:
        return ()
    points = _points(topic, known) if topic.points else ()
    return (*points, *(m for q in topic.together for m in _joint(q, known, known.rounds.get(topic.id))))


def _points(topic: Topic, known: Known) -> Iterator[Matter]:
    rows = known.rows[topic.id]
    seen: set[str] = set()
    for point in talk_points(rows, most=len(rows)):
        if _settled_by_rule(point.compared.question) and point.why is not Why.TALK:
            continue
        seen.add(point.compared.question.id)
        yield Matter(Subject(point.compared.question.id), point.compared.question, why=point.why)
    for row in rows:
        # Who does what has to be clear even where the sides are near each other: the guide asks for it.
        if isinstance(row.question, WhoDoesIt) and row.verdict is Verdict.NEAR and row.question.id not in seen:
            seen.add(row.question.id)
            yield Matter(Subject(row.question.id), row.question, why=Why.NEAR)
    for question in topic.questions:
        thread = known.threads.get(question.id, ())
        # One that need not be settled stands here as long as something waits or counts.
        if question.id not in seen and (waiting(thread) or settled(thread)):
            yield Matter(Subject(question.id), question)


def _settled_by_rule(question: Question) -> bool:
    """Where the later of two answers holds, nothing has to be settled."""
    return isinstance(question, Choice) and question.slower_wins


def _joint(question: Question, known: Known, round_id: int | None) -> Iterator[Matter]:
    if isinstance(question, GoalChoice):
        return
    if isinstance(question, JointStep) and question.each_area:
        yield from _for_areas(question, known, round_id)
        return
    if question.id == AGREED:
        yield Matter(Subject(question.id, new=True), question)
        return
    if isinstance(question, Joint) and question.each_round:
        yield Matter(Subject(question.id, round_id), question)
        return
    if isinstance(question, JointGoals):
        yield Matter(Subject(question.id), question)
    elif isinstance(question, JointStep):
        yield from _commitments(question, known)
    elif isinstance(question, Joint) and question.each_goal:
        for goal in known.goals:
            yield Matter(Subject(question.id, goal.id), question, goal)
    else:
        yield Matter(Subject(question.id), question)


def _commitments(question: JointStep, known: Known) -> Iterator[Matter]:
    made = [c for c in (*known.commitments, *known.proposed) if _QUESTIONS[c.kind] == question.id]
    for one in made:
        yield Matter(of_commitment(one), question, known.goal(one.goal))
    if isinstance(question, JointPromise):
        return
    reached_for = {one.goal for one in made}
    for goal in known.goals:
        if goal.id not in reached_for:
            yield Matter(Subject(question.id, goal.id, new=True), question, goal)


def _for_areas(question: JointStep, known: Known, round_id: int | None) -> Iterator[Matter]:
    """One for each chosen area, until something has been put forward for it since it was chosen."""
    assert question.each_area is not None
    chosen = settled(known.thread(Subject(question.each_area, round_id)))
    if chosen is None:
        return
    kind = KINDS[question.id]
    made = [
        (c.area, of_commitment(c))
        for c in (*known.commitments, *known.proposed)
        if c.kind is kind and any(p.id > chosen.id for p in known.thread(of_commitment(c)))
    ]
    for area in areas_of(Side.LOCAL):
        if area.code in chosen.value["cs"]:
            about = replace(question, values={**question.values, "area": Text(area.title)})
            own = [subject for code, subject in made if code == area.code]
            for subject in own or [Subject(question.id, area.number, new=True)]:
                yield Matter(subject, about)


def others(topic: Topic, known: Known) -> tuple[Matter, ...]:
    """The remaining questions of the topic, which need no settling but may be settled all the same.

    What somebody says of themselves or thinks of the other is theirs, and not for two sides to agree on.
    """
    if not topic.points:
        return ()
    listed = {m.question.id for m in matters(topic, known)}
    return tuple(Matter(Subject(q.id), q) for q in topic.questions if q.id not in listed and _for_both(q))


def _for_both(question: Question) -> bool:
    own = question.about_oneself and question.id not in OF_ONE_SIDE
    hidden = question.visible is not Visible.BOTH or question.mirror is not None or question.id == NAMED_GOALS
    return not own and not hidden and question.side is None


def is_open(matter: Matter, known: Known) -> bool:
    """It has to be settled, and nothing is agreed about it yet."""
    # There is always room for one more of these.
    needed = matter.why is not None or (isinstance(matter.question, Joint) and matter.question.id != AGREED)
    return needed and settled(known.thread(matter.subject)) is None


def still_open(dialogue: Dialogue, known: Known) -> tuple[tuple[Topic, Matter], ...]:
    return tuple((t, m) for t in dialogue.topics for m in matters(t, known) if is_open(m, known))


def next_matter(topic: Topic, known: Known, side: Side, after: Subject) -> Matter | None:
    """What a side may turn to next in a topic: what waits for its answer first, then what nobody has begun."""
    left = [m for m in matters(topic, known) if m.subject != after]
    ours = [m for m in left if stand(known.thread(m.subject), side) is Stand.OURS]
    unbegun = [m for m in left if stand(known.thread(m.subject), side) is Stand.OPEN]
    return next(iter(ours + unbegun), None)


def waiting_for(known: Known) -> tuple[str, ...]:
    """The subjects in which a proposal waits for an answer, oldest proposal first."""
    found = [(p.id, subject) for subject, thread in known.threads.items() if (p := waiting(thread))]
    return tuple(subject for _, subject in sorted(found))
