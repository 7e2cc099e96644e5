"""What may need a human, found in what is stored: as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.services import pressing_plans as plans
from bot.services import versions
from bot.services.scene import Scene
from bot.store import answers, attending, people, walks
from bot.store.partnerships import Partnership
from conversations import approving
from conversations.attention import (
    NOT_JOINED_AFTER,
    WATCHED,
    Item,
    Reason,
    calls_for,
    left_waiting,
    quiet_since,
    waits_long,
)
from conversations.dialogues import DIALOGUES
from conversations.due import day_of
from conversations.sides import Side

_TOPICS = frozenset(
    topic.id for dialogue in DIALOGUES.values() for topic in dialogue.topics for q in topic.questions if q.id in WATCHED
)
Followed = Mapping[int, Partnership]


def todays(scene: Scene, followed: Followed) -> dict[int, date]:
    """Which day it is in each partnership."""
    return {known.id: day_of(scene.now, known.zone) for known in followed.values()}


def everything(scene: Scene, followed: Followed) -> Iterator[Item]:
    """Everything there is, in no order."""
    if not followed:
        return
    yield from from_answers(scene, followed)
    yield from _without_route(scene, followed)
    yield from _agreements(scene, followed)
    yield from plans.of_duties(scene, followed)
    yield from plans.of_milestones(scene, followed)
    over = plans.ended(scene, followed)
    yield from _silent(scene, {where: known for where, known in followed.items() if where not in over})


def about(item: Item) -> str:
    """How an item from an answer is called where staff say that it has been dealt with."""
    return f"{item.reason}:{item.place}"


def from_answers(scene: Scene, followed: Followed) -> Iterator[Item]:
    """What the newest opened answers call for, as far as this reader may see them, and nobody has dealt with."""
    opened = attending.last_opened(scene.tx, tuple(followed), _TOPICS)
    answered = attending.rounds_with(scene.tx, [o.round for o in opened], WATCHED)
    dealt_with = attending.attended(scene.tx, tuple(followed))
    for opening in opened:
        if opening.round in answered:
            for item in _of_opening(scene, followed[opening.partnership], opening):
                if (item.partnership, about(item)) not in dealt_with:
                    yield item


def _of_opening(scene: Scene, known: Partnership, opened: attending.Opened) -> Iterator[Item]:
    actor = people.actor(scene.tx, scene.person, known.id)
    dialogue = walks.of_round(scene.tx, opened.round)[Side.DANISH].definition
    readable = answers.both(scene.tx, opened.round, dialogue).for_reader(actor)
    since = day_of(opened.at, known.zone)
    for side in Side:
        for question, answer in readable[side].items():
            topic, reason = dialogue.topic_of(question), calls_for(answer)
            if reason is not None and topic is not None and topic.id == opened.topic:
                yield Item(known.id, reason, since, frozenset({side}), opened.opening)


def _without_route(scene: Scene, followed: Followed) -> Iterator[Item]:
    ids = tuple(followed)
    entered, lost = attending.entered_at(scene.tx, ids), attending.lost_at(scene.tx, ids)
    for where, sides in attending.ways_to(scene.tx, ids).items():
        zone = followed[where].zone
        for side, route in sides.items():
            if not route.joined:
                # An invitation that was just made is no reason to worry.
                since = day_of(entered[where] + NOT_JOINED_AFTER, zone)
            else:
                since = day_of((lost.get(where) if route.members else route.left_at) or scene.now, zone)
            if not route.reachable:
                yield Item(where, Reason.NO_ROUTE, since, frozenset({side}))


def _agreements(scene: Scene, followed: Followed) -> Iterator[Item]:
    days = todays(scene, followed)
    for where in attending.not_approved(scene.tx, tuple(followed)):
        newest = approving.newest(versions.shown(scene, where))
        if newest is not None and not newest.in_force:
            asked = day_of(newest.at, followed[where].zone)
            if waits_long(asked, days[where]):
                yield Item(where, Reason.AGREEMENT, asked, place=newest.n)


def _silent(scene: Scene, followed: Followed) -> Iterator[Item]:
    ids, days = tuple(followed), todays(scene, followed)
    finished: dict[tuple[int, int, str], dict[Side, date]] = {}
    for where, round_id, topic, side, at in attending.finished_alone(scene.tx, ids):
        finished.setdefault((where, round_id, topic), {})[side] = day_of(at, followed[where].zone)
    for (where, _, _), by_side in finished.items():
        waits = left_waiting(by_side, days[where])
        if waits is not None:
            yield Item(where, Reason.SILENCE, waits[1], frozenset({waits[0]}))
    for where, at in attending.last_heard(scene.tx, ids).items():
        quiet = quiet_since(day_of(at, followed[where].zone), days[where])
        if quiet is not None:
            yield Item(where, Reason.SILENCE, quiet)
