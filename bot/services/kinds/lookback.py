"""The look back: six and twelve months after the end, and at the last review before it."""

from __future__ import annotations

from bot.screen import Line
from bot.screens import readiness as screens
from bot.services.kinds.base import Kind, Look
from bot.services.past import Past
from bot.services.scene import Scene
from bot.store import ahead
from bot.store.partnerships import Partnership
from conversations.answers import State
from conversations.dialogues.look_back import HALF
from conversations.due import day_of, month_after
from conversations.sides import Side
from conversations.text import N_, Month, Text

TOPIC = "look"
MONTHS_BEFORE = 3  # the last joint review already asks what one would do differently
TOO_EARLY = N_("The look back is asked from three months before the end of the plan on. See /phaseout")


def _refuses(scene: Scene, where: Partnership) -> Text | None:
    plan, today = ahead.plan(scene.tx, where.id), day_of(scene.now, where.zone)
    if plan is None or str(Month(today.year, today.month)) < str(month_after(plan.end, -MONTHS_BEFORE)):
        return Text(TOO_EARLY)
    return None


def _result(scene: Scene, look: Look) -> tuple[Line, ...]:
    before = [half for one in look.before if (half := _half(one)) is not None]
    return screens.look_back(_half(look.now), before[-1] if before else None)


def _half(talk: Past) -> str | None:
    answer = talk.answers[Side.LOCAL].get(HALF) if TOPIC in talk.opened else None
    return str(answer.value) if answer is not None and answer.state is State.GIVEN else None


KIND = Kind(refuses=_refuses, result=_result)
