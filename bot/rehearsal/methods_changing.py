"""The bot's methods that change or remove what is already in a chat, and that answer a tap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.rehearsal.calls import Call
from bot.rehearsal.keyboards import keyboard
from bot.rehearsal.messages import Message
from bot.rehearsal.people import Chat, Toast
from bot.rehearsal.refusals import NOT_MODIFIED, QUERY_TOO_OLD, bad_request, forbidden
from bot.rehearsal.telegram import Telegram
from bot.rehearsal.updates import CALLBACK_LIVES
from bot.rehearsal.writing import caption, message_text

DELETABLE = 48 * 3600
LONGEST_ANSWER = 200


def message_to_edit(world: Telegram, call: Call) -> tuple[Chat, Message]:
    chat = world.chat_to_write_to(call)
    if not call.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.present(call.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def edited(world: Telegram, chat: Chat, message: Message, **changes: Any) -> dict[str, Any]:
    """The message with these changes; Refusal when it has them already."""
    if all(getattr(message, name) == value for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    for name, value in changes.items():
        setattr(message, name, value)
    message.edit_date = world.clock.timestamp()
    chat.version.grow()
    return world.seen_by_bot(chat, message)


def edit_message_text(world: Telegram, call: Call) -> dict[str, Any]:
    text, entities = message_text(call)
    buttons = keyboard(call)
    chat, message = message_to_edit(world, call)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return edited(world, chat, message, text=text, entities=entities, keyboard=buttons)


def edit_message_caption(world: Telegram, call: Call) -> dict[str, Any]:
    text, entities = caption(call)
    buttons = keyboard(call)
    chat, message = message_to_edit(world, call)
    if message.kind == "text":
        raise bad_request("there is no caption in the message to edit")
    return edited(world, chat, message, text=text, entities=entities, keyboard=buttons)


def edit_message_reply_markup(world: Telegram, call: Call) -> dict[str, Any]:
    buttons = keyboard(call)
    chat, message = message_to_edit(world, call)
    return edited(world, chat, message, keyboard=buttons)


def delete_message(world: Telegram, call: Call) -> bool:
    chat = world.chat_to_write_to_quietly(call)
    message = chat.present(call.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if world.clock.timestamp() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    chat.version.grow()
    return True


def answer_callback_query(world: Telegram, call: Call) -> bool:
    text = call.words("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    asked = world.callbacks.pop(call.words("callback_query_id"), None)
    if asked is None or world.clock.now().timestamp() - asked[1] > CALLBACK_LIVES:
        raise bad_request(QUERY_TOO_OLD)
    chat = asked[0]
    version = chat.version.grow()
    if text:
        chat.toast = Toast(version, text, call.yes("show_alert"))
    return True


def leave_chat(world: Telegram, call: Call) -> bool:
    chat = world.chat_named(call)
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    if not chat.bot_is_member:
        raise forbidden("bot is not a member of the group chat")
    chat.bot_is_member = False
    world.left_chats.append(chat.id)
    chat.version.grow()
    return True


METHODS: dict[str, Callable[[Telegram, Call], Any]] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "leaveChat": leave_chat,
}
