"""Updates are acted on once, and none disappears. On either kind of database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.store import forgetting, updates
from bot.store.database import Store
from bot.store.tables import Quarantine

NOW = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


async def test_an_id_counts_once_whether_ids_rise_or_fall(store: Store) -> None:
    async def first(number: int) -> bool:
        return await store.run(lambda tx: updates.first_time(tx, NOW, number))

    assert [await first(number) for number in (1_000_000, 1_000_001, 50, 1_000_000, 51, 50)] == [
        True,
        True,
        True,
        False,
        True,
        False,
    ]


async def test_a_quarantined_update_is_kept_once_and_counts_as_acted_on(store: Store) -> None:
    assert await store.run(lambda tx: updates.quarantine(tx, NOW, 7, '{"update_id":7}', "KeyError"))
    assert not await store.run(lambda tx: updates.quarantine(tx, NOW, 7, "other", "KeyError"))
    assert not await store.run(lambda tx: updates.first_time(tx, NOW, 7))
    kept = select(Quarantine.update_id, Quarantine.body, Quarantine.error)
    assert await store.run(lambda tx: tx.execute(kept).all()) == [(7, '{"update_id":7}', "KeyError")]


async def test_ids_older_than_telegram_would_resend_can_be_dropped(store: Store) -> None:
    await store.run(lambda tx: updates.first_time(tx, NOW - timedelta(days=40), 1))
    await store.run(lambda tx: updates.first_time(tx, NOW, 2))
    await store.run(lambda tx: forgetting.update_ids(tx, NOW - timedelta(days=31)))
    assert await store.run(lambda tx: updates.first_time(tx, NOW, 1))
    assert not await store.run(lambda tx: updates.first_time(tx, NOW, 2))
