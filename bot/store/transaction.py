"""What a unit of work is given: one connection inside one transaction. It may not commit or roll back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Transaction:
    """One transaction under way. Nothing of it may be kept after the unit returns."""

    __slots__ = ("connection", "execute", "owed", "perhaps_kept")

    def __init__(self, connection: Connection, *, perhaps_kept: bool = False) -> None:
        self.connection = connection
        self.perhaps_kept = perhaps_kept  # the unit ran before, and nobody knows whether that was committed
        self.execute = connection.execute  # bound once: it is called several times for every answer
        self.owed = False  # set when a message was added, so that the sender is woken after the commit


Unit = Callable[[Transaction], T]
