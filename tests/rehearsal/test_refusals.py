"""Every refusal is Telegram's, word for word, with the HTTP status of its error code."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.rehearsal.conftest import World, keyboard

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def refusal(code: int, words: str) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": words}


def button(**given: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[given]]}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "HTMl5"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 999}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
        (
            {"text": "x", "reply_markup": button(text="A", callback_data="æ" * 32 + "a")},
            "BUTTON_DATA_INVALID",
        ),
        ({"text": "x", "reply_markup": button(text="A", callback_data="")}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": "A"}},
            'Field "inline_keyboard" must be of type Array',
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [{"text": "A", "callback_data": "a"}]}},
            'Field "inline_keyboard" must be of type Array',
        ),
        (
            {"text": "x", "reply_markup": button(text="A")},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": button(callback_data="a")},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "x", "reply_markup": button(text="A", callback_data="a", url="https://example.org")},
            "can't parse inline keyboard button: Inline keyboard button must have exactly one of the optional fields",
        ),
        (
            {"text": "x", "reply_markup": button(text="A", url="nowhere")},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_a_message_is_refused_in_telegrams_words(world: World, given: dict[str, Any], words: str) -> None:
    answer = await world.call("sendMessage", **{"chat_id": world.anna, **given})

    assert answer == refusal(400, f"Bad Request: {words}")
    assert [one["from"] for one in (await world.rehearsal.chat(world.anna))["messages"]] == ["person"]


async def test_the_longest_text_caption_and_button_data_are_taken(world: World) -> None:
    markup = button(text="A", callback_data="æ" * 32)

    message = await world.result(
        "sendMessage",
        chat_id=world.anna,
        text=f"<b>{'a' * 4096}</b>",
        parse_mode="HTML",
        reply_markup=markup,
    )

    assert (len(message["text"]), message["reply_markup"]) == (4096, markup)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (None, "bot can't initiate conversation with a user"),
        ("block", "bot was blocked by the user"),
        ("deactivate", "user is deactivated"),
    ],
)
async def test_who_cannot_be_written_to(world: World, act: str | None, words: str) -> None:
    if act:
        await world.rehearsal.start(world.berit)
        await world.rehearsal.post(f"/people/{world.berit}/{act}")

    answer = await world.call("sendMessage", chat_id=world.berit, text="Hello")

    assert answer == refusal(403, f"Forbidden: {words}")


async def test_an_edit_that_changes_neither_text_nor_keyboard(world: World) -> None:
    message = await world.told("One", reply_markup=keyboard("A"))
    same = {"chat_id": world.anna, "message_id": message, "reply_markup": keyboard("A")}

    text = await world.call("editMessageText", text=" <i></i>One ", parse_mode="HTML", **same)
    markup = await world.call("editMessageReplyMarkup", **same)
    other_keyboard = await world.call("editMessageText", text="One", **{**same, "reply_markup": keyboard("B")})

    assert (text, markup) == (refusal(400, NOT_MODIFIED), refusal(400, NOT_MODIFIED))
    assert other_keyboard[0] == 200


async def test_edits_of_what_cannot_be_edited(world: World) -> None:
    by_anna = await world.rehearsal.say(world.anna, "Mine")
    text = await world.told()
    document = await world.rehearsal.send(world.anna, "document")
    stored = (await world.updates())[-1]["message"]["document"]["file_id"]
    sent = await world.result("sendDocument", chat_id=world.anna, document=stored)

    async def edit(method: str, message_id: int, **given: Any) -> str:
        _, envelope = await world.call(method, chat_id=world.anna, message_id=message_id, **given)
        return str(envelope["description"])

    assert [
        await edit("editMessageText", 999, text="New"),
        await edit("editMessageText", by_anna, text="New"),
        await edit("editMessageText", document, text="New"),
        await edit("editMessageText", 0, text="New"),
        await edit("editMessageText", text, text=""),
        await edit("editMessageText", text, text="a" * 4097),
        await edit("editMessageText", sent["message_id"], text="New"),
        await edit("editMessageCaption", text, caption="New"),
        await edit("editMessageCaption", sent["message_id"], caption="a" * 1025),
    ] == [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: message can't be edited",
        "Bad Request: message identifier is not specified",
        "Bad Request: message text is empty",
        "Bad Request: message is too long",
        "Bad Request: there is no text in the message to edit",
        "Bad Request: there is no caption in the message to edit",
        "Bad Request: message caption is too long",
    ]


async def test_a_message_can_be_deleted_once_and_for_48_hours(world: World) -> None:
    first, second = await world.told(), await world.told()

    gone = [await world.call("deleteMessage", chat_id=world.anna, message_id=first) for _ in range(2)]
    edit = await world.call("editMessageText", chat_id=world.anna, message_id=first, text="New")
    await world.rehearsal.advance(hours=49)
    late = await world.call("deleteMessage", chat_id=world.anna, message_id=second)

    assert gone == [
        (200, {"ok": True, "result": True}),
        refusal(400, "Bad Request: message to delete not found"),
    ]
    assert edit == refusal(400, "Bad Request: message to edit not found")
    assert late == refusal(400, "Bad Request: message can't be deleted for everyone")


async def test_a_reply_may_go_without_the_message_it_replies_to(world: World) -> None:
    missing = {"message_id": 99, "allow_sending_without_reply": True}

    message = await world.result("sendMessage", chat_id=world.anna, text="x", reply_parameters=missing)
    first = await world.told("First")
    reply = await world.result("sendMessage", chat_id=world.anna, text="x", reply_parameters={"message_id": first})

    assert "reply_to_message" not in message
    assert reply["reply_to_message"]["text"] == "First"


async def test_a_tap_is_answered_once_and_within_150_seconds(world: World) -> None:
    message = await world.told(reply_markup=keyboard("A"))
    first = await world.rehearsal.tap(world.anna, message, label="A")
    second = await world.rehearsal.tap(world.anna, message, data="a:A")

    answers = [await world.call("answerCallbackQuery", callback_query_id=first) for _ in range(2)]
    unknown = await world.call("answerCallbackQuery", callback_query_id="17")
    long = await world.call("answerCallbackQuery", callback_query_id=second, text="a" * 201)
    await world.rehearsal.advance(seconds=151)
    late = await world.call("answerCallbackQuery", callback_query_id=second)

    assert answers == [(200, {"ok": True, "result": True}), refusal(400, TOO_OLD)]
    assert unknown == refusal(400, TOO_OLD)
    assert long == refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    assert late == refusal(400, TOO_OLD)


async def test_a_wrong_token_and_an_unknown_method(world: World) -> None:
    async def get(path: str) -> tuple[int, Any]:
        async with world.rehearsal.session.get(world.rehearsal.base_url + path) as response:
            return response.status, await response.json()

    assert await get("/bot1:wrong/getMe") == refusal(401, "Unauthorized")
    assert await get("/file/bot1:wrong/documents/file_0.pdf") == refusal(401, "Unauthorized")
    assert await get(f"/bot{world.rehearsal.token}/getRich") == refusal(404, "Not Found: method not found")


async def test_methods_are_found_in_any_case_and_any_form(world: World) -> None:
    address = f"{world.rehearsal.base_url}/bot{world.rehearsal.token}/SENDmessage"
    session = world.rehearsal.session
    query = {"chat_id": str(world.anna), "text": "one"}
    markup = '{"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}'
    form = {"chat_id": str(world.anna), "text": "two", "reply_markup": markup}
    parts = aiohttp.FormData({**form, "text": "three"})
    parts.add_field("unused", b"", filename="unused")

    async with session.get(address, params=query) as response:
        told = [await response.json()]
    for given in (form, parts):
        async with session.post(address, data=given) as response:
            told.append(await response.json())

    assert [one["result"]["text"] for one in told] == ["one", "two", "three"]
    assert [one["result"].get("reply_markup") is not None for one in told] == [False, True, True]


async def test_a_body_that_is_not_json(world: World) -> None:
    address = f"{world.rehearsal.base_url}/bot{world.rehearsal.token}/sendMessage"
    headers = {"Content-Type": "application/json"}

    async with world.rehearsal.session.post(address, data=b"{", headers=headers) as response:
        answer = response.status, await response.json()

    assert answer == refusal(400, "Bad Request: can't parse JSON object")


async def test_what_is_refused_is_not_in_the_ledger(world: World) -> None:
    await world.call("sendMessage", chat_id=world.anna, text="")
    message = await world.told()

    calls = await world.rehearsal.calls()

    assert [(one["n"], one["method"], one["chat_id"], one["message_id"]) for one in calls] == [
        (1, "sendMessage", world.anna, message)
    ]
