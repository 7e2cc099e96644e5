"""The joint goals, plan steps and promises. They change only when both sides have accepted the change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.commitments import Commitment, Kind
from conversations.goals import Goal
from conversations.text import Month

_GOALS = (
    select(t.Goal.id, t.Goal.n, t.Goal.words, t.Goal.stronger, t.Goal.sign, t.Goal.month)
    .where(t.Goal.partnership_id == bindparam("partnership"), t.Goal.state == "open")
    .order_by(t.Goal.n, t.Goal.id)
)
_COMMITMENT = (
    t.Commitment.id,
    t.Commitment.kind,
    t.Commitment.words,
    t.Commitment.who,
    t.Commitment.month,
    t.Commitment.goal_id,
    t.Commitment.area,
)
_COMMITMENTS = (
    select(*_COMMITMENT)
    .where(t.Commitment.partnership_id == bindparam("partnership"), t.Commitment.state == bindparam("state"))
    .order_by(t.Commitment.month.is_(None), t.Commitment.month, t.Commitment.id)
)


def goals(tx: Transaction, partnership: int) -> tuple[Goal, ...]:
    """The joint list, in its order."""
    rows = tx.execute(_GOALS, {"partnership": partnership})
    return tuple(Goal(*row[:5], Month.parse(row[5]) if row[5] else None) for row in rows)


def set_list(tx: Transaction, now: datetime, partnership: int, listed: list[dict[str, Any]]) -> None:
    """Makes the joint list what was accepted: {"id", "w", "s"} each. One that is not in it is dropped."""
    there = {goal.id for goal in goals(tx, partnership)}
    kept = {g["id"] for g in listed if g["id"] in there}
    for gone in there - kept:
        change_goal(tx, gone, state="dropped")
    for n, g in enumerate(listed, 1):
        values = {"n": n, "words": g["w"], "stronger": bool(g.get("s"))}
        if g["id"] in kept:
            change_goal(tx, g["id"], **values)
        else:
            tx.execute(insert(t.Goal), {"partnership_id": partnership, "state": "open", "at": now, **values})


def change_goal(tx: Transaction, goal: int, **values: object) -> None:
    tx.execute(update(t.Goal).where(t.Goal.id == goal).values(**values))


def commitments(tx: Transaction, partnership: int, state: str = "agreed") -> tuple[Commitment, ...]:
    """Steps and promises, those with the nearest month first; `proposed` are those nobody has accepted yet."""
    rows = tx.execute(_COMMITMENTS, {"partnership": partnership, "state": state})
    return tuple(_commitment(row) for row in rows)


def commitment(tx: Transaction, partnership: int, number: int) -> Commitment | None:
    """Whatever its state; None if it is not this partnership's."""
    query = select(*_COMMITMENT).where(t.Commitment.id == number, t.Commitment.partnership_id == partnership)
    row = tx.execute(query).one_or_none()
    return _commitment(row) if row else None


def propose(tx: Transaction, now: datetime, partnership: int, one: Commitment) -> int:
    """A row of its own from the moment it is put forward; `one.id` is not looked at."""
    row = {
        "partnership_id": partnership,
        "kind": one.kind.value,
        "words": one.words,
        "who": one.who,
        "month": str(one.month) if one.month else None,
        "goal_id": one.goal,
        "area": one.area,
        "state": "proposed",
        "at": now,
    }
    return int(tx.execute(insert(t.Commitment).returning(t.Commitment.id), row).scalar_one())


def change_commitment(tx: Transaction, number: int, **values: object) -> None:
    tx.execute(update(t.Commitment).where(t.Commitment.id == number).values(**values))


def draft(tx: Transaction, person: int, partnership: int) -> dict[str, Any] | None:
    """The joint list as this person is changing it."""
    query = select(t.GoalDraft.content).where(
        t.GoalDraft.person_id == person, t.GoalDraft.partnership_id == partnership
    )
    return tx.execute(query).scalar()


def keep_draft(tx: Transaction, now: datetime, person: int, partnership: int, content: dict[str, Any]) -> None:
    drop_draft(tx, person, partnership)
    row = {"person_id": person, "partnership_id": partnership, "content": content, "at": now}
    tx.execute(insert(t.GoalDraft), row)


def drop_draft(tx: Transaction, person: int, partnership: int) -> None:
    tx.execute(delete(t.GoalDraft).where(t.GoalDraft.person_id == person, t.GoalDraft.partnership_id == partnership))


def _commitment(row: Any) -> Commitment:
    number, kind, words, who, month, goal, area = row
    return Commitment(number, Kind(kind), words, who, Month.parse(month) if month else None, goal, area)
