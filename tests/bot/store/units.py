"""Units of work that the store's tests run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from typing import Any

from sqlalchemy import insert, select, update

from bot.store.database import Store, Transaction
from bot.store.tables import Person, Quarantine, ReceivedUpdate

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


def kept(tx: Transaction) -> list[int]:
    return list(tx.execute(select(ReceivedUpdate.update_id).order_by(ReceivedUpdate.update_id)).scalars())


def keep(number: int) -> Callable[[Transaction], int]:
    def unit(tx: Transaction) -> int:
        tx.execute(insert(ReceivedUpdate).values(update_id=number, at=NOW))
        return number

    return unit


def keep_and_fail(number: int) -> Callable[[Transaction], int]:
    def unit(tx: Transaction) -> int:
        keep(number)(tx)
        raise KeyError(number)

    return unit


def keep_and_owe(number: int) -> Callable[[Transaction], int]:
    def unit(tx: Transaction) -> int:
        tx.owed = True
        return keep(number)(tx)

    return unit


def keep_much(number: int) -> Callable[[Transaction], None]:
    def unit(tx: Transaction) -> None:
        tx.execute(insert(Quarantine).values(update_id=number, body="x" * 1_000_000, error="", at=NOW))

    return unit


def new_person(tx: Transaction, telegram_id: int = 1001) -> int:
    return tx.execute(
        insert(Person)
        .values(telegram_id=telegram_id, reach="open", created_at=NOW, consent_version=0)
        .returning(Person.id)
    ).scalar_one()


def count_of(person: int) -> Callable[[Transaction], int]:
    def unit(tx: Transaction) -> int:
        count = tx.execute(select(Person.consent_version).where(Person.id == person)).scalar_one()
        assert count is not None
        return count

    return unit


def one_more(person: int) -> Callable[[Transaction], None]:
    """Reads, then writes what it has read and one more."""

    def unit(tx: Transaction) -> None:
        count = count_of(person)(tx)
        tx.execute(update(Person).where(Person.id == person).values(consent_version=count + 1))

    return unit


async def together(store: Store, *units: Callable[[Transaction], Any]) -> list[Any]:
    """What became of units that were waiting at the same moment, because another held the writer."""
    released = Event()
    running = [asyncio.create_task(store.run(lambda tx: released.wait(5)))]
    running += [asyncio.create_task(store.run(unit)) for unit in units]
    await asyncio.sleep(0.05)
    released.set()
    return (await asyncio.gather(*running, return_exceptions=True))[1:]
