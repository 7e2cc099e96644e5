"""Inserting what may be there only once: the database decides, so that two who try cannot both win."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from sqlalchemy.sql.dml import Insert

from bot.store.tables import Table
from bot.store.transaction import Transaction

_COUNT = {"preserve_rowcount": True}


def insert_once(table: type[Table]) -> Callable[[Transaction, dict[str, Any]], bool]:
    """What adds a row to the table; it answers False and does nothing when the row's key is already there."""
    statements: dict[str, Insert] = {}

    def add(tx: Transaction, row: dict[str, Any]) -> bool:
        name = tx.connection.dialect.name
        statement = statements.get(name)
        if statement is None:
            # Only the dialect in use is imported: PostgreSQL's is large, and most bots start without it.
            dialect = import_module(f"sqlalchemy.dialects.{name}")
            statement = statements[name] = dialect.insert(table).on_conflict_do_nothing()
        # Of an insert the count of rows is forgotten unless asked for.
        return tx.execute(statement, row, execution_options=_COUNT).rowcount == 1

    return add
