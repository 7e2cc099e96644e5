"""What follows when both sides have settled something in a later dialogue, by the question without its item."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.kinds import phaseout
from bot.services.scene import Scene
from conversations.answers import Json
from conversations.together import Subject

Follows = Callable[[Scene, int, Subject, Json], None]

SETTLED: dict[str, Follows] = {"po.end": phaseout.end_settled}
