"""Keyboards as Telegram checks them: arrays of arrays of buttons, each with exactly one thing to do.

Reads and refuses; it keeps nothing.
"""

from __future__ import annotations

from typing import Any

from bot.rehearsal.calls import Call
from bot.rehearsal.refusals import KEYBOARD_NOT_ARRAYS, Refusal, bad_request

ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
MOST_BUTTONS = 100
Row = list[dict[str, Any]]


def keyboard(call: Call) -> list[Row] | None:
    """The inline keyboard of a call, empty rows left out; None when it brings none (or one of another
    kind)."""
    if "reply_markup" not in call.given:
        return None
    markup = call.structure("reply_markup", "can't parse reply keyboard markup JSON object")
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(KEYBOARD_NOT_ARRAYS)
    read = [[button(one) for one in row] for row in rows if row]
    if sum(map(len, read)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return read


def button(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise wrong("InlineKeyboardButton must be an Object")
    label = given.get("text")
    if label is None:
        raise wrong('Can\'t find field "text"')
    if not isinstance(label, str):
        raise wrong('Field "text" must be of type String')
    if not label.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in ACTIONS if name in given]
    if not actions:
        raise wrong("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise wrong("Inline keyboard button must have exactly one of the optional fields")
    if actions == ["callback_data"] and not 1 <= len(size_of(given["callback_data"])) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if actions == ["url"] and not is_address(given["url"]):
        raise bad_request(f"inline keyboard button URL '{given['url']}' is invalid: Wrong HTTP URL")
    return {"text": label, actions[0]: given[actions[0]]}


def size_of(value: object) -> bytes:
    if not isinstance(value, str):
        raise wrong('Field "callback_data" must be of type String')
    return value.encode("utf-8", "replace")


def is_address(value: object) -> bool:
    if not isinstance(value, str) or not value or any(sign.isspace() for sign in value):
        return False
    return value.startswith("tg://") or "." in value or "://localhost" in value


def wrong(words: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {words}")
