"""The catch-up start: for partners who worked together before they ever had a thorough talk.

Source: the guide asks them to use the first occasion to talk about basis, goals and expectations. Ten of the
start-up talk's own questions, one topic that opens as one; what is settled together is the same.
"""

from __future__ import annotations

from conversations.dialogue import Dialogue, Topic
from conversations.dialogues.startup import STARTUP
from conversations.text import N_

DUE_AFTER_DAYS = 60  # from the day both sides have joined; our own figure, not the guide's

_ASKED = (
    "su.know.who",
    "su.exp.gain",
    "su.exp.worry",
    "su.goal.list",
    "su.give.mine",
    "su.role.repair",
    "su.role.people",
    "su.fut.years",
    "su.fut.after",
    "su.plan.rhythm",
)

CATCH_UP = Dialogue(
    "catchup",
    N_("Catch-up start"),
    (
        Topic(
            "catch",
            N_("Catching up"),
            tuple(STARTUP.questions[id] for id in _ASKED),
            together=tuple(question for topic in STARTUP.topics for question in topic.together),
        ),
    ),
)
