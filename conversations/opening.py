"""When a topic opens, when it may be closed without, and where the round stands. Time alone opens nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from conversations.dialogue import Dialogue
from conversations.sides import Side
from conversations.walk import Walk

# From this day on a side that has finished need not wait for the other for ever.
CLOSE_AFTER = timedelta(days=21)


class Progress(StrEnum):
    """All that staff see of a side before an opening."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    FINISHED = "finished"


class Mark(StrEnum):
    AGREE = "agree"
    TALK = "talk"


def opens(topic: str, walks: Mapping[Side, Walk]) -> bool:
    """Both sides have finished the topic, and it is neither opened nor closed yet."""
    return all(topic in walks[side].ready and topic not in walks[side].shut for side in Side)


def may_close(*, own_ready_at: datetime | None, other_ready: bool, now: datetime, other_there: bool = True) -> bool:
    """21 days after it finished, a side may close the topic unopened or hand its own answers to staff; at once where
    nobody is there any more on the other side.
    """
    if own_ready_at is None or other_ready:
        return False
    return not other_there or now - own_ready_at >= CLOSE_AFTER


def progress(dialogue: Dialogue, walk: Walk) -> Progress:
    if all(topic.id in walk.ready | walk.shut for topic in dialogue.topics):
        return Progress.FINISHED
    return Progress.UNDER_WAY if walk.answers or walk.ready else Progress.NOT_STARTED


def is_complete(dialogue: Dialogue, shut: frozenset[str]) -> bool:
    """Every topic is opened or closed: the summary is due."""
    return all(topic.id in shut for topic in dialogue.topics)


def all_marked(marks: Iterable[Mapping[Side, Mark]]) -> bool:
    """Both sides have said *we agree* or *we need to talk* of every opened topic."""
    return all(side in of_topic for of_topic in marks for side in Side)


@dataclass(frozen=True)
class TopicOutcome:
    """How one topic stands after its opening: who marked what."""

    topic: str
    how: str
    marks: Mapping[Side, Mark] = field(default_factory=dict)

    @property
    def agreed(self) -> bool:
        return self.how == "opened" and all(self.marks.get(side) is Mark.AGREE for side in Side)

    @property
    def to_talk_about(self) -> bool:
        return any(mark is Mark.TALK for mark in self.marks.values())
