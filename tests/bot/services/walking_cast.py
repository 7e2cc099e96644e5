"""A fixed cast around one partnership, and what they can be asked to try without anything being kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from bot.i18n import language
from bot.reports.page import page
from bot.screen import from_json
from bot.services import holders, reception
from bot.services.inputs import Input
from bot.services.scene import Scene
from bot.store import partnerships, people
from bot.store import tables as t
from bot.store.transaction import Transaction
from bot.telegram.render import render
from conversations.sides import Side
from tests.bot.services.joining_cast import run
from tests.stage import WORLD, Somebody, Stage

DANISH, LOCAL, COORDINATOR, ADMIN, UNASSIGNED, OTHER_DANISH, OTHER_LOCAL, REMOVED, STRANGER, COLLEAGUE = range(11, 21)
OUTSIDERS = (COORDINATOR, ADMIN, UNASSIGNED, OTHER_DANISH, OTHER_LOCAL, REMOVED, STRANGER)
_SIDES = (Side.DANISH, Side.LOCAL)
_TRACES = {"message", "received_update", "audit"}

Walked = dict[str, tuple[str, Any]]


@dataclass
class Cast:
    stage: Stage
    partnership: int
    other: int

    def __getitem__(self, telegram_id: int) -> Somebody:
        return self.stage.person(telegram_id)

    async def joins(self, telegram_id: int, side: Side, partnership: int | None = None) -> int:
        """The person comes to a side without a word; returns the member."""
        where = partnership or self.partnership
        member = await run(self.stage, lambda tx: _join(tx, self.stage, telegram_id, where, side))
        await self.stage.deliver()
        return member

    async def leaves(self, telegram_id: int) -> None:
        await self[telegram_id].says("/leave")
        await self[telegram_id].taps("Yes, leave")


async def cast(stage: Stage) -> Cast:
    """Both sides of one partnership and of another, staff, somebody who was removed, and a stranger."""

    def begin(tx: Transaction) -> tuple[int, int]:
        for number, role in ((COORDINATOR, "staff"), (ADMIN, "admin"), (UNASSIGNED, "staff")):
            _person(tx, stage, number, staff=role)
        for number in (REMOVED, STRANGER):
            _person(tx, stage, number)
        coordinator = _person(tx, stage, COORDINATOR)
        here = _partnership(tx, stage, coordinator, "Havn", "Shore")
        other = _partnership(tx, stage, _person(tx, stage, UNASSIGNED), "Bakke", "Hill")
        for number, side in ((DANISH, Side.DANISH), (LOCAL, Side.LOCAL)):
            _join(tx, stage, number, here, side)
        for number, side in ((OTHER_DANISH, Side.DANISH), (OTHER_LOCAL, Side.LOCAL)):
            _join(tx, stage, number, other, side)
        gone = _join(tx, stage, REMOVED, here, Side.LOCAL)
        people.leave(tx, stage.now, gone)
        return here, other

    whole = Cast(stage, *await run(stage, begin))
    await stage.deliver()
    return whole


def _person(tx: Transaction, stage: Stage, number: int, **values: object) -> int:
    known = people.arrive(tx, stage.now, number, "en").id
    people.change(tx, known, language="en", name=f"Person {number}", consent_version=1, **values)
    return known


def _partnership(tx: Transaction, stage: Stage, by: int, danish: str, local: str) -> int:
    return partnerships.create(
        tx, stage.now, by, danish_name=danish, local_name=local, country="KE", zone="Africa/Nairobi",
        common_language="en", running=False, start="2027-02", end=None,
    )  # fmt: skip


def _join(tx: Transaction, stage: Stage, number: int, partnership: int, side: Side) -> int:
    who = _person(tx, stage, number)
    new = people.join(tx, stage.now, person_id=who, partnership=partnership, side=side, task=None, by=None)
    member = people.member(tx, new)
    assert member is not None
    holders.joined(Scene(tx, stage.now, WORLD, people.person(tx, who)), member)
    return new


def dump(tx: Transaction) -> dict[str, list[str]]:
    """Everything stored but what is owed and noted down about it."""
    kept = [table for table in t.Table.metadata.sorted_tables if table.name not in _TRACES]
    return {table.name: sorted(map(repr, tx.execute(select(table)).all())) for table in kept}


@dataclass(frozen=True)
class Tried:
    """What one input would do: whether anything stored would be another, and who would be told what."""

    changed: bool
    told: tuple[tuple[int, str], ...]  # Telegram numbers and all that they would read, buttons and pages too
    offered: frozenset[str] = frozenset()  # the data of the buttons they would get


async def tried(stage: Stage, telegram_id: int, *inputs: Input, compared: bool = True) -> list[Tried]:
    """Each input by itself, as this person, and taken back again. Without `compared` nothing counts as changed."""

    def unit(tx: Transaction) -> list[Tried]:
        before = dump(tx) if compared else None
        return [_try(tx, stage, telegram_id, input, before) for input in inputs]

    return await run(stage, unit)


def _try(tx: Transaction, stage: Stage, telegram_id: int, input: Input, before: dict[str, list[str]] | None) -> Tried:
    last = tx.execute(select(func.coalesce(func.max(t.Message.id), 0))).scalar_one()
    trial = tx.connection.begin_nested()
    person = people.arrive(tx, stage.now, telegram_id, "en")
    reception.receive(Scene(tx, stage.now, WORLD, person), input)
    told = tx.execute(
        select(t.Person.telegram_id, t.Message.screen)
        .join(t.Person, t.Person.id == t.Message.person_id)
        .where(t.Message.id > last)
    ).all()
    result = Tried(
        before is not None and dump(tx) != before, tuple((who, read(screen)) for who, screen in told), _offered(told)
    )
    trial.rollback()
    return result


def _offered(told: Sequence[Any]) -> frozenset[str]:
    return frozenset(data for _, screen in told if screen for row in screen.get("b", ()) for _, data, _ in row if data)


def read(stored: dict[str, Any] | None) -> str:
    """All that a stored screen can show: its raw words, what is rendered, its buttons, and the page it carries."""
    if stored is None or "delete" in stored:
        return ""
    screen, english = from_json(stored), language("en")
    rendered = render(screen, english)
    made = page("t", screen.attachment.lines, english).decode() if screen.attachment else ""
    labels = [button["text"] for row in rendered.keyboard or () for button in row]
    return "\n".join((*rendered.parts, *labels, made, json.dumps(stored, ensure_ascii=False)))


async def answered(stage: Stage, walk: int) -> Walked:
    """What is stored of a walk now: each question's state and value."""

    def unit(tx: Transaction) -> Walked:
        rows = tx.execute(select(t.Answer).where(t.Answer.walk_id == walk).order_by(t.Answer.id)).all()
        return {row.question: (row.state, row.value) for row in rows}

    return await run(stage, unit)


async def words(stage: Stage, walk: int) -> dict[str, list[str]]:
    """The written pieces of each answer of a walk."""
    return {
        question: [piece.get("t", "") for piece in value["pieces"]]
        for question, (_, value) in (await answered(stage, walk)).items()
        if isinstance(value, dict)
    }
