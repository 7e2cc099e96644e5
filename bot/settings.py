"""What the person who runs the bot decides, read from the environment or a `.env` file.

Fails at the start, naming the setting that is wrong; it may not repeat a secret, open a file other than
`.env`, or reach the network.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values

from conversations.vulnerability import OURS, Thresholds

PREFIX = "PARTNERDIALOG_"
TELEGRAM = "https://api.telegram.org"

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+", re.ASCII)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)
_LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]+):(\d{1,5})", re.ASCII)
_DATABASES = ("sqlite", "postgresql", "postgres")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class WrongSetting(Exception):
    """A setting is missing or wrong; the message is one line that names it and repeats no secret."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{PREFIX}{name} {what}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One field for each `PARTNERDIALOG_...` name; secrets stay out of its `repr`."""

    token: str = field(repr=False)
    database_url: str = field(default="sqlite:///var/partnerdialog.db", repr=False)
    api_url: str = TELEGRAM
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    listen: str = "127.0.0.1:8080"
    media_dir: Path = Path("var/media")
    agreement_template: Path | None = None
    log_level: str = "INFO"
    send_rate: float = 29.5
    chat_rate: float = 1.0
    vulnerability_medium: int = OURS.medium
    vulnerability_high: int = OURS.high

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(self.vulnerability_medium, self.vulnerability_high)

    @property
    def listen_host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def listen_port(self) -> int:
        return int(self.listen.rpartition(":")[2])

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may hold."""
        password = urlsplit(self.database_url).password
        return tuple(secret for secret in (self.token, self.webhook_secret, password) if secret)


def environment(env_file: Path = Path(".env")) -> dict[str, str]:
    """What `.env` says, overruled by the process's environment; empty values count as not set."""
    said = {**dotenv_values(env_file, interpolate=False), **os.environ}
    return {name: value.strip() for name, value in said.items() if value and value.strip()}


def read_settings(said: Mapping[str, str]) -> Settings:
    """All settings; raises WrongSetting for the first that is missing, wrong or unknown."""
    unknown = sorted(name for name in said if name.startswith(PREFIX) and name[len(PREFIX) :] not in READERS)
    if unknown:
        # A misspelt name must not leave a default standing in silence.
        raise WrongSetting(unknown[0][len(PREFIX) :], "is not a setting; .env.example lists them all")
    written = {name: said[PREFIX + name] for name in READERS if PREFIX + name in said}
    if "TOKEN" not in written:
        raise WrongSetting("TOKEN", "is missing: it is the bot's token, as BotFather gives it")
    read: dict[str, Any] = {name.lower(): READERS[name](value) for name, value in written.items()}
    settings = Settings(**read)
    _check_webhook(settings)
    if settings.vulnerability_medium >= settings.vulnerability_high:
        raise WrongSetting("VULNERABILITY_MEDIUM", f"must be below {PREFIX}VULNERABILITY_HIGH")
    return settings


def read_database_url(said: Mapping[str, str]) -> str:
    """The database's address alone, for work that needs no token."""
    written = said.get(f"{PREFIX}DATABASE_URL")
    return _database_url(written) if written else Settings.database_url


def _token(written: str) -> str:
    if not _TOKEN.fullmatch(written):
        raise WrongSetting("TOKEN", "does not look like a bot token (digits, a colon, letters and digits)")
    return written


def _database_url(written: str) -> str:
    scheme, separator, _ = written.partition("://")
    if not separator or scheme.partition("+")[0] not in _DATABASES:
        raise WrongSetting("DATABASE_URL", "must begin with sqlite:/// or postgresql://")
    return written


def _url(name: str) -> Callable[[str], str]:
    def reads(written: str) -> str:
        try:
            parts = urlsplit(written)
            understood = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            understood = False
        if not understood:
            raise WrongSetting(name, "must be an address that begins with https:// or http://")
        return written.rstrip("/")

    return reads


def _webhook_secret(written: str) -> str:
    if not _WEBHOOK_SECRET.fullmatch(written):
        raise WrongSetting("WEBHOOK_SECRET", "must be 1 to 256 of A-Z, a-z, 0-9, _ and -")
    return written


def _listen(written: str) -> str:
    understood = _LISTEN.fullmatch(written)
    if not understood or not 0 < int(understood[2]) < 65536:
        raise WrongSetting("LISTEN", f"must be host:port, such as {Settings.listen}")
    return written


def _log_level(written: str) -> str:
    if written.upper() not in _LOG_LEVELS:
        raise WrongSetting("LOG_LEVEL", f"must be one of {', '.join(_LOG_LEVELS)}")
    return written.upper()


def _rate(name: str) -> Callable[[str], float]:
    def reads(written: str) -> float:
        try:
            rate = float(written)
        except ValueError:
            rate = math.nan
        if not 0 <= rate < math.inf:
            raise WrongSetting(name, "must be a number of messages a second, 0 or more (0 lifts the limit)")
        return rate

    return reads


def _per_cent(name: str) -> Callable[[str], int]:
    def reads(written: str) -> int:
        if not (written.isascii() and written.isdigit() and len(written) < 3 and int(written) > 0):
            raise WrongSetting(name, "must be a whole number from 1 to 99")
        return int(written)

    return reads


def _check_webhook(settings: Settings) -> None:
    if settings.webhook_url and not settings.webhook_secret:
        raise WrongSetting("WEBHOOK_SECRET", f"is missing: {PREFIX}WEBHOOK_URL needs it")
    if settings.webhook_secret and not settings.webhook_url:
        raise WrongSetting("WEBHOOK_URL", f"is missing: {PREFIX}WEBHOOK_SECRET needs it")
    unsafe = settings.webhook_url and not settings.webhook_url.startswith("https://")
    if unsafe and settings.api_url == TELEGRAM:
        raise WrongSetting("WEBHOOK_URL", "must begin with https://: Telegram calls no other address")


READERS: Mapping[str, Callable[[str], object]] = {
    "TOKEN": _token,
    "DATABASE_URL": _database_url,
    "API_URL": _url("API_URL"),
    "WEBHOOK_URL": _url("WEBHOOK_URL"),
    "WEBHOOK_SECRET": _webhook_secret,
    "LISTEN": _listen,
    "MEDIA_DIR": Path,
    "AGREEMENT_TEMPLATE": Path,
    "LOG_LEVEL": _log_level,
    "SEND_RATE": _rate("SEND_RATE"),
    "CHAT_RATE": _rate("CHAT_RATE"),
    "VULNERABILITY_MEDIUM": _per_cent("VULNERABILITY_MEDIUM"),
    "VULNERABILITY_HIGH": _per_cent("VULNERABILITY_HIGH"),
}
