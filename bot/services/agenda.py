"""The agenda of a trip as one reader may see it: everything it is made of is gathered here."""

from __future__ import annotations

from collections.abc import Iterator

from bot.screen import Line
from bot.screens import agenda as screens
from bot.screens.trips import Says
from bot.services import duties, phase_out_plan
from bot.services.common import Common, Seen
from bot.services.past import past
from bot.services.scene import Scene
from bot.store import openings, walks
from bot.store.ahead import TripRow
from conversations import agendas as rules
from conversations.agendas import Count, Facts, Late, Point, Talk, Unsettled
from conversations.areas import TOPICS
from conversations.capacity import Judged, judged, levels
from conversations.dialogues.capacity import ID as CAPACITY
from conversations.dialogues.temperature import COUNT
from conversations.dialogues.temperature import ID as TEMPERATURE
from conversations.due import day_of
from conversations.milestones import MILESTONES
from conversations.opening import Mark
from conversations.proposals import settled, waiting
from conversations.questions import JointStep
from conversations.sides import Side
from conversations.together import Subject
from conversations.trips import agenda_due


def lines(scene: Scene, view: Seen, trip: TripRow, says: Says) -> tuple[Line, ...]:
    """For whoever looks: the caller has checked that they may see the plans."""
    now = view.common
    items, more = rules.agenda(facts(scene, view, trip))
    due = agenda_due(trip)
    ahead = due >= day_of(scene.now, now.partnership.zone)
    return screens.lines(items, more, due if ahead else None, now.parties.names, says)


def facts(scene: Scene, view: Seen, trip: TripRow) -> Facts:
    """All that is open, as far as this reader may see it."""
    now = view.common
    plan = phase_out_plan.standing(scene, now.partnership.id)
    late = plan.overdue if plan else ()
    return Facts(
        talk=Talk.OVER if now.complete else Talk.NONE if now.round is None else Talk.BEGUN,
        points=tuple(_points(scene, now)),
        proposals=tuple(_proposals(now)),
        duties=duties.standing(scene, now),
        late=tuple(Late(MILESTONES[one.code].title, one.due) for one in late),
        areas=tuple(_areas(scene, view)),
        count=_count(scene, now, trip),
    )


def _points(scene: Scene, now: Common) -> Iterator[Point]:
    """Of each topic its newest opening, if a side would talk about it."""
    met: set[str] = set()
    for one in walks.rounds_of(scene.tx, now.partnership.id):
        opened = {topic: o for topic, o in openings.of_round(scene.tx, one.id).items() if o.how == "opened"}
        marks = openings.marks(scene.tx, tuple(o.id for o in opened.values()))
        for topic in one.definition.topics:
            if topic.id in opened and topic.id not in met:
                met.add(topic.id)
                by = tuple(side for side in Side if marks[opened[topic.id].id].get(side) is Mark.TALK)
                if by:
                    yield Point(topic.title, by)


def _proposals(now: Common) -> Iterator[Unsettled]:
    for side in Side:
        for matter in now.waiting(side):
            put = waiting(now.known.thread(matter.subject))
            own_words = put is not None and isinstance(matter.question, JointStep)
            yield Unsettled(matter, side, put.value.get("w") if put is not None and own_words else None)


def _areas(scene: Scene, view: Seen) -> Iterator[Judged]:
    """From the newest talk in which the organisation's areas were opened."""
    talks = past(scene, view.common.partnership.id, CAPACITY, view.actor)
    for side in (Side.LOCAL, Side.DANISH):
        opened = [talk for talk in talks if TOPICS[side] in talk.opened]
        if opened:
            yield from judged(side, levels(opened[-1].answers))


def _count(scene: Scene, now: Common, trip: TripRow) -> Count | None:
    """None where it can't be counted on this trip, or was."""
    found = {
        subject.item: tuple(counts.value["n"])
        for written, thread in now.known.threads.items()
        if (subject := Subject.parse(written)) and subject.question == COUNT and (counts := settled(thread))
    }
    rounds = walks.rounds_of(scene.tx, now.partnership.id, TEMPERATURE)  # newest first
    done = any(row.about.get("trip") == trip.id and row.id in found for row in rounds)
    # Only where the Danish side comes, both stand in front of it.
    if done or trip.travels != Side.DANISH:
        return None
    return Count(next((found[row.id] for row in rounds if row.id in found), None))
