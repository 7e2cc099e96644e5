"""Faults on demand: what goes wrong with the next calls of a method.

Chooses the fault; making it happen on the wire is the HTTP side's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.rehearsal.refusals import Refusal, forbidden, too_fast

KINDS = (
    "429",
    "500",
    "html",
    "403",
    "timeout_before",
    "timeout_after",
    "reset_before",
    "reset_after",
    "cut",
)
AFTER_ACCEPTANCE = ("timeout_after", "reset_after")


@dataclass
class Fault:
    """`method` may be `*`, or `download` for a file's bytes; `cut` gives half of those bytes and breaks
    off."""

    method: str
    kind: str
    times: int = 1
    retry_after: int = 1
    chat_id: int | None = None

    def hits(self, method: str, chat_id: object) -> bool:
        if self.method != "*" and self.method.lower() != method.lower():
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)

    def refusal(self) -> Refusal | None:
        """The answer this fault gives in place of a result; None for those that give no proper answer."""
        if self.kind == "429":
            return too_fast(self.retry_after)
        if self.kind == "403":
            return forbidden("bot was blocked by the user")
        if self.kind == "500":
            return Refusal(500, "Internal Server Error")
        return None


def read_fault(given: Mapping[str, Any]) -> Fault:
    """ValueError with a sentence for anything that is not a fault."""
    unknown = set(given) - {"method", "kind", "times", "retry_after", "chat_id"}
    if unknown:
        raise ValueError(f"Unknown: {', '.join(sorted(unknown))}.")
    kind = str(given.get("kind"))
    if kind not in KINDS:
        raise ValueError(f"The kind must be one of {', '.join(KINDS)}.")
    chat = given.get("chat_id")
    try:
        return Fault(
            method=str(given.get("method", "*")),
            kind=kind,
            times=int(given.get("times", 1)),
            retry_after=int(given.get("retry_after", 1)),
            chat_id=None if chat is None else int(chat),
        )
    except (TypeError, ValueError):
        raise ValueError("times, retry_after and chat_id are whole numbers.") from None


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._waiting]

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The first waiting fault that hits this call, used up by one; None for a call that goes well."""
        for fault in self._waiting:
            if fault.hits(method, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
