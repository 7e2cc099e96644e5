"""What may need a human, looked up across many partnerships at once. Named queries only.

An answer found here is for nobody's eyes: who may read it is asked where it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side

ATTENDED = "attended"  # a member of the staff says that a thing has been dealt with; `about` says which


@dataclass(frozen=True)
class Opened:
    """A topic of a round whose answers staff may have been shown."""

    opening: int
    partnership: int
    round: int
    topic: str
    at: datetime


def last_opened(tx: Transaction, among: Sequence[int], topics: Iterable[str]) -> tuple[Opened, ...]:
    """The newest opening of each of these topics in each of these partnerships."""
    newest = (
        select(func.max(t.Opening.id))
        .join(t.Round, t.Round.id == t.Opening.round_id)
        .where(t.Round.partnership_id.in_(among), t.Opening.topic.in_(tuple(topics)), t.Opening.how != "closed")
        .group_by(t.Round.partnership_id, t.Opening.topic)
    )
    query = (
        select(t.Opening.id, t.Round.partnership_id, t.Opening.round_id, t.Opening.topic, t.Opening.at)
        .join(t.Round, t.Round.id == t.Opening.round_id)
        .where(t.Opening.id.in_(newest))
        .order_by(t.Opening.id)
    )
    return tuple(Opened(*row) for row in tx.execute(query))


def rounds_with(tx: Transaction, rounds: Sequence[int], questions: Iterable[str]) -> frozenset[int]:
    """Those of the rounds in which one of these questions was ever answered."""
    query = (
        select(t.Walk.round_id)
        .join(t.Answer, t.Answer.walk_id == t.Walk.id)
        .where(t.Walk.round_id.in_(rounds), t.Answer.question.in_(tuple(questions)))
    )
    return frozenset(tx.execute(query).scalars())


def finished_alone(tx: Transaction, among: Sequence[int]) -> tuple[tuple[int, int, str, Side, datetime], ...]:
    """(partnership, round, topic, side, at) of what a side has finished that is neither opened nor closed."""
    query = (
        select(t.Round.partnership_id, t.Round.id, t.Ready.topic, t.Walk.side, t.Ready.at)
        .join(t.Walk, t.Walk.id == t.Ready.walk_id)
        .join(t.Round, t.Round.id == t.Walk.round_id)
        .outerjoin(t.Opening, and_(t.Opening.round_id == t.Round.id, t.Opening.topic == t.Ready.topic))
        .where(t.Round.partnership_id.in_(among), t.Round.closed_at.is_(None), t.Opening.id.is_(None))
    )
    return tuple((r[0], r[1], r[2], Side(r[3]), r[4]) for r in tx.execute(query))


def last_heard(tx: Transaction, among: Sequence[int]) -> dict[int, datetime]:
    """When a side last answered, put something forward, joined, or was shown an opening; else when it was entered."""
    of_round = t.Round.partnership_id
    queries = (
        select(t.Partnership.id, t.Partnership.created_at).where(t.Partnership.id.in_(among)),
        select(t.Member.partnership_id, func.max(t.Member.joined_at))
        .where(t.Member.partnership_id.in_(among))
        .group_by(t.Member.partnership_id),
        select(of_round, func.max(t.Answer.at))
        .join(t.Walk, t.Walk.round_id == t.Round.id)
        .join(t.Answer, t.Answer.walk_id == t.Walk.id)
        .where(of_round.in_(among))
        .group_by(of_round),
        select(of_round, func.max(t.Opening.at))
        .join(t.Opening, t.Opening.round_id == t.Round.id)
        .where(of_round.in_(among))
        .group_by(of_round),
        select(t.Proposal.partnership_id, func.max(func.coalesce(t.Proposal.ended_at, t.Proposal.at)))
        .where(t.Proposal.partnership_id.in_(among))
        .group_by(t.Proposal.partnership_id),
    )
    last: dict[int, datetime] = {}
    for query in queries:
        for partnership, at in tx.execute(query):
            last[partnership] = max(at, last.get(partnership, at))
    return last


@dataclass(frozen=True)
class Route:
    """How a side can be reached. `joined`: somebody has ever been there; `left_at`: when the last one left."""

    joined: bool = False
    members: int = 0
    reachable: int = 0
    left_at: datetime | None = None


def ways_to(tx: Transaction, among: Sequence[int]) -> dict[int, dict[Side, Route]]:
    """How each side of each of these partnerships can be reached."""
    query = (
        select(t.Member.partnership_id, t.Member.side, t.Member.left_at, t.Person.reach)
        .join(t.Person, t.Person.id == t.Member.person_id)
        .where(t.Member.partnership_id.in_(among))
        .order_by(t.Member.id)
    )
    found = {partnership: dict.fromkeys(Side, Route()) for partnership in among}
    for partnership, written, left_at, reach in tx.execute(query):
        side, before = Side(written), found[partnership][Side(written)]
        last_left = max((at for at in (before.left_at, left_at) if at is not None), default=None)
        here = left_at is None
        found[partnership][side] = Route(
            True, before.members + here, before.reachable + (here and reach == "open"), last_left
        )
    return found


def lost_at(tx: Transaction, among: Sequence[int]) -> dict[int, datetime]:
    """When somebody in a partnership was last found to be out of reach."""
    query = (
        select(t.Audit.partnership_id, func.max(t.Audit.at))
        .where(t.Audit.partnership_id.in_(among), t.Audit.action == "no_route")
        .group_by(t.Audit.partnership_id)
    )
    return {row[0]: row[1] for row in tx.execute(query) if row[0] is not None}


def entered_at(tx: Transaction, among: Sequence[int]) -> dict[int, datetime]:
    query = select(t.Partnership.id, t.Partnership.created_at).where(t.Partnership.id.in_(among))
    return {row[0]: row[1] for row in tx.execute(query)}


def not_approved(tx: Transaction, among: Sequence[int]) -> tuple[int, ...]:
    """The partnerships whose newest version of an agreement not both sides have approved."""
    newest = (
        select(t.Agreement.partnership_id, func.max(t.Agreement.version).label("version"))
        .where(t.Agreement.partnership_id.in_(among), t.Agreement.seal.is_not(None))
        .group_by(t.Agreement.partnership_id)
        .subquery()
    )
    query = (
        select(t.Agreement.partnership_id)
        .join(
            newest,
            and_(
                newest.c.partnership_id == t.Agreement.partnership_id,
                newest.c.version == t.Agreement.version,
            ),
        )
        .outerjoin(t.Approval, t.Approval.agreement_id == t.Agreement.id)
        .group_by(t.Agreement.partnership_id)
        .having(func.count(t.Approval.agreement_id) < len(Side))
        .order_by(t.Agreement.partnership_id)
    )
    return tuple(tx.execute(query).scalars())


def attended(tx: Transaction, among: Sequence[int]) -> frozenset[tuple[int, str]]:
    """(partnership, about) of what staff have dealt with. It is read back from the audit, where it is written down."""
    query = select(t.Audit.partnership_id, t.Audit.about).where(
        t.Audit.partnership_id.in_(among), t.Audit.action == ATTENDED
    )
    return frozenset((row[0] or 0, row[1] or "") for row in tx.execute(query))


def open_milestones(tx: Transaction, among: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """(partnership, month) of every milestone that is neither done nor not needed."""
    query = select(t.Milestone.partnership_id, t.Milestone.due).where(
        t.Milestone.partnership_id.in_(among), t.Milestone.state == "open"
    )
    return tuple((row[0], row[1]) for row in tx.execute(query.order_by(t.Milestone.id)))


def ends(tx: Transaction, among: Sequence[int]) -> dict[int, str]:
    """The end month of each of these partnerships that has a phase-out plan."""
    query = select(t.PhaseOutPlan.partnership_id, t.PhaseOutPlan.end).where(t.PhaseOutPlan.partnership_id.in_(among))
    return {row[0]: row[1] for row in tx.execute(query)}
