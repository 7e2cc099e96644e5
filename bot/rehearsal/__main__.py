"""`python -m bot.rehearsal`, the same as `make demo`: the server, three people, their phones and the bot."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.rehearsal import keepsake, page, stage_routes
from bot.rehearsal.scenarios import SCENARIOS
from bot.rehearsal.server import make_app
from bot.rehearsal.stage import Stage
from bot.rehearsal.telegram import Telegram

PORT = 8765
FOLDERS = Path("var")
CAST = (("Danish side", "da", "danish"), ("Local side", "en", "local"), ("Staff", "da", "staff"))
YES = ("1", "true", "yes")


class NoPort(Exception):
    """The server cannot listen where it should; the text says why."""


def chosen(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bot.rehearsal", description="Rehearse with the real bot on a page of phones."
    )
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or PORT, help=f"default {PORT}")
    parser.add_argument(
        "--keep",
        action="store_true",
        default=os.environ.get("KEEP", "").lower() in YES,
        help="go on with the database and the phones of the last time",
    )
    parser.add_argument("--open", choices=tuple(SCENARIOS), default="empty", help="what to begin with")
    parser.add_argument("--no-bot", action="store_true", help="only the server; you start the bot yourself")
    return parser.parse_args(arguments)


@contextlib.asynccontextmanager
async def serving(stage: Stage, port: int) -> AsyncIterator[None]:
    """The whole rehearsal on a port of this machine, until the block ends."""
    app = make_app(stage.telegram)
    stage_routes.add_routes(app, stage)
    page.add_routes(app, stage)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except (OSError, OverflowError) as why:
            reason = os.strerror(why.errno) if isinstance(why, OSError) and why.errno else str(why)
            raise NoPort(f"Port {port} cannot be used: {reason}.") from why
        yield
    finally:
        await runner.cleanup()


async def set_scene(stage: Stage, scenario: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{stage.base_url}/demo/scenario", json={"name": scenario}) as response,
    ):
        if response.status >= 400:
            print(f"This beginning could not be set up: {await response.text()}", file=sys.stderr)


async def tell_of_deaths(stage: Stage) -> None:
    """Says in the terminal why the bot has died, each reason once."""
    told, seen = "", stage.changed.value
    while True:
        seen = await stage.changed.beyond(seen, 60)
        if stage.last_words and stage.last_words != told:
            told = stage.last_words
            print(f"  The bot has stopped and is started again. It said:\n{told}\n", file=sys.stderr, flush=True)


def folder_of(port: int) -> Path:
    """Each port has its own, so that two rehearsals in one checkout leave each other's database alone."""
    return FOLDERS / f"demo-{port}"


async def rehearse(options: argparse.Namespace) -> None:
    """The port is taken first: nothing is emptied or written where another rehearsal is at work."""
    telegram, folder = Telegram(), folder_of(options.port)
    if not (options.keep and keepsake.take_up(telegram, folder)):
        for name, language, role in CAST:
            telegram.add_person(name, language, role)
    stage = Stage(telegram, base_url=f"http://127.0.0.1:{options.port}", folder=folder)
    ended = asyncio.Event()
    deaths: asyncio.Task[None] | None = None
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, ended.set)
    async with serving(stage, options.port):
        print(f"\n  The phones are here:  {stage.base_url}/\n\n  Ctrl-C ends the rehearsal.\n", flush=True)
        if options.no_bot:
            print(f"  The bot's server: {stage.base_url}\n  Its token: {telegram.token}\n", flush=True)
        else:
            if not options.keep:
                stage.empty()
            deaths = asyncio.create_task(tell_of_deaths(stage))
            await stage.start()
            if options.open != "empty":
                await set_scene(stage, options.open)
        await ended.wait()
        if deaths is not None:
            deaths.cancel()
    keepsake.put_away(telegram, folder)


def main() -> int:
    options = chosen()
    try:
        asyncio.run(rehearse(options))
    except NoPort as why:
        other = PORT + 1 if options.port != PORT + 1 else PORT + 2
        print(f"{why} Choose another: make demo PORT={other}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
