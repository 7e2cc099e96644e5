"""Turns the address an operator writes into a database the store can use; others are refused here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.errors import StoreRefused
from bot.store.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from bot.store.postgresql import PostgresqlDatabase

_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def database(url: str) -> SqliteDatabase | PostgresqlDatabase:
    """The database at this address. Raises StoreRefused, never repeating a password."""
    where = address(url)
    if where.drivername == "sqlite":
        return SqliteDatabase(where)
    # Only where it is used: on SQLite it would be a fifth of the time it takes to import the store.
    from bot.store.postgresql import PostgresqlDatabase

    return PostgresqlDatabase(where)


def address(url: str) -> URL:
    """The address with the driver we use."""
    try:
        written = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreRefused(
            "PARTNERDIALOG_DATABASE_URL is not a database address; write for example"
            " sqlite:///var/partnerdialog.sqlite or postgresql://user:password@host/database"
        ) from None
    driver = _DRIVERS.get(written.drivername)
    if driver is None:
        raise StoreRefused(f"PARTNERDIALOG_DATABASE_URL names {written.drivername!r}; it can be sqlite or postgresql")
    if driver == "sqlite" and written.database in (None, "", ":memory:"):
        raise StoreRefused(
            "PARTNERDIALOG_DATABASE_URL names a database in memory, which no restart survives; name a file"
        )
    return written.set(drivername=driver)
