"""One line on stderr for each thing worth knowing; no line may hold a token or another secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable

# Whatever reads as a bot token goes, so that a forwarded or mistyped one is not written down either.
_LOOKS_LIKE_A_TOKEN = r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{20,}"

# These write a line for each call, the addresses with the token in them.
_TALKATIVE = ("aiohttp.access", "apscheduler", "asyncio", "httpcore", "httpx", "telegram")


def start_logging(level: str, *, secrets: Iterable[str]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacted(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))


class Redacted(logging.Formatter):
    """Formats the whole record first, traceback included, so that nothing slips past."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        longest_first = sorted({secret for secret in secrets if secret}, key=len, reverse=True)
        patterns = [*map(re.escape, longest_first), _LOOKS_LIKE_A_TOKEN]
        self._secrets = re.compile("|".join(patterns), re.ASCII)

    def format(self, record: logging.LogRecord) -> str:
        return self._secrets.sub("[redacted]", super().format(record))
