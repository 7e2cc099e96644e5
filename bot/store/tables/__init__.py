"""What is kept. Statements are built over these columns; rows never travel as objects of these classes.

Codes and ids are stored, never wording. Enumerations are strings, so that a new member needs no migration.
"""

from __future__ import annotations

from bot.store.tables.base import Table
from bot.store.tables.people import (
    Assignment,
    Form,
    Invitation,
    InvitationAttempt,
    Joining,
    Member,
    Partnership,
    Person,
)
from bot.store.tables.plans import Milestone, MilestoneMove, PhaseOut, PhaseOutPlan, Trip
from bot.store.tables.settled import (
    Agreement,
    AgreementFile,
    AgreementWord,
    Approval,
    Commitment,
    Goal,
    GoalDraft,
    Proposal,
    Review,
)
from bot.store.tables.talks import Answer, Held, Mark, Media, Note, Opening, Ready, Round, Walk
from bot.store.tables.traffic import Alive, Audit, Message, Quarantine, ReceivedUpdate

__all__ = [
    "Agreement",
    "AgreementFile",
    "AgreementWord",
    "Alive",
    "Answer",
    "Approval",
    "Assignment",
    "Audit",
    "Commitment",
    "Form",
    "Goal",
    "GoalDraft",
    "Held",
    "Invitation",
    "InvitationAttempt",
    "Joining",
    "Mark",
    "Media",
    "Member",
    "Message",
    "Milestone",
    "MilestoneMove",
    "Note",
    "Opening",
    "Partnership",
    "Person",
    "PhaseOut",
    "PhaseOutPlan",
    "Proposal",
    "Quarantine",
    "Ready",
    "ReceivedUpdate",
    "Review",
    "Round",
    "Table",
    "Trip",
    "Walk",
]
