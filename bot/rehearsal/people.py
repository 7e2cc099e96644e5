"""Who talks with the bot, and the chats they do it in.

A person and a chat hold what is there; nothing here may send, refuse or notify the bot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.messages import Message
from bot.rehearsal.versions import Version

FIRST_PERSON = 1001


@dataclass
class Person:
    id: int
    first_name: str
    language_code: str
    role: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> dict[str, Any]:
        """A `User` object of the Bot API."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "first_name": self.first_name,
            "language_code": self.language_code,
            "role": self.role,
            "started": self.started,
            "blocked": self.blocked,
            "deactivated": self.deactivated,
        }


@dataclass
class Toast:
    """What a tap was answered with, shown for a moment over the chat."""

    version: int
    text: str
    alert: bool


@dataclass
class Chat:
    """One person with the bot, or (without a person) a group that the bot was added to."""

    id: int
    person: Person | None = None
    title: str = ""
    kind: str = "private"
    messages: dict[int, Message] = field(default_factory=dict)
    version: Version = field(default_factory=Version)
    toast: Toast | None = None
    action: str | None = None
    bot_is_member: bool = True

    def described(self) -> dict[str, Any]:
        """A `Chat` object of the Bot API."""
        if self.person is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        return {"id": self.id, "type": "private", "first_name": self.person.first_name}

    def present(self, message_id: int) -> Message | None:
        """The message, unless there is none or it was deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


def queue_of(chat: Chat) -> str:
    """The queue in which the chat's messages keep their order."""
    return f"chat {chat.id}"
