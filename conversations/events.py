"""What can happen when a person does something to a walk; the caller makes it so and tells them."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.answers import Answer
from conversations.dialogue import Topic
from conversations.questions import Question
from conversations.text import Text


@dataclass(frozen=True)
class AtQuestion:
    """This question is open: the `n`-th of `of` in its topic."""

    topic: Topic
    question: Question
    n: int
    of: int
    answer: Answer | None  # ticks and items so far, or the former answer of a reopened one


@dataclass(frozen=True)
class AtFewMore:
    """All that finishing needs is answered; `left` more can be offered."""

    topic: Topic
    left: int


@dataclass(frozen=True)
class AtReview:
    """Everything asked in the topic is answered; it can be looked through and declared ready."""

    topic: Topic


@dataclass(frozen=True)
class AtEnd:
    """Every topic is ready, opened or closed: nothing more to ask of this side."""


Place = AtQuestion | AtFewMore | AtReview | AtEnd


@dataclass(frozen=True)
class Answered:
    """An answer to be stored. `amended`: by editing the message it came in, so nothing is asked anew."""

    topic: Topic
    question: Question
    answer: Answer
    amended: bool = False


@dataclass(frozen=True)
class Drafted:
    """Ticks or items so far, to be stored; the question stays open."""

    topic: Topic
    question: Question
    answer: Answer


@dataclass(frozen=True)
class Reopened:
    topic: Topic
    question: Question
    answer: Answer


@dataclass(frozen=True)
class WantsMore:
    topic: Topic
    answer: Answer


@dataclass(frozen=True)
class Arrived:
    """Where the person is now; the one thing to show."""

    place: Place


@dataclass(frozen=True)
class Refused:
    """Nothing was stored; the same question stays open."""

    question: Question
    why: Text


@dataclass(frozen=True)
class PrivateNumberSeen:
    """To be stored only after the writer has chosen. `without` is the words with the number taken out."""

    question: Question
    without: str


@dataclass(frozen=True)
class Explained:
    question: Question


@dataclass(frozen=True)
class ReadyAsked:
    topic: Topic


@dataclass(frozen=True)
class LookedThrough:
    topic: Topic


@dataclass(frozen=True)
class VisibleChosen:
    topic: Topic
    question: Question
    answer: Answer


@dataclass(frozen=True)
class TopicFinished:
    topic: Topic


@dataclass(frozen=True)
class TopicWithdrawn:
    topic: Topic


@dataclass(frozen=True)
class AlreadyShared:
    """An edit came too late: the topic has been opened."""

    question: Question


@dataclass(frozen=True)
class Stale:
    """An old button: nothing changed."""


@dataclass(frozen=True)
class Unchanged:
    """The same button once more: nothing changed, nothing need be said."""


Event = (
    Answered
    | Drafted
    | Reopened
    | WantsMore
    | Arrived
    | Refused
    | PrivateNumberSeen
    | Explained
    | ReadyAsked
    | LookedThrough
    | VisibleChosen
    | TopicFinished
    | TopicWithdrawn
    | AlreadyShared
    | Stale
    | Unchanged
)
