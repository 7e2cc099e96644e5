"""The webhook over real HTTP: who may speak, and when Telegram hears that it was heard."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.rehearsal.testing import Rehearsal
from bot.store.database import Store
from bot.telegram.api import BotApi
from bot.telegram.turns import MOST_WAITING
from bot.telegram.webhook import SECRET_HEADER, Webhook
from bot.web.server import make_app, serving
from tests.bot.telegram.receiving import Listening
from tests.bot.telegram.test_polling import nothing_waits, until

SECRET = "s3cret_-"
GIVEN = {SECRET_HEADER: SECRET}


@contextlib.asynccontextmanager
async def webhook(api: BotApi, listening: Listening, *, well: bool = True) -> AsyncIterator[str]:
    """A bot's web server, registered; its webhook's address."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    url = f"http://127.0.0.1:{port}/updates/here"
    source = Webhook(api, listening.receiver, url=url, secret=SECRET)

    async def is_well() -> bool:
        return well

    async with serving(make_app(webhook=source, well=is_well), "127.0.0.1", port):
        task = asyncio.create_task(source.run())
        try:
            yield url
        finally:
            await source.close()
            await task


@pytest.fixture
def listening(store: Store) -> Listening:
    return Listening(store)


def update(number: int, words: str, *, person: int = 1001) -> dict[str, object]:
    chat = {"id": person, "type": "private", "first_name": "x"}
    sender = {**chat, "is_bot": False}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": words},
    }


async def test_what_telegram_brings_is_heard_once_and_in_each_persons_order(
    world: Rehearsal, api: BotApi, listening: Listening
) -> None:
    people = [await world.person("Danish side") for _ in range(3)]
    async with webhook(api, listening):
        for chat in people:
            await world.start(chat)
            for number in range(10):
                await world.say(chat, f"{chat} {number}")
        await nothing_waits(world)
    for chat in people:
        mine = [said for said in listening.heard if said.startswith(str(chat))]
        assert mine == [f"{chat} {number}" for number in range(10)]
    assert len(listening.heard) == 33


async def test_while_the_database_is_away_telegram_is_told_to_come_again(
    world: Rehearsal, api: BotApi, listening: Listening
) -> None:
    chat = await world.person("Danish side")
    listening.away = 2
    async with webhook(api, listening):
        await world.start(chat)
        await nothing_waits(world)
    assert (listening.tried, listening.heard) == (["/start"] * 3, ["/start"])


async def test_200_comes_only_after_the_commit_and_503_when_there_was_none(api: BotApi, listening: Listening) -> None:
    async with webhook(api, listening) as url, aiohttp.ClientSession(headers=GIVEN) as telegram:
        listening.away = 1
        for status, heard in ((503, []), (200, ["hello"]), (200, ["hello"])):
            async with telegram.post(url, json=update(5, "hello")) as answer:
                assert (answer.status, listening.heard) == (status, heard)


async def test_poison_is_put_aside_and_confirmed(api: BotApi, listening: Listening) -> None:
    async with webhook(api, listening) as url, aiohttp.ClientSession(headers=GIVEN) as telegram:
        bodies = [update(5, "poison"), {"update_id": 6, "message": 7}, [], "words", 7, {"no": "number"}]
        for body in bodies:
            async with telegram.post(url, json=body) as answer:
                assert answer.status == 200
    assert [found.update_id > 0 for found in listening.reported] == [True, True, False, False, False, False]
    assert listening.heard == []


BODY = json.dumps(update(5, "canary")).encode()


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, BODY, 403),
        ({SECRET_HEADER: ""}, BODY, 403),
        ({SECRET_HEADER: "wrong"}, BODY, 403),
        ({SECRET_HEADER: SECRET + "x"}, BODY, 403),
        ({SECRET_HEADER: "æøå"}, BODY, 403),
        ({}, b"x" * 10_000_000, 403),
        (GIVEN, b"x" * 10_000_000, 413),
        (GIVEN, b"", 400),
        (GIVEN, b"{", 400),
        (GIVEN, b'"\xff\xfe"', 400),
        (GIVEN, b'{"update_id": 5, "message": {"text": "\xff"}}', 400),
        (GIVEN, b"[" * 10_000 + b"]" * 10_000, 400),
        ({**GIVEN, "Content-Encoding": "gzip"}, gzip.compress(b"0" * 50_000_000), 400),
    ],
)
async def test_other_requests_are_refused_and_leave_no_trace(
    api: BotApi,
    listening: Listening,
    caplog: pytest.LogCaptureFixture,
    headers: dict[str, str],
    body: bytes,
    status: int,
) -> None:
    async with (
        webhook(api, listening) as url,
        aiohttp.ClientSession() as stranger,
        stranger.post(url, data=body, headers=headers) as answer,
    ):
        assert (answer.status, await answer.read()) == (status, b"")
    assert (listening.tried, caplog.text) == ([], "")


async def test_a_body_of_unknown_length_is_refused_when_it_grows_too_long(api: BotApi, listening: Listening) -> None:
    async def growing() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 10_000

    async with (
        webhook(api, listening) as url,
        aiohttp.ClientSession(headers=GIVEN) as stranger,
        stranger.post(url, data=growing()) as answer,
    ):
        assert answer.status == 413


async def test_a_body_that_never_ends_is_given_up(
    api: BotApi, listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.webhook.SLOWEST_BODY_SECONDS", 0.2)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(1)
        yield b"}"

    async with (
        webhook(api, listening) as url,
        aiohttp.ClientSession(headers=GIVEN) as stranger,
        stranger.post(url, data=slow()) as answer,
    ):
        assert answer.status == 408


async def test_only_post_to_the_path_is_answered(api: BotApi, listening: Listening) -> None:
    async with webhook(api, listening) as url, aiohttp.ClientSession(headers=GIVEN) as stranger:
        for method in ("GET", "PUT", "DELETE"):
            async with stranger.request(method, url) as answer:
                assert answer.status == 405
        async with stranger.post(url + "/other", data=BODY) as answer:
            assert answer.status == 404


async def test_one_person_who_floods_is_slowed_and_nobody_else_is(api: BotApi, listening: Listening) -> None:
    async def post(telegram: aiohttp.ClientSession, url: str, body: dict[str, object]) -> int:
        async with telegram.post(url, json=body) as answer:
            return answer.status

    connector = aiohttp.TCPConnector(limit=0)
    async with (
        webhook(api, listening) as url,
        aiohttp.ClientSession(headers=GIVEN, connector=connector) as telegram,
    ):
        flood = [post(telegram, url, update(number, "wait", person=666)) for number in range(80)]
        flooding = asyncio.gather(*flood)
        await until(lambda: "wait" in listening.tried)
        assert await post(telegram, url, update(1000, "hello")) == 200
        listening.held.set()
        statuses = await flooding
    assert sorted(statuses) == [200] * MOST_WAITING + [503] * (80 - MOST_WAITING)
    assert listening.heard == ["hello"] + ["wait"] * MOST_WAITING


@pytest.mark.parametrize(("well", "status"), [(True, 200), (False, 503)])
async def test_health_says_whether_updates_can_be_handled(
    api: BotApi, listening: Listening, well: bool, status: int
) -> None:
    async with (
        webhook(api, listening, well=well) as url,
        aiohttp.ClientSession() as anybody,
        anybody.get(url.replace("/updates/here", "/health")) as answer,
    ):
        assert answer.status == status


async def test_a_webhook_somebody_changed_is_registered_again_and_said(
    world: Rehearsal,
    api: BotApi,
    listening: Listening,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.telegram.webhook.WATCH_SECONDS", 0.1)
    async with webhook(api, listening) as url:
        await asyncio.sleep(0.05)
        await api.call("setWebhook", {"url": "http://127.0.0.1:9/elsewhere"})
        await asyncio.sleep(0.5)
        assert (await api.call("getWebhookInfo", {}))["url"] == url
    assert "the webhook was changed by somebody else" in caplog.text
