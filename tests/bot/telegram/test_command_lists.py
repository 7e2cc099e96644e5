"""The lists of commands and the descriptions, as Telegram shows them."""

from __future__ import annotations

from sqlalchemy import insert, update

from bot.i18n import language, languages
from bot.rehearsal.testing import Rehearsal
from bot.services.reception import COMMANDS
from bot.store import tables as t
from bot.store.database import Store
from bot.telegram.api import BotApi
from bot.telegram.command_lists import DESCRIPTION, SHORT_DESCRIPTION, commands, describe, show_staff
from tests.stage import START


def listed(*, staff: bool, code: str = "en") -> list[dict[str, str]]:
    return [{"command": name, "description": language(code).say(said)} for name, said in commands(staff=staff)]


def shown(world: Rehearsal, chat: int, code: str = "en") -> list[dict[str, str]]:
    return world.telegram.profile.commands_for(chat, code)


async def calls_that_set(world: Rehearsal) -> list[str]:
    calls = (await world.get("/calls?since=0"))["calls"]
    return [call["method"] for call in calls if call["method"].startswith("set")]


async def puts_on_staff(store: Store, telegram_id: int, staff: str | None, speaks: str | None = None) -> None:
    row = {"telegram_id": telegram_id, "staff": staff, "language": speaks, "reach": "open", "created_at": START}
    await store.run(lambda tx: tx.execute(insert(t.Person), row))


def test_every_command_that_is_listed_is_one_the_bot_knows() -> None:
    assert {name for name, _ in commands(staff=True)} <= set(COMMANDS)


def test_telegram_takes_every_text_in_every_language() -> None:
    for code in languages():
        said = language(code).say
        assert all(len(said(words)) <= 256 for _, words in commands(staff=True))
        assert len(said(DESCRIPTION)) <= 512
        assert len(said(SHORT_DESCRIPTION)) <= 120


async def test_everybody_sees_the_commands_and_the_descriptions(world: Rehearsal, api: BotApi) -> None:
    await describe(api)
    assert shown(world, 1001) == listed(staff=False)
    assert await api.call("getMyDescription", {}) == {"description": language("en").say(DESCRIPTION)}
    told = await api.call("getMyShortDescription", {})
    assert told == {"short_description": language("en").say(SHORT_DESCRIPTION)}


async def test_what_is_as_it_should_be_is_not_set_again(world: Rehearsal, api: BotApi, store: Store) -> None:
    person = await world.person("Staff")
    await world.start(person)
    await puts_on_staff(store, person, "staff")
    await describe(api)
    await show_staff(api, store, {})
    before = await calls_that_set(world)
    await describe(api)
    await show_staff(api, store, {})
    assert await calls_that_set(world) == before
    assert {"setMyCommands", "setMyDescription", "setMyShortDescription"} == set(before)


async def test_staff_see_their_commands_first_and_lose_them_with_the_staff(
    world: Rehearsal, api: BotApi, store: Store
) -> None:
    person = await world.person("Staff")
    await world.start(person)
    await puts_on_staff(store, person, "admin")
    await describe(api)
    now = await show_staff(api, store, {})
    assert (now, shown(world, person)) == ({person: "en"}, listed(staff=True))
    assert shown(world, person + 1) == listed(staff=False)
    await store.run(lambda tx: tx.execute(update(t.Person).values(staff=None)))
    assert await show_staff(api, store, now) == {}
    assert shown(world, person) == listed(staff=False)


async def test_somebody_who_cannot_be_written_to_keeps_nobody_from_their_commands(
    world: Rehearsal, api: BotApi, store: Store
) -> None:
    await puts_on_staff(store, 999, "staff")  # Telegram knows nobody of this number
    person = await world.person("Staff")
    await world.start(person)
    await puts_on_staff(store, person, "staff")
    await show_staff(api, store, {})
    assert shown(world, person) == listed(staff=True)
