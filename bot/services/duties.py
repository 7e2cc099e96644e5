"""What is asked of the Danish organisation and how it stands: for what is known outside the local side only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.screen import Screen
from bot.screens import duties as screens
from bot.services import places, vulnerability
from bot.services.common import Common, seen
from bot.services.scene import Scene
from bot.store import ahead, proposals
from conversations.access import Action
from conversations.due import day_of
from conversations.duties import Duty, Met, What, duties, is_help, is_horizon, is_long_plan
from conversations.proposals import End
from conversations.sides import Side
from conversations.together import END, Subject, of_commitment


def standing(scene: Scene, now: Common) -> tuple[Duty, ...]:
    """What stands open, is met or past its day; empty where no result that asks for something is known outside."""
    partnership = now.partnership
    newest = vulnerability.outside(scene, partnership.id)
    if newest is None:
        return ()
    opened = day_of(newest.opened, partnership.zone)
    today = day_of(scene.now, partnership.zone)
    return duties(newest.known.result, opened, dict(_met(scene, now, opened)), today)


def _met(scene: Scene, now: Common, opened: date) -> Iterator[tuple[What, Met]]:
    helping = [of_commitment(one) for one in now.known.commitments if is_help(one, opened)]
    plan = ahead.plan(scene.tx, now.partnership.id)
    if helping:
        yield What.HELP, Met(_first(_agreed_on(scene, now, subject) for subject in helping))
    if now.horizon is not None and is_horizon(now.horizon, opened):
        planned = day_of(plan.at, now.partnership.zone) if plan is not None else None
        yield What.HORIZON, Met(_agreed_on(scene, now, Subject(END)) or planned)
    if plan is not None and is_long_plan(plan.lead, plan.available):
        yield What.PLAN, Met(day_of(plan.at, now.partnership.zone))


def _first(days: Iterator[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _agreed_on(scene: Scene, now: Common, subject: Subject) -> date | None:
    """The day on which something was first accepted about it; None if it came to count in another way."""
    history = proposals.history(scene.tx, now.partnership.id, str(subject))
    days = [one.ended_at for one in history if one.proposal.end is End.ACCEPTED and one.ended_at is not None]
    return day_of(days[0], now.partnership.zone) if days else None


def screen(scene: Scene, now: Common, reader: int) -> Screen:
    """As they stand now, in the reader's language."""
    names = {side: now.partnership.organisation(side) for side in Side}

    def says(on: date) -> str:
        return vulnerability.said(scene, reader, on)

    return screens.follows(standing(scene, now), now.partnership.title, names, says)


def show(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Qd:<partnership>`"""
    view = seen(scene, places.number(parts, 0), Action.SEE_PLANS)
    if view is None:
        return places.stale(scene)
    return scene.tell(screen(scene, view.common, scene.person.id), partnership=view.common.partnership.id)


PRESSED = {"Qd": show}
