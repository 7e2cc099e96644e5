"""One call of a method: its parameters, read the way Telegram reads them.

A value may have come as JSON, as a form field or in the address; the reader cannot tell which. Also the
ledger of calls that were accepted. Nothing here may carry a call out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.refusals import bad_request


@dataclass(frozen=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class Call:
    method: str
    given: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.given.get(name) not in (None, "")

    def words(self, name: str) -> str:
        """The text given, or an empty one."""
        value = self.given.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Anything that does not begin with a number counts as 0, as it does at Telegram."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0

    def yes(self, name: str) -> bool:
        return str(self.given.get(name, "")).lower() in ("true", "yes", "1")

    def structure(self, name: str, refusal: str) -> Any:
        """A JSON value, also when it came as text; None when not given; refused with these words when not
        JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if value == "":
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(refusal) from None


@dataclass(frozen=True)
class Accepted:
    """A call that took effect. `message_id` is the message it wrote, changed or deleted."""

    n: int
    method: str
    chat_id: int | None
    message_id: int | None
    time: float

    def told(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "method": self.method,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "time": self.time,
        }
