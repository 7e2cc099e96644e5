"""Plan steps and promises: what one side, or both, will do. Check-ins and reminders ask about them later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from conversations.text import Month


class Kind(StrEnum):
    STEP = "step"
    PROMISE = "promise"


@dataclass(frozen=True)
class Commitment:
    """`who` is danish, local or both; `month` is None for a promise without one; `goal` is a goal's id, `area` the
    code of the ability it is to strengthen.
    """

    id: int
    kind: Kind
    words: str
    who: str
    month: Month | None
    goal: int | None = None
    area: str | None = None
