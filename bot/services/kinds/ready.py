"""Ready to stand alone: every three months while a plan runs, with what has changed and whether the end should move."""

from __future__ import annotations

from bot.screen import Line
from bot.screens import readiness as screens
from bot.services.kinds.base import Kind, Look
from bot.services.scene import Scene
from bot.store import ahead
from bot.store.partnerships import Partnership
from conversations.due import day_of, last_day
from conversations.sides import Side
from conversations.text import N_, Text

TOPIC = "ready"
NO_PLAN = N_("Readiness is asked about while a plan for the ending runs. There is none: /phaseout")


def _refuses(scene: Scene, where: Partnership) -> Text | None:
    plan = ahead.plan(scene.tx, where.id)
    runs = plan is not None and last_day(plan.end) >= day_of(scene.now, where.zone)
    return None if runs else Text(NO_PLAN)


def _result(scene: Scene, look: Look) -> tuple[Line, ...]:
    if TOPIC not in look.now.opened:
        return ()
    rounds = [one.answers for one in (*look.before, look.now) if TOPIC in one.opened]
    return screens.ready(rounds, {side: look.partnership.organisation(side) for side in Side})


KIND = Kind(refuses=_refuses, result=_result)
