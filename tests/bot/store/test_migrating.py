"""A database of the first version, with a row in every table, comes to the newest with all that was in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import JSON, Boolean, Connection, DateTime, Integer, MetaData, String, Table, inspect, select

from bot.store import schema
from bot.store.address import database
from bot.store.database import migrate, open_store

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
VERSION = "alembic_version"

Rows = dict[str, list[dict[str, Any]]]


def first_version(connection: Connection) -> MetaData:
    """The tables as the first revision made them."""
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    return _tables(connection)


def _tables(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection)
    return found


def fill(connection: Connection, tables: MetaData) -> None:
    """Two rows in every table, one of them with nothing where nothing may stand."""
    for table in tables.sorted_tables:
        if table.name != VERSION:
            for number in (1, 2):
                connection.execute(table.insert().values(_row(table, number)))


def _row(table: Table, number: int) -> dict[str, Any]:
    return {
        column.name: None if column.nullable and number == 2 else _value(column.type, number, column.name)
        for column in table.columns
    }


def _value(of: Any, number: int, name: str) -> Any:
    if isinstance(of, JSON):
        return {"words": f"{name} {number} æøå"}
    if isinstance(of, Boolean):
        return number == 1
    if isinstance(of, Integer):
        return number
    if isinstance(of, String):
        return f"{name} {number}"[: of.length or 100]
    assert isinstance(of, DateTime), (name, of)
    return NOW


def rows(connection: Connection, only: MetaData) -> Rows:
    """What stands in these tables and columns, whatever has been added beside them."""
    return {
        table.name: [dict(row) for row in connection.execute(_in_order(table)).mappings()]
        for table in only.sorted_tables
        if table.name != VERSION
    }


def _in_order(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def test_every_row_of_the_first_version_is_there_after_the_newest(empty_url: str) -> None:
    with database(empty_url).migrating() as connection:
        tables = first_version(connection)
        fill(connection, tables)
        before = rows(connection, tables)
    assert {name: len(found) for name, found in before.items()} == dict.fromkeys(before, 2)

    migrate(empty_url)

    with database(empty_url).migrating() as connection:
        assert schema.version(connection) == schema.HEAD
        assert rows(connection, tables) == before
        added = set(inspect(connection).get_table_names()) - {*before, VERSION}
        found = _tables(connection)
        assert [name for name in added if connection.execute(select(found.tables[name])).first()] == []


async def test_the_bot_itself_brings_it_there_when_it_starts(empty_url: str) -> None:
    with database(empty_url).migrating() as connection:
        tables = first_version(connection)
        fill(connection, tables)
        before = rows(connection, tables)

    await (await open_store(empty_url)).close()

    with database(empty_url).migrating() as connection:
        assert schema.version(connection) == schema.HEAD
        assert rows(connection, tables) == before
