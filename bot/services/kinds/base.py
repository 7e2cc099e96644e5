"""What a dialogue does besides asking: what a round is about, what is computed of it, what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.screen import Line
from bot.services.past import Past
from bot.services.scene import Scene
from bot.store.partnerships import Partnership
from bot.store.walks import WalkRow
from conversations.access import Actor
from conversations.sides import Side
from conversations.text import Text


@dataclass(frozen=True)
class Look:
    """A round as one reader looks at it: at one opened topic, or (`topic` None) at the whole.

    `before` are the rounds of the same dialogue before it, oldest first.
    """

    partnership: Partnership
    now: Past
    before: tuple[Past, ...]
    topic: str | None
    reader: Actor


def names_only(scene: Scene, partnership: Partnership) -> dict[str, Any]:
    return {"names": {side.value: partnership.organisation(side) for side in Side}}


def never(scene: Scene, partnership: Partnership) -> Text | None:
    return None


def nothing(scene: Scene, look: Look) -> tuple[Line, ...]:
    return ()


def nothing_opened(scene: Scene, row: WalkRow, topic: str) -> None:
    return None


def nothing_over(scene: Scene, row: WalkRow) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """`about`: what a new round is about. `refuses`: why none can be begun now, None if one can.

    `result`: what is computed for a reader, as lines beside the answers. `opened` and `over` are called in the
    transaction in which a topic was opened for both, and in which the round came to its end.
    """

    about: Callable[[Scene, Partnership], dict[str, Any]] = names_only
    refuses: Callable[[Scene, Partnership], Text | None] = never
    result: Callable[[Scene, Look], tuple[Line, ...]] = nothing
    opened: Callable[[Scene, WalkRow, str], None] = nothing_opened
    over: Callable[[Scene, WalkRow], None] = nothing_over
