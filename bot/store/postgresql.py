"""PostgreSQL: how it is connected to, locked for one bot, and altered by migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import sleep
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.errors import StoreAway, StoreRefused
from bot.store.postgresql_worker import PostgresqlReader, PostgresqlWriter

WRITERS = 4
READERS = 2

# Keys of advisory locks: any numbers, the same in every version of this program.
RUNNING = int.from_bytes(b"partnerd")
MIGRATING = RUNNING + 1


class PostgresqlDatabase:
    """One database on a server, which several threads use at once."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self.engine = self._engine("SERIALIZABLE")
        # Readers see one state, and take no part in the conflicts of those who write.
        self._reading = self._engine("REPEATABLE READ", read_only=True)
        self._holder: Connection | None = None
        self._one_at_a_time = Lock()

    def lock(self) -> None:
        """Says that a bot runs on this database, for as long as a connection kept for this lives."""
        connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            # The server takes a moment to notice that a bot which was killed is gone.
            for _ in range(10):
                asked = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": RUNNING})
                if asked.scalar_one():
                    self._holder = connection
                    return
                sleep(0.1)
            raise StoreRefused("another bot is already running on this PostgreSQL database: stop it first")
        except BaseException:
            connection.close()
            raise

    def hold(self) -> None:
        """Locks again if that connection was lost. Raises StoreAway if another bot has taken over."""
        with self._one_at_a_time:
            if self._holder is None:
                return
            try:
                self._holder.execute(text("SELECT 1"))
            except SQLAlchemyError:
                self._holder.close()
                try:
                    self.lock()
                except StoreRefused as taken:
                    raise StoreAway(str(taken)) from None

    def check(self, connection: Connection) -> None:
        """Raises StoreRefused where a power cut could take back a committed answer."""
        for setting in ("fsync", "synchronous_commit"):
            if connection.exec_driver_sql(f"SHOW {setting}").scalar_one() == "off":
                raise StoreRefused(
                    f"PostgreSQL has {setting}=off, so a power cut could take back answers: switch it on"
                )

    def writers(self) -> list[PostgresqlWriter]:
        return [PostgresqlWriter(self.engine, seed=n, on_connect=self.hold) for n in range(WRITERS)]

    def readers(self) -> list[PostgresqlReader]:
        return [PostgresqlReader(self._reading, seed=n) for n in range(READERS)]

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction that may alter tables; whoever else wants one waits until it is over."""
        # READ COMMITTED: whoever waited must see what the one before has just done.
        with self._engine("READ COMMITTED").begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            yield connection

    def close(self) -> None:
        if self._holder is not None:
            self._holder.close()
            self._holder = None

    def _engine(self, isolation_level: Any, *, read_only: bool = False) -> Engine:
        engine = create_engine(
            self._url,
            isolation_level=isolation_level,
            poolclass=NullPool,  # each worker keeps one connection for itself
            hide_parameters=True,  # an error must not quote what somebody wrote
            connect_args={
                "connect_timeout": 5,
                # A server that vanished without a word is noticed in seconds, not in the system's two hours.
                "keepalives_idle": 15,
                "keepalives_interval": 5,
                "keepalives_count": 3,
                "tcp_user_timeout": 15_000,
                "application_name": "partnerdialog",
            },
        )

        @event.listens_for(engine, "connect")
        def prepare(driver: psycopg.Connection, record: Any) -> None:
            driver.read_only = read_only

        return engine
