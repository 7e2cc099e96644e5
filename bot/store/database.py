"""The store: opens the database, runs units of work in it, and answers on the event loop.

It may not know what the units do, and no unit may wait for anything but the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from bot.store import schema
from bot.store.address import database
from bot.store.errors import StoreAway, StoreRefused
from bot.store.line import Asked, Line
from bot.store.sqlite import SqliteDatabase
from bot.store.transaction import T, Transaction, Unit

if TYPE_CHECKING:
    from bot.store.postgresql import PostgresqlDatabase

    Database = SqliteDatabase | PostgresqlDatabase

__all__ = ["Store", "StoreAway", "StoreRefused", "Transaction", "migrate", "open_store"]


class Store:
    """Units of work go in, answers come out. Made by `open_store`, for the event loop that is running."""

    def __init__(self, opened: Database) -> None:
        self.on_commit: list[Callable[[], None]] = []  # called after a commit in which a message was owed
        self._loop = asyncio.get_running_loop()
        self._database = opened
        self._closed = False
        self._writers = Line("store-writer", opened.writers(), self._deliver)
        self._readers = Line("store-reader", opened.readers(), self._deliver)

    async def run(self, unit: Unit[T]) -> T:
        """What the unit returned, after its writes are committed; its exception, after they were undone.

        The unit runs in another thread, and on PostgreSQL perhaps more than once: it may touch nothing but
        its transaction. Raises StoreAway when the database could not keep it.
        """
        return await self._ask(self._writers, unit)

    async def read(self, unit: Unit[T]) -> T:
        """The same beside those who write: it sees one state of the database and can change nothing."""
        return await self._ask(self._readers, unit)

    async def close(self) -> None:
        """Returns after everything asked for has been served and the lock is given back."""
        if not self._closed:
            self._closed = True
            await asyncio.to_thread(self._finish)

    async def _ask(self, line: Line, unit: Unit[T]) -> T:
        if self._closed:
            raise StoreAway("the store is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        line.add(Asked(unit, future))
        return await future

    def _deliver(self, batch: list[Asked]) -> None:
        self._loop.call_soon_threadsafe(self._reply, batch)

    def _reply(self, batch: list[Asked]) -> None:
        for asked in batch:
            asked.reply()
        if any(asked.owed for asked in batch):
            for hook in self.on_commit:
                hook()

    def _finish(self) -> None:
        self._writers.close()
        self._readers.close()
        self._database.close()


async def open_store(url: str, *, migrate: bool = True, lock: bool = True) -> Store:
    """The store at this address, its tables up to date. Raises StoreRefused with one line for the operator.

    `lock=False` is for a short administrative unit, which may run beside the bot.
    """
    return Store(await asyncio.to_thread(_open, url, migrating=migrate, locked=lock))


def migrate(url: str) -> None:
    """Brings the tables to the present version. Raises StoreRefused when that cannot be.

    In one transaction: a crash on the way leaves everything as it was, and whoever else migrates at the same
    moment waits, then finds nothing left to do.
    """
    try:
        with database(url).migrating() as connection:
            schema.bring_up_to_date(connection)
    except (DBAPIError, OSError) as error:
        raise _unusable(error) from error


def _open(url: str, *, migrating: bool, locked: bool) -> Database:
    try:
        opened = database(url)
        try:
            if locked:
                opened.lock()
            with opened.engine.begin() as connection:
                opened.check(connection)
                current = schema.version(connection)
            if current != schema.HEAD:
                if not migrating:
                    raise StoreRefused("the database is not at this program's version: run `make migrate`")
                migrate(url)
        except BaseException:
            opened.close()
            raise
    except (DBAPIError, OSError) as error:
        raise _unusable(error) from error
    return opened


def _unusable(error: DBAPIError | OSError) -> StoreRefused:
    words = str(error.orig if isinstance(error, DBAPIError) else error).partition("\n")[0]
    return StoreRefused(f"the database in PARTNERDIALOG_DATABASE_URL cannot be used: {words}")
