"""What a side has answered: plain values of codes and people's own words, as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from conversations.sides import Visible

Json = Any


class State(StrEnum):
    DRAFT = "draft"  # being given: some ticks, some items
    GIVEN = "given"
    SKIPPED = "skipped"
    TALK = "talk"  # would rather talk about it
    UNCLEAR = "unclear"  # put aside because the question was not understood
    REOPENED = "reopened"  # answered before, asked again; the former value is kept until it changes


SETTLED = frozenset({State.GIVEN, State.SKIPPED, State.TALK, State.UNCLEAR})


@dataclass(frozen=True)
class Answer:
    """The latest word on one question. `value` is None unless something was given."""

    question: str
    state: State
    value: Json = None
    visible: Visible = Visible.BOTH
    id: int | None = None
    author: int | None = None  # the person, once it is stored

    @property
    def settled(self) -> bool:
        return self.state in SETTLED

    @property
    def pieces(self) -> tuple[dict[str, Any], ...]:
        """The messages a free-text answer or a list is made of; empty for every other kind.

        A piece is {"t": words} or {"f": media id, "k": kind, "t"?: caption}, with "m": the message it came
        in, "g": the album it belongs to, and "r": True where signs that cannot be kept were replaced.
        """
        if isinstance(self.value, dict):
            return tuple(self.value.get("pieces", ()))
        return ()
