"""(dialogue, walk, input) -> Turn: the only place that decides what comes next.

Nothing is stored, told or translated here. An input that does not fit where the person is changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from conversations import events as ev
from conversations import inputs as do
from conversations.answers import Answer, State
from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    FreeText,
    Partly,
    PrivateNumber,
    Question,
    Refusal,
    Settled,
    private_number,
    read_piece,
)
from conversations.walk import Walk, asked, left_over, more, place, place_in


@dataclass(frozen=True)
class Turn:
    """What one input led to: the walk as it is now, and what happened, in order."""

    walk: Walk
    events: tuple[ev.Event, ...]


def step(dialogue: Dialogue, walk: Walk, input: do.Input) -> Turn:
    """What `input` leads to. An old button or a refused answer leaves the walk as it was."""
    if isinstance(input, do.Resume):
        return Turn(walk, (ev.Arrived(place(dialogue, walk)),))
    if isinstance(input, do.FewMore | do.AskReady | do.SayReady | do.Withdraw | do.LookThrough):
        topic = dialogue.topic(input.topic)
        if topic is None:
            return _stale(dialogue, walk)
        return _IN_TOPIC[type(input)](dialogue, walk, topic, input)
    question = dialogue.questions.get(input.question)
    topic = dialogue.topic_of(input.question)
    if question is None or topic is None or question.side not in (None, walk.side):
        return _stale(dialogue, walk)
    return _AT_QUESTION[type(input)](dialogue, walk, topic, question, input)


def _stale(dialogue: Dialogue, walk: Walk) -> Turn:
    return Turn(walk, (ev.Stale(), ev.Arrived(place(dialogue, walk))))


def _is_open(dialogue: Dialogue, walk: Walk, question: Question) -> bool:
    here = place(dialogue, walk)
    return isinstance(here, ev.AtQuestion) and here.question.id == question.id


def _give(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Give) -> Turn:
    before = walk.answers.get(question.id)
    if not _is_open(dialogue, walk, question):
        tapped = input.raw.code if isinstance(input.raw, do.Tap) else None
        if before and before.settled and tapped == str(before.value):
            return Turn(walk, (ev.Unchanged(),))
        return _join_album(dialogue, walk, topic, question, input)
    draft = _draft(before, question)
    reading = question.read(input.raw, walk.side, draft)
    if isinstance(reading, Settled | Partly) and question.free and not input.private_kept:
        reading = private_number(input.raw) or reading
    return _read(dialogue, walk, topic, question, reading)


def _draft(before: Answer | None, question: Question) -> Any:
    """What a new message or tick is added to. A reopened free text starts anew; ticks and items go on."""
    if before is None or before.state not in (State.DRAFT, State.REOPENED):
        return None
    if before.state is State.REOPENED and type(question) is FreeText:
        return None
    return before.value


def _read(
    dialogue: Dialogue,
    walk: Walk,
    topic: Topic,
    question: Question,
    reading: Settled | Partly | Refusal | PrivateNumber,
) -> Turn:
    match reading:
        case Refusal(why):
            return Turn(walk, (ev.Refused(question, why),))
        case PrivateNumber(without):
            return Turn(walk, (ev.PrivateNumberSeen(question, without),))
        case Partly(value):
            answer = _answer(walk, question, State.DRAFT, value)
            return Turn(walk.with_answer(answer), (ev.Drafted(topic, question, answer),))
        case Settled(value):
            return _settle(dialogue, walk, topic, question, State.GIVEN, value)


def _answer(walk: Walk, question: Question, state: State, value: Any = None) -> Answer:
    before = walk.answers.get(question.id)
    return Answer(question.id, state, value, before.visible if before else question.begins(walk.side))


def _settle(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, state: State, value: Any = None) -> Turn:
    answer = _answer(walk, question, state, value)
    now = walk.with_answer(answer)
    return Turn(now, (ev.Answered(topic, question, answer), ev.Arrived(place(dialogue, now))))


def _join_album(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Give) -> Turn:
    """The photos of one album come one by one; the later ones belong to the answer the first one gave."""
    before = walk.answers.get(question.id)
    album = input.raw.album if isinstance(input.raw, do.Sent) else None
    if before and album and walk.sealed(topic) and any(p.get("g") == album for p in before.pieces):
        seen = None if input.private_kept else private_number(input.raw)
        if seen is not None:
            return Turn(walk, (ev.PrivateNumberSeen(question, seen.without),))
        reading = question.read(input.raw, walk.side, before.value)
        if isinstance(reading, Refusal):
            return Turn(walk, (ev.Refused(question, reading.why),))
        if isinstance(reading, Settled | Partly):
            answer = replace(before, value=reading.value, id=None)
            return Turn(walk.with_answer(answer), (ev.Answered(topic, question, answer, amended=True),))
    return _stale(dialogue, walk)


def _done(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Done) -> Turn:
    if not _is_open(dialogue, walk, question):
        return _stale(dialogue, walk)
    before = walk.answers.get(question.id)
    return _read(dialogue, walk, topic, question, question.finish(before.value if before else None))


def _set_aside(state: State) -> Callable[..., Turn]:
    def settle(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Input) -> Turn:
        if not _is_open(dialogue, walk, question):
            return _stale(dialogue, walk)
        return _settle(dialogue, walk, topic, question, state)

    return settle


def _explain(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Explain) -> Turn:
    if not _is_open(dialogue, walk, question):
        return _stale(dialogue, walk)
    return Turn(walk, (ev.Explained(question),))


def _back(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Back) -> Turn:
    """To the question before this one in its topic; from the first, nowhere."""
    if not _is_open(dialogue, walk, question):
        return _stale(dialogue, walk)
    asked_here = [q for q in asked(walk, topic) if not q.gone]
    at = [q.id for q in asked_here].index(question.id)
    if at == 0:
        return Turn(walk, (ev.Arrived(place(dialogue, walk)),))
    return _reopen(dialogue, walk, topic, asked_here[at - 1])


def _change(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Change) -> Turn:
    if not walk.sealed(topic) or topic.id in walk.ready:
        return _stale(dialogue, walk)
    if question.gone or not walk.settled(question) or question.id not in {q.id for q in asked(walk, topic)}:
        return _stale(dialogue, walk)
    return _reopen(dialogue, walk, topic, question)


def _reopen(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question) -> Turn:
    before = walk.answers[question.id]
    answer = replace(before, state=State.REOPENED, id=None)
    now = walk.with_answer(answer)
    return Turn(now, (ev.Reopened(topic, question, answer), ev.Arrived(place(dialogue, now))))


def _keep(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Keep) -> Turn:
    before = walk.answers.get(question.id)
    if before is None or before.value is None or not _is_open(dialogue, walk, question):
        return _stale(dialogue, walk)
    if before.state is not State.REOPENED:
        return _stale(dialogue, walk)
    return _settle(dialogue, walk, topic, question, State.GIVEN, before.value)


def _amend(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Amend) -> Turn:
    before = walk.answers.get(question.id)
    if not walk.sealed(topic):
        return Turn(walk, (ev.AlreadyShared(question),))
    if before is None or not any(p.get("m") == input.source for p in before.pieces):
        return Turn(walk, (ev.Unchanged(),))
    seen = None if input.private_kept else private_number(do.Said(input.words))
    if seen is not None:
        return Turn(walk, (ev.PrivateNumberSeen(question, seen.without),))
    pieces = []
    for piece in before.pieces:
        if piece.get("m") == input.source:
            said = do.Said(input.words, input.source)
            edited = question.piece(said) if isinstance(question, FreeText) else read_piece(said)
            if isinstance(edited, Refusal):
                return Turn(walk, (ev.Refused(question, edited.why),))
            piece = {**{k: v for k, v in piece.items() if k not in {"t", "r"}}, **edited}
        pieces.append(piece)
    if pieces == list(before.pieces):
        return Turn(walk, ())
    answer = replace(before, value={"pieces": pieces}, id=None)
    return Turn(walk.with_answer(answer), (ev.Answered(topic, question, answer, amended=True),))


def _show(dialogue: Dialogue, walk: Walk, topic: Topic, question: Question, input: do.Show) -> Turn:
    """Any choice while sealed; afterwards only further open. What says whether answers are shown is never shown."""
    before = walk.answers.get(question.id)
    if before is None or not before.settled or (dialogue.shown_if and question.id == dialogue.shown_if[0]):
        return _stale(dialogue, walk)
    if not walk.sealed(topic) and not input.visible.is_at_least(before.visible):
        return _stale(dialogue, walk)
    answer = replace(before, visible=input.visible, id=None)
    return Turn(walk.with_answer(answer), (ev.VisibleChosen(topic, question, answer),))


def _few_more(dialogue: Dialogue, walk: Walk, topic: Topic, input: do.FewMore) -> Turn:
    if not walk.sealed(topic) or topic.id in walk.ready or not left_over(walk, topic):
        return _stale(dialogue, walk)
    answer = Answer(more(topic), State.GIVEN, "yes" if input.wanted else "no")
    now = walk.with_answer(answer)
    return Turn(now, (ev.WantsMore(topic, answer), ev.Arrived(place(dialogue, now))))


def _may_finish(walk: Walk, topic: Topic) -> bool:
    """Sealed, not yet ready, and nothing that finishing needs is open; *a few more?* need not be answered."""
    if not walk.sealed(topic) or topic.id in walk.ready:
        return False
    return not isinstance(place_in(walk, topic), ev.AtQuestion)


def _ask_ready(dialogue: Dialogue, walk: Walk, topic: Topic, input: do.AskReady) -> Turn:
    return Turn(walk, (ev.ReadyAsked(topic),)) if _may_finish(walk, topic) else _stale(dialogue, walk)


def _say_ready(dialogue: Dialogue, walk: Walk, topic: Topic, input: do.SayReady) -> Turn:
    if topic.id in walk.ready:
        return Turn(walk, (ev.Unchanged(),))
    if not _may_finish(walk, topic):
        return _stale(dialogue, walk)
    now = replace(walk, ready=walk.ready | {topic.id})
    return Turn(now, (ev.TopicFinished(topic), ev.Arrived(place(dialogue, now))))


def _withdraw(dialogue: Dialogue, walk: Walk, topic: Topic, input: do.Withdraw) -> Turn:
    if topic.id not in walk.ready or not walk.sealed(topic):
        return _stale(dialogue, walk)
    now = replace(walk, ready=walk.ready - {topic.id})
    return Turn(now, (ev.TopicWithdrawn(topic), ev.LookedThrough(topic)))


def _look_through(dialogue: Dialogue, walk: Walk, topic: Topic, input: do.LookThrough) -> Turn:
    return Turn(walk, (ev.LookedThrough(topic),))


_IN_TOPIC: dict[type, Callable[..., Turn]] = {
    do.FewMore: _few_more,
    do.AskReady: _ask_ready,
    do.SayReady: _say_ready,
    do.Withdraw: _withdraw,
    do.LookThrough: _look_through,
}

_AT_QUESTION: dict[type, Callable[..., Turn]] = {
    do.Give: _give,
    do.Done: _done,
    do.Skip: _set_aside(State.SKIPPED),
    do.RatherTalk: _set_aside(State.TALK),
    do.PutAside: _set_aside(State.UNCLEAR),
    do.Explain: _explain,
    do.Back: _back,
    do.Keep: _keep,
    do.Change: _change,
    do.Amend: _amend,
    do.Show: _show,
}
