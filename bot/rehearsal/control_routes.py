"""The controls of the stage over HTTP: raw updates, faults, limits, the clock, the ledger of calls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
from aiohttp import web

from bot.rehearsal import membership
from bot.rehearsal.exchange import LONGEST_WAIT, reply, sent
from bot.rehearsal.faults import read_fault
from bot.rehearsal.telegram import Telegram


def add_routes(app: web.Application, telegram: Telegram) -> None:
    async def raw(request: web.Request) -> web.Response:
        return reply({"update_id": membership.deliver_raw(telegram, await sent(request))})

    async def faults(_: web.Request) -> web.Response:
        return reply({"faults": telegram.faults.listed()})

    async def add_faults(request: web.Request) -> web.Response:
        given = orjson.loads(await request.read())
        read = [read_fault(one) for one in (given if isinstance(given, list) else [given])]
        for fault in read:
            telegram.faults.add(fault)
        return await faults(request)

    async def clear_faults(request: web.Request) -> web.Response:
        telegram.faults.clear()
        return await faults(request)

    async def limits(_: web.Request) -> web.Response:
        return reply({"enforce": telegram.limits.enforced, "refused": telegram.limits.refused})

    async def set_limits(request: web.Request) -> web.Response:
        telegram.limits.enforced = bool((await sent(request))["enforce"])
        telegram.limits.forget()
        return await limits(request)

    async def clock(request: web.Request) -> web.Response:
        after, wait = int(request.query.get("after", -1)), float(request.query.get("wait", 0))
        n = await telegram.clock.moved.beyond(after, min(wait, LONGEST_WAIT))
        return reply(
            {
                "n": n,
                "offset_seconds": telegram.clock.offset.total_seconds(),
                "now": telegram.clock.now().isoformat(),
            }
        )

    async def move_clock(request: web.Request) -> web.Response:
        given = await sent(request)
        if "to" in given:
            when = datetime.fromisoformat(str(given["to"]))
            telegram.clock.to(when if when.tzinfo else when.replace(tzinfo=UTC))
        else:
            telegram.clock.advance(timedelta(seconds=float(given["advance_seconds"])))
        return await clock(request)

    async def calls(request: web.Request) -> web.Response:
        since = int(request.query.get("since", 0))
        return reply({"n": len(telegram.ledger), "calls": [call.told() for call in telegram.ledger[since:]]})

    async def group(request: web.Request) -> web.Response:
        given = await sent(request)
        added = telegram.add_group(int(given.get("id", -1)), str(given.get("title", "Group")))
        return reply(added.described())

    async def group_chat(request: web.Request) -> web.Response:
        chat = telegram.chats.get(int(request.match_info["id"]))
        if chat is None or chat.person is not None:
            return reply({"error": "There is no such group."}, 404)
        messages = [message.for_phone(chat.id) for message in chat.messages.values()]
        return reply({"bot_is_member": chat.bot_is_member, "messages": messages})

    app.router.add_post("/raw/update", raw)
    app.router.add_get("/faults", faults)
    app.router.add_post("/faults", add_faults)
    app.router.add_delete("/faults", clear_faults)
    app.router.add_get("/limits", limits)
    app.router.add_post("/limits", set_limits)
    app.router.add_get("/clock", clock)
    app.router.add_post("/clock", move_clock)
    app.router.add_get("/calls", calls)
    app.router.add_post("/groups", group)
    app.router.add_get("/groups/{id:-?[0-9]+}", group_chat)
