"""The stage of the edge: a rehearsal server, a database of its own, and the bot's two ends over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.rehearsal.testing import Rehearsal, rehearsal_server
from bot.store.database import Store, open_store
from bot.telegram.api import BotApi
from bot.telegram.transport import HttpTransport
from tests.postgresql import sqlite_url

__all__ = ["sqlite_url"]


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    """What the edge asks of a store is tested on either kind of database with the outbox."""
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def world() -> AsyncIterator[Rehearsal]:
    async with rehearsal_server() as server:
        yield server


@pytest.fixture
async def transport() -> AsyncIterator[HttpTransport]:
    async with HttpTransport(read_seconds=0.5) as opened:
        yield opened


@pytest.fixture
def api(world: Rehearsal, transport: HttpTransport) -> BotApi:
    return BotApi(transport, world.base_url, world.token)
