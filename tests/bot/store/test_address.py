"""What an operator may write as the database's address, and what is said when it will not do."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.store.address import address
from bot.store.database import StoreRefused, open_store


def modes(folder: Path) -> dict[str, int]:
    return {made.name: stat.S_IMODE(made.stat().st_mode) for made in folder.rglob("*")}


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("sqlite:///var/a.db", "sqlite:///var/a.db"),
        ("sqlite+pysqlite:////srv/a.db", "sqlite:////srv/a.db"),
        ("postgres://bot@db/partners", "postgresql+psycopg://bot@db/partners"),
        (
            "postgresql://bot@db:5433/partners?sslmode=require",
            "postgresql+psycopg://bot@db:5433/partners?sslmode=require",
        ),
        ("postgresql+psycopg://bot@db/partners", "postgresql+psycopg://bot@db/partners"),
    ],
)
def test_the_driver_follows_from_the_kind_of_database(written: str, used: str) -> None:
    assert str(address(written)) == used


@pytest.mark.parametrize(
    "written",
    [
        "",
        "partners",
        "mysql://bot:secret@db/partners",
        "postgresql+asyncpg://bot:secret@db/x",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://bot:secret@db:port/partners",
    ],
)
def test_other_addresses_are_refused_in_one_line_that_names_the_setting(written: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        address(written)
    said = str(refused.value)
    assert "PARTNERDIALOG_DATABASE_URL" in said
    assert "\n" not in said
    assert "secret" not in said


async def test_a_server_that_is_not_there_is_said_in_one_line_without_the_password() -> None:
    with pytest.raises(StoreRefused, match="cannot be used") as refused:
        await open_store("postgresql://bot:secret@127.0.0.1:1/partners")
    said = str(refused.value)
    assert "\n" not in said
    assert "secret" not in said


async def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreRefused, match=r"^the database in PARTNERDIALOG_DATABASE_URL cannot be used: .*$"):
        await open_store(f"sqlite:///{tmp_path}/file/a.db")


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear partner, " * 100)
    with pytest.raises(StoreRefused, match="not a database"):
        await open_store(f"sqlite:///{tmp_path}/letter.db")
    assert (tmp_path / "letter.db").read_text() == "Dear partner, " * 100


async def test_a_new_database_and_the_folder_made_for_it_are_private(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/var/partners.db")
    await store.run(lambda tx: None)
    private = {"partners.db", "partners.db-wal", "partners.db-shm", "partners.db.lock"}
    assert modes(tmp_path) == {"var": 0o700} | dict.fromkeys(private, 0o600)
    await store.close()
