"""The two sides of a partnership, and who may see what a side wrote."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    DANISH = "danish"
    LOCAL = "local"

    @property
    def other(self) -> Side:
        return Side.LOCAL if self is Side.DANISH else Side.DANISH


class Visible(StrEnum):
    """Chosen by the writer. It can be opened further later, never closed again once read."""

    BOTH = "both"  # both sides and staff
    STAFF = "staff"  # the writer's side and staff
    OWN = "own"  # the writer's side
    ME = "me"  # the writer alone, not even the colleagues of the same side

    def is_at_least(self, wanted: Visible) -> bool:
        order = (Visible.ME, Visible.OWN, Visible.STAFF, Visible.BOTH)
        return order.index(self) >= order.index(wanted)
