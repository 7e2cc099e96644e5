"""The only place that reads and writes answers.

A side's own walk reads its own; everybody else gets what `conversations.access.readable` lets through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from bot.store import openings
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.access import Actor, readable
from conversations.answers import Answer, State
from conversations.dialogue import Dialogue
from conversations.sides import Side, Visible
from conversations.walk import Walk, applies

_LATEST = select(func.max(t.Answer.id)).group_by(t.Answer.question)
_OWN = select(t.Answer.question, t.Answer.state, t.Answer.value, t.Answer.visible, t.Answer.id).where(
    t.Answer.id.in_(_LATEST.where(t.Answer.walk_id == bindparam("walk")))
)

_ADD = insert(t.Answer)
_WALKS = select(t.Walk.id, t.Walk.side).where(t.Walk.round_id == bindparam("round"))
# A walk's whole past is read for every input: a look-up costs a fraction of asking the enumeration.
_STATES = {state.value: state for state in State}
_VISIBLE = {visible.value: visible for visible in Visible}


def own(tx: Transaction, walk_id: int) -> dict[str, Answer]:
    """The latest answer to each question of a walk, for those who answer it."""
    return {
        question: Answer(question, _STATES[state], value, _VISIBLE[visible], number)
        for question, state, value, visible, number in tx.execute(_OWN, {"walk": walk_id}).all()
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
class Laid:
    """A round as one reader may see it: each side's readable answers, and how each topic was opened."""

    answers: Mapping[Side, Mapping[str, Answer]]
    openings: Mapping[str, openings.OpeningRow]


def laid(tx: Transaction, reader: Actor, round_id: int, dialogue: Dialogue) -> Laid:
    """Both sides' answers in a round, as far as this reader may see them."""
    opened = openings.of_round(tx, round_id)
    walks = tx.execute(_WALKS, {"round": round_id}).all()
    seen: dict[Side, dict[str, Answer]] = {side: {} for side in Side}
    for walk_id, side_code in walks:
        side = Side(side_code)
        given = own(tx, walk_id)
        walk = Walk(side, given)
        for question, answer in given.items():
            topic = dialogue.topic_of(question)
            # An answer to a question that is no longer asked, since another answer changed, is nobody's word now.
            if topic is None or not applies(walk, dialogue.questions[question]):
                continue
            opening = opened.get(topic.id)
            how = None if opening is None else opening.how_for(side)
            shown = readable(answer, author_side=side, reader=reader, how=how)
            if shown is not None:
                seen[side][question] = shown
    return Laid(seen, opened)


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
