"""A stage on SQLite alone, for rules that are about words and buttons and not about the database."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.database import open_store
from tests.stage import START, Somebody, Stage
from tests.transcripts import beginnings


@pytest.fixture
async def sqlite_stage(sqlite_url: str) -> AsyncIterator[Stage]:
    opened = await open_store(sqlite_url)
    yield Stage(opened)
    await opened.close()


@pytest.fixture(scope="session")
def talked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which both sides have opened every topic; made once, and copied by whoever begins there."""
    path = tmp_path_factory.mktemp("talked") / "talked.db"

    async def make() -> None:
        opened = await open_store(f"sqlite:///{path}")
        await beginnings.talked_through(Stage(opened), {})
        await opened.close()

    # On a thread of its own: the test that asks first may have a loop already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, make()).result()
    return path


@pytest.fixture
async def after_the_talk(talked: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Everything is opened and marked; what the sides do not agree on is still open."""
    copy = shutil.copy(talked, tmp_path / "after.db")
    opened = await open_store(f"sqlite:///{copy}")
    stage = Stage(opened, START + timedelta(days=1))
    stage.number = 10_000  # beyond every message of the talk
    yield stage
    await opened.close()


@pytest.fixture
def danish(after_the_talk: Stage) -> Somebody:
    return after_the_talk.person(beginnings.ROLES["Danish side"])


@pytest.fixture
def local(after_the_talk: Stage) -> Somebody:
    return after_the_talk.person(beginnings.ROLES["Local side"])
