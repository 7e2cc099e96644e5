"""Delivery to a webhook: in order within a chat, taps beside it, the secret, again until it is taken."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from bot.rehearsal.surroundings import free_port
from tests.rehearsal.conftest import World, keyboard


class Bot:
    """Takes updates; the first `refusals` requests are answered with 503, and `gate` holds messages back."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.taken: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.refusals = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.news = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        if "message" in update:
            await self.gate.wait()
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=503)
        async with self.news:
            self.taken.append(update)
            self.news.notify_all()
        return web.Response()

    async def has(self, count: int) -> list[str]:
        """What the updates say, once there are so many."""
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(lambda: len(self.taken) >= count), 10)
        return [said(update) for update in self.taken]


def said(update: dict[str, Any]) -> str:
    return str(update["message"]["text"] if "message" in update else update["callback_query"]["data"])


@contextlib.asynccontextmanager
async def listening() -> AsyncIterator[Bot]:
    port = free_port()
    bot = Bot(f"http://127.0.0.1:{port}/hook")
    app = web.Application()
    app.router.add_post("/hook", bot.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield bot
    finally:
        await runner.cleanup()


async def test_messages_of_a_chat_keep_their_order_and_carry_the_secret(world: World) -> None:
    async with listening() as bot:
        await world.result("setWebhook", url=bot.url, secret_token="a-Secret_1")
        for number in range(20):
            await world.rehearsal.say(world.anna, str(number))
        told = await bot.has(21)

    assert told == ["/start", *map(str, range(20))]
    assert bot.secrets == {"a-Secret_1"}


async def test_a_tap_may_overtake_a_message(world: World) -> None:
    message = await world.told(reply_markup=keyboard("A"))
    async with listening() as bot:
        bot.gate.clear()
        await world.result("setWebhook", url=bot.url)
        await world.rehearsal.say(world.anna, "before")
        await world.rehearsal.tap(world.anna, message, label="A")
        overtaking = await bot.has(1)
        bot.gate.set()
        told = await bot.has(3)

    assert (overtaking, told) == (["a:A"], ["a:A", "/start", "before"])
    assert bot.secrets == {None}


async def test_what_is_not_answered_with_200_comes_again_before_anything_later(world: World) -> None:
    async with listening() as bot:
        bot.refusals = 3
        await world.rehearsal.say(world.anna, "after")
        await world.result("setWebhook", url=bot.url)
        told = await bot.has(2)
        info = await world.result("getWebhookInfo")

    assert told == ["/start", "after"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert (info["url"], info["max_connections"]) == (bot.url, 40)


async def test_updates_wait_while_nobody_listens(world: World) -> None:
    async with listening() as bot:
        url = bot.url
    await world.result("setWebhook", url=url)
    await world.rehearsal.say(world.anna, "one")
    await asyncio.sleep(0.2)
    info = await world.result("getWebhookInfo")

    assert (info["pending_update_count"], info["last_error_message"]) == (2, "Connection refused")


async def test_polling_is_refused_while_a_webhook_is_set_and_goes_on_after(world: World) -> None:
    poll = asyncio.create_task(world.call("getUpdates", offset=(await world.updates())[0]["update_id"] + 1, timeout=30))
    await asyncio.sleep(0.05)
    async with listening() as bot:
        await world.result("setWebhook", url=bot.url)
        terminated = (await asyncio.wait_for(poll, 5))[1]["description"]
        refused = await world.call("getUpdates")
        await world.result("deleteWebhook")
        await world.rehearsal.say(world.anna, "by polling")

        assert [said(update) for update in await world.updates()] == ["by polling"]

    assert terminated == "Conflict: terminated by setWebhook request"
    assert (refused[0], refused[1]["description"]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


async def test_a_webhook_address_and_secret_are_checked(world: World) -> None:
    async def words(**given: Any) -> str:
        return str((await world.call("setWebhook", **given))[1]["description"])

    assert [
        await words(url="http://example.org/hook"),
        await words(url="https://example.org/hook", secret_token="not allowed"),
        await words(url="https://example.org/hook", secret_token="a" * 257),
    ] == [
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        "Bad Request: secret token contains unallowed characters",
        "Bad Request: secret token is too long",
    ]


async def test_pending_updates_can_be_dropped(world: World) -> None:
    await world.result("deleteWebhook", drop_pending_updates=True)

    assert await world.updates() == []
