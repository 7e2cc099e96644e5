"""How the bot presents itself: name, descriptions, command lists by audience and language.

Only what was set is kept; falling back from a language to none is done when it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.calls import Call
from bot.rehearsal.refusals import bad_request

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
MOST_COMMANDS = 100
Commands = list[dict[str, str]]


@dataclass
class Profile:
    """Everything is kept by language code, "" being everybody else."""

    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    menu_button: dict[int, dict[str, Any]] = field(default_factory=dict)
    commands: dict[tuple[str, str], Commands] = field(default_factory=dict)

    def commands_for(self, chat_id: int, language: str) -> Commands:
        """The list shown in a private chat: the narrowest audience first, the person's language before
        none."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for code in (language.partition("-")[0], ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []


def audience(call: Call) -> str:
    scope = call.structure("scope", "can't parse BotCommandScope JSON object")
    if scope is None:
        return "default"
    if not isinstance(scope, dict):
        raise bad_request("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("unsupported type specified")
    if kind in ("chat", "chat_administrators", "chat_member"):
        if not scope.get("chat_id"):
            raise bad_request("chat_id is empty")
        return f"{kind}:{scope['chat_id']}"
    return str(kind)


def language(call: Call) -> str:
    code = call.words("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def commands(call: Call) -> Commands:
    given = call.structure("commands", "can't parse commands JSON object")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [command(one) for one in given]


def command(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("expected an Object")
    name = str(given.get("command", "")).removeprefix("/")
    described = str(given.get("description", "")).strip()
    if not name:
        raise bad_request("command name must be non-empty")
    if not described:
        raise bad_request("command description must be non-empty")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if len(described) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": described}
