"""Alembic's entry: used by the store with its own connection, and by the `alembic` command with the address
in PARTNERDIALOG_DATABASE_URL. Migrations are run against a database, never written out as SQL."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from bot.settings import environment, read_database_url
from bot.store.address import database
from bot.store.tables import Table
from bot.store.types import UtcDateTime


def plainly(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Revisions name no type of ours, so that an old one still means the same after ours have changed."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=True,
        render_item=plainly,
        compare_type=True,
        transactional_ddl=True,  # also on SQLite, where the store begins transactions itself
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("migrations run against a database only")

given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with database(read_database_url(environment())).migrating() as own:
        run(own)
