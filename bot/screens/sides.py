"""What the two sides are called."""

from __future__ import annotations

from conversations.sides import Side
from conversations.text import N_, Text

_NAMES = {Side.DANISH: N_("Danish side"), Side.LOCAL: N_("Local side")}


def side_name(side: Side) -> Text:
    return Text(_NAMES[side])
