"""Ready to stand alone? Five taps, every three months while a plan for the ending runs."""

from __future__ import annotations

from conversations.dialogue import Dialogue, Topic
from conversations.questions import RedAmberGreen
from conversations.text import N_, Text

READY_ID = "ready"
READY = "po.ready"

# Translators: What one may be ready for, as in "Ready to stand alone? Repair".
READY_FOR = {
    "income": N_("Income"),
    "repair": N_("Repair"),
    "people": N_("People"),
    "office": N_("Authorities"),
    "users": N_("Users"),
}

READINESS = Dialogue(
    READY_ID,
    N_("Readiness"),
    (
        Topic(
            "ready",
            N_("Readiness"),
            tuple(
                RedAmberGreen(
                    id=f"{READY}.{code}",
                    item=code,
                    # Translators: {topic} is one of Income, Repair, People, Authorities, Users.
                    prompt=N_("Ready to stand alone? {topic}"),
                    values={"topic": Text(title)},
                )
                for code, title in READY_FOR.items()
            ),
            points=False,
        ),
    ),
)
