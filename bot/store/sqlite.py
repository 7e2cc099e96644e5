"""SQLite: how its file is opened, locked for one bot, and altered by migrations."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from bot.store.errors import StoreRefused
from bot.store.sqlite_worker import SqliteReader, SqliteWriter

BUSY_SECONDS = 5
READERS = 2


class SqliteDatabase:
    """One file. There is one writer, because SQLite has no place for a second."""

    def __init__(self, url: URL) -> None:
        self.file = Path(url.database or "").resolve()
        # Made private, because it will hold what people wrote in confidence.
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file.touch(mode=0o600)
        self._url = url.set(database=str(self.file))
        # A transaction that began by reading and then wrote would lose what another wrote in between, or
        # fail at once however long it was ready to wait; IMMEDIATE makes it wait before it reads.
        self.engine = self._engine("BEGIN IMMEDIATE", "PRAGMA foreign_keys=ON")
        self._reading = self._engine("BEGIN", "PRAGMA query_only=ON")
        self._lock: int | None = None

    def lock(self) -> None:
        """Says that a bot runs on this file, until closed or until the process ends in any way."""
        # The file stays: removing it would let two processes each lock a file of the same name.
        descriptor = os.open(f"{self.file}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise StoreRefused(
                f"another bot is already running on {self.file}: stop it first;"
                " more than one process needs PostgreSQL, by an address in PARTNERDIALOG_DATABASE_URL"
            ) from None
        self._lock = descriptor

    def check(self, connection: Connection) -> None:
        """Raises StoreRefused where a power cut could take back a committed answer."""
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        if (journal, synchronous) != ("wal", 2):
            raise StoreRefused(
                f"the SQLite file does not accept journal_mode=WAL with synchronous=FULL (it has {journal},"
                f" {synchronous}): put it on a local disk or use PostgreSQL"
            )

    def writers(self) -> list[SqliteWriter]:
        return [SqliteWriter(self.engine)]

    def readers(self) -> list[SqliteReader]:
        return [SqliteReader(self._reading) for _ in range(READERS)]

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction that may alter tables; whoever else wants one waits until it is over."""
        # SQLite alters a table by making it anew and dropping the old one; with foreign keys on, that takes
        # along the rows which refer to it. They are checked before the commit instead.
        with self._engine("BEGIN IMMEDIATE", "PRAGMA foreign_keys=OFF").begin() as connection:
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise StoreRefused("the migration would leave rows that refer to nothing; it was undone")

    def close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _engine(self, begin: str, *pragmas: str) -> Engine:
        engine = create_engine(
            self._url,
            poolclass=NullPool,  # each worker keeps one connection for itself
            hide_parameters=True,  # an error must not quote what somebody wrote
            # The driver would begin transactions by itself, late and not IMMEDIATE.
            connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
        )

        @event.listens_for(engine, "connect")
        def prepare(driver: sqlite3.Connection, record: Any) -> None:
            # WAL lets readers work beside the writer; FULL because with NORMAL a power cut in WAL mode takes
            # back the last commits, which Telegram has already been told are safe.
            _into_wal(driver)
            for pragma in ("PRAGMA synchronous=FULL", *pragmas):
                driver.execute(pragma)

        @event.listens_for(engine, "begin")
        def begin_transaction(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine


def _into_wal(driver: sqlite3.Connection) -> None:
    """A new file is turned once. Two that try it at once are refused at once, however long they are ready to wait."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
