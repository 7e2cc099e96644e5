"""The world of a Bot API server for one bot: people, chats, updates, files, and what time it is there.

It holds what is there and says what the bot may write to; it never speaks HTTP. What the bot can do is in
`methods.py`, what people can do in `acts.py`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from bot.rehearsal.calls import Accepted, Call
from bot.rehearsal.faults import Faults
from bot.rehearsal.files import Files
from bot.rehearsal.limits import Limits
from bot.rehearsal.messages import Message
from bot.rehearsal.people import FIRST_PERSON, Chat, Person
from bot.rehearsal.profile import Profile
from bot.rehearsal.refusals import Refusal, bad_request, forbidden
from bot.rehearsal.updates import Updates
from bot.rehearsal.world_clock import WorldClock

TOKEN = "7000000001:rehearsal-on-this-machine-only-0000"
USERNAME = "rehearsal_partner_bot"


class Telegram:
    def __init__(self, token: str = TOKEN, *, username: str = USERNAME) -> None:
        self.token = token
        self.username = username
        self.clock = WorldClock()
        self.updates = Updates(lambda: self.clock.now().timestamp())
        self.files = Files()
        self.limits = Limits()
        self.faults = Faults()
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.ledger: list[Accepted] = []
        self.callbacks: dict[str, tuple[Chat, float]] = {}
        self.left_chats: list[int] = []
        self.last_message_id = 0

    def bot_user(self) -> dict[str, Any]:
        name = self.profile.name.get("") or "Rehearsal"
        return {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": self.username,
        }

    # What the bot may do

    def note(self, method: str, call: Call, result: Any) -> None:
        """The call took effect: write it in the ledger."""
        chat_id = call.integer("chat_id") if call.has("chat_id") else None
        message_id = result.get("message_id") if isinstance(result, Mapping) else call.integer("message_id")
        self.ledger.append(Accepted(len(self.ledger) + 1, method, chat_id, message_id or None, time.time()))

    def chat_to_write_to(self, call: Call) -> Chat:
        """The chat of a call that sends or edits; Refusal when it cannot be written to, or not so fast."""
        chat = self.chat_to_write_to_quietly(call)
        if (refusal := self.limits.refusal(chat.id)) is not None:
            raise refusal
        return chat

    def chat_to_write_to_quietly(self, call: Call) -> Chat:
        """The same for what Telegram does not count against its limits."""
        chat = self.chat_named(call)
        person = chat.person
        if person is None:
            if not chat.bot_is_member:
                raise forbidden("bot is not a member of the group chat")
        elif person.deactivated:
            raise forbidden("user is deactivated")
        elif not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        elif person.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def chat_named(self, call: Call) -> Chat:
        if not call.has("chat_id"):
            raise bad_request("chat_id is empty")
        chat = self.chats.get(call.integer("chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def seen_by_bot(self, chat: Chat, message: Message, *, with_reply: bool = True) -> dict[str, Any]:
        replied = chat.present(message.reply_to) if with_reply and message.reply_to else None
        sender = self.bot_user() if message.from_bot or chat.person is None else chat.person.user()
        return message.for_bot(
            chat.described(),
            sender,
            None if replied is None else self.seen_by_bot(chat, replied, with_reply=False),
        )

    def new_message(self, chat: Chat, message: Message) -> Message:
        """The message, now in the chat and numbered."""
        chat.messages[message.message_id] = message
        chat.action = None
        chat.version.grow()
        return message

    def next_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id

    # Who is there

    def add_person(self, first_name: str, language_code: str, role: str = "") -> Person:
        person = Person(FIRST_PERSON + len(self.people), first_name, language_code, role)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, person)
        return person

    def add_group(self, group_id: int, title: str, kind: str = "group") -> Chat:
        group = self.chats.setdefault(group_id, Chat(group_id, title=title, kind=kind))
        group.bot_is_member = True
        return group

    def commands_of(self, person: Person) -> list[dict[str, str]]:
        return self.profile.commands_for(person.id, person.language_code)

    def forget(self) -> None:
        """People stay; everything that was said, stored or set is gone, and the clock shows the present."""
        self.updates.end_poll(Refusal(409, "Conflict: the rehearsal begins again"))
        self.updates.set_webhook("", secret="", max_connections=40, allowed=frozenset())
        self.updates.forget()
        self.files.forget()
        self.limits.forget()
        self.faults.clear()
        self.profile = Profile()
        self.ledger.clear()
        self.callbacks.clear()
        self.left_chats.clear()
        for person in self.people.values():
            person.started = person.blocked = person.deactivated = False
            chat = self.chats[person.id]
            chat.messages.clear()
            chat.toast = chat.action = None
            chat.version.grow()
        for group in [one for one, chat in self.chats.items() if chat.person is None]:
            del self.chats[group]
        self.clock.back_to_present()
