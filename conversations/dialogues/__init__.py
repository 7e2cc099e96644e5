"""Every dialogue there is. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from json import dumps, loads

from conversations.answers import Json
from conversations.dialogue import Dialogue
from conversations.dialogues import capacity, checkin, look_back, phase_out, readiness, temperature, vulnerability
from conversations.dialogues.catch_up import CATCH_UP
from conversations.dialogues.startup import STARTUP

# Those whose questions depend on what a round of them is about: names, goals, what is to be handed over.
_MADE: dict[str, Callable[[Mapping[str, Json]], Dialogue]] = {
    "checkin": checkin.made,
    "capacity": capacity.made,
    "vulnerability": vulnerability.made,
    "phaseout": phase_out.made,
}
# What these are made with where no round is meant: to be listed, tried in a terminal, drawn.
EXAMPLE: dict[str, Json] = {
    "names": {"danish": "The Danish organisation", "local": "The local organisation"},
    "goals": [[1, "The first goal"], [2, "The second goal"]],
    "gone": [],
    "sittings": [1, 2],
    "equipment": ["All the equipment"],
}

DIALOGUES: dict[str, Dialogue] = {
    dialogue.id: dialogue
    for dialogue in (
        STARTUP,
        CATCH_UP,
        *(make(EXAMPLE) for make in _MADE.values()),
        temperature.TEMPERATURE,
        temperature.UNSAID_TALK,
        readiness.READINESS,
        look_back.LOOK_BACK,
    )
}

# Those that lay the ground: what is settled after them makes the agreement.
STARTS = (STARTUP.id, CATCH_UP.id)


def made(dialogue: str, about: Mapping[str, Json] | None = None) -> Dialogue:
    """The dialogue as a round about this asks it; KeyError if there is none of this name."""
    if about is None or dialogue not in _MADE:
        return DIALOGUES[dialogue]
    return _made(dialogue, dumps(about, sort_keys=True))


@lru_cache(maxsize=512)
def _made(dialogue: str, about: str) -> Dialogue:
    return _MADE[dialogue](loads(about))
