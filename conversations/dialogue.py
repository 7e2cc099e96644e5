"""A dialogue is one readable value: ordered topics of questions. Nonsense is refused when it is built."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from conversations.questions import Choice, Multi, Question
from conversations.sides import Side
from conversations.text import Text

LONGEST_PROMPT = 90
LONGEST_BUTTON = 28
LONGEST_SITTING = 10
BUTTON_BYTES = 64
WALK_DIGITS = 10
LONGEST_ID = 32  # as it is stored


@dataclass(frozen=True)
class Topic:
    """The sealed unit: its answers open together, when both sides have finished it.

    `together` is its second part, begun after the opening: what the sides answer with one joint answer, and
    what is only asked when a joint answer exists. No topic waits for another topic's second part.
    With `points` its talk points have to be settled by a joint answer each.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    together: tuple[Question, ...] = ()
    points: bool = True

    def asked_of(self, side: Side) -> tuple[Question, ...]:
        """Needed ones first, then those behind *a few more?*, each in the order written."""
        mine = [q for q in self.questions if q.side in (None, side)]
        return tuple(sorted(mine, key=lambda q: not q.needed))


@dataclass(frozen=True)
class Dialogue:
    """With `shown_if`, (question, code), the side that is asked that question says in it whether anybody else may
    read its answers at all: only with that code.
    """

    id: str
    title: str
    topics: tuple[Topic, ...]
    shown_if: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise ValueError(f"dialogue {self.id}: " + "; ".join(faults))

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {q.id: q for topic in self.topics for q in topic.questions}

    @cached_property
    def _topic_of(self) -> dict[str, Topic]:
        return {q.id: topic for topic in self.topics for q in topic.questions}

    @cached_property
    def _topics(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    def topic(self, topic: str) -> Topic | None:
        return self._topics.get(topic)

    def topic_of(self, question: str) -> Topic | None:
        return self._topic_of.get(question)

    @cached_property
    def settled_together(self) -> dict[str, tuple[Topic, Question]]:
        """Everything that can be settled by a joint answer, with its topic: joint questions and sealed ones."""
        return {q.id: (topic, q) for topic in self.topics for q in (*topic.together, *topic.questions)}


def _faults(dialogue: Dialogue) -> list[str]:
    faults: list[str] = []
    seen: dict[str, Question] = {}
    topics: set[str] = set()
    for topic in dialogue.topics:
        if topic.id in topics:
            faults.append(f"topic {topic.id} stands twice")
        topics.add(topic.id)
        if not topic.questions:
            faults.append(f"topic {topic.id} has no questions")
        for side in Side:
            sitting = _sitting(dialogue, topic, side)
            if not topic.asked_of(side):
                faults.append(f"topic {topic.id} asks nothing of the {side} side, so it would never open")
            if len(sitting) > LONGEST_SITTING:
                faults.append(f"topic {topic.id} asks {len(sitting)} questions of one side in one sitting")
        for question in (*topic.questions, *topic.together):
            if question.id in seen:
                faults.append(f"question {question.id} stands twice")
            faults += _question_faults(question, seen)
            seen[question.id] = question
    mirrors = {other for q in seen.values() for other in (q.mirror, q.across) if other}
    faults += [f"nothing to mirror: {mirror}" for mirror in sorted(mirrors - set(seen))]
    if dialogue.shown_if and dialogue.shown_if[0] not in seen:
        faults.append(f"nothing says whether answers are shown: {dialogue.shown_if[0]}")
    return faults


def _sitting(dialogue: Dialogue, topic: Topic, side: Side) -> set[str]:
    """What everybody on a side is asked in one go. Of what is asked about each of many, one counts; who may read
    the answers is no question of the talk.
    """
    gate = dialogue.shown_if[0] if dialogue.shown_if else None
    return {
        q.root
        for q in topic.questions
        if q.side in (None, side) and q.needed and not q.when and not q.each and q.id != gate
    }


def _question_faults(question: Question, before: dict[str, Question]) -> list[str]:
    faults = []
    name = question.id
    for prompt in (question.prompt, *question.asked_of.values()):
        if len(prompt) > LONGEST_PROMPT:
            faults.append(f"{name}: the prompt has {len(prompt)} characters, at most {LONGEST_PROMPT}")
        if not _values_are_named(prompt):
            faults.append(f"{name}: a value in the prompt has no name")
    if len(name) > LONGEST_ID or (question.item is not None and not name.endswith(f".{question.item}")):
        faults.append(f"{name}: not an id of at most {LONGEST_ID} characters that ends in its item")
    if question.each and question.each[0] not in before:
        faults.append(f"{name}: is asked about items of {question.each[0]}, which is not asked before it")
    if question.when and question.when.question not in before:
        faults.append(f"{name}: depends on {question.when.question}, which is not asked before it")
    elif question.when:
        asked = before[question.when.question]
        offered = {o.code for side in Side for o in asked.options(side)}
        if offered and not question.when.codes <= offered:
            faults.append(f"{name}: asked on codes that {asked.id} does not offer")
    for side in Side:
        codes = [o.code for o in question.options(side)]
        if len(set(codes)) != len(codes):
            faults.append(f"{name}: an option stands twice")
        for o in question.options(side):
            label = o.label.wording if isinstance(o.label, Text) else o.label
            if len(label) > LONGEST_BUTTON:
                faults.append(f"{name}: {label!r} has {len(label)} characters, at most {LONGEST_BUTTON}")
            if len(f"a::{name}:{o.code}".encode()) + WALK_DIGITS > BUTTON_BYTES:
                faults.append(f"{name}: the code {o.code} does not fit into a button")
    if isinstance(question, Choice | Multi) and not any(question.options(side) for side in Side):
        faults.append(f"{name}: offers nothing")
    alone = question.alone if isinstance(question, Multi) else None
    if isinstance(question, Multi) and alone and alone not in {o.code for o in question.choices}:
        faults.append(f"{name}: {alone} excludes all others but is not offered")
    return faults


def _values_are_named(prompt: str) -> bool:
    try:
        return all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(prompt))
    except ValueError:  # a brace that is not closed
        return False
