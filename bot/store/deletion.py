"""Deleting a partnership: what was asked and agreed to, when it is due, and how everything goes.

Asking and agreeing are read back from the audit, which is where they are written down; it stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, or_, select, update

from bot.store import forgetting
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side

ASKED, AGREED, DECLINED = "deletion_asked", "deletion_agreed", "deletion_declined"
DUE, UNDONE, DELETED = "deletion_due", "deletion_undone", "partnership_deleted"
_STEPS = (ASKED, AGREED, DECLINED, DUE, UNDONE)
SHOWN = ("opened", "handed")  # openings in which somebody has read what the other wrote


@dataclass(frozen=True)
class Steps:
    """Where a deletion stands. `asked_by` is None when nobody waits for both sides' consent."""

    asked_by: int | None = None
    agreed: frozenset[Side] = frozenset()
    consented: bool = False  # the present deletion follows from both sides' consent
    was: str = "open"  # the state to which regretting it leads back


def steps(tx: Transaction, partnership: int) -> Steps:
    query = (
        select(t.Audit.action, t.Audit.about, t.Audit.actor_id)
        .where(t.Audit.partnership_id == partnership, t.Audit.action.in_(_STEPS))
        .order_by(t.Audit.id)
    )
    now = Steps()
    for action, about, actor in tx.execute(query):
        if action == ASKED:
            now = Steps(asked_by=actor)
        elif action == AGREED:
            now = replace(now, agreed=now.agreed | {Side(about or "")})
        elif action == DUE:
            now = Steps(consented=now.agreed == frozenset(Side), was=about or "open")
        else:
            now = Steps()
    return now


def anything_opened(tx: Transaction, partnership: int) -> bool:
    query = (
        select(t.Opening.id)
        .join(t.Round, t.Round.id == t.Opening.round_id)
        .where(t.Round.partnership_id == partnership, t.Opening.how.in_(SHOWN))
    )
    return tx.execute(query.limit(1)).first() is not None


def due(tx: Transaction, now: datetime) -> tuple[int, ...]:
    """Partnerships whose days to regret are over."""
    query = select(t.Partnership.id).where(t.Partnership.state == "deleting", t.Partnership.delete_at <= now)
    return tuple(tx.execute(query.order_by(t.Partnership.id)).scalars())


def erase(tx: Transaction, partnership: int) -> None:
    """Everything of a partnership but the audit, which holds no content. Its files are left to be removed."""
    rounds = select(t.Round.id).where(t.Round.partnership_id == partnership)
    walks = select(t.Walk.id).where(t.Walk.round_id.in_(rounds))
    openings = select(t.Opening.id).where(t.Opening.round_id.in_(rounds))
    invitations = select(t.Invitation.id).where(t.Invitation.partnership_id == partnership)
    _let_files_go(tx, partnership)
    _let_words_go(tx, partnership)
    forgetting.drafts(tx, partnership_id=partnership)
    milestones = select(t.Milestone.id).where(t.Milestone.partnership_id == partnership)
    agreements = select(t.Agreement.id).where(t.Agreement.partnership_id == partnership)
    for gone in (
        delete(t.AgreementFile).where(t.AgreementFile.agreement_id.in_(agreements)),
        delete(t.AgreementWord).where(t.AgreementWord.agreement_id.in_(agreements)),
        delete(t.Approval).where(t.Approval.agreement_id.in_(agreements)),
        delete(t.Agreement).where(t.Agreement.partnership_id == partnership),
        delete(t.Proposal).where(t.Proposal.partnership_id == partnership),
        delete(t.Commitment).where(t.Commitment.partnership_id == partnership),
        delete(t.Goal).where(t.Goal.partnership_id == partnership),
        delete(t.Trip).where(t.Trip.partnership_id == partnership),
        delete(t.MilestoneMove).where(t.MilestoneMove.milestone_id.in_(milestones)),
        delete(t.Milestone).where(t.Milestone.partnership_id == partnership),
        delete(t.PhaseOutPlan).where(t.PhaseOutPlan.partnership_id == partnership),
        delete(t.PhaseOut).where(t.PhaseOut.partnership_id == partnership),
        delete(t.Review).where(t.Review.partnership_id == partnership),
        delete(t.Note).where(t.Note.opening_id.in_(openings)),
        delete(t.Mark).where(t.Mark.opening_id.in_(openings)),
        delete(t.Opening).where(t.Opening.round_id.in_(rounds)),
        delete(t.Ready).where(t.Ready.walk_id.in_(walks)),
        delete(t.Answer).where(t.Answer.walk_id.in_(walks)),
        delete(t.Message).where(or_(t.Message.partnership_id == partnership, t.Message.walk_id.in_(walks))),
        delete(t.Walk).where(t.Walk.round_id.in_(rounds)),
        delete(t.Round).where(t.Round.partnership_id == partnership),
        delete(t.Joining).where(t.Joining.invitation_id.in_(invitations)),
        delete(t.Invitation).where(t.Invitation.partnership_id == partnership),
        delete(t.Assignment).where(t.Assignment.partnership_id == partnership),
        delete(t.Member).where(t.Member.partnership_id == partnership),
        delete(t.Partnership).where(t.Partnership.id == partnership),
    ):
        tx.execute(gone)


def _let_files_go(tx: Transaction, partnership: int) -> None:
    """Files given as answers are marked; whoever keeps the bytes removes them and then the rows."""
    answers = (
        select(t.Answer.value)
        .join(t.Walk, t.Walk.id == t.Answer.walk_id)
        .join(t.Round, t.Round.id == t.Walk.round_id)
        .where(t.Round.partnership_id == partnership)
    )
    files = {
        piece["f"]
        for value in tx.execute(answers).scalars()
        if isinstance(value, dict)
        for piece in value.get("pieces", ())
        if "f" in piece
    }
    of_agreements = select(t.AgreementFile.media_id).join(t.Agreement).where(t.Agreement.partnership_id == partnership)
    files |= set(tx.execute(of_agreements).scalars())
    for file in sorted(files):
        tx.execute(update(t.Media).where(t.Media.id == file).values(state="unwanted"))


def _let_words_go(tx: Transaction, partnership: int) -> None:
    """Words that waited for their owner to say what they are for, where that was in this partnership."""
    walks = set(tx.execute(select(t.Walk.id).join(t.Round).where(t.Round.partnership_id == partnership)).scalars())
    openings = set(
        tx.execute(select(t.Opening.id).join(t.Round).where(t.Round.partnership_id == partnership)).scalars()
    )
    members = select(t.Member.person_id).where(t.Member.partnership_id == partnership)
    for person, content in tx.execute(
        select(t.Held.person_id, t.Held.content).where(t.Held.person_id.in_(members))
    ).all():
        if content.get("walk") in walks or content.get("opening") in openings:
            tx.execute(delete(t.Held).where(t.Held.person_id == person))
