"""The HTTP side of rehearsal: one application for the bot's API, the people's interface and the stage's
controls.

It listens on this machine only (whoever starts it binds to 127.0.0.1), and no route decides anything by
itself.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from bot.rehearsal import bot_routes, control_routes, people_routes
from bot.rehearsal.exchange import plain_errors
from bot.rehearsal.files import UPLOAD_LIMIT
from bot.rehearsal.telegram import Telegram
from bot.rehearsal.webhook import Delivery

LONGEST_REQUEST = UPLOAD_LIMIT + 1024 * 1024


def make_app(telegram: Telegram) -> web.Application:
    app = web.Application(client_max_size=LONGEST_REQUEST, middlewares=[plain_errors])
    bot_routes.add_routes(app, telegram)
    people_routes.add_routes(app, telegram)
    control_routes.add_routes(app, telegram)

    async def deliver(_: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(Delivery(telegram.updates).run())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    app.cleanup_ctx.append(deliver)
    return app
