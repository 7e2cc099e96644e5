"""What the tests about staff share: entering a partnership by taps, and joining the staff."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.services import inviting
from bot.store import tables as t
from tests.bot.services.joining_cast import introduced, run
from tests.stage import Shown, Somebody, Stage


async def colleague(stage: Stage, telegram_id: int, name: str, role: str = "staff") -> Somebody:
    """Somebody who has joined the staff; what they were told on the way is seen."""
    somebody = stage.person(telegram_id)
    code = await run(
        stage,
        lambda tx: inviting.create(tx, stage.now, partnership=None, side=None, staff=role, by=None),
    )
    await introduced(somebody, code, name)
    await somebody.taps("Yes")
    forget(stage)
    return somebody


async def entered(somebody: Somebody, danish: str = "Havn", local: str = "Shore") -> list[Shown]:
    """A whole new partnership, up to the question whether everything is right."""
    await somebody.says("/new")
    await somebody.says(danish)
    await somebody.says(local)
    await somebody.says("Nepal")
    await somebody.taps("English")
    await somebody.taps("New")
    await somebody.taps("Mar 2027")
    return await somebody.taps("Not known yet")


def forget(stage: Stage) -> None:
    """Everybody has seen what came so far."""
    for somebody in stage.people.values():
        somebody.new.clear()


def seen(somebody: Somebody) -> list[str]:
    """What came since their last turn."""
    news, somebody.new = somebody.new, []
    return [shown.text for shown in news]


async def kept(stage: Stage, partnership: int = 1) -> dict[str, Any]:
    """The partnership as it is stored."""
    query = select(t.Partnership.__table__).where(t.Partnership.id == partnership)
    row = await run(stage, lambda tx: tx.execute(query).mappings().one())
    return {name: value for name, value in row.items() if name != "created_at"}


async def actions(stage: Stage, like: str) -> list[tuple[str, str | None]]:
    """(action, about) of what the audit holds under this beginning."""
    query = select(t.Audit.action, t.Audit.about).where(t.Audit.action.startswith(like)).order_by(t.Audit.id)
    return [(action, about) for action, about in await run(stage, lambda tx: tx.execute(query).all())]
