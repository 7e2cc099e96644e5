"""Walks as they are kept between two turns: through JSON and back, so that nothing lives in memory only."""

from __future__ import annotations

import json
from dataclasses import asdict

from conversations.answers import Answer, State
from conversations.sides import Side, Visible
from conversations.walk import Walk


def dumped(walk: Walk) -> str:
    return json.dumps(
        {
            "side": walk.side,
            "answers": [asdict(answer) for answer in walk.answers.values()],
            "ready": sorted(walk.ready),
            "shut": sorted(walk.shut),
        }
    )


def loaded(stored: str) -> Walk:
    row = json.loads(stored)
    answers = [
        Answer(**{**kept, "state": State(kept["state"]), "visible": Visible(kept["visible"])})
        for kept in row["answers"]
    ]
    return Walk(
        side=Side(row["side"]),
        answers={answer.question: answer for answer in answers},
        ready=frozenset(row["ready"]),
        shut=frozenset(row["shut"]),
    )


def reloaded(walk: Walk) -> Walk:
    return loaded(dumped(walk))
