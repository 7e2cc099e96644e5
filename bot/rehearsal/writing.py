"""Reading what a call wants to write: text with its formatting, and the message it replies to.

Shared by sending and editing; it changes nothing.
"""

from __future__ import annotations

from bot.rehearsal.calls import Call
from bot.rehearsal.entities import Entity
from bot.rehearsal.formatting import clean, found, trim
from bot.rehearsal.html_reading import from_html
from bot.rehearsal.people import Chat
from bot.rehearsal.refusals import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def formatted(call: Call, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """Text and entities of a parameter, parsed, cleaned and trimmed."""
    given = call.words(name)
    mode = call.words("parse_mode").lower()
    entities: list[Entity] = []
    text = given
    if mode == "html":
        text, entities = from_html(given)
    elif mode:
        raise bad_request("unsupported parse_mode")
    elif call.has(entities_name):
        listed = call.structure(entities_name, "can't parse entities JSON object")
        if not isinstance(listed, list) or not all(map(is_entity, listed)):
            raise bad_request("expected an Array of MessageEntity")
        entities = [dict(one) for one in listed]
    text, entities = trim(clean(text), entities)
    return text, found(text, entities)


def is_entity(given: object) -> bool:
    return (
        isinstance(given, dict)
        and isinstance(given.get("type"), str)
        and isinstance(given.get("offset"), int)
        and isinstance(given.get("length"), int)
    )


def message_text(call: Call) -> tuple[str, list[Entity]]:
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def caption(call: Call) -> tuple[str, list[Entity]]:
    text, entities = formatted(call, "caption", "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def replied_message(chat: Chat, call: Call) -> int | None:
    """The message a call replies to; None when to none, or to one that is gone and need not be there."""
    reply = call.structure("reply_parameters", "can't parse reply parameters JSON object")
    if isinstance(reply, dict):
        wanted = reply.get("message_id")
        may_be_missing = reply.get("allow_sending_without_reply") is True
    else:
        wanted = call.integer("reply_to_message_id")
        may_be_missing = call.yes("allow_sending_without_reply")
    if not wanted:
        return None
    if isinstance(wanted, int) and chat.present(wanted) is not None:
        return wanted
    if may_be_missing:
        return None
    raise bad_request("message to be replied not found")
