"""Settings stop the start with one line that names what is wrong, and never tell a secret."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import Redacted
from bot.settings import (
    PREFIX,
    READERS,
    Settings,
    WrongSetting,
    environment,
    read_database_url,
    read_settings,
)

TOKEN = "123456789:AAE-not_a_real_token_0123456789abcde"
SECRET = "a-secret_for-the-webhook"
ROOT = Path(__file__).parent.parent.parent


def said(**values: str) -> dict[str, str]:
    return {f"{PREFIX}{name}": value for name, value in {"TOKEN": TOKEN, **values}.items()}


def refusal(values: dict[str, str]) -> str:
    """What the person who starts the bot is told; nothing when all is well."""
    try:
        read_settings(values)
    except WrongSetting as refused:
        return str(refused)
    return ""


def test_a_token_is_enough() -> None:
    assert read_settings(said()) == Settings(
        token=TOKEN,
        database_url="sqlite:///var/partnerdialog.db",
        api_url="https://api.telegram.org",
        webhook_url=None,
        webhook_secret=None,
        listen="127.0.0.1:8080",
        media_dir=Path("var/media"),
        log_level="INFO",
        send_rate=29.5,
        chat_rate=1.0,
        vulnerability_medium=33,
        vulnerability_high=60,
    )


def test_everything_can_be_set() -> None:
    settings = read_settings(
        said(
            DATABASE_URL="postgresql://bot:hidden@db/partners",
            API_URL="http://127.0.0.1:8765/",
            WEBHOOK_URL="https://bot.example.org/telegram/",
            WEBHOOK_SECRET=SECRET,
            LISTEN="[::1]:9000",
            MEDIA_DIR="/srv/media",
            LOG_LEVEL="warning",
            SEND_RATE="0",
            CHAT_RATE="2.5",
            VULNERABILITY_MEDIUM="1",
            VULNERABILITY_HIGH="99",
        )
    )

    assert settings == Settings(
        token=TOKEN,
        database_url="postgresql://bot:hidden@db/partners",
        api_url="http://127.0.0.1:8765",
        webhook_url="https://bot.example.org/telegram",
        webhook_secret=SECRET,
        listen="[::1]:9000",
        media_dir=Path("/srv/media"),
        log_level="WARNING",
        send_rate=0.0,
        chat_rate=2.5,
        vulnerability_medium=1,
        vulnerability_high=99,
    )
    assert (settings.listen_host, settings.listen_port) == ("::1", 9000)
    assert set(settings.secrets) == {TOKEN, SECRET, "hidden"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "hello"),
        ("TOKEN", "12345:"),
        ("TOKEN", "bot12345:abc"),
        ("TOKEN", "１２３:abc"),
        ("TOKEN", f"{TOKEN} {TOKEN}"),
        ("DATABASE_URL", "var/partnerdialog.db"),
        ("DATABASE_URL", "mysql://localhost/partners"),
        ("API_URL", "api.telegram.org"),
        ("API_URL", "ftp://api.telegram.org"),
        ("API_URL", "https://"),
        ("API_URL", "https://host:many"),
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_SECRET", "has space"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:0"),
        ("LISTEN", "localhost:65536"),
        ("LISTEN", "::1:8080"),
        ("LOG_LEVEL", "loud"),
        ("SEND_RATE", "fast"),
        ("SEND_RATE", "-1"),
        ("SEND_RATE", "nan"),
        ("CHAT_RATE", "inf"),
        ("VULNERABILITY_MEDIUM", "0"),
        ("VULNERABILITY_MEDIUM", "33.5"),
        ("VULNERABILITY_MEDIUM", "٣٣"),
        ("VULNERABILITY_HIGH", "100"),
        ("VULNERABILITY_HIGH", "-1"),
        ("VULNERABILITY_HIGH", "sixty"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(name: str, value: str) -> None:
    line = refusal(said(**{name: value}))

    assert line.startswith(f"{PREFIX}{name} ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"WEBHOOK_URL": "https://bot.example.org"}, "WEBHOOK_SECRET"),
        ({"WEBHOOK_SECRET": SECRET}, "WEBHOOK_URL"),
        ({"WEBHOOK_URL": "http://bot.example.org", "WEBHOOK_SECRET": SECRET}, "WEBHOOK_URL"),
    ],
)
def test_a_webhook_needs_a_safe_address_and_a_secret(values: dict[str, str], named: str) -> None:
    assert refusal(said(**values)).startswith(f"{PREFIX}{named} ")


@pytest.mark.parametrize(
    "values",
    [
        {"VULNERABILITY_MEDIUM": "60"},
        {"VULNERABILITY_HIGH": "33"},
        {"VULNERABILITY_MEDIUM": "70", "VULNERABILITY_HIGH": "65"},
    ],
)
def test_medium_begins_below_high(values: dict[str, str]) -> None:
    assert refusal(said(**values)) == f"{PREFIX}VULNERABILITY_MEDIUM must be below {PREFIX}VULNERABILITY_HIGH"


def test_ones_own_server_may_call_a_plain_address() -> None:
    settings = read_settings(
        said(API_URL="http://127.0.0.1:8765", WEBHOOK_URL="http://127.0.0.1:8080", WEBHOOK_SECRET=SECRET)
    )

    assert settings.webhook_url == "http://127.0.0.1:8080"


def test_a_missing_token_is_named() -> None:
    assert refusal({}).startswith(f"{PREFIX}TOKEN is missing")


def test_a_misspelt_name_is_named() -> None:
    assert refusal(said(DATABSE_URL="sqlite:///x.db")) == (
        f"{PREFIX}DATABSE_URL is not a setting; .env.example lists them all"
    )


def test_the_database_can_be_read_without_a_token() -> None:
    assert read_database_url({}) == "sqlite:///var/partnerdialog.db"
    assert read_database_url({f"{PREFIX}DATABASE_URL": "sqlite:///x.db"}) == "sqlite:///x.db"


@given(st.text(), st.sampled_from(sorted(READERS)))
def test_no_refusal_repeats_a_secret(value: str, name: str) -> None:
    assert "canary" not in refusal(said(**{name: f"{value}-canary"}))


def test_secrets_are_not_in_the_repr() -> None:
    settings = read_settings(
        said(
            DATABASE_URL="postgresql://bot:hidden@db/partners",
            WEBHOOK_URL="https://bot.example.org",
            WEBHOOK_SECRET=SECRET,
        )
    )

    assert [secret for secret in settings.secrets if secret in repr(settings)] == []


def test_the_environment_overrules_the_file_and_empty_counts_as_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in READERS:
        monkeypatch.delenv(f"{PREFIX}{name}", raising=False)
    file = tmp_path / ".env"
    file.write_text(f"{PREFIX}LISTEN=file:1\n{PREFIX}LOG_LEVEL=DEBUG\n{PREFIX}MEDIA_DIR=\n", "utf-8")
    monkeypatch.setenv(f"{PREFIX}LISTEN", "environment:2")

    found = {name: value for name, value in environment(file).items() if name.startswith(PREFIX)}

    assert found == {f"{PREFIX}LISTEN": "environment:2", f"{PREFIX}LOG_LEVEL": "DEBUG"}


def test_every_setting_is_explained_in_the_example_with_its_default(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    uncommented = tmp_path / "example"
    uncommented.write_text(example.replace("#PARTNERDIALOG_", "PARTNERDIALOG_"), "utf-8")
    shown = dotenv_values(uncommented)

    assert set(shown) == {f"{PREFIX}{name}" for name in READERS}
    assert {field.name for field in fields(Settings)} == {name.lower() for name in READERS}
    defaults = {name: value for name, value in shown.items() if value}
    assert read_settings({**defaults, **said()}) == read_settings(said())


def test_no_log_line_holds_a_secret() -> None:
    unknown = "987654321:BBF-another_token_0123456789abcdefgh"
    formatter = Redacted(["password.with(signs"])
    try:
        raise OSError(f"cannot reach https://api.telegram.org/bot{TOKEN}/getMe")
    except OSError as error:
        told = (unknown, "password.with(signs")
        record = logging.LogRecord("bot", logging.ERROR, "x.py", 1, "%s and %s", told, (OSError, error, None))

    written = formatter.format(record)

    assert [secret for secret in (TOKEN, unknown, "password.with(signs") if secret in written] == []
    assert "[redacted] and [redacted]" in written
    assert "bot[redacted]/getMe" in written


def command(*arguments: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={**clean, "PYTHONPATH": str(ROOT), **values},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path: Path) -> None:
    result = command("run", folder=tmp_path, **said(LISTEN="nowhere"))

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"{PREFIX}LISTEN must be host:port, such as 127.0.0.1:8080\n"


def test_a_database_that_cannot_be_used_stops_with_one_line(tmp_path: Path) -> None:
    result = command("migrate", folder=tmp_path, PARTNERDIALOG_DATABASE_URL="sqlite:///:memory:")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{PREFIX}DATABASE_URL ")
    assert result.stderr.count("\n") == 1


def test_check_shows_the_settings_without_the_token(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"{PREFIX}TOKEN={TOKEN}\n", "utf-8")

    result = command("check", folder=tmp_path)

    assert (result.returncode, result.stderr) == (0, "")
    assert "listen='127.0.0.1:8080'" in result.stdout
    assert TOKEN not in result.stdout
