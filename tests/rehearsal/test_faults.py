"""Faults on demand: the answer fails as ordered, and the call took effect only where the order says so."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.rehearsal.conftest import World


async def seen_by_anna(world: World) -> list[str]:
    messages = (await world.rehearsal.chat(world.anna))["messages"]
    return [message["text"] for message in messages if message["from"] == "bot"]


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("429", 429, "Too Many Requests: retry after 7"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("500", 500, "Internal Server Error"),
    ],
)
async def test_an_ordered_refusal_comes_as_often_as_ordered(world: World, kind: str, code: int, words: str) -> None:
    await world.rehearsal.fault("sendMessage", kind, times=2, retry_after=7)

    answers = [await world.call("sendMessage", chat_id=world.anna, text=str(number)) for number in range(3)]

    assert [(status, envelope.get("description")) for status, envelope in answers] == [
        (code, words),
        (code, words),
        (200, None),
    ]
    assert answers[0][1].get("parameters") == ({"retry_after": 7} if code == 429 else None)
    assert await seen_by_anna(world) == ["2"]


async def test_another_servers_page_instead_of_json(world: World) -> None:
    await world.rehearsal.fault("*", "html")
    address = f"{world.rehearsal.base_url}/bot{world.rehearsal.token}/getMe"

    async with world.rehearsal.session.get(address) as response:
        assert (response.status, response.content_type) == (502, "text/html")


@pytest.mark.parametrize(
    ("kind", "seen"),
    [("reset_before", []), ("reset_after", ["Hello"]), ("timeout_before", []), ("timeout_after", ["Hello"])],
)
async def test_no_answer_at_all_before_or_after_it_took_effect(world: World, kind: str, seen: list[str]) -> None:
    await world.rehearsal.fault("sendmessage", kind)
    address = f"{world.rehearsal.base_url}/bot{world.rehearsal.token}/sendMessage"
    given = {"chat_id": world.anna, "text": "Hello"}

    with pytest.raises((aiohttp.ClientError, asyncio.TimeoutError)):
        await world.rehearsal.session.post(address, json=given, timeout=aiohttp.ClientTimeout(total=0.5))

    assert await seen_by_anna(world) == seen
    assert len(await world.rehearsal.calls()) == len(seen)


async def test_a_fault_for_one_chat_leaves_the_others_alone(world: World) -> None:
    await world.rehearsal.start(world.berit)
    await world.rehearsal.fault("sendMessage", "500", chat_id=world.berit)

    to_anna = await world.call("sendMessage", chat_id=world.anna, text="x")
    to_berit = await world.call("sendMessage", chat_id=world.berit, text="x")

    assert (to_anna[0], to_berit[0]) == (200, 500)


async def test_a_download_breaks_off_half_way(world: World) -> None:
    await world.rehearsal.send(world.anna, "voice", b"a" * 1000)
    file_id = (await world.updates())[-1]["message"]["voice"]["file_id"]
    path = (await world.result("getFile", file_id=file_id))["file_path"]
    address = f"{world.rehearsal.base_url}/file/bot{world.rehearsal.token}/{path}"
    await world.rehearsal.fault("download", "cut")

    async with world.rehearsal.session.get(address) as response:
        with pytest.raises(aiohttp.ClientPayloadError):
            await response.read()
    async with world.rehearsal.session.get(address) as response:
        assert await response.read() == b"a" * 1000


async def test_faults_can_be_listed_and_cleared(world: World) -> None:
    await world.rehearsal.fault("*", "500", times=5)
    listed = await world.rehearsal.get("/faults")
    async with world.rehearsal.session.delete(world.rehearsal.base_url + "/faults") as response:
        cleared = await response.json()

    assert listed == {"faults": [{"method": "*", "kind": "500", "times": 5, "retry_after": 1, "chat_id": None}]}
    assert cleared == {"faults": []}


@pytest.mark.parametrize("fault", [{"kind": "600"}, {"kind": "500", "times": "many"}, {"kind": "500", "when": 1}])
async def test_an_order_that_is_not_understood_is_refused(world: World, fault: dict[str, Any]) -> None:
    async with world.rehearsal.session.post(world.rehearsal.base_url + "/faults", json=[fault]) as response:
        assert (response.status, "error" in await response.json()) == (400, True)
