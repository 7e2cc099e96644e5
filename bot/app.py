"""The composition root: what the bot is made of, put together. Read this first."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import uvloop
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram import Update
from telegram.ext import Application

from bot.clock import Clock
from bot.services import quarantined, returning, ticking
from bot.services.inviting import invite_staff_link
from bot.services.scene import World
from bot.settings import Settings
from bot.store.database import Store, Transaction, open_store
from bot.telegram import command_lists
from bot.telegram.api import BotApi
from bot.telegram.application import StrictApplication
from bot.telegram.fetching import Fetching
from bot.telegram.handlers import Handlers
from bot.telegram.polling import Polling
from bot.telegram.receiver import Receiver
from bot.telegram.retrying import Retrying
from bot.telegram.sender import Sender
from bot.telegram.transport import HttpTransport
from bot.telegram.webhook import Webhook
from bot.web.server import make_app, serving

log = logging.getLogger(__name__)

TICK = "tick"
TICK_SECONDS = 60


def run(settings: Settings, clock: Clock | None = None) -> None:
    """Run the bot until it is told to stop. Raises StoreRefused when the database cannot be had."""
    uvloop.run(_run(settings, clock or Clock()))


def invite_staff(settings: Settings) -> str:
    """A one-time link for the first staff admin."""

    async def invite() -> str:
        store = await open_store(settings.database_url, lock=False)
        try:
            async with _transport() as transport:
                me = await BotApi(transport, settings.api_url, settings.token).call("getMe", {})
            world, now = World(me["username"], settings.thresholds), datetime.now(UTC)
            return await store.run(lambda tx: invite_staff_link(tx, now, world))
        finally:
            await store.close()

    return uvloop.run(invite())


@asynccontextmanager
async def _transport() -> AsyncIterator[HttpTransport]:
    transport = HttpTransport()
    await transport.initialize()
    try:
        yield transport
    finally:
        await transport.shutdown()


async def _run(settings: Settings, clock: Clock) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = await open_store(settings.database_url)
    try:
        async with _transport() as transport:
            api = BotApi(transport, settings.api_url, settings.token)
            await _serve(settings, clock, store, transport, api, stop)
    finally:
        await store.close()


async def _serve(
    settings: Settings, clock: Clock, store: Store, transport: HttpTransport, api: BotApi, stop: asyncio.Event
) -> None:
    me = await _who_am_i(api, stop)
    if me is None:
        return
    world = World(me["username"], settings.thresholds)
    application = (
        Application.builder()
        .application_class(StrictApplication)
        .token(settings.token)
        .base_url(f"{settings.api_url}/bot")
        .request(transport)
        .get_updates_request(transport)
        .updater(None)
        .build()
    )
    assert isinstance(application, StrictApplication)
    Handlers(store, clock, api, world, me["id"]).add_to(application)
    application._initialized = True  # its own start would only ask getMe a second time

    async def handle(update: Update, raw: dict[str, Any]) -> None:
        await application.process_update(update)

    sender = Sender(
        store,
        api,
        clock,
        rate=settings.send_rate,
        chat_rate=settings.chat_rate,
        media_dir=settings.media_dir,
        template=settings.agreement_template,
    )
    receiver = Receiver(store, clock, application.bot, handle, quarantined.report)
    source: Polling | Webhook
    if settings.webhook_url and settings.webhook_secret:
        source = Webhook(api, receiver, url=settings.webhook_url, secret=settings.webhook_secret)
    else:
        source = Polling(api, receiver)
    fetching = Fetching(store, api, clock, settings.media_dir)
    store.on_commit.append(fetching.wake)
    await store.run(lambda tx: returning.ask_again(tx, clock.now(), world))
    scheduler = _ticker(store, clock, fetching)

    async def well() -> bool:
        await store.read(lambda tx: None)
        return True

    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(sender.run())
        receiving = tasks.create_task(source.run())
        asides = [
            tasks.create_task(command_lists.announce(api, store)),
            tasks.create_task(_tick_when_moved(clock, scheduler)),
        ]
        if isinstance(source, Webhook):
            host, port = settings.listen_host, settings.listen_port
            async with serving(make_app(webhook=source, well=well), host, port):
                await _until(stop, sending, receiving)
        else:
            await _until(stop, sending, receiving)
        log.info("stopping")
        scheduler.shutdown(wait=False)
        for aside in asides:
            aside.cancel()
        await source.close()
        await receiving
        await fetching.close()
        await sender.close()
        await sending


async def _until(stop: asyncio.Event, *running: asyncio.Task[None]) -> None:
    """Until it is told to stop, or a part ends by itself; that part's error is raised by the group."""
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait((waiting, *running), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


async def _who_am_i(api: BotApi, stop: asyncio.Event) -> dict[str, Any] | None:
    """The bot's own name and number; None if it was told to stop before Telegram answered."""
    found: list[dict[str, Any]] = []

    async def ask() -> None:
        found.append(await api.call("getMe", {}))

    retrying = Retrying("asking Telegram who the bot is")
    asking = asyncio.ensure_future(retrying.until_done(ask))
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait((asking, waiting), return_when=asyncio.FIRST_COMPLETED)
    retrying.close()
    waiting.cancel()
    if asking.done():
        await asking
    return found[0] if found else None


def _ticker(store: Store, clock: Clock, fetching: Fetching) -> AsyncIOScheduler:
    """Only says when to look; what is due is worked out from what is stored."""

    async def tick() -> None:
        now = clock.now()

        def unit(tx: Transaction) -> None:
            ticking.tick(tx, now)

        await store.run(unit)
        fetching.wake()

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        tick,
        "interval",
        seconds=TICK_SECONDS,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
        next_run_time=datetime.now(UTC),
        id=TICK,
    )
    scheduler.start()
    return scheduler


async def _tick_when_moved(clock: Clock, scheduler: AsyncIOScheduler) -> None:
    """A clock that is moved in rehearsal makes things due at once; a real one only passes the hours here."""
    while True:
        await clock.until(clock.now() + timedelta(hours=1))
        scheduler.modify_job(TICK, next_run_time=datetime.now(UTC))
