"""Who may see and do what: one table, deny by default.

Everything that shows or does something names its action here. Nothing here reads the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from conversations.answers import Answer, State
from conversations.sides import Side, Visible


class Role(StrEnum):
    ADMIN = "SA"  # staff admin
    ASSIGNED = "ST"  # staff assigned to the partnership
    STAFF = "SU"  # staff not assigned to it
    DANISH = "DK"
    LOCAL = "LO"
    OUTSIDER = "OX"  # member of another partnership
    REMOVED = "RM"
    STRANGER = "XX"


@dataclass(frozen=True)
class Actor:
    """A person as seen from one partnership, or from none: then all but `staff` is at its default."""

    person: int
    staff: str | None = None  # None, "staff" or "admin"
    assigned: bool = False
    side: Side | None = None
    removed: bool = False
    elsewhere: bool = False

    @property
    def role(self) -> Role:
        """Nobody is staff for a partnership in which they are, or were, a member."""
        if self.side is not None:
            return Role.DANISH if self.side is Side.DANISH else Role.LOCAL
        if self.removed:
            return Role.REMOVED
        if self.staff == "admin":
            return Role.ADMIN
        if self.staff is not None:
            return Role.ASSIGNED if self.assigned else Role.STAFF
        return Role.OUTSIDER if self.elsewhere else Role.STRANGER


class Action(StrEnum):
    USE = "use"  # /start, /help, /privacy, /language
    KNOW = "know"  # that a partnership exists
    CREATE = "create"
    EDIT = "edit"  # names, country, zone, common language, coordinator
    CLOSE = "close"
    DELETE_UNOPENED = "delete_unopened"
    ASK_DELETE = "ask_delete"  # after an opening both sides must consent
    CONSENT_DELETE = "consent_delete"
    INVITE_STAFF = "invite_staff"
    ASSIGN_STAFF = "assign_staff"
    INVITE_DANISH = "invite_danish"
    INVITE_LOCAL = "invite_local"
    REMOVE_DANISH = "remove_danish"
    REMOVE_LOCAL = "remove_local"
    ANSWER = "answer"
    SEE_PROGRESS = "see_progress"
    SEE_OPENED = "see_opened"
    SEE_STAFF_ONLY = "see_staff_only"
    MARK = "mark"
    NOTE = "note"
    CLOSE_TOPIC = "close_topic"
    SUMMARY = "summary"
    SEE_SETTLED = "see_settled"  # goals, plan, promises, what was put forward, the agreement
    SETTLE = "settle"  # put forward, accept, counter, withdraw
    APPROVE = "approve"  # the agreement
    UPLOAD = "upload"  # the agreement a running partnership has already
    BEGIN = "begin"  # a round of a dialogue after the start
    PLAN_TRIP = "plan_trip"
    SEE_PLANS = "see_plans"  # trips, the phase-out plan, duties
    MOVE_MILESTONE = "move_milestone"  # done, moved, not needed
    PROPOSE_MILESTONE = "propose_milestone"
    PROPOSE_PHASE_OUT = "propose_phase_out"
    RECORD = "record"
    ATTENTION = "attention"


_ALL = frozenset(Role)
_STAFF = frozenset({Role.ADMIN, Role.ASSIGNED})
_SIDES = frozenset({Role.DANISH, Role.LOCAL})

_MAY: Mapping[Action, frozenset[Role]] = {
    Action.USE: _ALL,
    Action.KNOW: _STAFF | _SIDES,
    Action.CREATE: _STAFF | {Role.STAFF},
    Action.EDIT: _STAFF,
    Action.CLOSE: _STAFF,
    Action.DELETE_UNOPENED: _STAFF,
    Action.ASK_DELETE: _STAFF,
    Action.CONSENT_DELETE: _SIDES,
    Action.INVITE_STAFF: frozenset({Role.ADMIN}),
    Action.ASSIGN_STAFF: _STAFF,
    Action.INVITE_DANISH: _STAFF | {Role.DANISH},
    Action.INVITE_LOCAL: _STAFF | {Role.LOCAL},
    Action.REMOVE_DANISH: _STAFF | {Role.DANISH},
    Action.REMOVE_LOCAL: _STAFF | {Role.LOCAL},
    Action.ANSWER: _SIDES,
    Action.SEE_PROGRESS: _STAFF | _SIDES,
    Action.SEE_OPENED: _STAFF | _SIDES,
    Action.SEE_STAFF_ONLY: _STAFF,
    Action.MARK: _SIDES,
    Action.NOTE: _SIDES,
    Action.CLOSE_TOPIC: _SIDES,
    Action.SUMMARY: _STAFF,
    Action.SEE_SETTLED: _STAFF | _SIDES,
    Action.SETTLE: _SIDES,
    Action.APPROVE: _SIDES,
    Action.UPLOAD: _STAFF | _SIDES,
    Action.BEGIN: _STAFF | _SIDES,
    Action.PLAN_TRIP: _SIDES | {Role.ASSIGNED},
    Action.SEE_PLANS: _STAFF | _SIDES,
    Action.MOVE_MILESTONE: _SIDES,
    Action.PROPOSE_MILESTONE: frozenset({Role.ASSIGNED}),
    Action.PROPOSE_PHASE_OUT: _STAFF | _SIDES,
    Action.RECORD: _STAFF | _SIDES,
    Action.ATTENTION: _STAFF,
}

# Staff admins see content, and let staff in, only with a trace in the audit log.
AUDITED = frozenset(
    {
        Action.SEE_OPENED,
        Action.SEE_STAFF_ONLY,
        Action.SUMMARY,
        Action.SEE_SETTLED,
        Action.SEE_PLANS,
        Action.RECORD,
        Action.ATTENTION,
        Action.INVITE_STAFF,
        Action.ASSIGN_STAFF,
    }
)


def may(actor: Actor, action: Action) -> bool:
    """Whether this person may do this to this partnership; anything not named is refused."""
    return actor.role in _MAY.get(action, frozenset())


def is_audited(actor: Actor, action: Action) -> bool:
    return actor.role is Role.ADMIN and action in AUDITED


def inviting(side: Side) -> Action:
    return Action.INVITE_DANISH if side is Side.DANISH else Action.INVITE_LOCAL


def removing(side: Side) -> Action:
    return Action.REMOVE_DANISH if side is Side.DANISH else Action.REMOVE_LOCAL


def readable(answer: Answer, *, author_side: Side, reader: Actor, how: str | None) -> Answer | None:
    """The answer as `reader` may see it, or None. The sealed part of a topic is sealed until it is opened.

    `how` is None while sealed, "opened", "closed" (unopened, for good) or "handed" (the author's side gave
    its own answers to staff). To everybody but the author's side a kept answer and a skipped one are the
    same: None. "Rather talk about it" is shown, and its button says so.
    """
    if answer.visible is Visible.ME and reader.person != answer.author:
        return None
    if reader.side is author_side:
        return answer
    staff = may(reader, Action.SEE_STAFF_ONLY)
    if not (how == "opened" and may(reader, Action.SEE_OPENED)) and not (how == "handed" and staff):
        return None
    if answer.state is State.TALK:
        return replace(answer, value=None)
    if answer.state is not State.GIVEN:
        return None
    wanted = Visible.STAFF if staff else Visible.BOTH
    return answer if answer.visible.is_at_least(wanted) else None
