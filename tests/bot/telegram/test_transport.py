"""Errors say whether Telegram may have acted, and never show the token."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.rehearsal.testing import Rehearsal
from bot.telegram.api import BotApi
from bot.telegram.transport import HttpTransport, NotConnected, TooFast, TooLarge


@asynccontextmanager
async def answering(answer: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    """The address of a server that gives this answer to everything."""
    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def failure(api: BotApi, method: str = "sendMessage", **parameters: object) -> TelegramError:
    with pytest.raises(TelegramError) as caught:
        await api.call(method, parameters)
    return caught.value


async def test_results_come_back_as_plain_values(world: Rehearsal, api: BotApi) -> None:
    chat = await world.person("Danish side")
    await world.start(chat)
    sent = await api.call("sendMessage", {"chat_id": chat, "text": "hello"})
    picture = InputFile(b"\x89PNG\r\n\x1a\n" + b"0" * 50, filename="link.png")
    shown = await api.call("sendDocument", {"chat_id": chat, "document": picture, "caption": "look"})
    assert sent["text"] == "hello"
    assert (shown["caption"], shown["document"]["file_name"]) == ("look", "link.png")
    assert await api.download(shown["document"]["file_id"], limit=1000) == picture.input_file_content


async def test_a_file_larger_than_allowed_is_not_taken(world: Rehearsal, api: BotApi) -> None:
    chat = await world.person("Danish side")
    await world.start(chat)
    document = InputFile(b"0" * 5000, filename="a.txt")
    shown = await api.call("sendDocument", {"chat_id": chat, "document": document})
    with pytest.raises(TooLarge):
        await api.download(shown["document"]["file_id"], limit=4999)


async def test_what_never_left_is_told_from_what_is_unknown(
    world: Rehearsal, api: BotApi, transport: HttpTransport
) -> None:
    chat = await world.person("Danish side")
    await world.start(chat)
    nowhere = BotApi(transport, "http://127.0.0.1:9", "1:x")
    assert type(await failure(nowhere)) is NotConnected
    for kind, expected in {
        "timeout_before": TimedOut,
        "timeout_after": TimedOut,
        "reset_before": NetworkError,
        "reset_after": NetworkError,
        "500": NetworkError,
        "html": NetworkError,
    }.items():
        await world.fault("sendMessage", kind)
        assert type(await failure(api, chat_id=chat, text="hello")) is expected, kind


async def test_refusals_are_the_librarys_errors(world: Rehearsal, api: BotApi, transport: HttpTransport) -> None:
    chat = await world.person("Danish side")
    assert type(await failure(api, chat_id=chat, text="hello")) is Forbidden
    await world.start(chat)
    assert type(await failure(api, chat_id=chat, text="")) is BadRequest
    wrong = BotApi(transport, world.base_url, "12345:wrong")
    assert type(await failure(wrong)) is InvalidToken


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ('{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":30}}', 30),
        ('{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":1e15}}', 86_400),
        ('{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":-5}}', 1),
        ('{"ok":false,"error_code":429,"description":"x","parameters":{}}', 1),
        ('{"ok":false,"error_code":429,"description":"x"}', 1),
    ],
)
async def test_429_always_says_how_long(transport: HttpTransport, body: str, seconds: float) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=429, text=body)

    async with answering(answer) as url:
        error = await failure(BotApi(transport, url, "1:x"))
    assert isinstance(error, TooFast)
    assert error.seconds == seconds


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, ""),
        (200, "<html>"),
        (200, "[]"),
        (200, "{}"),
        (502, "<p>secret</p>"),
        (302, ""),
        (403, "no"),
    ],
)
async def test_what_is_not_the_bot_apis_answer_leaves_the_outcome_unknown(
    transport: HttpTransport, status: int, body: str
) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=status, text=body, headers={"Location": "http://127.0.0.1:9/"})

    async with answering(answer) as url:
        error = await failure(BotApi(transport, url, "1:x"))
    assert type(error) is NetworkError
    assert "secret" not in str(error)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://nowhere.invalid", "http://127.0.0.1:99999"])
async def test_no_error_shows_the_token(transport: HttpTransport, url: str) -> None:
    token = "123456:AAH-a-token-that-nobody-may-see"
    api = BotApi(transport, url, token)
    error = await failure(api)
    assert token not in f"{error!r} {error} {error.args} {error.__cause__!r} {api!r}"
