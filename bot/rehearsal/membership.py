"""Who is in which chat: people who block the bot, accounts that are deleted, groups the bot is added to.

What is said inside a chat is in `acts`.
"""

from __future__ import annotations

from typing import Any

from bot.rehearsal.people import Chat, Person, queue_of
from bot.rehearsal.telegram import Telegram


def block(world: Telegram, person: Person) -> None:
    if not person.blocked:
        person.blocked = True
        membership(world, person, "member", "kicked")


def unblock(world: Telegram, person: Person) -> None:
    if person.blocked:
        person.blocked = False
        membership(world, person, "kicked", "member")


def deactivate(world: Telegram, person: Person) -> None:
    """The account is deleted. Telegram sends the bot nothing; it finds out when it writes."""
    person.deactivated = True
    world.chats[person.id].version.grow()


def membership(world: Telegram, person: Person, before: str, after: str) -> None:
    chat = world.chats[person.id]
    chat.version.grow()
    if person.started:
        world.updates.put("my_chat_member", change(world, person, chat, before, after), queue=queue_of(chat))


def change(world: Telegram, person: Person, chat: Chat, before: str, after: str) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        described: dict[str, Any] = {"user": world.bot_user(), "status": status}
        return {**described, "until_date": 0} if status == "kicked" else described

    return {
        "chat": chat.described(),
        "from": person.user(),
        "date": world.clock.timestamp(),
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }


def deliver_raw(world: Telegram, body: dict[str, Any]) -> int:
    """Any JSON as an update. A group it speaks of exists from then on, with the bot in it."""
    for content in body.values():
        chat = content.get("chat") if isinstance(content, dict) else None
        if isinstance(chat, dict) and chat.get("type") in ("group", "supergroup", "channel"):
            group_id = chat.get("id")
            if isinstance(group_id, int) and group_id not in world.left_chats:
                world.add_group(group_id, str(chat.get("title", "")), str(chat["type"]))
    return world.updates.put_raw(body, queue="raw")
