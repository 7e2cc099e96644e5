"""The only way from stored answers to anybody's eyes.

A side's own walk reads its own; everybody else gets what `conversations.access.readable` lets through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from bot.store import openings
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.access import Actor, readable
from conversations.answers import Answer, Json, State
from conversations.dialogue import Dialogue
from conversations.sides import Side, Visible
from conversations.together import TOP
from conversations.walk import Walk, applies

_LATEST = select(func.max(t.Answer.id)).group_by(t.Answer.question)
_COLUMNS = (t.Answer.question, t.Answer.state, t.Answer.value, t.Answer.visible, t.Answer.id, t.Answer.author_id)
_OWN = select(*_COLUMNS).where(t.Answer.id.in_(_LATEST.where(t.Answer.walk_id == bindparam("walk"))))

_ADD = insert(t.Answer)
_WALKS = select(t.Walk.id, t.Walk.side).where(t.Walk.round_id == bindparam("round"))
_MATTERS_MOST = (
    select(t.Walk.side, t.Answer.value)
    .join(t.Walk, t.Walk.id == t.Answer.walk_id)
    .where(t.Walk.round_id == bindparam("round"), t.Answer.question == TOP)
    # The last word counts: each later row of a side takes the place of the one before.
    .order_by(t.Answer.id)
)
# A walk's whole past is read for every input: a look-up costs a fraction of asking the enumeration.
_STATES = {state.value: state for state in State}
_VISIBLE = {visible.value: visible for visible in Visible}


def own(tx: Transaction, walk_id: int) -> dict[str, Answer]:
    """The latest answer to each question of a walk, for those who answer it."""
    return {
        question: Answer(question, _STATES[state], value, _VISIBLE[visible], number, author)
        for question, state, value, visible, number, author in tx.execute(_OWN, {"walk": walk_id}).all()
    }


def add(
    tx: Transaction, now: datetime, walk_id: int, answer: Answer, *, author: int, said_in: int | None = None
) -> None:
    tx.execute(
        _ADD,
        {
            "walk_id": walk_id,
            "question": answer.question,
            "state": answer.state.value,
            "value": answer.value,
            "visible": answer.visible.value,
            "author_id": author,
            "said_in": said_in,
            "at": now,
        },
    )


@dataclass(frozen=True)
class Both:
    """Both sides' answers in a round, for nobody's eyes yet: `for_reader` is the one way to them."""

    openings: Mapping[str, openings.OpeningRow]
    _dialogue: Dialogue
    _given: Mapping[Side, Mapping[str, Answer]]

    def for_reader(self, reader: Actor) -> dict[Side, dict[str, Answer]]:
        """Each side's answers as far as this reader may see them."""
        return {side: dict(self._readable(side, reader)) for side in Side}

    def for_both(self) -> dict[Side, dict[str, Answer]]:
        """Each side's answers as far as the other side may see them: what both of them know."""
        return {side: dict(self._readable(side, Actor(0, side=side.other))) for side in Side}

    def _readable(self, side: Side, reader: Actor) -> Iterator[tuple[str, Answer]]:
        given = self._given.get(side, {})
        walk = Walk(side, given)
        if reader.side is not side and not self._shows(side, given):
            return
        for question, answer in given.items():
            topic = self._dialogue.topic_of(question)
            # An answer to a question that is no longer asked, since another answer changed, is nobody's word now.
            if topic is None or not applies(walk, self._dialogue.questions[question]):
                continue
            opening = self.openings.get(topic.id)
            how = None if opening is None else opening.how_for(side)
            shown = readable(answer, author_side=side, reader=reader, how=how)
            if shown is not None and not self._gives_away(side, question, shown, reader, how):
                yield question, shown

    def _gives_away(self, side: Side, question: str, answer: Answer, reader: Actor, how: str | None) -> bool:
        """That it was asked at all tells what the answer was that decided it. Where that one is hidden this one is
        too, unless its writer has chosen who may see it.
        """
        asked = self._dialogue.questions[question]
        decisive = self._given[side].get(asked.when.question) if asked.when else None
        if decisive is None or answer.visible is not asked.begins(side):
            return False
        return readable(decisive, author_side=side, reader=reader, how=how) is None

    def _shows(self, side: Side, given: Mapping[str, Answer]) -> bool:
        """Whether a side lets anybody else read its answers: where the dialogue asks it, only if it said so."""
        if self._dialogue.shown_if is None:
            return True
        asked, code = self._dialogue.shown_if
        if self._dialogue.questions[asked].side is not side:
            return True
        answer = given.get(asked)
        return answer is not None and answer.state is State.GIVEN and answer.value == code


def both(tx: Transaction, round_id: int, dialogue: Dialogue) -> Both:
    """Everything said in a round, loaded once for however many readers."""
    walks = tx.execute(_WALKS, {"round": round_id}).all()
    given = {Side(side): own(tx, walk_id) for walk_id, side in walks}
    return Both(openings.of_round(tx, round_id), dialogue, given)


def matters_most(tx: Transaction, round_id: int) -> dict[Side, Json]:
    """The goal's id that each side of a round chose last. For nobody's eyes but its own side's until both have."""
    return {Side(side): value for side, value in tx.execute(_MATTERS_MOST, {"round": round_id})}


def given_to(tx: Transaction, answer_ids: tuple[int, ...]) -> dict[int, tuple[Side, str]]:
    """The side and the question of each of these answers, whichever word of it is the latest."""
    if not answer_ids:
        return {}
    query = (
        select(t.Answer.id, t.Walk.side, t.Answer.question)
        .join(t.Walk, t.Walk.id == t.Answer.walk_id)
        .where(t.Answer.id.in_(answer_ids))
    )
    return {row[0]: (Side(row[1]), row[2]) for row in tx.execute(query)}


def said_in(tx: Transaction, author: int, message: int) -> tuple[int, str] | None:
    """(walk, question) of the answer a person gave in this Telegram message."""
    query = (
        select(t.Answer.walk_id, t.Answer.question)
        .where(t.Answer.author_id == author, t.Answer.said_in == message)
        .order_by(t.Answer.id.desc())
        .limit(1)
    )
    row = tx.execute(query).one_or_none()
    return (row[0], row[1]) if row else None
