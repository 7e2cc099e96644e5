"""How a partnership's joint matters stand, in a few lines for staff."""

from __future__ import annotations

from bot.screen import Line
from bot.screens import settled
from bot.services.common import common
from bot.services.scene import Scene
from bot.services.versions import draft, outdated, shown
from conversations.agreement import open_points
from conversations.approving import in_force
from conversations.commitments import Kind
from conversations.together import waiting_for


def lines(scene: Scene, partnership: int) -> tuple[Line, ...]:
    """For staff who may see the partnership: the caller has asked."""
    now = common(scene, partnership)
    if now is None:
        return ()
    versions = shown(scene, partnership)
    newest, holds = versions[-1] if versions else None, in_force(versions)
    kinds = [commitment.kind for commitment in now.known.commitments]
    return settled.lines(
        settled.Settled(
            now.horizon,
            now.expected_end,
            goals=len(now.known.goals),
            steps=kinds.count(Kind.STEP),
            promises=kinds.count(Kind.PROMISE),
            waiting=len(waiting_for(now.known)),
            open_points=len(open_points(draft(now))) if now.known.rows else 0,
            names=now.parties.names,
            version=newest.n if newest else None,
            approved=tuple(newest.approvals) if newest else (),
            in_force=holds.n if holds else None,
            outdated=outdated(scene, now) is not None,
        )
    )
