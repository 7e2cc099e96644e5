"""Runs units on PostgreSQL, each a SERIALIZABLE transaction that is repeated when it has to be.

SERIALIZABLE, because units decide from what they read: when both sides finish a topic at the same moment,
one of them has to see the other's *ready*, or the opening would never happen. REPEATABLE READ keeps lost
updates away, but not that.

A unit may therefore run more than once, and may touch nothing but its transaction. A connection lost at
COMMIT leaves unknown whether it was kept; repeating is safe all the same, because a unit begins by inserting
the id or key of what caused it, and does nothing when that is already there.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from time import monotonic, sleep

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.errors import StoreAway
from bot.store.line import Asked
from bot.store.transaction import Transaction

# Seconds for which a unit is repeated before its caller hears that the database is away.
PATIENCE = 5.0

_LOST_A_RACE = {"40001", "40P01"}  # serialization failure, deadlock
_AWAY_A_MOMENT = {"57P01", "57P02", "57P03", "53300"}  # stopping, crashed, starting, no connection free
_READ_ONLY = "25006"
_AWAY = {"53100", "53200", "58030", _READ_ONLY}  # disk full, memory, input/output, became a replica


class PostgresqlWriter:
    most = 1
    failures = _AWAY

    def __init__(self, engine: Engine, *, seed: int, on_connect: Callable[[], None] = lambda: None) -> None:
        self._engine = engine
        self._on_connect = on_connect
        self._chance = Random(seed)
        self._connection: Connection | None = None

    def serve(self, batch: list[Asked]) -> None:
        for asked in batch:
            try:
                self._repeat(asked)
            except Exception as error:
                asked.error = error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _repeat(self, asked: Asked) -> None:
        until = monotonic() + PATIENCE
        pause = 0.002
        perhaps_kept = False
        while True:
            try:
                return self._once(asked, perhaps_kept)
            except DBAPIError as error:
                state = _state(error)
                lost = _connection_lost(error)
                if lost:
                    self.close()
                    perhaps_kept = True
                again = lost or state in _LOST_A_RACE
                if state in self.failures or (again and monotonic() > until):
                    raise StoreAway(_words(error)) from None
                if not again:
                    raise
            # Uneven pauses, or the same units would meet again and again.
            sleep(pause * self._chance.uniform(0.5, 1.5))
            pause = min(pause * 2, 0.25)

    def _once(self, asked: Asked, perhaps_kept: bool) -> None:
        if self._connection is None:
            self._on_connect()
            self._connection = self._engine.connect()
        with self._connection.begin():
            transaction = Transaction(self._connection, perhaps_kept=perhaps_kept)
            answer = asked.unit(transaction)
            if _spoilt(self._connection):
                # COMMIT would roll back without a word, and the caller would believe that it was kept.
                raise RuntimeError("the unit went on after a statement of its own had failed")
        asked.answer = answer
        # What the first try owed, if it was kept after all, has to be sent by somebody too.
        asked.owed = transaction.owed or perhaps_kept


class PostgresqlReader(PostgresqlWriter):
    """On a connection that is read-only: that a unit tried to write is its own fault, not the server's."""

    failures = _AWAY - {_READ_ONLY}


def _spoilt(connection: Connection) -> bool:
    driver = connection.connection.driver_connection
    return isinstance(driver, psycopg.Connection) and driver.info.transaction_status == TransactionStatus.INERROR


def _state(error: DBAPIError) -> str | None:
    return error.orig.sqlstate if isinstance(error.orig, psycopg.Error) else None


def _connection_lost(error: DBAPIError) -> bool:
    state = _state(error)
    if state is None:  # not the server's words, but the network's
        return error.connection_invalidated or isinstance(error.orig, psycopg.OperationalError)
    return state.startswith("08") or state in _AWAY_A_MOMENT


def _words(error: DBAPIError) -> str:
    """The server's first line only: the next ones may quote a row, and so what somebody wrote."""
    return str(error.orig).partition("\n")[0]
