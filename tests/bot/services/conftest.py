"""A stage on SQLite alone, for rules that are about words and buttons and not about the database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.database import open_store
from tests.stage import Stage


@pytest.fixture
async def sqlite_stage(sqlite_url: str) -> AsyncIterator[Stage]:
    opened = await open_store(sqlite_url)
    yield Stage(opened)
    await opened.close()
