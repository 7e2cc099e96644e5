"""Finishing a topic and its opening: one transaction opens it for both sides, once; time alone opens nothing."""

from __future__ import annotations

from dataclasses import replace
from mimetypes import guess_extension

from bot.i18n import own_name
from bot.screens import openings as opening_screens
from bot.screens import topics as topic_screens
from bot.screens.openings import Added, Opened
from bot.services import places, summarising
from bot.services.scene import Scene
from bot.services.serving import Served, load, served, show
from bot.store import answers, audit, media, openings, people, walks
from bot.store.openings import OpeningRow
from bot.store.people import Person
from bot.store.walks import WalkRow
from bot.telegram.screen import Attachment, Button, Line, Screen
from conversations import opening as rules
from conversations.access import Action, Actor, is_audited, may
from conversations.comparison import compare_topic, talk_points
from conversations.dialogue import Topic
from conversations.dialogues import DIALOGUES
from conversations.sides import Side
from conversations.text import N_, Text, text


def finish(scene: Scene, view: Served, topic: Topic, pressed: int | None) -> Served:
    """This side is ready with a topic: open it if the other side is too. Returns the walk as it then stands."""
    walks.lock_round(scene.tx, view.row.round)
    walks.make_ready(scene.tx, scene.now, view.row.id, topic.id)
    audit.note(scene.tx, scene.now, scene.person.id, "topic_finished", view.row.partnership, topic.id)
    _tell_own_side(scene, view, topic)
    rows = walks.of_round(scene.tx, view.row.round)
    both = {side: load(scene, row).walk for side, row in rows.items()}
    opens = rules.opens(topic.id, both)
    scene.tell(topic_screens.ready(topic, view.setting, opened=opens), edits=pressed)
    if not opens:
        return view
    number = openings.open_topic(scene.tx, scene.now, view.row.round, topic.id, "opened", None)
    audit.note(scene.tx, scene.now, scene.person.id, "topic_opened", view.row.partnership, topic.id)
    shown = openings.opening(scene.tx, number)
    assert shown is not None
    for member in people.members(scene.tx, view.row.partnership):
        tell_opening(scene, shown, view.row, people.person(scene.tx, member.person))
    summarising.when_complete(scene, view.row)
    return view.with_walk(replace(view.walk, shut=view.walk.shut | {topic.id}))


def _tell_own_side(scene: Scene, view: Served, topic: Topic) -> None:
    for member in people.members(scene.tx, view.row.partnership):
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


def view_of(scene: Scene, opening: OpeningRow, row: WalkRow, reader: Actor) -> Opened | None:
    """An opened topic as this reader may see it; the one way to it for chats, summaries and files."""
    if not may(reader, Action.SEE_OPENED):
        return None
    dialogue = DIALOGUES[row.dialogue]
    topic = dialogue.topic(opening.topic)
    if topic is None:
        return None
    if is_audited(reader, Action.SEE_OPENED):
        audit.note(scene.tx, scene.now, reader.person, "admin_saw_opening", row.partnership, topic.id)
    seen = answers.laid(scene.tx, reader, row.round, dialogue).answers
    if opening.how != "opened" and reader.side is None:
        seen = {side: seen[side] if opening.how_for(side) == "handed" else {} for side in Side}
    rows = compare_topic(topic, seen)
    notes = openings.notes(scene.tx, opening.id)
    # Opening an answer further makes a new row of it; what was translated before belongs to it all the same.
    translated = answers.given_to(scene.tx, tuple(n.answer for n in notes if n.answer))
    return Opened(
        opening=opening.id,
        topic=topic,
        names={side: row.organisation(side) for side in Side},
        rows=rows,
        points=talk_points(rows) if opening.how == "opened" else (),
        marks=openings.marks(scene.tx, (opening.id,))[opening.id],
        reader=reader.side,
        how=opening.how,
        by=opening.side,
        notes=tuple(
            Added(n.side, n.words, translated.get(n.answer or 0), own_name(n.language) if n.language else None)
            for n in notes
        ),
        all_answers=seen,
    )


def tell_opening(scene: Scene, opening: OpeningRow, row: WalkRow, to: Person, *, edits: int | None = None) -> None:
    """Owe the opening to somebody who may see it; anybody else is told nothing."""
    view = view_of(scene, opening, row, people.actor(scene.tx, to, row.partnership))
    if view is not None:
        several = len(people.memberships(scene.tx, to.id)) > 1 or view.reader is None
        screen = opening_screens.opened(view, named=row.title if several else None)
        scene.tell(screen, to=to.id, edits=edits, partnership=row.partnership)


def found(scene: Scene, opening_id: int) -> tuple[OpeningRow, WalkRow, Actor] | None:
    """An opening this person may see, with its partnership's row."""
    opening = openings.opening(scene.tx, opening_id)
    row = next(iter(walks.of_round(scene.tx, opening.round).values()), None) if opening else None
    if opening is None or row is None:
        return None
    actor = people.actor(scene.tx, scene.person, row.partnership)
    return (opening, row, actor) if may(actor, Action.SEE_OPENED) else None


def mark(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """We agree, or we need to talk: changeable, and the other side sees it in its own message when it looks."""
    here = found(scene, places.number(parts, 0))
    marks = {m.value: m for m in rules.Mark}
    if here is None or len(parts) < 2 or parts[1] not in marks:
        return places.stale(scene)
    opening, row, actor = here
    if not may(actor, Action.MARK) or actor.side is None or opening.how != "opened":
        return places.stale(scene)
    chosen = marks[parts[1]]
    if openings.marks(scene.tx, (opening.id,))[opening.id].get(actor.side) is chosen:
        return None
    openings.put_mark(scene.tx, scene.now, opening.id, actor.side, chosen, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, f"marked_{chosen}", row.partnership, opening.topic)
    tell_opening(scene, opening, row, scene.person, edits=message)
    summarising.mark_changed(scene, row)
    return None


def everything(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = found(scene, places.number(parts, 0))
    view = view_of(scene, *here) if here else None
    if here is None or view is None:
        return places.stale(scene)
    scene.tell(opening_screens.everything(view, named=here[1].title), partnership=here[1].partnership)
    return None


def again(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """The opening once more, as a new message."""
    here = found(scene, places.number(parts, 0))
    if here is None or here[0].how != "opened":
        return places.stale(scene)
    tell_opening(scene, here[0], here[1], scene.person)
    return None


def play(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """A voice message, photo or document that stands in an answer this reader may see."""
    here = found(scene, places.number(parts, 0))
    view = view_of(scene, *here) if here else None
    wanted = places.number(parts, 1)
    shown = {
        piece.get("f") for row in (view.rows if view else ()) for a in row.answers.values() if a for piece in a.pieces
    }
    kept = media.media(scene.tx, wanted) if wanted in shown else None
    if here is None or kept is None:
        return places.stale(scene)
    if kept.state == "pending":
        return scene.say(Text(N_("This file is still on its way. Try again in a minute.")))
    if kept.state != "kept":
        return scene.say(Text(N_("This file could not be kept.")))
    # Shown under a name of ours: the sender's own may say who or where they are.
    name = f"{kept.kind}-{kept.id}{guess_extension(kept.mime or '') or ''}"
    attachment = Attachment("media", f"{kept.kind}/{name}", kept.path)
    scene.tell(Screen((), attachment=attachment), partnership=here[1].partnership)
    return None


def close(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """The other side stays away: from day 21 close the topic unopened, or hand one's own answers to staff."""
    view = served(scene, places.number(parts, 0))
    topic = view.dialogue.topic(parts[1]) if view and len(parts) > 1 else None
    if view is None or topic is None or not may_close(scene, view, topic):
        return places.stale(scene)
    if len(parts) < 3 or parts[2] not in ("closed", "handed"):
        scene.tell(topic_screens.close_offer(view.setting, topic), edits=message)
        return None
    walks.lock_round(scene.tx, view.row.round)
    openings.open_topic(scene.tx, scene.now, view.row.round, topic.id, parts[2], view.row.side)
    audit.note(scene.tx, scene.now, scene.person.id, f"topic_{parts[2]}", view.row.partnership, topic.id)
    done = N_("✓ Closed unopened. Nobody else has seen your answers.")
    if parts[2] == "handed":
        done = N_("✓ Closed. Staff can read your own answers, the other side cannot.")
    scene.tell(Screen((Line(Text(topic.title), "bold"), Line(Text(done)))), edits=message)
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
    again_view = served(scene, view.row.id)
    if again_view is not None and again_view.mine:
        show(scene, again_view)
    return None


def may_close(scene: Scene, view: Served, topic: Topic) -> bool:
    """Whether 21 days have gone by since this side finished a topic that the other has not."""
    if not view.walk.sealed(topic):
        return False
    other = walks.of_round(scene.tx, view.row.round)[view.row.side.other]
    return rules.may_close(
        own_ready_at=walks.ready_at(scene.tx, view.row.id, topic.id),
        other_ready=walks.ready_at(scene.tx, other.id, topic.id) is not None,
        now=scene.now,
    )


PRESSED = {"o": mark, "O": everything, "N": again, "y": play}
