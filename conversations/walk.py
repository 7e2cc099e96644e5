"""A side's way through a dialogue, and where it has come to. The answers are the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from conversations.answers import Answer, State
from conversations.dialogue import Dialogue, Topic
from conversations.events import AtEnd, AtFewMore, AtQuestion, AtReview, Place
from conversations.questions import Question, codes_of
from conversations.sides import Side


@dataclass(frozen=True)
class Walk:
    """`ready` are the topics this side has finished, `shut` those opened or closed: their answers stay."""

    side: Side
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ready: frozenset[str] = frozenset()
    shut: frozenset[str] = frozenset()

    def with_answer(self, answer: Answer) -> Walk:
        return replace(self, answers={**self.answers, answer.question: answer})

    def sealed(self, topic: Topic) -> bool:
        """Its answers can still change: neither opened nor closed."""
        return topic.id not in self.shut

    def settled(self, question: Question) -> bool:
        answer = self.answers.get(question.id)
        return answer is not None and answer.settled


def more(topic: Topic) -> str:
    """The id under which *a few more?* is answered, yes or no."""
    return f"more:{topic.id}"


def applies(walk: Walk, question: Question) -> bool:
    """Whether this question is for this side, given what it has answered so far."""
    if question.side not in (None, walk.side):
        return False
    if question.gone:
        return walk.settled(question)
    if question.each is not None and item_of(question, walk.answers) is None:
        return False
    if question.when is None:
        return True
    decisive = walk.answers.get(question.when.question)
    return decisive is not None and decisive.settled and bool(codes_of(decisive) & question.when.codes)


def item_of(question: Question, answers: Mapping[str, Answer]) -> str | None:
    """The words of the list's item that a question is asked about; None if the list has no such item."""
    if question.each is None:
        return None
    listed, n = question.each
    answer = answers.get(listed)
    pieces = answer.pieces if answer is not None and answer.state is State.GIVEN else ()
    return str(pieces[n - 1].get("t", "…")) if n <= len(pieces) else None


def filled(question: Question, answers: Mapping[str, Answer]) -> Question:
    """The question with the item it is asked about in its prompt; a sign for it where the list is not among these."""
    if question.each is None:
        return question
    return replace(question, values={**question.values, "item": item_of(question, answers) or "…"})


def asked(walk: Walk, topic: Topic) -> tuple[Question, ...]:
    """The questions of a topic that this side is asked: the needed ones, and the rest once wanted.

    One that was answered stays among them, whatever *a few more?* was answered since.
    """
    choice = walk.answers.get(more(topic))
    wants_more = choice is not None and choice.value == "yes"
    return tuple(
        filled(q, walk.answers)
        for q in topic.asked_of(walk.side)
        if applies(walk, q) and (q.needed or wants_more or q.id in walk.answers)
    )


def left_over(walk: Walk, topic: Topic) -> tuple[Question, ...]:
    """What *a few more?* would ask."""
    seen = {q.id for q in asked(walk, topic)}
    return tuple(q for q in topic.asked_of(walk.side) if applies(walk, q) and q.id not in seen)


def place_in(walk: Walk, topic: Topic) -> Place:
    """Where this side is within one topic: the first question that applies and has no settled answer."""
    questions = asked(walk, topic)
    for n, question in enumerate(questions, 1):
        if not walk.settled(question):
            return AtQuestion(topic, question, n, len(questions), walk.answers.get(question.id))
    if more(topic) not in walk.answers and (left := left_over(walk, topic)):
        return AtFewMore(topic, len(left))
    return AtReview(topic)


def place(dialogue: Dialogue, walk: Walk) -> Place:
    """Where this side is: in the first topic it has neither finished nor seen opened or closed."""
    for topic in dialogue.topics:
        if walk.sealed(topic) and topic.id not in walk.ready and topic.asked_of(walk.side):
            return place_in(walk, topic)
    return AtEnd()


def begun(walk: Walk) -> bool:
    return bool(walk.answers)
