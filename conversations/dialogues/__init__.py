"""Every dialogue there is. A new one is a file beside this and a line here."""

from __future__ import annotations

from conversations.dialogue import Dialogue
from conversations.dialogues.startup import STARTUP

DIALOGUES: dict[str, Dialogue] = {dialogue.id: dialogue for dialogue in (STARTUP,)}
