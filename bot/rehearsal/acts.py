"""What people do in a chat: say, tap, edit, send.

Each act changes the person's chat at once and puts the update into the bot's queue. `Impossible` when a real
phone would not let them.
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from bot.rehearsal.files import StoredFile
from bot.rehearsal.formatting import found
from bot.rehearsal.membership import unblock
from bot.rehearsal.messages import Message
from bot.rehearsal.people import Chat, Person, queue_of
from bot.rehearsal.telegram import Telegram

LONGEST_TEXT = 4096
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
FILE_KINDS = ("voice", "photo", "document", "video", "audio", "video_note", "sticker", "animation")
OTHER_KINDS: dict[str, dict[str, Any]] = {
    "location": {"latitude": 55.6761, "longitude": 12.5683},
    "contact": {"phone_number": "+4500000000", "first_name": "Contact"},
    "dice": {"emoji": "🎲", "value": 4},
    "poll": {
        "id": "1",
        "question": "?",
        "options": [{"text": "1", "voter_count": 0}, {"text": "2", "voter_count": 0}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
    },
    "venue": {"location": {"latitude": 55.6761, "longitude": 12.5683}, "title": "Place", "address": "Street"},
    "game": {"title": "Game", "description": "Game", "photo": []},
    "story": {"id": 1, "chat": {"id": 1, "type": "private", "first_name": "Story"}},
}


class Impossible(Exception):
    """A phone would not let the person do this; the text says why."""


class NotThere(Impossible):
    """The message or button is not there."""


def chat_of(world: Telegram, person: Person) -> Chat:
    """The chat of somebody who can write in it now."""
    if person.deactivated:
        raise Impossible("This account is deleted.")
    if person.blocked:
        raise Impossible("This person has blocked the bot; unblock it first.")
    return world.chats[person.id]


def say(world: Telegram, person: Person, text: str, *, reply_to: int | None = None) -> list[Message]:
    """The messages it became: more than one when the text is longer than one can be."""
    chat = chat_of(world, person)
    if not text.strip():
        raise Impossible("A phone does not send an empty message.")
    if reply_to is not None and chat.present(reply_to) is None:
        raise NotThere("There is no such message to reply to.")
    parts = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
    messages = [
        Message(0, from_bot=False, date=0, text=part, entities=found(part, []), reply_to=reply_to)
        for part in parts
        if part.strip()
    ]
    return [put(world, chat, message) for message in messages]


def put(world: Telegram, chat: Chat, message: Message) -> Message:
    """A person's message, in the chat and on its way to the bot. Writing first is pressing Start."""
    message.message_id = world.next_message_id()
    message.date = world.clock.timestamp()
    if chat.person is not None:
        chat.person.started = True
    world.new_message(chat, message)
    world.updates.put("message", world.seen_by_bot(chat, message), queue=queue_of(chat))
    return message


def start(world: Telegram, person: Person, payload: str = "") -> Message:
    """Presses START, also from a link; somebody who had blocked the bot takes it back by that."""
    if payload and not PAYLOAD.fullmatch(payload):
        raise Impossible("A link carries 1 to 64 of the signs A-Z a-z 0-9 _ - only.")
    if person.blocked:
        unblock(world, person)
    return say(world, person, f"/start {payload}".strip())[0]


def tap(
    world: Telegram,
    person: Person,
    message_id: int,
    *,
    data: str | None = None,
    label: str | None = None,
    although_gone: bool = False,
) -> str | dict[str, Any]:
    """The id of the callback query; for a button that opens an address, the button.

    `although_gone` taps what is no longer on the screen, as a phone with an old picture of the chat does.
    """
    chat = chat_of(world, person)
    message = chat.messages.get(message_id) if although_gone else chat.present(message_id)
    if message is None:
        raise NotThere("There is no such message.")
    buttons = [one for row in message.keyboard or () for one in row]
    for button in buttons:
        if button["text"] == label or (data is not None and button.get("callback_data") == data):
            if "callback_data" not in button:
                return button
            return ask(world, person, chat, message, button["callback_data"])
    if although_gone and data is not None:
        return ask(world, person, chat, message, data)
    raise NotThere("There is no such button on that message.")


def ask(world: Telegram, person: Person, chat: Chat, message: Message, data: str) -> str:
    callback_id = str(secrets.randbelow(9 * 10**18) + 10**18)
    world.callbacks[callback_id] = (chat, world.clock.now().timestamp())
    seen = (
        {"chat": chat.described(), "message_id": message.message_id, "date": 0}
        if message.deleted
        else world.seen_by_bot(chat, message)
    )
    query = {
        "id": callback_id,
        "from": person.user(),
        "message": seen,
        "chat_instance": str(person.id * 7919),
        "data": data,
    }
    world.updates.put("callback_query", query, queue=f"taps of {person.id}")
    return callback_id


def edit(world: Telegram, person: Person, message_id: int, text: str) -> Message:
    chat = chat_of(world, person)
    message = chat.present(message_id)
    if message is None or message.from_bot:
        raise NotThere("There is no such message of this person.")
    if not text.strip() and message.kind == "text":
        raise Impossible("A phone does not send an empty message.")
    message.text = text
    message.entities = found(text, [])
    message.edit_date = world.clock.timestamp()
    chat.version.grow()
    world.updates.put("edited_message", world.seen_by_bot(chat, message), queue=queue_of(chat))
    return message


def send(
    world: Telegram,
    person: Person,
    kind: str,
    *,
    file: StoredFile | None = None,
    caption: str = "",
    content: Any = None,
    media_group_id: str | None = None,
    reply_to: int | None = None,
) -> Message:
    """Anything that is not text. `content` replaces what a location, contact and so on would say."""
    chat = chat_of(world, person)
    if file is None and kind not in OTHER_KINDS:
        raise Impossible(f"The kind must be one of {', '.join((*FILE_KINDS, *OTHER_KINDS))}.")
    message = Message(
        0,
        from_bot=False,
        date=0,
        kind=kind,
        text=caption,
        entities=found(caption, []),
        reply_to=reply_to,
        file=file,
        content=None if file is not None else content or OTHER_KINDS[kind],
        media_group_id=media_group_id,
    )
    return put(world, chat, message)
