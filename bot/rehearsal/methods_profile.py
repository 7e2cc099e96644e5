"""The bot's methods about itself, its webhook, its files and the chats it is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.calls import Call
from bot.rehearsal.profile import Commands, audience, commands, language
from bot.rehearsal.refusals import WEBHOOK_TAKES_OVER, bad_request, conflict
from bot.rehearsal.telegram import Telegram

SECRET = re.compile(r"[A-Za-z0-9_-]*")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
Method = Callable[[Telegram, Call], Any]


def get_me(world: Telegram, call: Call) -> dict[str, Any]:
    return {
        **world.bot_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def allowed_updates(call: Call) -> frozenset[str] | None:
    """The kinds asked for; None when the call leaves it as it was."""
    listed = call.structure("allowed_updates", "can't parse allowed updates JSON object")
    return None if not isinstance(listed, list) else frozenset(map(str, listed))


def set_webhook(world: Telegram, call: Call) -> bool:
    address = call.words("url")
    if not address:
        return delete_webhook(world, call)
    secret = call.words("secret_token")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    world.updates.end_poll(conflict(WEBHOOK_TAKES_OVER))
    if call.yes("drop_pending_updates"):
        world.updates.forget()
    most = min(max(call.integer("max_connections", 40), 1), 100)
    world.updates.set_webhook(address, secret=secret, max_connections=most, allowed=allowed_updates(call))
    return True


def delete_webhook(world: Telegram, call: Call) -> bool:
    if call.yes("drop_pending_updates"):
        world.updates.forget()
    if world.updates.webhook.url:
        world.updates.set_webhook("", secret="", max_connections=40, allowed=None)
    return True


def get_webhook_info(world: Telegram, call: Call) -> dict[str, Any]:
    webhook = world.updates.webhook
    told: dict[str, Any] = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting()),
    }
    if webhook.url:
        told["max_connections"] = webhook.max_connections
    if webhook.last_error_date is not None:
        told["last_error_date"] = webhook.last_error_date
        told["last_error_message"] = webhook.last_error_message
    if world.updates.allowed:
        told["allowed_updates"] = sorted(world.updates.allowed)
    return told


def get_file(world: Telegram, call: Call) -> dict[str, Any]:
    return world.files.link(call.words("file_id"), world.clock.now().timestamp())


def get_chat(world: Telegram, call: Call) -> dict[str, Any]:
    return {**world.chat_named(call).described(), "accent_color_id": 0, "max_reaction_count": 11}


def set_my_commands(world: Telegram, call: Call) -> bool:
    world.profile.commands[audience(call), language(call)] = commands(call)
    redraw(world)
    return True


def get_my_commands(world: Telegram, call: Call) -> Commands:
    return world.profile.commands.get((audience(call), language(call)), [])


def delete_my_commands(world: Telegram, call: Call) -> bool:
    world.profile.commands.pop((audience(call), language(call)), None)
    redraw(world)
    return True


def redraw(world: Telegram) -> None:
    for chat in world.chats.values():
        chat.version.grow()


def setting(name: str, longest: int) -> tuple[Method, Method]:
    """The methods that set and get one of the bot's texts, by language."""

    def set_it(world: Telegram, call: Call) -> bool:
        words = call.words(name)
        if len(words) > longest:
            raise bad_request(f"{name.replace('_', ' ')} is too long")
        kept = getattr(world.profile, name)
        if words:
            kept[language(call)] = words
        else:
            kept.pop(language(call), None)
        return True

    def get_it(world: Telegram, call: Call) -> dict[str, str]:
        kept = getattr(world.profile, name)
        return {name: kept.get(language(call)) or kept.get("", "")}

    return set_it, get_it


def set_chat_menu_button(world: Telegram, call: Call) -> bool:
    button = call.structure("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("unsupported menu button type specified")
    world.profile.menu_button[call.integer("chat_id")] = button
    return True


def get_chat_menu_button(world: Telegram, call: Call) -> dict[str, Any]:
    return world.profile.menu_button.get(call.integer("chat_id"), {"type": "default"})


set_name, get_name = setting("name", 64)
set_description, get_description = setting("description", 512)
set_short_description, get_short_description = setting("short_description", 120)

METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
    "getChat": get_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_name,
    "getMyName": get_name,
    "setMyDescription": set_description,
    "getMyDescription": get_description,
    "setMyShortDescription": set_short_description,
    "getMyShortDescription": get_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
