"""What both sides of a partnership know and have settled: the one read path for everything that is joint.

It holds nothing that one side keeps to itself, so either side and staff may be shown all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.screens.together import Setting
from bot.services import later
from bot.services.scene import Scene
from bot.store import answers, audit, goals, openings, partnerships, people, proposals, walks
from bot.store.partnerships import Partnership
from conversations import goals as goal_rules
from conversations.access import Action, Actor, is_audited, may
from conversations.agreement import Parties
from conversations.comparison import compare_topic
from conversations.dialogue import Dialogue, Topic
from conversations.dialogues import DIALOGUES, STARTS
from conversations.dialogues.startup import STARTUP
from conversations.opening import TopicOutcome
from conversations.proposals import Stand, Thread, settled, stand
from conversations.questions import JointStep, Question
from conversations.sides import Side
from conversations.text import Month
from conversations.together import END, KINDS, NAMED_GOALS, Known, Matter, Subject, matters, others, waiting_for


@dataclass(frozen=True)
class Common:
    """Loaded once for however many readers. `round` is None before a start has been begun.

    `dialogue` is the start; `later` are the newest rounds of the others in which something is settled together.
    """

    partnership: Partnership
    round: int | None
    dialogue: Dialogue
    known: Known
    outcomes: tuple[TopicOutcome, ...]
    later: tuple[Dialogue, ...] = ()

    @cached_property
    def agreed(self) -> frozenset[str]:
        """The topics both sides marked *we agree*."""
        return frozenset(outcome.topic for outcome in self.outcomes if outcome.agreed)

    @property
    def unmarked(self) -> tuple[Topic, ...]:
        """The opened topics that not both sides have marked so."""
        return tuple(t for t in self.dialogue.topics if t.id in self.known.rows and t.id not in self.agreed)

    @property
    def parties(self) -> Parties:
        p = self.partnership
        return Parties({side: p.organisation(side) for side in Side}, p.country, p.common_language, p.start)

    @property
    def complete(self) -> bool:
        """Every topic is opened or closed: an agreement can be made."""
        return self.round is not None and len(self.outcomes) == len(self.dialogue.topics)

    @property
    def horizon(self) -> Month | None:
        """Until when both sides have agreed to plan: the end, once they have settled one."""
        ending = self.known.ending
        return ending.month if ending else _month(self.known.thread(Subject(END)))

    @property
    def expected_end(self) -> Month | None:
        """As it was entered, or as both sides agreed."""
        return Month.parse(self.partnership.end) if self.partnership.end else None

    @property
    def candidates(self) -> goal_rules.Draft:
        """Every goal there is to choose from: agreed on, or named by a side where both may see it."""
        rows = (row for rows in self.known.rows.values() for row in rows if row.question.id == NAMED_GOALS)
        lists = [(side, goal_rules.named(row.answers.get(side))) for row in rows for side in Side]
        return goal_rules.merged(lists, self.known.goals)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic after which something is settled together: the start's, then the later ones'."""
        return (*self.dialogue.topics, *(t for dialogue in self.later for t in dialogue.topics if t.together))

    def topic(self, topic: str) -> Topic | None:
        return next((t for t in self.topics if t.id == topic), None)

    def place_of(self, subject: Subject) -> tuple[Topic, Question] | None:
        """Where this is asked. A step or promise is of the plan, wherever it was put forward first."""
        plan = (STARTUP,) if subject.question in KINDS else ()
        for dialogue in (self.dialogue, *self.later, *plan):
            place: tuple[Topic, Question] | None = dialogue.settled_together.get(subject.question)
            if place is not None:
                return place
        return None

    def topic_of(self, subject: Subject) -> Topic:
        """Of a subject that there is a matter for."""
        place = self.place_of(subject)
        assert place is not None
        return place[0]

    def question_of(self, subject: Subject) -> Question:
        """Of a subject that there is a matter for."""
        place = self.place_of(subject)
        assert place is not None
        return place[1]

    def matter(self, subject: Subject) -> Matter | None:
        """What this subject is about, if it can be settled now: its topic is opened, and it is there."""
        place = self.place_of(subject)
        made = self._made(subject)
        if made is not None:
            return made
        if place is None or place[0].id not in self.known.rows:
            return None
        for matter in (*matters(place[0], self.known), *others(place[0], self.known)):
            if matter.subject == subject:
                return matter
        if subject.new and isinstance(place[1], JointStep) and place[1].each_area is None:
            goal = self.known.goal(subject.item)
            # A promise leads to no goal, and nothing leads to a goal that is not theirs.
            fits = subject.item is None or (goal is not None and place[1].each_goal)
            return Matter(subject, place[1], goal) if fits else None
        return None

    def _made(self, subject: Subject) -> Matter | None:
        """A step or promise that is there stays to be settled, whatever it was put forward after."""
        if subject.new or subject.question not in KINDS or subject.item is None:
            return None
        place = self.place_of(subject)
        one = next((c for c in (*self.known.commitments, *self.known.proposed) if c.id == subject.item), None)
        return Matter(subject, place[1], self.known.goal(one.goal)) if place and one else None

    def waiting(self, side: Side) -> tuple[Matter, ...]:
        """What the other side has put forward and this side has not answered."""
        subjects = (Subject.parse(written) for written in waiting_for(self.known))
        found = (self.matter(s) for s in subjects if s and stand(self.known.thread(s), side) is Stand.OURS)
        return tuple(matter for matter in found if matter is not None)

    def this_month(self, scene: Scene) -> Month:
        """In the partnership's zone."""
        today = scene.now.astimezone(ZoneInfo(self.partnership.zone))
        return Month(today.year, today.month)


def agreed_until(scene: Scene, partnership: int) -> Month | None:
    """The time horizon alone, for lists of many partnerships."""
    ending = later.ending(scene, partnership)
    return ending.month if ending else _month(proposals.threads(scene.tx, partnership).get(END, ()))


def _month(thread: Thread) -> Month | None:
    counts = settled(thread)
    return Month.parse(counts.value["m"]) if counts else None


def common(scene: Scene, partnership: int) -> Common | None:
    """For whoever has been checked to be one of its members or staff; None if there is no such partnership."""
    row = partnerships.partnership(scene.tx, partnership)
    if row is None:
        return None
    start = next(((n, d) for n, d in walks.rounds(scene.tx, partnership) if d in STARTS), None)
    dialogue = DIALOGUES[start[1] if start else "catchup" if row.running else "startup"]
    rows, outcomes = {}, []
    if start is not None:
        both = answers.both(scene.tx, start[0], dialogue)
        marks = openings.marks(scene.tx, tuple(o.id for o in both.openings.values()))
        readable = both.for_both()
        for topic in dialogue.topics:
            opening = both.openings.get(topic.id)
            if opening is not None:
                outcomes.append(TopicOutcome(topic.id, opening.how, marks[opening.id]))
                if opening.how == "opened":
                    rows[topic.id] = compare_topic(topic, readable)
    dialogues, rounds = [], {topic.id: start[0] for topic in dialogue.topics} if start is not None else {}
    for row_of in later.newest(scene, partnership):
        definition, found = row_of.definition, later.opened_rows(scene, row_of)
        dialogues.append(definition)
        rows = found | rows
        rounds = dict.fromkeys(found, row_of.id) | rounds
    known = Known(
        rows,
        goals.goals(scene.tx, partnership),
        goals.commitments(scene.tx, partnership),
        goals.commitments(scene.tx, partnership, "proposed"),
        proposals.threads(scene.tx, partnership),
        rounds,
        later.ending(scene, partnership),
    )
    return Common(row, start[0] if start else None, dialogue, known, tuple(outcomes), tuple(dialogues))


@dataclass(frozen=True)
class Seen:
    """What is common, and who looks at it. `side` None is staff."""

    common: Common
    actor: Actor

    @property
    def side(self) -> Side | None:
        return self.actor.side

    @property
    def open(self) -> bool:
        """Something may be changed: the partnership is not closed or about to be deleted."""
        return self.common.partnership.state == "open"


def seen(scene: Scene, partnership: int, action: Action = Action.SEE_SETTLED) -> Seen | None:
    """For the one who acts, if they may do this; None otherwise: what one may not know is not found."""
    actor = people.actor(scene.tx, scene.person, partnership)
    if not may(actor, action):
        return None
    if is_audited(actor, action):
        audit.note(scene.tx, scene.now, actor.person, "admin_saw_settled", partnership)
    found = common(scene, partnership)
    return Seen(found, actor) if found else None


def setting(scene: Scene, now: Common, reader: int, side: Side | None) -> Setting:
    """How screens about this partnership are shown to one person; `side` None is staff."""
    row = now.partnership
    several = side is None or len(people.memberships(scene.tx, reader)) > 1
    names = {s: row.organisation(s) for s in Side}
    return Setting(row.id, row.title, names, side, several, row.state == "open")


def own_partnerships(scene: Scene) -> tuple[Partnership, ...]:
    """Those a member is in, then those a member of the staff follows."""
    mine = [m.partnership for m in people.memberships(scene.tx, scene.person.id)]
    found = [partnerships.partnership(scene.tx, number) for number in mine]
    followed: tuple[Partnership, ...] = ()
    if scene.person.staff is not None:
        followed = partnerships.followed(scene.tx, scene.person.id, everyone=scene.person.staff == "admin")
    return (*(p for p in found if p is not None), *followed)
