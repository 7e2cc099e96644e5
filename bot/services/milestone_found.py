"""One milestone with its plan, for whoever may see it or act on it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens.milestones import OPEN
from bot.services import phase_out_plan
from bot.services.common import Seen, seen
from bot.services.scene import Scene
from bot.store import phase_out as store
from bot.store.ahead import MilestoneRow
from conversations.access import Action


@dataclass(frozen=True)
class Found:
    """A milestone with its plan, for somebody who may see it."""

    view: Seen
    plan: phase_out_plan.PlanStanding
    row: MilestoneRow

    @property
    def partnership(self) -> int:
        return self.view.common.partnership.id


def found(scene: Scene, number: int, action: Action = Action.SEE_PLANS) -> Found | None:
    """None for one of no plan, or of a plan one may not know."""
    partnership = store.milestone_partnership(scene.tx, number)
    view = seen(scene, partnership, action) if partnership is not None else None
    plan = phase_out_plan.standing(scene, partnership) if view and partnership is not None else None
    row = next((m for m in plan.milestones if m.id == number), None) if plan else None
    return Found(view, plan, row) if view and plan and row else None


def to_act(scene: Scene, number: int) -> Found | None:
    """An open milestone of an open partnership, for a member of one of its sides."""
    here = found(scene, number, Action.MOVE_MILESTONE)
    return here if here is not None and here.view.open and here.row.state == OPEN else None
