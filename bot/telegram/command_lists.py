"""What Telegram shows of the bot outside a conversation: the lists of commands and the descriptions.

Telegram keeps them; here they are compared with what they should be and set where they differ. Nothing here
is stored, and nothing here may keep the bot from answering.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from telegram.error import TelegramError

from bot.i18n import ENGLISH, Language, language, languages
from bot.store import people
from bot.store.database import Store
from bot.store.errors import StoreAway
from bot.telegram.api import BotApi
from conversations.text import N_, Text

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 15

Commands = tuple[tuple[str, Text], ...]

_EVERYONE: Commands = (
    ("start", Text(N_("Begin, or go on where you were"))),
    ("menu", Text(N_("What there is for you"))),
    ("status", Text(N_("Where you are and what comes next"))),
    ("answers", Text(N_("Your side's answers"))),
    ("talks", Text(N_("Check-in, capacity and other talks"))),
    ("goals", Text(N_("The goals both sides share"))),
    ("plan", Text(N_("Steps, promises and months"))),
    ("agreement", Text(N_("The agreement of the two sides"))),
    ("trip", Text(N_("Plan a trip, and what to talk about"))),
    ("phaseout", Text(N_("The ending of the partnership"))),
    ("lessons", Text(N_("What both sides have learned"))),
    ("record", Text(N_("Everything of it, to keep"))),
    ("people", Text(N_("Who is in the partnership"))),
    ("invite", Text(N_("Invite somebody"))),
    ("language", Text(N_("Choose another language"))),
    ("help", Text(N_("How this works"))),
    ("privacy", Text(N_("What is kept, and who sees it"))),
    ("stop", Text(N_("No more messages until /start"))),
    ("leave", Text(N_("Leave a partnership"))),
)
_STAFF: Commands = (
    ("attention", Text(N_("What needs a human now"))),
    ("new", Text(N_("Begin a partnership"))),
    ("partnerships", Text(N_("The partnerships you follow"))),
    ("staff", Text(N_("Who is on the staff"))),
)

# Translators: shown before somebody presses Start, at most 512 characters.
DESCRIPTION = Text(
    N_(
        "Helps two partner organisations, one in Denmark and one elsewhere, to talk about what they expect of "
        "each other. Both sides answer the same questions by themselves; when both have finished a topic, "
        "their answers open side by side. To come in you need an invitation."
    )
)
# Translators: shown on the bot's profile and where it is shared, at most 120 characters.
SHORT_DESCRIPTION = Text(N_("Two partners answer by themselves, then see each other's answers side by side."))


def commands(*, staff: bool) -> Commands:
    """What is offered to everybody, and to the staff, who see their own commands first."""
    return (*_STAFF, *_EVERYONE) if staff else _EVERYONE


async def announce(api: BotApi, store: Store) -> None:
    """Sets whatever differs, then looks again and again who is on the staff. Ends only by being cancelled."""
    shown: dict[int, str] = {}  # whose list of staff commands is in which language
    announced = False
    while True:
        try:
            if not announced:
                await describe(api)
                announced = True
            shown = await show_staff(api, store, shown)
        except (TelegramError, StoreAway) as error:
            log.warning("the lists of commands are not up to date: %s", type(error).__name__)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


async def describe(api: BotApi) -> None:
    """The commands and the descriptions for everybody, in every language that Telegram tells apart."""
    for code, reader in _told_apart().items():
        where = {"language_code": code} if code else {}
        await _set_commands(api, where, _said(commands(staff=False), reader))
        for method, name, words in (
            ("MyDescription", "description", DESCRIPTION),
            ("MyShortDescription", "short_description", SHORT_DESCRIPTION),
        ):
            wanted = reader.say(words)
            if (await api.call(f"get{method}", where)).get(name) != wanted:
                await api.call(f"set{method}", {**where, name: wanted})


async def show_staff(api: BotApi, store: Store, shown: Mapping[int, str]) -> dict[int, str]:
    """Staff see their commands in the language they chose; who has left the staff sees everybody's again."""
    staff = await store.read(lambda tx: people.staff(tx))
    wanted = {person.telegram_id: language(person.speaks).code for person in staff}
    now = dict(shown)
    for chat in shown.keys() - wanted.keys():
        await _tried(api.call("deleteMyCommands", {"scope": _chat(chat)}))
        del now[chat]
    for chat, code in wanted.items():
        if shown.get(chat) != code:
            said = _said(commands(staff=True), language(code))
            await _tried(_set_commands(api, {"scope": _chat(chat)}, said))
            now[chat] = code
    return now


def _told_apart() -> dict[str, Language]:
    """Telegram knows two letters of a language, and none for everybody else, who get English."""
    readers = {"": language(ENGLISH)}
    for code in languages():
        letters = code.partition("_")[0]
        if code != ENGLISH and len(letters) == 2:
            readers.setdefault(letters, language(code))
    return readers


def _said(these: Commands, reader: Language) -> list[dict[str, str]]:
    return [{"command": name, "description": reader.say(words)} for name, words in these]


def _chat(telegram_id: int) -> dict[str, Any]:
    return {"type": "chat", "chat_id": telegram_id}


async def _set_commands(api: BotApi, where: dict[str, Any], wanted: list[dict[str, str]]) -> None:
    if await api.call("getMyCommands", where) != wanted:
        await api.call("setMyCommands", {**where, "commands": wanted})


async def _tried(call: Any) -> None:
    """One person's chat that is gone must not keep the others from their commands."""
    try:
        await call
    except TelegramError as error:
        log.info("a list of commands could not be set: %s", type(error).__name__)
