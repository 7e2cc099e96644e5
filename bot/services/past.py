"""The rounds of one dialogue over time, as one reader may see them: the one read path for whatever looks back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.services.scene import Scene
from bot.store import answers, walks
from bot.store.answers import Both
from bot.store.walks import RoundRow
from conversations.access import Actor
from conversations.answers import Answer
from conversations.dialogue import Dialogue
from conversations.sides import Side


@dataclass(frozen=True)
class Past:
    """One round. `opened` has the topics that were opened for both, with when; `ended` is None while it goes on."""

    round: int
    definition: Dialogue
    about: Mapping[str, Any]
    opened: Mapping[str, datetime]
    answers: Mapping[Side, Mapping[str, Answer]]
    ended: datetime | None


def past(scene: Scene, partnership: int, dialogue: str, reader: Actor) -> tuple[Past, ...]:
    """Oldest first; whoever calls has checked that the reader may see what was opened."""
    rows = reversed(walks.rounds_of(scene.tx, partnership, dialogue))
    return tuple(_past(row, answers.both(scene.tx, row.id, row.definition), reader) for row in rows)


def _past(row: RoundRow, both: Both, reader: Actor) -> Past:
    opened = {opening.topic: opening.at for opening in both.openings.values() if opening.how == "opened"}
    given = both.for_reader(reader)
    shown = {
        side: {id: answer for id, answer in given[side].items() if _is_open(row.definition, id, opened)}
        for side in Side
    }
    return Past(row.id, row.definition, row.about, opened, shown, row.closed_at)


def _is_open(definition: Dialogue, question: str, opened: Mapping[str, datetime]) -> bool:
    """What a side has not shown yet is nobody's past, not even its own."""
    topic = definition.topic_of(question)
    return topic is not None and topic.id in opened


def looked_at(
    scene: Scene, partnership: int, dialogue: str, round_id: int, reader: Actor
) -> tuple[Past, tuple[Past, ...]]:
    """This round, and those before it, oldest first."""
    found = [one for one in past(scene, partnership, dialogue, reader) if one.round <= round_id]
    return found[-1], tuple(found[:-1])
