"""What is dropped when its time is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

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
