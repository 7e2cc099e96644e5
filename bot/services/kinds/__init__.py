"""Every kind of dialogue that does something besides asking, by the dialogue's id."""

from __future__ import annotations

from bot.services.kinds import capacity, checkin, lookback, phaseout, ready, temperature, unsaid, vulnerability
from bot.services.kinds.base import Kind

_ASKS_ONLY = Kind()

KINDS: dict[str, Kind] = {
    "checkin": checkin.KIND,
    "capacity": capacity.KIND,
    "vulnerability": vulnerability.KIND,
    "temperature": temperature.KIND,
    "unsaid": unsaid.KIND,
    "phaseout": phaseout.KIND,
    "ready": ready.KIND,
    "lookback": lookback.KIND,
}


def kind(dialogue: str) -> Kind:
    return KINDS.get(dialogue, _ASKS_ONLY)
