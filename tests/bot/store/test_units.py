"""What a unit of work may rely on, on either database."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from bot.store.database import Store, StoreAway, StoreRefused, Transaction, open_store
from bot.store.tables import ReceivedUpdate
from tests.bot.store.units import (
    NOW,
    count_of,
    keep,
    keep_and_fail,
    keep_and_owe,
    kept,
    new_person,
    one_more,
    together,
)


async def test_what_a_unit_wrote_is_there_when_it_has_returned(store: Store) -> None:
    assert await store.run(keep(1)) == 1
    assert await store.read(kept) == [1]


async def test_a_failed_unit_leaves_nothing_and_its_caller_hears_why(store: Store) -> None:
    with pytest.raises(KeyError, match="1"):
        await store.run(keep_and_fail(1))
    assert await store.read(kept) == []


async def test_a_failed_unit_does_not_disturb_those_that_waited_with_it(store: Store) -> None:
    came_of_it = await together(store, keep(1), keep_and_fail(2), keep(3), keep_and_fail(4), keep(5))
    assert [repr(one) for one in came_of_it] == ["1", "KeyError(2)", "3", "KeyError(4)", "5"]
    assert await store.read(kept) == [1, 3, 5]


async def test_a_statement_that_is_refused_does_not_disturb_those_that_waited_with_it(store: Store) -> None:
    await store.run(keep(2))
    came_of_it = await together(store, keep(1), keep(2), keep(3))
    assert [type(one).__name__ for one in came_of_it] == ["int", "IntegrityError", "int"]
    assert await store.read(kept) == [1, 2, 3]


async def test_two_hundred_reads_then_writes_at_once_lose_none(store: Store) -> None:
    person = await store.run(new_person)
    await asyncio.gather(*(store.run(one_more(person)) for _ in range(200)))
    assert await store.read(count_of(person)) == 200


async def test_the_sender_is_woken_once_for_those_that_were_committed_together(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    woken: list[str] = []
    store.on_commit.append(lambda: woken.append("woken"))
    await together(store, keep_and_owe(1), keep(2), keep_and_owe(3))
    assert woken == ["woken"]
    await store.close()


async def test_the_sender_is_woken_only_when_something_is_owed_and_committed(store: Store) -> None:
    woken: list[str] = []
    store.on_commit.append(lambda: woken.append("woken"))

    def owe_and_fail(tx: Transaction) -> None:
        tx.owed = True
        raise KeyError

    await store.run(keep(1))
    with pytest.raises(KeyError):
        await store.run(owe_and_fail)
    assert woken == []
    await store.run(keep_and_owe(2))
    assert woken == ["woken"]


async def test_a_caller_who_went_away_holds_up_nobody(store: Store) -> None:
    waiting = asyncio.create_task(store.run(keep(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    await store.run(keep(2))
    assert 2 in await store.read(kept)


async def test_a_reader_can_change_nothing(store: Store) -> None:
    with pytest.raises(DBAPIError):
        await store.read(keep(1))
    assert await store.run(kept) == []


async def test_a_unit_that_raises_stop_iteration_is_answered_too(store: Store) -> None:
    def unit(tx: Transaction) -> None:
        raise StopIteration

    with pytest.raises(RuntimeError):
        await store.run(unit)
    assert await store.run(keep(1)) == 1


async def test_naive_datetimes_are_refused(store: Store) -> None:
    def unit(tx: Transaction) -> None:
        tx.execute(insert(ReceivedUpdate).values(update_id=1, at=datetime(2026, 11, 23)))  # noqa: DTZ001

    with pytest.raises(StatementError, match="naive"):
        await store.run(unit)


async def test_an_instant_comes_back_as_the_same_instant_in_utc(store: Store) -> None:
    in_nepal = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))

    def unit(tx: Transaction) -> None:
        tx.execute(insert(ReceivedUpdate).values(update_id=1, at=in_nepal))

    await store.run(unit)
    [(at)] = await store.read(lambda tx: tx.execute(select(ReceivedUpdate.at)).scalars().all())
    assert (at, at.tzinfo) == (NOW, UTC)


async def test_closing_waits_for_what_was_asked_and_refuses_what_comes_later(database_url: str) -> None:
    store = await open_store(database_url)
    waiting = [asyncio.create_task(store.run(keep(number))) for number in range(20)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*waiting) == list(range(20))
    with pytest.raises(StoreAway):
        await store.run(keep(20))


async def test_a_second_bot_on_the_same_database_is_refused(store: Store, database_url: str) -> None:
    with pytest.raises(StoreRefused, match=r"(?s)^another bot is already running on [^\n]*PostgreSQL[^\n]*$"):
        await open_store(database_url)


async def test_a_short_administrative_unit_runs_beside_the_bot(store: Store, database_url: str) -> None:
    beside = await open_store(database_url, lock=False)
    await asyncio.gather(store.run(keep(1)), beside.run(keep(2)))
    await beside.close()
    assert await store.read(kept) == [1, 2]


async def test_what_was_answered_survives_the_death_of_the_process(database_url: str) -> None:
    program = """
import asyncio, os, signal, sys
from bot.store.database import open_store
from tests.bot.store.units import keep

async def main():
    store = await open_store(sys.argv[1])
    await asyncio.gather(*(store.run(keep(number)) for number in range(50)))
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""
    ended = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", program, database_url], env={**os.environ, "PYTHONPATH": "."}
    )
    assert ended.returncode == -signal.SIGKILL
    store = await open_store(database_url)
    assert await store.read(kept) == list(range(50))
    await store.close()
