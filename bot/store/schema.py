"""Which version the tables of a database have, and bringing them to the present one.

A new database gets its tables as they are now; an older one is taken there by Alembic, which is imported only
then, because that takes longer than the rest of the start. A test keeps the two ways the same.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, inspect, text
from sqlalchemy import Table as PlainTable

from bot.store.errors import StoreRefused
from bot.store.tables import Table

# The newest revision under migrations/versions; a test compares the two.
HEAD = "0003"

MIGRATIONS = Path(__file__).parent / "migrations"

# As Alembic itself makes it.
_VERSION = PlainTable(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def version(connection: Connection) -> str | None:
    """The revision the database is at; None when it has no tables of ours yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def bring_up_to_date(connection: Connection) -> None:
    """Raises StoreRefused when the database was made by a newer version of this program."""
    current = version(connection)
    if current is None:
        _create(connection)
    elif current != HEAD:
        upgrade(connection, current)


def _create(connection: Connection) -> None:
    # Without looking first: tables of the same names are somebody else's, and stop us.
    Table.metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection, checkfirst=True)
    connection.execute(_VERSION.insert().values(version_num=HEAD))


def upgrade(connection: Connection, current: str | None) -> None:
    """Takes a database from `current` (None: from nothing) to HEAD, revision by revision."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreRefused(
            f"the database is at version {current}, which this program does not know (it knows {HEAD} and"
            " earlier): install the newer program again, or restore a backup"
        ) from error
