"""Laying an opened topic before a reader: the one way to it for chats, summaries and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.i18n import own_name
from bot.screen import Line
from bot.screens import openings as opening_screens
from bot.screens.side_by_side import Added, Opened, kept_from_others
from bot.services.kinds.base import Look
from bot.services.past import Past, looked_at
from bot.services.scene import Scene
from bot.store import answers, audit, openings, outbox, partnerships, people, walks
from bot.store.answers import Both
from bot.store.openings import NoteRow, OpeningRow
from bot.store.walks import WalkRow
from conversations.access import Action, Actor, is_audited, may
from conversations.answers import Answer
from conversations.comparison import compare_topic, talk_points
from conversations.dialogues import STARTS
from conversations.opening import Mark
from conversations.sides import Side
from conversations.text import N_, text

SUBJECT = "opening:"  # what a message is about when it shows an opening


@dataclass(frozen=True)
class Material:
    """All that showing a round's openings needs, loaded once for however many topics and readers."""

    row: WalkRow
    both: Both
    marks: Mapping[int, Mapping[Side, Mark]]
    notes: Mapping[int, tuple[NoteRow, ...]]
    translated: Mapping[int, tuple[Side, str]]  # the answers that notes translate


def material(scene: Scene, row: WalkRow) -> Material:
    both = answers.both(scene.tx, row.round, row.definition)
    numbers = tuple(opening.id for opening in both.openings.values())
    notes = openings.notes(scene.tx, numbers)
    # Opening an answer further makes a new row of it; what was translated before belongs to it all the same.
    of_answers = tuple(note.answer for found in notes.values() for note in found if note.answer)
    return Material(row, both, openings.marks(scene.tx, numbers), notes, answers.given_to(scene.tx, of_answers))


def lay(scene: Scene, made_of: Material, opening: OpeningRow, reader: Actor) -> Opened | None:
    """An opened topic as this reader may see it; None for whoever may not."""
    row = made_of.row
    topic = row.definition.topic(opening.topic)
    if topic is None or not may(reader, Action.SEE_OPENED):
        return None
    if is_audited(reader, Action.SEE_OPENED):
        audit.note(scene.tx, scene.now, reader.person, "admin_saw_opening", row.partnership, topic.id)
    seen = made_of.both.for_reader(reader)
    if opening.how != "opened" and reader.side is None:
        seen = {side: seen[side] if opening.how_for(side) == "handed" else {} for side in Side}
    rows = compare_topic(topic, seen)
    return Opened(
        opening=opening.id,
        topic=topic,
        names={side: row.organisation(side) for side in Side},
        rows=rows,
        points=talk_points(rows) if opening.how == "opened" else (),
        marks=made_of.marks[opening.id],
        reader=reader.side,
        how=opening.how,
        by=opening.side,
        notes=tuple(
            Added(
                n.side,
                n.words,
                made_of.translated.get(n.answer or 0),
                own_name(n.language) if n.language else None,
            )
            for n in made_of.notes.get(opening.id, ())
        ),
        all_answers=seen,
        result=result(scene, row, reader, topic.id) if opening.how == "opened" else (),
        paper=frozenset(Side(side) for side in (row.about or {}).get("paper", ())),
        settles=row.dialogue in STARTS or bool(topic.together),
    )


def result(scene: Scene, row: WalkRow, reader: Actor, topic: str | None) -> tuple[Line, ...]:
    """What is computed of an opened topic, or of the whole round so far, for a reader who may see it."""
    from bot.services.kinds import kind  # whose dialogues lay their openings before people, too

    if row.dialogue in STARTS:
        return ()
    where = partnerships.partnership(scene.tx, row.partnership)
    assert where is not None
    now, before = looked_at(scene, row.partnership, row.dialogue, row.round, reader)
    computed = kind(row.dialogue).result(scene, Look(where, now, before, topic, reader))
    given = {side: _of_topic(now, answers, topic) for side, answers in now.answers.items()}
    return (*_from_paper(row), *computed, *(kept_from_others(given, reader.side) if computed else ()))


def _of_topic(now: Past, given: Mapping[str, Answer], topic: str | None) -> dict[str, Answer]:
    """The answers of one opened topic, or of all."""
    of = {question: now.definition.topic_of(question) for question in given}
    return {q: answer for q, answer in given.items() if topic is None or ((t := of[q]) and t.id == topic)}


def _from_paper(row: WalkRow) -> tuple[Line, ...]:
    written = (row.about or {}).get("paper", ())
    said = N_("Answered on paper first: {side}")
    return tuple(Line(text(said, side=row.organisation(Side(side))), "italic") for side in written)


def tell(scene: Scene, made_of: Material, opening: OpeningRow, reader: Actor, *, edits: int | None = None) -> None:
    """Owe the opening to somebody who may see it; anybody else is told nothing."""
    view = lay(scene, made_of, opening, reader)
    if view is not None:
        several = view.reader is None or len(people.memberships(scene.tx, reader.person)) > 1
        screen = opening_screens.opened(view, named=made_of.row.title if several else None)
        scene.tell(
            screen,
            to=reader.person,
            edits=edits,
            partnership=made_of.row.partnership,
            question=f"{SUBJECT}{opening.id}",
        )


def refresh(scene: Scene, made_of: Material, opening: OpeningRow, reader: Actor) -> None:
    """Makes the newest message in which somebody saw this opening true again, if there is one."""
    shown_in = outbox.newest_about(scene.tx, reader.person, f"{SUBJECT}{opening.id}")
    if shown_in is not None:
        tell(scene, made_of, opening, reader, edits=shown_in)


@dataclass(frozen=True)
class Found:
    """An opening that the one who acts may see."""

    opening: OpeningRow
    row: WalkRow
    actor: Actor

    def laid(self, scene: Scene) -> Opened | None:
        return lay(scene, material(scene, self.row), self.opening, self.actor)


def found(scene: Scene, opening_id: int) -> Found | None:
    """An opening this person may see; None otherwise: what one may not know is not found."""
    opening = openings.opening(scene.tx, opening_id)
    row = next(iter(walks.of_round(scene.tx, opening.round).values()), None) if opening else None
    if opening is None or row is None:
        return None
    actor = people.actor(scene.tx, scene.person, row.partnership)
    return Found(opening, row, actor) if may(actor, Action.SEE_OPENED) else None
