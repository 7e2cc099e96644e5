"""Every dialogue there is. A new one is a file beside this and a line here."""

from __future__ import annotations

from conversations.dialogue import Dialogue
from conversations.dialogues.catch_up import CATCH_UP
from conversations.dialogues.startup import STARTUP

DIALOGUES: dict[str, Dialogue] = {dialogue.id: dialogue for dialogue in (STARTUP, CATCH_UP)}

# Those that lay the ground: what is settled after them makes the agreement.
STARTS = (STARTUP.id, CATCH_UP.id)
