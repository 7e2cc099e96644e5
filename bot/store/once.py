"""Inserting what may be there only once: the database decides, so that two who try cannot both win."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from bot.store.tables import Table
from bot.store.transaction import Transaction

_COUNT = {"preserve_rowcount": True}


def insert_once(table: type[Table]) -> Callable[[Transaction, dict[str, Any]], bool]:
    """What adds a row to the table; it answers False and does nothing when the row's key is already there."""
    statements: dict[str, Insert] = {
        "sqlite": sqlite.insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql.insert(table).on_conflict_do_nothing(),
    }

    def add(tx: Transaction, row: dict[str, Any]) -> bool:
        statement = statements[tx.connection.dialect.name]
        # Of an insert the count of rows is forgotten unless asked for.
        return tx.execute(statement, row, execution_options=_COUNT).rowcount == 1

    return add
