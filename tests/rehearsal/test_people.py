"""People do on their phones what people can do, and see what their phones would show."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.rehearsal.testing import RefusedByServer
from tests.rehearsal.conftest import World, keyboard


async def refused(world: World, path: str, given: dict[str, Any]) -> tuple[int, str]:
    with pytest.raises(RefusedByServer) as no:
        await world.rehearsal.post(path, given)
    return no.value.status, str(no.value)


async def test_people_are_numbered_and_can_change_what_telegram_tells_of_them(world: World) -> None:
    await world.rehearsal.post(f"/people/{world.anna}", {"language_code": "en", "first_name": "Ann"})
    await world.rehearsal.say(world.anna, "Hello")

    people = (await world.rehearsal.get("/people"))["people"]

    assert [(one["id"], one["first_name"], one["language_code"], one["blocked"]) for one in people] == [
        (1001, "Ann", "en", False),
        (1002, "Berit", "en", False),
    ]
    assert (await world.updates())[-1]["message"]["from"] == {
        "id": 1001,
        "is_bot": False,
        "first_name": "Ann",
        "language_code": "en",
    }


async def test_start_from_a_link_is_a_command_with_the_payload(world: World) -> None:
    await world.rehearsal.start(world.berit, "AZ_az-09")

    message = (await world.updates())[-1]["message"]

    assert (message["text"], message["chat"]) == (
        "/start AZ_az-09",
        {"id": world.berit, "type": "private", "first_name": "Berit"},
    )
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize("payload", ["a b", "æ", "a" * 65])
async def test_a_link_cannot_carry_everything(world: World, payload: str) -> None:
    assert await refused(world, f"/people/{world.anna}/start", {"payload": payload}) == (
        400,
        "A link carries 1 to 64 of the signs A-Z a-z 0-9 _ - only.",
    )


async def test_a_long_text_is_sent_in_parts_as_phones_do(world: World) -> None:
    told = await world.rehearsal.post(f"/people/{world.anna}/say", {"text": "a" * 4096 + "b" * 10})

    texts = [update["message"]["text"] for update in (await world.updates())[1:]]

    assert (texts, len(told["message_ids"])) == (["a" * 4096, "b" * 10], 2)


async def test_the_chat_shows_both_sides_and_what_became_of_each_message(world: World) -> None:
    first = await world.told("Which?", reply_markup=keyboard("A", "B"))
    second = await world.told("Gone", disable_notification=True)
    mine = await world.rehearsal.say(world.anna, "A, please", reply_to=first)
    await world.result("editMessageText", chat_id=world.anna, message_id=first, text="You chose A")
    await world.result("deleteMessage", chat_id=world.anna, message_id=second)

    messages = (await world.rehearsal.chat(world.anna))["messages"][1:]

    shown = [
        (one["message_id"], one["from"], one["text"], one["buttons"], one["edited"], one["deleted"]) for one in messages
    ]
    assert shown == [
        (first, "bot", "You chose A", [], True, False),
        (second, "bot", "Gone", [], False, True),
        (mine, "person", "A, please", [], False, False),
    ]
    assert messages[2]["reply_to"] == first


async def test_a_chat_can_be_waited_for(world: World) -> None:
    version = (await world.rehearsal.chat(world.anna))["version"]
    waiting = asyncio.create_task(world.rehearsal.chat(world.anna, after=version, wait=20))
    await asyncio.sleep(0.05)
    await world.told("News")

    chat = await asyncio.wait_for(waiting, 5)

    assert (chat["version"] > version, chat["messages"][-1]["text"]) == (True, "News")


async def test_a_tap_needs_a_button_that_is_there(world: World) -> None:
    message = await world.told(reply_markup=keyboard("A"))
    path = f"/people/{world.anna}/tap"

    assert await refused(world, path, {"message_id": message, "label": "B"}) == (
        409,
        "There is no such button on that message.",
    )
    assert await refused(world, path, {"message_id": message, "data": "a:B"}) == (
        409,
        "There is no such button on that message.",
    )
    assert await refused(world, path, {"message_id": 999, "label": "A"}) == (409, "There is no such message.")


async def test_an_old_screen_can_still_be_tapped_when_asked_to(world: World) -> None:
    message = await world.told(reply_markup=keyboard("A"))
    await world.result("deleteMessage", chat_id=world.anna, message_id=message)
    await world.rehearsal.tap(world.anna, message, data="a:old", although_gone=True)

    query = (await world.updates())[-1]["callback_query"]

    assert (query["data"], query["message"]["date"], query["message"]["message_id"]) == ("a:old", 0, message)


async def test_a_button_with_an_address_opens_it(world: World) -> None:
    markup = {"inline_keyboard": [[{"text": "Site", "url": "https://example.org/"}]]}
    message = await world.told(reply_markup=markup)
    path = f"/people/{world.anna}/tap"

    assert await world.rehearsal.post(path, {"message_id": message, "label": "Site"}) == {"url": "https://example.org/"}


async def test_the_answer_to_a_tap_is_shown_once(world: World) -> None:
    message = await world.told(reply_markup=keyboard("A"))
    callback_id = await world.rehearsal.tap(world.anna, message, label="A")
    await world.result("answerCallbackQuery", callback_query_id=callback_id, text="Saved", show_alert=True)

    chat = await world.rehearsal.chat(world.anna)
    later = await world.rehearsal.chat(world.anna, after=chat["version"])

    assert (chat["toast"], chat["alert"], later["toast"]) == ("Saved", True, None)


async def test_blocking_and_coming_back_reach_the_bot(world: World) -> None:
    await world.rehearsal.block(world.anna)
    said = await refused(world, f"/people/{world.anna}/say", {"text": "Hello"})
    await world.rehearsal.start(world.anna)

    _, blocked, back, start = await world.updates()

    def change(update: dict[str, Any]) -> list[str]:
        member = update["my_chat_member"]
        return [member["old_chat_member"]["status"], member["new_chat_member"]["status"]]

    assert said == (400, "This person has blocked the bot; unblock it first.")
    assert (change(blocked), change(back)) == (["member", "kicked"], ["kicked", "member"])
    assert start["message"]["text"] == "/start"
    assert (await world.call("sendMessage", chat_id=world.anna, text="x"))[0] == 200


async def test_a_deleted_account_is_silent(world: World) -> None:
    await world.rehearsal.deactivate(world.anna)

    assert await refused(world, f"/people/{world.anna}/say", {"text": "Hello"}) == (
        400,
        "This account is deleted.",
    )
    assert len(await world.updates()) == 1


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("/people/17/say", {"text": "x"}, 404),
        ("/people/1001/say", {"text": " \n"}, 400),
        ("/people/1001/say", {"words": "x"}, 400),
        ("/people/1001/say", {"text": "x", "reply_to": 999}, 409),
        ("/people/1001/edit", {"message_id": 999, "text": "x"}, 409),
        ("/people/1001/send", {"kind": "dream"}, 400),
        ("/people", {"language_code": "da"}, 400),
        ("/clock", {"advance_seconds": -1}, 400),
        ("/clock", {"to": "2001-01-01T00:00:00+00:00"}, 400),
        ("/clock", {"to": "soon"}, 400),
        ("/clock", {"advance_seconds": 1e18}, 400),
    ],
)
async def test_what_cannot_be_done_is_refused(world: World, path: str, given: dict[str, Any], status: int) -> None:
    assert (await refused(world, path, given))[0] == status


async def test_a_group_is_left(world: World) -> None:
    group = {"id": -100, "type": "group", "title": "Friends"}
    await world.rehearsal.raw_update({"message": {"message_id": 1, "chat": group, "date": 0, "text": "Hi"}})

    await world.result("sendMessage", chat_id=-100, text="Only in private")
    await world.result("leaveChat", chat_id=-100)
    after = await world.call("sendMessage", chat_id=-100, text="Hello?")

    told = await world.rehearsal.get("/groups/-100")
    assert (told["bot_is_member"], [one["text"] for one in told["messages"]]) == (False, ["Only in private"])
    assert after[1]["description"] == "Forbidden: bot is not a member of the group chat"


async def test_the_clock_moves_forward_and_wakes_who_follows_it(world: World) -> None:
    before = await world.rehearsal.get("/clock")
    waiting = asyncio.create_task(world.rehearsal.get(f"/clock?after={before['n']}&wait=20"))
    await asyncio.sleep(0.05)
    await world.rehearsal.advance(days=2)

    after = await asyncio.wait_for(waiting, 5)
    message = (await world.rehearsal.chat(world.anna))["messages"][0]
    later = await world.result("sendMessage", chat_id=world.anna, text="x")

    assert (before["offset_seconds"], after["offset_seconds"]) == (0, 2 * 86400)
    assert after["n"] > before["n"]
    assert message["date"][:10] != after["now"][:10]
    assert later["date"] > 2 * 86400
