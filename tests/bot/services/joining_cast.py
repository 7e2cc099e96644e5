"""A partnership, those who are in it, and how they come in: by their own taps, as everybody does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from bot.services import inviting
from bot.store import partnerships, people
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.stage import WORLD, Shown, Somebody, Stage

T = TypeVar("T")

LANGUAGES = ["English", "Dansk"]  # those offered, by their own names
CANT_USE = "This invitation can't be used. Ask the person who invited you for a new one."


def texts(news: list[Shown]) -> list[str]:
    return [shown.text for shown in news]


def labels(shown: Shown) -> list[str]:
    return [label for row in shown.buttons for label, _ in row]


def code_in(news: list[Shown]) -> str:
    """The code in an invitation's text to forward."""
    found = re.search(r"\?start=(\w{8})", "\n".join(texts(news)))
    assert found
    return found[1]


async def run(stage: Stage, unit: Callable[[Transaction], T]) -> T:
    return await stage.store.run(unit)


async def admin(stage: Stage, telegram_id: int = 1) -> Somebody:
    """The first of the staff, who came by the link of the command line."""
    somebody = stage.person(telegram_id)
    link = await run(stage, lambda tx: inviting.invite_staff_link(tx, stage.now, WORLD))
    await introduced(somebody, link.partition("start=")[2], "Staff One")
    await somebody.taps("Yes")
    return somebody


async def introduced(somebody: Somebody, code: str, name: str, task: str | None = None) -> list[Shown]:
    """Everything up to "right?", from somebody who was never here."""
    await somebody.says(f"/start {code}")
    await somebody.taps("English")
    await somebody.taps("Yes, I agree")
    last = await somebody.says(name)
    return await somebody.says(task) if task else last


async def person_id(stage: Stage, somebody: Somebody) -> int:
    return (await run(stage, lambda tx: people.arrive(tx, stage.now, somebody.telegram_id, None))).id


async def partnership(stage: Stage, coordinator: Somebody, danish: str = "Havn", local: str = "Shore") -> int:
    by = await person_id(stage, coordinator)
    return await run(
        stage,
        lambda tx: partnerships.create(
            tx,
            stage.now,
            by,
            danish_name=danish,
            local_name=local,
            country="KE",
            zone="Africa/Nairobi",
            common_language="en",
            running=False,
            start="2027-02",
        ),
    )


async def invitation(stage: Stage, where: int, side: Side = Side.LOCAL, by: Somebody | None = None) -> str:
    """A code, made without a word being said."""
    maker = await person_id(stage, by) if by else None
    return await run(
        stage,
        lambda tx: inviting.create(tx, stage.now, partnership=where, side=side, staff=None, by=maker),
    )


async def member(
    stage: Stage, telegram_id: int, where: int, side: Side, name: str, *, by: Somebody | None = None
) -> Somebody:
    """Somebody who has joined; what they were told on the way is seen."""
    somebody = stage.person(telegram_id)
    known = await run(stage, lambda tx: people.arrive(tx, stage.now, telegram_id, "en"))
    code = await invitation(stage, where, side, by)
    if known.name is None:
        await introduced(somebody, code, name)
    else:
        await somebody.says(f"/start {code}")
    await somebody.taps("Skip")
    await somebody.taps("Yes")
    somebody.new.clear()
    return somebody


async def on_sides(stage: Stage, where: int) -> dict[str, str]:
    """Who is on which side now, by name."""
    found = await run(stage, lambda tx: people.members(tx, where))
    return {one.name or "": one.side.value for one in found}


async def audited(stage: Stage) -> list[str]:
    return list(await run(stage, lambda tx: tx.execute(select(t.Audit.action)).scalars().all()))
