"""What is dropped when its time is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction


def update_ids(tx: Transaction, before: datetime) -> None:
    tx.execute(delete(t.ReceivedUpdate).where(t.ReceivedUpdate.at < before))


def quarantine(tx: Transaction, before: datetime) -> None:
    """The content of what could not be handled."""
    tx.execute(delete(t.Quarantine).where(t.Quarantine.at < before))


def invitations(tx: Transaction, before: datetime) -> None:
    """Those that ran out unused, unless somebody is just accepting one."""
    accepting = select(t.Joining.invitation_id)
    tx.execute(
        delete(t.Invitation).where(
            t.Invitation.used_at.is_(None), t.Invitation.expires_at < before, t.Invitation.id.not_in(accepting)
        )
    )
    tx.execute(delete(t.InvitationAttempt).where(t.InvitationAttempt.at < before))


def drafts(tx: Transaction, *, partnership_id: int, person_id: int | None = None) -> None:
    """What waited to be put forward or sent in a partnership, by one person or by anybody; its files go too."""
    held = select(t.Held.person_id, t.Held.content)
    goals = delete(t.GoalDraft).where(t.GoalDraft.partnership_id == partnership_id)
    if person_id is not None:
        held, goals = held.where(t.Held.person_id == person_id), goals.where(t.GoalDraft.person_id == person_id)
    tx.execute(goals)
    for person, content in tx.execute(held).all():
        if content.get("partnership") == partnership_id:
            files = content["media"] if isinstance(content.get("media"), list) else []
            tx.execute(update(t.Media).where(t.Media.id.in_(files)).values(state="unwanted"))
            tx.execute(delete(t.Held).where(t.Held.person_id == person))
