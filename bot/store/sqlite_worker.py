"""Runs units on SQLite: those that wait together share one commit.

Nothing here may answer a unit before the commit that holds it has returned.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.errors import StoreAway
from bot.store.line import Asked
from bot.store.transaction import Transaction

_STORAGE_FAILED = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CORRUPT,
}


class SqliteWriter:
    failures = _STORAGE_FAILED
    # More would keep the first of a batch waiting for work that is not its own.
    most = 128

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def serve(self, batch: list[Asked]) -> None:
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            if len(batch) == 1:
                self._alone(self._connection, batch[0])
            else:
                self._together(self._connection, batch)
        except Exception as error:
            # Whatever broke the transaction, nobody in the batch may believe that it was kept.
            self.close()
            for asked in batch:
                asked.owed = False
                asked.error = StoreAway(_words(error)) if self._storage_failed(error) else error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _alone(self, connection: Connection, asked: Asked) -> None:
        with connection.begin() as whole:
            transaction = Transaction(connection)
            try:
                asked.answer = asked.unit(transaction)
                asked.owed = transaction.owed
            except Exception as error:
                if self._storage_failed(error):
                    raise
                asked.error = error
                whole.rollback()

    def _together(self, connection: Connection, batch: list[Asked]) -> None:
        """A failing unit goes back to its savepoint and disturbs none of its neighbours."""
        with connection.begin():
            # The driver's own execute: SQLAlchemy's savepoints cost as much as a whole statement.
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            for asked in batch:
                transaction = Transaction(connection)
                driver.execute("SAVEPOINT unit")
                try:
                    asked.answer = asked.unit(transaction)
                    asked.owed = transaction.owed
                except Exception as error:
                    if self._storage_failed(error):
                        raise  # SQLite may have rolled back the whole transaction, neighbours included
                    asked.error = error
                    driver.execute("ROLLBACK TO unit")
                driver.execute("RELEASE unit")

    def _storage_failed(self, error: Exception) -> bool:
        """Whether the fault lies with the disk or the file, not with the unit."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", None)
        return isinstance(cause, sqlite3.Error) and code is not None and code & 0xFF in self.failures


class SqliteReader(SqliteWriter):
    """Reads have no commit to share; and that one tried to write is its own fault, not the disk's."""

    most = 1
    failures = _STORAGE_FAILED - {sqlite3.SQLITE_READONLY}


def _words(error: Exception) -> str:
    """The database's own short words: a statement with its values may hold what somebody wrote."""
    return str(error.orig) if isinstance(error, DBAPIError) else str(error)
