"""Finishing a topic and its opening: one transaction opens it for both sides, once; time alone opens nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.screen import Button, Line, Screen
from bot.screens import topics as topic_screens
from bot.services import laying, places, summarising
from bot.services.kinds import kind
from bot.services.scene import Scene
from bot.services.serving import Served, closable, load, served, show
from bot.store import audit, openings, people, walks
from bot.store.people import Member
from conversations import opening as rules
from conversations.access import Actor
from conversations.dialogue import Topic
from conversations.text import N_, Text, text
from conversations.walk import Walk


def finish(scene: Scene, view: Served, topic: Topic, pressed: int | None) -> Served:
    """This side is ready with a topic: open it if the other side is too. Returns the walk as it then stands."""
    walks.lock_round(scene.tx, view.row.round)
    walks.make_ready(scene.tx, scene.now, view.row.id, topic.id)
    audit.note(scene.tx, scene.now, scene.person.id, "topic_finished", view.row.partnership, topic.id)
    members = people.members(scene.tx, view.row.partnership)
    _tell_own_side(scene, view, topic, members)
    other = walks.of_round(scene.tx, view.row.round)[view.row.side.other]
    others = Walk(other.side, {}, *walks.standing(scene.tx, other.id, other.round))
    opens = rules.opens(topic.id, {view.row.side: view.walk, other.side: others})
    scene.tell(topic_screens.ready(topic, view.setting, opened=opens), edits=pressed, partnership=view.row.partnership)
    if not opens:
        return view
    number = openings.open_topic(scene.tx, scene.now, view.row.round, topic.id, "opened", None)
    audit.note(scene.tx, scene.now, scene.person.id, "topic_opened", view.row.partnership, topic.id)
    made_of = laying.material(scene, view.row)
    assert made_of.both.openings[topic.id].id == number
    for member in members:
        reader = Actor(member.person, side=member.side)
        laying.tell(scene, made_of, made_of.both.openings[topic.id], reader)
    kind(view.row.dialogue).opened(scene, view.row, topic.id)
    summarising.when_complete(scene, view.row)
    return view.with_walk(replace(view.walk, shut=view.walk.shut | {topic.id}))


def _tell_own_side(scene: Scene, view: Served, topic: Topic, members: tuple[Member, ...]) -> None:
    for member in members:
        if member.side is view.row.side and member.person != scene.person.id:
            scene.say(
                # Translators: {name} is a colleague on the same side, {topic} a topic's title.
                text(
                    N_("{name} has said that your side is ready with: {topic}"),
                    name=scene.person.name or "?",
                    topic=Text(topic.title),
                ),
                to=member.person,
                partnership=view.row.partnership,
            )


def close(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """The other side stays away: from day 21 close the topic unopened, or hand one's own answers to staff."""
    view = served(scene, places.number(parts, 0))
    topic = view.dialogue.topic(parts[1]) if view and len(parts) > 1 else None
    if view is None or topic is None or not view.row.asks or topic not in closable(scene, view):
        return places.stale(scene)
    if len(parts) < 3 or parts[2] not in ("closed", "handed"):
        scene.tell(topic_screens.close_offer(view.setting, topic), edits=message, partnership=view.row.partnership)
        return None
    walks.lock_round(scene.tx, view.row.round)
    openings.open_topic(scene.tx, scene.now, view.row.round, topic.id, parts[2], view.row.side)
    audit.note(scene.tx, scene.now, scene.person.id, f"topic_{parts[2]}", view.row.partnership, topic.id)
    done = N_("✓ Closed unopened. Nobody else has seen your answers.")
    if parts[2] == "handed":
        done = N_("✓ Closed. Staff can read your own answers, the other side cannot.")
    scene.tell(
        Screen((Line(Text(topic.title), "bold"), Line(Text(done)))), edits=message, partnership=view.row.partnership
    )
    for member in people.members(scene.tx, view.row.partnership):
        if member.side is not view.row.side:
            scene.say(
                text(
                    N_("The topic {topic} was closed without being opened. Your answers in it stay with your side."),
                    topic=Text(topic.title),
                ),
                to=member.person,
                partnership=view.row.partnership,
            )
    if parts[2] == "handed":
        for person in people.followers(scene.tx, view.row.partnership):
            number = openings.of_round(scene.tx, view.row.round)[topic.id].id
            scene.tell(
                Screen(
                    (
                        Line(view.row.title, "bold"),
                        Line(text(N_("One side has given you its own answers: {topic}"), topic=Text(topic.title))),
                    ),
                    ((Button(Text(N_("See the answers")), f"O:{number}:all"),),),
                ),
                to=person,
                partnership=view.row.partnership,
            )
    summarising.when_complete(scene, view.row)
    other = walks.of_round(scene.tx, view.row.round)[view.row.side.other]
    if other.holder is not None and other.asks:
        # What they were being asked may just have gone: what they write next must meet a question they have seen.
        show(scene, load(scene, other))
    again_view = served(scene, view.row.id)
    if again_view is not None and again_view.mine:
        show(scene, again_view)
    return None
