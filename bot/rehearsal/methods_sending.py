"""The bot's methods that put something new into a chat."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.rehearsal.calls import Call
from bot.rehearsal.files import PHOTO_LIMIT, UPLOAD_LIMIT, StoredFile
from bot.rehearsal.keyboards import keyboard
from bot.rehearsal.messages import Message
from bot.rehearsal.refusals import bad_request, too_large
from bot.rehearsal.telegram import Telegram
from bot.rehearsal.writing import caption, message_text, replied_message

ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


def send_message(world: Telegram, call: Call) -> dict[str, Any]:
    text, entities = message_text(call)
    buttons = keyboard(call)
    chat = world.chat_to_write_to(call)
    message = Message(
        message_id=world.next_message_id(),
        from_bot=True,
        date=world.clock.timestamp(),
        text=text,
        entities=entities,
        keyboard=buttons,
        reply_to=replied_message(chat, call),
        protected=call.yes("protect_content"),
    )
    return world.seen_by_bot(chat, world.new_message(chat, message))


def send_file(world: Telegram, call: Call, *, kind: str) -> dict[str, Any]:
    text, entities = caption(call)
    buttons = keyboard(call)
    chat = world.chat_to_write_to(call)
    reply_to = replied_message(chat, call)
    message = Message(
        message_id=world.next_message_id(),
        from_bot=True,
        date=world.clock.timestamp(),
        kind=kind,
        text=text,
        entities=entities,
        keyboard=buttons,
        reply_to=reply_to,
        file=file_to_send(world, call, kind),
        protected=call.yes("protect_content"),
    )
    return world.seen_by_bot(chat, world.new_message(chat, message))


def file_to_send(world: Telegram, call: Call, kind: str) -> StoredFile:
    """An uploaded file, or one that is already there, named by its id."""
    given = call.words(kind)
    upload = call.uploads.get(given.removeprefix("attach://") if given.startswith("attach://") else kind)
    if upload is None:
        if not given:
            raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
        stored = world.files.by_id(given)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored
    size = len(upload.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if kind == "photo" and size > PHOTO_LIMIT:
        most = f"the maximum size is {PHOTO_LIMIT} bytes"
        raise bad_request(f"file of size {size} bytes is too big for a photo; {most}")
    if size > UPLOAD_LIMIT:
        raise too_large()
    return world.files.keep(
        upload.content,
        kind=kind,
        name=upload.name,
        mime=upload.mime if kind == "document" else "",
        duration=call.integer("duration"),
    )


def send_chat_action(world: Telegram, call: Call) -> bool:
    action = call.words("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chat_to_write_to_quietly(call)
    chat.action = action
    chat.version.grow()
    return True


METHODS: dict[str, Callable[[Telegram, Call], Any]] = {
    "sendMessage": send_message,
    "sendPhoto": partial(send_file, kind="photo"),
    "sendDocument": partial(send_file, kind="document"),
    "sendVoice": partial(send_file, kind="voice"),
    "sendVideo": partial(send_file, kind="video"),
    "sendAudio": partial(send_file, kind="audio"),
    "sendChatAction": send_chat_action,
}
