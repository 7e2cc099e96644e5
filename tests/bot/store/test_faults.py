"""What happens to units when the disk, the server or the network fails under them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier

import psycopg
import pytest
from sqlalchemy import select, text

from bot.store.database import StoreAway, StoreRefused, Transaction, open_store
from bot.store.tables import ReceivedUpdate
from tests.bot.store.proxy import Proxy
from tests.bot.store.units import count_of, keep, keep_much, kept, new_person, one_more, together


def once(tx: Transaction, number: int) -> bool:
    """How a unit begins: False when what it is about has been done already."""
    if tx.execute(select(ReceivedUpdate.update_id).where(ReceivedUpdate.update_id == number)).first():
        return False
    keep(number)(tx)
    return True


def once_at(barrier: Barrier) -> Callable[[], None]:
    """Waits there at a unit's first try only."""
    places = iter([barrier.wait])

    def wait() -> None:
        for place in places:
            place(5)

    return wait


@pytest.fixture
def proxy(postgresql_url: str, tmp_path: Path) -> Iterator[Proxy]:
    proxy = Proxy(postgresql_url, tmp_path)
    yield proxy
    proxy.stop()


async def test_a_full_disk_keeps_nothing_of_those_that_waited_together_and_heals_by_itself(
    sqlite_url: str,
) -> None:
    store = await open_store(sqlite_url)

    def fill(tx: Transaction) -> None:
        tx.connection.exec_driver_sql("PRAGMA max_page_count=1")  # no file can grow beyond what it has
        keep_much(1)(tx)

    came_of_it = await together(store, keep(1), fill, keep(2))
    assert [type(one) for one in came_of_it] == [StoreAway, StoreAway, StoreAway]
    assert await store.read(kept) == []
    assert await store.run(keep(1)) == 1
    assert await store.read(kept) == [1]
    await store.close()


async def test_a_writer_beside_the_bot_is_waited_for(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)
    beside = await open_store(sqlite_url, lock=False)
    person = await store.run(new_person)
    await asyncio.gather(*((store if turn % 2 else beside).run(one_more(person)) for turn in range(100)))
    assert await store.read(count_of(person)) == 100
    await beside.close()
    await store.close()


async def test_two_that_each_look_for_the_other_never_both_miss_it(postgresql_url: str) -> None:
    store = await open_store(postgresql_url)
    both_looked = Barrier(2)

    def ready(number: int, other: int) -> Callable[[Transaction], bool]:
        wait = once_at(both_looked)

        def unit(tx: Transaction) -> bool:
            keep(number)(tx)
            sees_the_other = other in kept(tx)
            wait()
            return sees_the_other

        return unit

    assert sorted(await asyncio.gather(store.run(ready(1, 2)), store.run(ready(2, 1)))) == [False, True]
    await store.close()


async def test_two_that_wait_for_each_other_are_both_served(postgresql_url: str) -> None:
    store = await open_store(postgresql_url)
    one = await store.run(lambda tx: new_person(tx, 1001))
    two = await store.run(lambda tx: new_person(tx, 1002))
    half_way = Barrier(2)

    def both(first: int, second: int) -> Callable[[Transaction], None]:
        wait = once_at(half_way)

        def unit(tx: Transaction) -> None:
            one_more(first)(tx)
            wait()
            one_more(second)(tx)

        return unit

    await asyncio.gather(store.run(both(one, two)), store.run(both(two, one)))
    assert [await store.read(count_of(one)), await store.read(count_of(two))] == [2, 2]
    await store.close()


@pytest.mark.parametrize("statement", [0, 1, 2])
async def test_a_connection_that_ends_at_any_statement_is_made_anew_and_the_unit_repeated(
    postgresql_url: str, statement: int
) -> None:
    store = await open_store(postgresql_url)
    tries = 0

    def unit(tx: Transaction) -> bool:
        nonlocal tries
        tries += 1
        backend = tx.connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
        for number in range(3):
            if tries == 1 and number == statement:
                with psycopg.connect(postgresql_url, autocommit=True) as other:
                    other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
            first = once(tx, number)
        return first

    assert await store.run(unit) is True
    assert (tries, await store.read(kept)) == (2, [0, 1, 2])
    await store.close()


async def test_a_connection_lost_at_commit_keeps_the_unit_exactly_once(proxy: Proxy) -> None:
    store = await open_store(proxy.url)
    proxy.cut_at = b"COMMIT"
    # The commit had happened: the repeated unit finds its update there and does nothing more.
    assert await store.run(lambda tx: once(tx, 1)) is False
    assert (proxy.cuts, await store.read(kept)) == (1, [1])
    await store.close()


async def test_a_server_that_comes_back_soon_is_not_noticed(proxy: Proxy) -> None:
    store = await open_store(proxy.url)
    await store.run(keep(1))
    proxy.stop()
    waiting = asyncio.create_task(store.run(keep(2)))
    await asyncio.sleep(0.3)
    proxy.start()
    assert await waiting == 2
    assert await store.read(kept) == [1, 2]
    await store.close()


async def test_a_server_that_stays_away_is_said_to_be_and_served_again_when_it_is_back(proxy: Proxy) -> None:
    store = await open_store(proxy.url)
    await store.run(keep(1))
    proxy.stop()
    with pytest.raises(StoreAway):
        await store.run(keep(2))
    proxy.start()
    assert await store.run(keep(2)) == 2
    await store.close()


async def test_a_bot_whose_lock_was_taken_while_it_was_cut_off_writes_no_more(
    proxy: Proxy, postgresql_url: str
) -> None:
    store = await open_store(proxy.url)
    await store.run(keep(1))
    proxy.stop()
    other = await open_store(postgresql_url)
    proxy.start()
    with pytest.raises(StoreAway, match="another bot"):
        await store.run(keep(2))
    assert await other.read(kept) == [1]
    await other.close()
    assert await store.run(keep(2)) == 2
    await store.close()


async def test_a_unit_that_goes_on_after_a_failed_statement_is_not_believed_to_be_kept(
    postgresql_url: str,
) -> None:
    store = await open_store(postgresql_url)

    def unit(tx: Transaction) -> None:
        keep(1)(tx)
        try:
            tx.execute(text("SELECT nothing"))
        except Exception:
            return

    with pytest.raises(RuntimeError, match="failed"):
        await store.run(unit)
    assert await store.read(kept) == []
    await store.close()


async def test_a_server_that_could_forget_a_commit_is_refused(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET synchronous_commit = off")
    with pytest.raises(StoreRefused, match="synchronous_commit=off"):
        await open_store(postgresql_url)


async def test_every_writer_on_sqlite_waits_for_the_disk(sqlite_url: str) -> None:
    store = await open_store(sqlite_url)

    def settings(tx: Transaction) -> tuple[object, ...]:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        return tuple(tx.connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in asked)

    assert await store.run(settings) == ("wal", 2, 1)
    await store.close()
