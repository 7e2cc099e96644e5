"""A database with partnerships in it whose people have joined, agreed, and stand at their first question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.screens import consent
from bot.services import holders
from bot.services.scene import Scene, World
from bot.store import consents, outbox, partnerships, people
from bot.store.database import open_store
from bot.store.transaction import Transaction
from conversations.sides import Side

STAFF = 10_000_000
LANGUAGES = {Side.DANISH: "da", Side.LOCAL: "en"}
_A_TURN = 20
_WORLD = World("bench_bot")


@dataclass(frozen=True)
class Somebody:
    telegram_id: int
    language: str


async def prepare(file: Path, count: int) -> list[Somebody]:
    """Everybody in it, the two of each partnership beside each other. Nothing is left to be sent to them."""
    now = datetime.now(UTC)
    store = await open_store(f"sqlite:///{file}")
    try:
        staff = await store.run(lambda tx: _staff(tx, now))
        for first in range(0, count, _A_TURN):
            numbers = range(first, min(count, first + _A_TURN))
            await store.run(partial(_partnerships, now=now, staff=staff, numbers=numbers))
    finally:
        await store.close()
    return [Somebody(_telegram_id(n, side), LANGUAGES[side]) for n in range(count) for side in Side]


def _telegram_id(number: int, side: Side) -> int:
    return STAFF + 1 + number * 2 + (side is Side.LOCAL)


def _staff(tx: Transaction, now: datetime) -> int:
    person = people.arrive(tx, now, STAFF, "da")
    people.change(tx, person.id, staff="staff", language="da", name="Staff")
    return person.id


def _partnerships(tx: Transaction, now: datetime, staff: int, numbers: Iterable[int]) -> None:
    for number in numbers:
        _partnership(tx, now, staff, number)


def _partnership(tx: Transaction, now: datetime, staff: int, number: int) -> None:
    partnership = partnerships.create(
        tx,
        now,
        staff,
        danish_name=f"Danish side {number + 1}",
        local_name=f"Local side {number + 1}",
        country="KE",
        zone="Africa/Nairobi",
        common_language="en",
        running=False,
        start="2027-01",
        end=None,
    )
    for side in Side:
        _join(tx, now, staff, partnership, side, _telegram_id(number, side))
    outbox.cancel(tx, now, person_id=None, partnership_id=partnership)


def _join(tx: Transaction, now: datetime, staff: int, partnership: int, side: Side, telegram_id: int) -> None:
    language = LANGUAGES[side]
    person = people.arrive(tx, now, telegram_id, language)
    people.change(tx, person.id, language=language, name=f"{side} {telegram_id}")
    consents.agree(tx, now, person.id, version=consent.VERSION, language=language)
    member = people.join(tx, now, person_id=person.id, partnership=partnership, side=side, task="Answers", by=staff)
    joined = people.member(tx, member)
    assert joined is not None
    holders.joined(Scene(tx, now, _WORLD, people.person(tx, person.id)), joined)
