"""Tables come to be in one of two ways, both give the same, and nothing on the way can lose a row."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.store import schema
from bot.store.address import database
from bot.store.database import StoreRefused, migrate, open_store
from bot.store.tables import Table
from tests.bot.store.units import keep, kept


def alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        env={**os.environ, "PARTNERDIALOG_DATABASE_URL": url},
        capture_output=True,
        text=True,
    )


def shape(connection: Connection) -> dict[str, Any]:
    """All that a database says about its tables, in an order that does not depend on how they were made."""
    look = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"] is None)
                for column in look.get_columns(table)
            },
            "key": look.get_pk_constraint(table),
            "foreign": sorted(look.get_foreign_keys(table), key=lambda key: str(key["name"])),
            "unique": sorted(look.get_unique_constraints(table), key=lambda key: str(key["name"])),
            "indexes": sorted(
                (
                    str(index["name"]),
                    index["column_names"],
                    index["unique"],
                    str(index.get("dialect_options", {}).get(f"{connection.dialect.name}_where")),
                )
                for index in look.get_indexes(table)
            ),
        }
        for table in look.get_table_names()
    }


def test_the_start_knows_the_newest_revision_without_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_opening_a_database_that_is_up_to_date_does_not_import_alembic(sqlite_url: str) -> None:
    program = """
import asyncio, sys
from bot.store.database import open_store
asyncio.run(open_store(sys.argv[1]))
print(sorted({"alembic", "psycopg"} & sys.modules.keys()))
"""
    said = subprocess.run([sys.executable, "-c", program, sqlite_url], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_all_revisions_one_after_another_give_the_tables_of_a_new_database(empty_url: str) -> None:
    with database(empty_url).migrating() as connection:
        schema.upgrade(connection, None)
        step_by_step = shape(connection)
        Table.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    migrate(empty_url)
    with database(empty_url).migrating() as connection:
        assert step_by_step == shape(connection)


def test_nothing_is_missing_from_the_revisions(empty_url: str) -> None:
    assert alembic(empty_url, "upgrade", "head").returncode == 0
    checked = alembic(empty_url, "check")
    assert (checked.returncode, checked.stdout) == (0, "No new upgrade operations detected.\n")


async def test_rows_survive_closing_migrating_and_opening_again(database_url: str) -> None:
    store = await open_store(database_url)
    await store.run(keep(1))
    await store.close()
    migrate(database_url)
    store = await open_store(database_url)
    assert await store.read(kept) == [1]
    await store.close()


async def test_going_back_to_an_older_version_is_refused(database_url: str) -> None:
    store = await open_store(database_url)
    await store.run(keep(1))
    await store.close()
    back = alembic(database_url, "downgrade", "base")
    assert back.returncode != 0
    assert "restore a backup" in back.stderr
    store = await open_store(database_url, migrate=False)
    assert await store.read(kept) == [1]
    await store.close()


async def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    with database(database_url).migrating() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreRefused, match="version 9999"):
        await open_store(database_url)


async def test_opening_without_migrating_refuses_what_is_not_up_to_date(empty_url: str) -> None:
    with pytest.raises(StoreRefused, match="make migrate"):
        await open_store(empty_url, migrate=False)


async def test_tables_of_the_same_names_that_are_not_ours_are_left_alone(empty_url: str) -> None:
    with database(empty_url).migrating() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT)"))
    with pytest.raises(StoreRefused, match=r"person.* already exists"):
        await open_store(empty_url)
    with database(empty_url).migrating() as connection:
        assert inspect(connection).get_table_names() == ["person"]


async def test_two_that_migrate_at_once_both_find_it_done(empty_url: str) -> None:
    await asyncio.gather(asyncio.to_thread(migrate, empty_url), asyncio.to_thread(migrate, empty_url))
    store = await open_store(empty_url, migrate=False)
    assert await store.read(kept) == []
    await store.close()


def test_a_migration_that_is_killed_leaves_the_database_as_it_was(empty_url: str) -> None:
    program = """
import os, signal, sys
from bot.store import schema
from bot.store.address import database
with database(sys.argv[1]).migrating() as connection:
    schema.upgrade(connection, None)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", program, empty_url])
    assert killed.returncode == -signal.SIGKILL
    with database(empty_url).migrating() as connection:
        assert inspect(connection).get_table_names() == []
    migrate(empty_url)
