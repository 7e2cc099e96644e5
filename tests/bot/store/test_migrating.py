"""A database of any earlier version, with rows in every table, comes to the newest with all that was in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, Integer, MetaData, String, Table, inspect, select

from bot.store import schema
from bot.store.address import database
from bot.store.database import migrate, open_store

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
VERSION = "alembic_version"

Rows = dict[str, list[dict[str, Any]]]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    return config


REVISIONS = sorted(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def at_version(connection: Connection, revision: str) -> MetaData:
    """The tables as this revision left them."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
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
    if isinstance(of, Date):
        return date(2026, 11, 22 + number)
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


def filled(url: str, revision: str) -> tuple[MetaData, Rows]:
    """A database of this version, with all that is in it."""
    with database(url).migrating() as connection:
        tables = at_version(connection, revision)
        fill(connection, tables)
        before = rows(connection, tables)
    assert {name: len(found) for name, found in before.items()} == dict.fromkeys(before, 2)
    return tables, before


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_row_of_an_earlier_version_is_there_after_the_newest(empty_url: str, revision: str) -> None:
    tables, before = filled(empty_url, revision)

    migrate(empty_url)

    with database(empty_url).migrating() as connection:
        assert schema.version(connection) == schema.HEAD
        assert rows(connection, tables) == before
        added = set(inspect(connection).get_table_names()) - {*before, VERSION}
        found = _tables(connection)
        assert [name for name in added if connection.execute(select(found.tables[name])).first()] == []


def test_the_third_version_adds_what_a_round_and_a_step_are_about_and_the_plans(empty_url: str) -> None:
    filled(empty_url, "0002")

    migrate(empty_url)

    with database(empty_url).migrating() as connection:
        now = _tables(connection).tables
        assert {"trip", "phase_out", "phase_out_plan", "milestone", "milestone_move"} <= set(now)
        assert list(connection.execute(select(now["round"].c.about)).scalars()) == [None, None]
        assert list(connection.execute(select(now["commitment"].c.area)).scalars()) == [None, None]


def test_after_the_third_version_every_new_table_takes_rows_and_points_to_what_was_there(empty_url: str) -> None:
    filled(empty_url, "0002")
    migrate(empty_url)

    with database(empty_url).migrating() as connection:
        for name in ("trip", "phase_out", "phase_out_plan", "milestone", "milestone_move"):
            table = _tables(connection).tables[name]
            for number in (1, 2):
                connection.execute(table.insert().values(_row(table, number)))
            assert len(connection.execute(select(table)).all()) == 2


async def test_the_bot_itself_brings_it_there_when_it_starts(empty_url: str) -> None:
    tables, before = filled(empty_url, "0001")

    await (await open_store(empty_url)).close()

    with database(empty_url).migrating() as connection:
        assert schema.version(connection) == schema.HEAD
        assert rows(connection, tables) == before
