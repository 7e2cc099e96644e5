"""The stage over HTTP: is the bot there, kill it, stop it, start it, begin again; staff's first
invitation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.rehearsal.exchange import LONGEST_WAIT, error, reply
from bot.rehearsal.stage import LINK, NoLink, Stage


def add_routes(app: web.Application, stage: Stage) -> None:
    async def bot(request: web.Request) -> web.Response:
        after, wait = int(request.query.get("after", -1)), float(request.query.get("wait", 0))
        await stage.changed.beyond(after, min(wait, LONGEST_WAIT))
        return reply(stage.told())

    async def staff_link(_: web.Request) -> web.Response:
        try:
            link = await stage.staff_link()
        except NoLink as why:
            return error(str(why), 409)
        match = LINK.fullmatch(link)
        return reply({"link": link, "payload": match.group(1) if match else ""})

    def doing(act: Callable[[], Awaitable[None]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handler(_: web.Request) -> web.Response:
            try:
                await act()
            except PermissionError as why:
                return error(str(why), 409)
            return reply(stage.told())

        return handler

    app.router.add_get("/bot", bot)
    app.router.add_get("/demo/staff-link", staff_link)
    acts = {"kill": stage.kill, "start": stage.start, "stop": stage.stop, "fresh": stage.fresh}
    for name, act in acts.items():
        app.router.add_post(f"/bot/{name}", doing(act))

    async def end(_: web.Application) -> None:
        await stage.stop()

    app.on_cleanup.append(end)
