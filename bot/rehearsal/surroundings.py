"""What the bot's process finds around it in rehearsal: its settings and a free port."""

from __future__ import annotations

import os
import socket
from pathlib import Path

PREFIX = "PARTNERDIALOG_"
RATES = ("SEND_RATE", "CHAT_RATE")
PASSED_ON = (*RATES, "LOG_LEVEL")
DATABASE = "bot.db"


def surroundings(
    token: str, *, base_url: str, folder: Path, listen: str, database_url: str | None, webhook: bool
) -> dict[str, str]:
    """The environment of a child: of a live bot's own settings only those that cannot reach anything live."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(PREFIX) or name.removeprefix(PREFIX) in PASSED_ON
    }
    given = {
        "TOKEN": token,
        "API_URL": base_url,
        "DATABASE_URL": database_url or f"sqlite:///{folder / DATABASE}",
        "MEDIA_DIR": str(folder / "media"),
        "LISTEN": listen,
    }
    if not any(PREFIX + name in kept for name in RATES):
        # The rehearsal's own Bot API server has no limits unless it is asked to enforce Telegram's.
        given |= dict.fromkeys(RATES, "0")
    if webhook:
        given |= {"WEBHOOK_URL": f"http://{listen}/webhook", "WEBHOOK_SECRET": "rehearsal-secret"}
    return kept | {PREFIX + name: value for name, value in given.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
