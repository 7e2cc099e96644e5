"""The ending of a partnership as it is written: talks proposed, the plan, its milestones. Reading whole: `ahead.py`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.milestones import Move, Plan
from conversations.phasing_out import Proposed, State
from conversations.sides import Side

_PROPOSED = (t.PhaseOut.id, t.PhaseOut.side, t.PhaseOut.state)


def proposed(tx: Transaction, partnership: int) -> tuple[Proposed, ...]:
    """Every talk about ending that was proposed, oldest first."""
    query = select(*_PROPOSED).where(t.PhaseOut.partnership_id == partnership).order_by(t.PhaseOut.id)
    return tuple(Proposed(n, Side(side) if side else None, State(state)) for n, side, state in tx.execute(query))


def partnership_of(tx: Transaction, proposal: int) -> int | None:
    return tx.execute(select(t.PhaseOut.partnership_id).where(t.PhaseOut.id == proposal)).scalar()


def propose(tx: Transaction, now: datetime, partnership: int, side: Side | None, author: int) -> int:
    """`side` None is staff."""
    row = {
        "partnership_id": partnership,
        "side": side.value if side else None,
        "author_id": author,
        "at": now,
        "state": State.PROPOSED.value,
    }
    return int(tx.execute(insert(t.PhaseOut).returning(t.PhaseOut.id), row).scalar_one())


def answered(tx: Transaction, now: datetime, proposal: int, state: State, by: int) -> None:
    values = {"state": state.value, "ended_by": by, "ended_at": now}
    tx.execute(update(t.PhaseOut).where(t.PhaseOut.id == proposal).values(**values))


def make_plan(tx: Transaction, now: datetime, partnership: int, tier: str, plan: Plan) -> None:
    """With its seventeen milestones; there is none yet."""
    row = {"partnership_id": partnership, "tier": tier, "at": now, **_figures(plan)}
    tx.execute(insert(t.PhaseOutPlan), row)
    milestones = [
        {"partnership_id": partnership, "code": one.code, "due": str(one.due), "state": "open", "at": now}
        for one in plan.milestones
    ]
    tx.execute(insert(t.Milestone), milestones)


def change_plan(tx: Transaction, partnership: int, tier: str, plan: Plan) -> None:
    """When it was first made stays: from then on both sides have known that there is an end."""
    values = {"tier": tier, **_figures(plan)}
    tx.execute(update(t.PhaseOutPlan).where(t.PhaseOutPlan.partnership_id == partnership).values(**values))


def _figures(plan: Plan) -> dict[str, object]:
    return {"end": str(plan.end), "lead": plan.lead, "available": plan.available}


def move(tx: Transaction, now: datetime, partnership: int, moves: Iterable[Move], author: int | None) -> None:
    """Each keeps where it stood before."""
    for one in moves:
        own = (t.Milestone.partnership_id == partnership, t.Milestone.code == one.code)
        number = tx.execute(select(t.Milestone.id).where(*own)).scalar_one()
        tx.execute(update(t.Milestone).where(t.Milestone.id == number).values(due=str(one.after)))
        row = {
            "milestone_id": number,
            "due_before": str(one.before),
            "due_after": str(one.after),
            "author_id": author,
            "at": now,
        }
        tx.execute(insert(t.MilestoneMove), row)


def milestone_partnership(tx: Transaction, milestone: int) -> int | None:
    return tx.execute(select(t.Milestone.partnership_id).where(t.Milestone.id == milestone)).scalar()


def end_milestone(
    tx: Transaction,
    now: datetime,
    milestone: int,
    *,
    state: str,
    how: str | None,
    words: str | None,
    side: Side,
    author: int,
) -> bool:
    """Done or not needed. False if somebody was there before."""
    values = {"state": state, "how": how, "words": words, "side": side.value, "author_id": author, "ended_at": now}
    open_one = (t.Milestone.id == milestone, t.Milestone.state == "open")
    return bool(tx.execute(update(t.Milestone).where(*open_one).values(**values)).rowcount)
