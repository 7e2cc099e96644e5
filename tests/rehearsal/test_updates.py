"""Updates wait for the bot until they are confirmed, and reach only one poller."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.rehearsal.updates import Updates
from tests.rehearsal.conftest import World, keyboard

DAY = 24 * 3600


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_a_later_offset_confirms_them(world: World) -> None:
    await world.rehearsal.say(world.anna, "one")
    first = await world.updates()
    again = await world.updates()
    rest = await world.updates(first[0]["update_id"] + 1)
    none = await world.updates(rest[-1]["update_id"] + 1)

    assert (texts(first), first) == (["/start", "one"], again)
    assert (texts(rest), none) == (["one"], [])
    assert [one["update_id"] for one in first] == [first[0]["update_id"], first[0]["update_id"] + 1]


async def test_limit_and_negative_offset(world: World) -> None:
    for text in ("one", "two", "three"):
        await world.rehearsal.say(world.anna, text)

    assert texts(await world.updates(limit=2)) == ["/start", "one"]
    assert texts(await world.updates(offset=-2)) == ["two", "three"]
    assert texts(await world.updates()) == ["two", "three"]


async def test_a_long_poll_ends_with_the_first_update(world: World) -> None:
    offset = (await world.updates())[-1]["update_id"] + 1
    poll = asyncio.create_task(world.updates(offset, timeout=30))
    await asyncio.sleep(0.05)

    await world.rehearsal.say(world.anna, "at last")

    assert texts(await asyncio.wait_for(poll, 5)) == ["at last"]


async def test_a_long_poll_ends_empty_when_its_time_is_up(world: World) -> None:
    offset = (await world.updates())[-1]["update_id"] + 1

    assert await world.updates(offset, timeout=1) == []


async def test_the_first_of_two_pollers_is_turned_away(world: World) -> None:
    offset = (await world.updates())[-1]["update_id"] + 1
    first = asyncio.create_task(world.call("getUpdates", offset=offset, timeout=30))
    await asyncio.sleep(0.05)

    second = asyncio.create_task(world.updates(offset, timeout=30))
    refused = await asyncio.wait_for(first, 5)
    await world.rehearsal.say(world.anna, "hello")

    assert refused == (
        409,
        {
            "ok": False,
            "error_code": 409,
            "description": "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        },
    )
    assert texts(await asyncio.wait_for(second, 5)) == ["hello"]


async def test_only_the_kinds_asked_for_are_kept(world: World) -> None:
    await world.updates(allowed_updates=["callback_query"])
    await world.rehearsal.say(world.anna, "unheard")
    message = await world.told(reply_markup=keyboard("A"))
    await world.rehearsal.tap(world.anna, message, label="A")

    kinds = [sorted(update)[0] for update in await world.updates()]
    await world.updates(allowed_updates=[])
    await world.rehearsal.say(world.anna, "heard")

    assert kinds == ["message", "callback_query"]
    assert texts((await world.updates())[-1:]) == ["heard"]


async def test_an_update_of_a_tap_and_of_an_edit(world: World) -> None:
    message = await world.told("Which?", reply_markup=keyboard("A"))
    said = await world.rehearsal.say(world.anna, "first", reply_to=message)
    callback_id = await world.rehearsal.tap(world.anna, message, label="A")
    await world.rehearsal.edit(world.anna, said, "second")

    _, answer, tap, edit = await world.updates()

    assert answer["message"]["reply_to_message"]["text"] == "Which?"
    query = tap["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (callback_id, "a:A", world.anna)
    assert query["message"]["reply_markup"] == keyboard("A")
    assert (edit["edited_message"]["message_id"], edit["edited_message"]["text"]) == (said, "second")
    assert edit["edited_message"]["edit_date"] >= edit["edited_message"]["date"]


async def test_a_message_waits_24_hours_and_a_tap_150_seconds(world: World) -> None:
    message = await world.told(reply_markup=keyboard("A"))
    await world.rehearsal.tap(world.anna, message, label="A")

    await world.rehearsal.advance(seconds=151)
    after_minutes = await world.updates()
    await world.rehearsal.advance(hours=24)

    assert texts(after_minutes) == ["/start"]
    assert await world.updates() == []


@pytest.mark.parametrize(("quiet", "in_order"), [(6 * DAY, True), (8 * DAY, False)])
def test_after_a_quiet_week_the_numbers_begin_anywhere(quiet: int, in_order: bool) -> None:
    time = 1_000_000.0
    updates = Updates(lambda: time)
    first = updates.put("message", {}, queue="a")
    assert first is not None
    updates.confirm(first)

    time += quiet

    assert (updates.put("message", {}, queue="a") == first + 1) is in_order


async def test_an_offset_from_before_the_quiet_week_confirms_nothing(world: World) -> None:
    newest = (await world.updates())[-1]["update_id"]

    assert texts(await world.updates(newest + 1_000)) == ["/start"]
    assert await world.updates(newest + 1) == []


async def test_any_json_can_be_delivered_as_an_update(world: World) -> None:
    await world.rehearsal.raw_update({"update_id": 5, "message": {"nonsense": [1, None]}})
    numbered = await world.rehearsal.raw_update({"strange": "1"})

    assert (await world.updates())[-2:] == [
        {"update_id": 5, "message": {"nonsense": [1, None]}},
        {"update_id": numbered, "strange": "1"},
    ]
