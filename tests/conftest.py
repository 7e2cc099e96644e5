"""Fixtures everybody may use: the databases, and a stage on which people talk to the bot without a network."""

from __future__ import annotations

import pytest

from bot.store.database import Store
from tests.postgresql import database_url, empty_url, postgresql_url, sqlite_url, store
from tests.stage import Stage

__all__ = ["database_url", "empty_url", "postgresql_url", "sqlite_url", "stage", "store"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write the recorded conversations anew")


@pytest.fixture
def stage(store: Store) -> Stage:
    return Stage(store)
