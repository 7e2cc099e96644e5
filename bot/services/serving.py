"""A walk made ready to be served to one person: loaded, checked, and where it stands as a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.i18n import own_name
from bot.screen import GAP, Line, Screen
from bot.screens import questions as question_screens
from bot.screens import topics as topic_screens
from bot.screens.questions import Setting
from bot.services.scene import Scene
from bot.store import answers, following, openings, people, walks
from bot.store.walks import WalkRow
from conversations.access import Action, Actor, may
from conversations.answers import Answer, State
from conversations.dialogue import Dialogue, Topic
from conversations.events import AtEnd, AtFewMore, AtQuestion, AtReview, Place
from conversations.opening import may_close
from conversations.sides import Visible
from conversations.text import Text
from conversations.walk import Walk, asked, place


@dataclass(frozen=True)
class Served:
    """One side's walk with everything that deciding and showing needs. `mine`: the actor is the one asked."""

    row: WalkRow
    dialogue: Dialogue
    walk: Walk
    mine: bool
    speaks: str | None = None
    year: int = 0
    ended: bool = False  # the round was ended before its time

    @property
    def setting(self) -> Setting:
        return Setting(
            self.row.id,
            self.row.side,
            own_name(self.row.common_language),
            self.speaks,
            self.year,
            self.row.title if self.row.holder_memberships > 1 else None,
        )

    @property
    def here(self) -> Place:
        return place(self.dialogue, self.walk)

    def with_walk(self, walk: Walk) -> Served:
        return replace(self, walk=walk)


def served(scene: Scene, walk_id: int) -> Served | None:
    """The walk if this person is on its side, None otherwise: what one may not know is not found."""
    row = walks.walk(scene.tx, walk_id)
    if row is None:
        return None
    if row.holder_person == scene.person.id:
        actor = Actor(scene.person.id, side=row.side)
    else:
        actor = people.actor(scene.tx, scene.person, row.partnership)
    if actor.side is not row.side or not may(actor, Action.ANSWER):
        return None
    return load(scene, row)


def load(scene: Scene, row: WalkRow) -> Served:
    """A walk whose reader has been checked to be on its side."""
    ready, shut = walks.standing(scene.tx, row.id, row.round)
    topics = frozenset(topic.id for topic in row.definition.topics)
    ended = row.round_closed_at is not None and not topics <= shut
    given = {id: _as_shown(answer, scene.person.id) for id, answer in answers.own(scene.tx, row.id).items()}
    # In a round that was ended before its time nothing is answered any more, and nothing opens.
    walk = Walk(row.side, given, ready, topics if ended else shut)
    mine = row.holder_person == scene.person.id
    return Served(row, row.definition, walk, mine, scene.person.speaks, scene.now.year, ended)


def _as_shown(answer: Answer, reader: int) -> Answer:
    """What its writer keeps to themselves looks to a colleague as if the question had been skipped."""
    if answer.visible is Visible.ME and answer.author != reader:
        return replace(answer, state=State.SKIPPED, value=None)
    return answer


def held(scene: Scene) -> tuple[Served, ...]:
    """The walks this person is asked in now, in all their partnerships."""
    return tuple(load(scene, row) for row in walks.held_by(scene.tx, scene.person.id))


def show(scene: Scene, view: Served, *, why: Text | None = None, edits: int | None = None) -> None:
    """Owe the present place of a walk to the one who is asked, as one message."""
    here = view.here
    screen = place_screen(scene, view, here)
    if why is not None:
        screen = replace(screen, lines=(Line(why), GAP, *screen.lines))
    scene.tell(
        screen,
        to=view.row.holder_person,
        edits=edits,
        partnership=view.row.partnership,
        walk=view.row.id,
        question=here.question.id if isinstance(here, AtQuestion) else None,
    )


def place_screen(scene: Scene, view: Served, here: Place) -> Screen:
    match here:
        case AtQuestion():
            return question_screens.asked(here, view.setting)
        case AtFewMore():
            return topic_screens.few_more(here, view.setting)
        case AtReview(topic):
            return review(view, topic)
        case AtEnd():
            return topic_screens.waiting(
                view.setting, unopened(scene, view), _unmarked(scene, view), closable(scene, view)
            )


def review(view: Served, topic: Topic) -> Screen:
    return topic_screens.review(
        topic,
        asked(view.walk, topic),
        view.walk.answers,
        view.setting,
        ready=topic.id in view.walk.ready,
        shut=not view.walk.sealed(topic) or not view.row.asks,
    )


def closable(scene: Scene, view: Served) -> tuple[Topic, ...]:
    """The topics this side finished so long ago that it need not wait for the other side any more."""
    other = walks.of_round(scene.tx, view.row.round)[view.row.side.other]
    # Who has not come yet is waited for; who has left is not.
    joined = following.sides_joined(scene.tx, view.row.partnership)
    return tuple(
        topic
        for topic in view.dialogue.topics
        if topic.id in view.walk.ready
        and view.walk.sealed(topic)
        and may_close(
            own_ready_at=walks.ready_at(scene.tx, view.row.id, topic.id),
            other_ready=walks.ready_at(scene.tx, other.id, topic.id) is not None,
            now=scene.now,
            other_there=other.holder is not None or other.side not in joined,
        )
    )


def _unmarked(scene: Scene, view: Served) -> tuple[tuple[int, Topic], ...]:
    shown = {t: o for t, o in openings.of_round(scene.tx, view.row.round).items() if o.how == "opened"}
    marks = openings.marks(scene.tx, tuple(o.id for o in shown.values()))
    return tuple(
        (shown[topic.id].id, topic)
        for topic in view.dialogue.topics
        if topic.id in shown and view.row.side not in marks[shown[topic.id].id]
    )


def unopened(scene: Scene, view: Served) -> tuple[Topic, ...]:
    shut = openings.of_round(scene.tx, view.row.round)
    return tuple(topic for topic in view.dialogue.topics if topic.id not in shut)
