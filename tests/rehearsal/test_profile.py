"""The bot's name, descriptions and command lists, by audience and language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rehearsal.conftest import World


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Does {name}"} for name in names]


async def test_a_person_sees_the_narrowest_list_in_their_language(world: World) -> None:
    private = {"type": "all_private_chats"}
    await world.result("setMyCommands", commands=commands("start"))
    await world.result("setMyCommands", commands=commands("menu"), scope=private)
    await world.result("setMyCommands", commands=commands("hjem"), scope=private, language_code="da")
    await world.result("setMyCommands", commands=commands("new"), scope={"type": "chat", "chat_id": world.berit})

    async def shown(person: int) -> Any:
        return (await world.rehearsal.chat(person))["commands"]

    seen = await shown(world.anna), await shown(world.berit)
    await world.result("deleteMyCommands", scope={"type": "chat", "chat_id": world.berit})

    assert seen == (commands("hjem"), commands("new"))
    assert await shown(world.berit) == commands("menu")
    assert await world.result("getMyCommands", scope=private, language_code="da") == commands("hjem")
    assert await world.result("getMyCommands", scope=private, language_code="de") == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"commands": "menu"}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": commands("Menu")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": commands(*(f"c{number}" for number in range(101)))}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "menu", "description": " "}]}, "command description must be non-empty"),
        ({"commands": [], "language_code": "danish"}, "invalid language code specified"),
        ({"commands": [], "scope": {"type": "moon"}}, "unsupported type specified"),
    ],
)
async def test_a_wrong_list_is_refused(world: World, given: dict[str, Any], words: str) -> None:
    status, envelope = await world.call("setMyCommands", **given)

    assert (status, envelope["description"]) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("what", "name", "longest"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_texts_are_kept_by_language(world: World, what: str, name: str, longest: int) -> None:
    await world.result(f"setMy{what}", **{name: "Everywhere"})
    await world.result(f"setMy{what}", **{name: "Hos os", "language_code": "da"})
    too_long, _ = await world.call(f"setMy{what}", **{name: "a" * (longest + 1)})

    got = [await world.result(f"getMy{what}", language_code=code) for code in ("", "da", "fr")]

    assert [one[name] for one in got] == ["Everywhere", "Hos os", "Everywhere"]
    assert too_long == 400


async def test_the_menu_button(world: World) -> None:
    await world.result("setChatMenuButton", chat_id=world.anna, menu_button={"type": "commands"})

    assert await world.result("getChatMenuButton", chat_id=world.anna) == {"type": "commands"}
    assert await world.result("getChatMenuButton", chat_id=world.berit) == {"type": "default"}


async def test_the_bot_and_the_people_it_talks_with_are_described(world: World) -> None:
    me = await world.result("getMe")
    chat = await world.result("getChat", chat_id=world.anna)

    assert (me["is_bot"], me["username"]) == (True, world.rehearsal.telegram.username)
    assert (chat["id"], chat["type"], chat["first_name"]) == (world.anna, "private", "Anna")
