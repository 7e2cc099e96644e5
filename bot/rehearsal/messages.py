"""A message in a chat, and how the bot and the person's phone are told of it.

A message knows its own content only; who may change it, and when, is decided by the methods.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.rehearsal.entities import Entity
from bot.rehearsal.files import StoredFile
from bot.rehearsal.formatting import to_html
from bot.rehearsal.keyboards import Row


@dataclass(slots=True)
class Message:
    """`text` is the caption when the message carries something else than text; `kind` says what."""

    message_id: int
    from_bot: bool
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    keyboard: list[Row] | None = None
    reply_to: int | None = None
    file: StoredFile | None = None
    content: Any = None
    media_group_id: str | None = None
    edit_date: int | None = None
    deleted: bool = False
    protected: bool = False

    def for_bot(self, chat: dict[str, Any], sender: dict[str, Any], replied: dict[str, Any] | None) -> dict[str, Any]:
        """A `Message` object of the Bot API."""
        told: dict[str, Any] = {
            "message_id": self.message_id,
            "from": sender,
            "chat": chat,
            "date": self.date,
        }
        if self.edit_date is not None:
            told["edit_date"] = self.edit_date
        if replied is not None:
            told["reply_to_message"] = replied
        if self.media_group_id is not None:
            told["media_group_id"] = self.media_group_id
        if self.kind == "text":
            told["text"] = self.text
            if self.entities:
                told["entities"] = self.entities
        else:
            told[self.kind] = self.content if self.file is None else self.file.as_content()
            if self.kind == "animation":
                told["document"] = told["animation"]
            if self.text:
                told["caption"] = self.text
                if self.entities:
                    told["caption_entities"] = self.entities
        if self.protected:
            told["has_protected_content"] = True
        if self.keyboard:
            told["reply_markup"] = {"inline_keyboard": self.keyboard}
        return told

    def for_phone(self, person_id: int) -> dict[str, Any]:
        """The message as the page of phones shows it."""
        told: dict[str, Any] = {
            "message_id": self.message_id,
            "from": "bot" if self.from_bot else "person",
            "date": datetime.fromtimestamp(self.date, UTC).isoformat(),
            "kind": self.kind,
            "text": self.text if self.kind == "text" else "",
            "entities": self.entities,
            "html": to_html(self.text, self.entities),
            "buttons": [[phone_button(one) for one in row] for row in self.keyboard or ()],
            "edited": self.edit_date is not None,
            "deleted": self.deleted,
        }
        if self.kind != "text":
            told["caption"] = self.text
        if self.reply_to is not None:
            told["reply_to"] = self.reply_to
        if self.media_group_id is not None:
            told["media_group_id"] = self.media_group_id
        if self.content is not None:
            told["content"] = self.content
        if self.file is not None:
            told["file"] = {
                "url": f"/people/{person_id}/files/{self.file.file_id}",
                "name": self.file.name,
                "mime": self.file.mime,
                "size": len(self.file.content),
                "duration": self.file.duration,
            }
        return told


def phone_button(button: dict[str, Any]) -> dict[str, Any]:
    if "callback_data" in button:
        return {"text": button["text"], "data": button["callback_data"]}
    return {"text": button["text"], "url": button.get("url", "")}
