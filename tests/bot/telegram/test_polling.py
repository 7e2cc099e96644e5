"""Polling over real HTTP: what is confirmed is committed, what is committed happens once."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import select

from bot.rehearsal.testing import Rehearsal
from bot.store.database import Store
from bot.store.tables import Quarantine, ReceivedUpdate
from bot.telegram.api import BotApi
from bot.telegram.polling import Polling
from bot.telegram.transport import HttpTransport
from tests.bot.telegram.receiving import Listening


@pytest.fixture
def listening(store: Store) -> Listening:
    return Listening(store)


@contextlib.asynccontextmanager
async def polling(api: BotApi, listening: Listening) -> AsyncIterator[None]:
    source = Polling(api, listening.receiver)
    task = asyncio.create_task(source.run())
    try:
        yield
    finally:
        await source.close()
        await task


async def until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")


async def nothing_waits(world: Rehearsal) -> None:
    await until(lambda: world.telegram.updates.count() == 0)


async def somebody(world: Rehearsal, listening: Listening) -> int:
    chat = await world.person("Danish side")
    await world.start(chat)
    return chat


async def test_each_persons_words_are_heard_once_and_in_order(
    world: Rehearsal, api: BotApi, listening: Listening
) -> None:
    people = [await somebody(world, listening) for _ in range(3)]
    for number, chat in itertools.product(range(20), people):
        await world.say(chat, f"{chat} {number}")
    async with polling(api, listening):
        await nothing_waits(world)
    for chat in people:
        mine = [said for said in listening.heard if said.startswith(str(chat))]
        assert mine == [f"{chat} {number}" for number in range(20)]
    assert len(listening.heard) == 63


async def test_nothing_is_confirmed_while_the_database_is_away_and_then_it_is_heard(
    world: Rehearsal, api: BotApi, listening: Listening, caplog: pytest.LogCaptureFixture
) -> None:
    chat = await somebody(world, listening)
    await world.say(chat, "one")
    await world.say(chat, "two")
    listening.away = 2
    async with polling(api, listening):
        await until(lambda: len(listening.tried) > 0)
        assert world.telegram.updates.count() == 3
        await nothing_waits(world)
    assert listening.heard == ["/start", "one", "two"]
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "fetching updates has to wait: the database is away"
    ]


async def test_an_update_that_comes_twice_counts_once(
    world: Rehearsal, api: BotApi, listening: Listening, store: Store
) -> None:
    chat = await somebody(world, listening)
    await world.say(chat, "once")
    (_, twice) = [pending.body for pending in world.telegram.updates.waiting()]
    async with polling(api, listening):
        await nothing_waits(world)
        await world.raw_update(twice)
        await nothing_waits(world)
    assert listening.heard == ["/start", "once"]
    assert listening.tried == ["/start", "once", "once"]


async def test_an_update_that_fails_three_times_is_put_aside_and_reported_without_its_words(
    world: Rehearsal, api: BotApi, listening: Listening, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    chat = await somebody(world, listening)
    await world.say(chat, "poison 12345")
    await world.say(chat, "after")
    other = await somebody(world, listening)
    await world.say(other, "elsewhere")
    async with polling(api, listening):
        await nothing_waits(world)
    assert listening.tried.count("poison 12345") == 3
    assert sorted(listening.heard) == ["/start", "/start", "after", "elsewhere"]
    (found,) = listening.reported
    assert (found.kind, found.telegram_id) == ("message", chat)
    assert "12345" not in f"{found} {caplog.text}"
    kept = await store.read(lambda tx: tx.execute(select(Quarantine.update_id, Quarantine.body)).all())
    assert [row.update_id for row in kept] == [found.update_id]
    assert "poison 12345" in kept[0].body


@pytest.mark.parametrize(
    "body",
    [
        {"message": {"text": "no chat"}},
        {"message": 7},
        {"callback_query": {"id": "1", "from": {"id": "x"}}},
        {"message": {"message_id": 1, "date": "soon", "chat": {"id": 1, "type": "private"}}},
        {"message": {"message_id": 2**70, "date": 2**70, "chat": {"id": -1, "type": "channel"}}},
    ],
)
async def test_what_cannot_be_read_is_put_aside_and_stops_nothing(
    world: Rehearsal, api: BotApi, listening: Listening, store: Store, body: dict[str, object]
) -> None:
    number = await world.raw_update(body)
    chat = await somebody(world, listening)
    async with polling(api, listening):
        await nothing_waits(world)
        await world.say(chat, "after")
        await nothing_waits(world)
    assert listening.heard[-2:] == ["/start", "after"]
    seen = await store.read(lambda tx: tx.execute(select(ReceivedUpdate.update_id)).scalars().all())
    assert number in seen


async def test_numbers_that_fall_after_a_quiet_week_lose_nothing(
    world: Rehearsal, api: BotApi, listening: Listening
) -> None:
    world.telegram.updates._next_id = 1_000_000_000
    chat = await somebody(world, listening)
    async with polling(api, listening):
        await nothing_waits(world)
        world.telegram.updates._next_id = 50
        for number in range(3):
            await world.say(chat, f"afterwards {number}")
            await nothing_waits(world)
    assert listening.heard == ["/start", "afterwards 0", "afterwards 1", "afterwards 2"]


@pytest.mark.parametrize("kind", ["500", "html", "reset_before", "429"])
async def test_trouble_while_fetching_loses_nothing(
    world: Rehearsal, api: BotApi, listening: Listening, kind: str
) -> None:
    await world.fault("getUpdates", kind, times=2)
    chat = await somebody(world, listening)
    async with polling(api, listening):
        await world.say(chat, "hello")
        await until(lambda: len(listening.heard) == 2)
    assert listening.heard == ["/start", "hello"]


async def test_a_second_fetcher_is_named_in_one_line(
    world: Rehearsal,
    api: BotApi,
    transport: HttpTransport,
    listening: Listening,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with polling(api, listening):
        await until(lambda: world.telegram.updates._poll is not None)
        await api.call("getUpdates", {"timeout": 0})
        await until(lambda: bool(caplog.records))
    assert [record.getMessage() for record in caplog.records] == [
        "fetching updates has to wait: another process fetches this bot's updates; stop it, "
        "or give this one a bot of its own"
    ]
