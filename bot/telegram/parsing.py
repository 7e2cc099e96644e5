"""An update as plain input: who, and what they did. Pure; keeps no user name, number or metadata."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, MessageOriginUser, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.services.inputs import (
    Command,
    Edited,
    FileSent,
    Input,
    Nothing,
    Pressed,
    ReachChanged,
    Unusable,
    Written,
)

_UNUSABLE = (
    "animation", "audio", "checklist", "contact", "dice", "game", "location", "paid_media", "poll", "sticker", "story",
    "venue", "video", "video_note",
)  # fmt: skip
_GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


@dataclass(frozen=True)
class Heard:
    """One person's input in their private chat; `callback` waits for its answer."""

    telegram_id: int
    language: str | None
    input: Input
    callback: str | None = None


@dataclass(frozen=True)
class Group:
    """The bot was added to a group, or spoken to in one."""

    chat: int
    language: str | None


def read(update: Update, bot_id: int) -> Heard | Group | None:
    """What an update means for the bot; None for one that nobody here wants."""
    who, chat = update.effective_user, update.effective_chat
    if chat is not None and chat.type != ChatType.PRIVATE:
        return _group(update, bot_id, who.language_code if who else None)
    if who is None or who.is_bot:
        return None
    callback = update.callback_query
    if callback is not None:
        message = callback.message
        pressed = Pressed(callback.data or "", message.message_id if message else None)
        return Heard(who.id, who.language_code, pressed, callback.id)
    if update.my_chat_member is not None:
        gone = update.my_chat_member.new_chat_member.status in _GONE
        return Heard(who.id, who.language_code, ReachChanged(not gone))
    if update.edited_message is not None:
        edit = update.edited_message
        return Heard(who.id, who.language_code, Edited(edit.text or edit.caption or "", edit.message_id))
    if update.message is not None:
        return Heard(who.id, who.language_code, _message(update.message))
    return None


def _group(update: Update, bot_id: int, language: str | None) -> Group | None:
    """Answered once, when the bot comes in; in a group it may not read anything."""
    added = update.my_chat_member
    if added is None or added.new_chat_member.user.id != bot_id or added.new_chat_member.status in _GONE:
        return None
    return Group(added.chat.id, language)


def _message(message: Message) -> Input:
    reply_to = message.reply_to_message.message_id if message.reply_to_message else None
    number = message.message_id
    if message.text is not None:
        if message.text.startswith("/"):
            name, _, argument = message.text[1:].partition(" ")
            return Command(name.partition("@")[0].lower(), argument.strip(), number)
        return Written(message.text, number, reply_to, _forwarded(message))
    file = _file(message, reply_to)
    if file is not None:
        return file
    kind = next((kind for kind in _UNUSABLE if getattr(message, kind, None)), None)
    return Unusable(kind, number) if kind else Nothing()


def _file(message: Message, reply_to: int | None) -> FileSent | None:
    if message.animation:
        return None
    caption, album, forwarded = message.caption or "", message.media_group_id, _forwarded(message)
    number = message.message_id
    if message.voice:
        v = message.voice
        seconds = int(v.duration.total_seconds()) if hasattr(v.duration, "total_seconds") else int(v.duration)
        return FileSent(
            "voice", v.file_id, number, v.mime_type, v.file_size, seconds, caption, album, reply_to, forwarded
        )
    if message.photo:
        p = message.photo[-1]
        return FileSent(
            "photo", p.file_id, number, "image/jpeg", p.file_size, None, caption, album, reply_to, forwarded
        )
    if message.document:
        d = message.document
        return FileSent(
            "document",
            d.file_id,
            number,
            (d.mime_type or "")[:100] or None,
            d.file_size,
            None,
            caption,
            album,
            reply_to,
            forwarded,
            d.file_name or "",
        )
    return None


def _forwarded(message: Message) -> bool:
    """From somebody else; one's own words forwarded from another chat are still one's own."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginUser) and message.from_user is not None:
        return origin.sender_user.id != message.from_user.id
    return origin is not None
