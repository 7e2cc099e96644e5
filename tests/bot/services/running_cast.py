"""A partnership that was running before it came here, and those who join it by their own taps."""

from __future__ import annotations

from bot.store import partnerships
from conversations.sides import Side
from tests.bot.services.joining_cast import introduced, invitation, member, partnership, run
from tests.bot.services.staff_cast import colleague
from tests.stage import Shown, Somebody, Stage

COORDINATOR, DANISH, LOCAL, COLLEAGUE = 1, 10, 20, 11


async def running(stage: Stage) -> int:
    """Its coordinator is on the staff; nobody has joined yet."""
    by = await colleague(stage, COORDINATOR, "Staff One")
    where = await partnership(stage, by)
    await run(stage, lambda tx: partnerships.assign(tx, where, 1))
    await run(stage, lambda tx: partnerships.change(tx, where, running=True))
    return where


async def joins(stage: Stage, where: int, telegram_id: int, side: Side, name: str) -> list[Shown]:
    """What they see on joining: the welcome, and what there is."""
    somebody = stage.person(telegram_id)
    await introduced(somebody, await invitation(stage, where, side), name)
    await somebody.taps("Skip")
    return await somebody.taps("Yes")


async def both_joined(stage: Stage) -> tuple[int, Somebody, Somebody, Somebody]:
    """(partnership, Danish side, local side, coordinator), who have seen all that came."""
    where = await running(stage)
    danish = await member(stage, DANISH, where, Side.DANISH, "Anna")
    local = await member(stage, LOCAL, where, Side.LOCAL, "Grace")
    for somebody in stage.people.values():
        somebody.new.clear()
    return where, danish, local, stage.person(COORDINATOR)
