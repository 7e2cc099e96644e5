"""The bot's own web server: the webhook, and whether the bot is well. It may not log requests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.telegram.webhook import LARGEST_BODY, Webhook

STOP_SECONDS = 3.0


def make_app(*, webhook: Webhook | None, well: Callable[[], Awaitable[bool]]) -> web.Application:
    """`well` says whether updates can be handled now."""

    async def health(request: web.Request) -> web.Response:
        fine = await well()
        return web.json_response({"status": "ok" if fine else "away"}, status=200 if fine else 503)

    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/health", health)
    if webhook is not None:
        app.router.add_post(webhook.path, webhook.answer)
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """Serves inside the block; at its end, requests under way are answered first."""
    runner = web.AppRunner(
        app,
        access_log=None,  # an address may be a secret
        auto_decompress=False,  # packed bodies are refused, not unpacked
        lingering_time=0,  # of a refused request nothing more is read
        shutdown_timeout=STOP_SECONDS,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
