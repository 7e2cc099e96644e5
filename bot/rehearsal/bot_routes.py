"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

Reads a request into a call and writes the answer, or makes the ordered fault happen on the wire. This is the
path a benchmark runs through: nothing here may cost more than the answer needs.
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from bot.rehearsal.calls import Call, Upload
from bot.rehearsal.faults import AFTER_ACCEPTANCE, Fault
from bot.rehearsal.methods import carry_out
from bot.rehearsal.methods_profile import allowed_updates
from bot.rehearsal.refusals import Refusal, bad_request, too_large, unauthorized
from bot.rehearsal.telegram import Telegram

LONGEST_HANG = 120.0
BAD_GATEWAY = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body></body>\n</html>\n"


def answer(envelope: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(envelope), status=status, content_type="application/json")


async def read_call(request: web.Request) -> Call:
    """Whatever way the parameters came; later ones win over those in the address."""
    method = request.match_info["method"]
    given: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.method != "POST" or not request.body_exists:
        return Call(method, given)
    kind = request.content_type
    if kind == "application/json":
        body = await request.read()
        try:
            sent = orjson.loads(body) if body else {}
        except orjson.JSONDecodeError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(sent, dict):
            raise bad_request("object expected")
        return Call(method, given | sent)
    if kind == "application/x-www-form-urlencoded":
        fields = parse_qsl((await request.read()).decode("utf-8", "replace"), keep_blank_values=True)
        return Call(method, given | dict(fields))
    if kind != "multipart/form-data":
        return Call(method, given)
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            content = await asyncio.to_thread(value.file.read)
            uploads[name] = Upload(value.filename, value.content_type, content)
        else:
            given[name] = value
    return Call(method, given, uploads)


async def get_updates(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    return await telegram.updates.poll(
        offset=call.integer("offset"),
        limit=call.integer("limit", 100),
        patience=call.integer("timeout"),
        allowed=allowed_updates(call),
    )


async def misbehave(request: web.Request, fault: Fault) -> web.StreamResponse:
    """No proper answer: another server's page, a broken connection, or none for as long as anybody waits."""
    if (refusal := fault.refusal()) is not None:
        return answer(refusal.envelope(), refusal.code)
    if fault.kind == "html":
        return web.Response(text=BAD_GATEWAY, status=502, content_type="text/html")
    transport = request.transport
    if fault.kind.startswith("timeout"):
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST_HANG
        while transport is not None and not transport.is_closing() and loop.time() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    if transport is not None:
        transport.abort()
    return web.Response()


def add_routes(app: web.Application, telegram: Telegram) -> None:
    async def method(request: web.Request) -> web.StreamResponse:
        try:
            if request.match_info["token"] != telegram.token:
                raise unauthorized()
            try:
                call = await read_call(request)
            except web.HTTPRequestEntityTooLarge:
                raise too_large() from None
            fault = telegram.faults.take(call.method, call.given.get("chat_id"))
            if fault is not None and fault.kind not in AFTER_ACCEPTANCE:
                return await misbehave(request, fault)
            if call.method.lower() == "getupdates":
                result: Any = await get_updates(telegram, call)
            else:
                result = carry_out(telegram, call)
            if fault is not None:
                return await misbehave(request, fault)
            return answer({"ok": True, "result": result})
        except Refusal as refusal:
            return answer(refusal.envelope(), refusal.code)

    async def download(request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != telegram.token:
            return answer(unauthorized().envelope(), 401)
        fault = telegram.faults.take("download", None)
        if fault is not None and fault.kind != "cut":
            return await misbehave(request, fault)
        stored = telegram.files.by_path(request.match_info["path"], telegram.clock.now().timestamp())
        if stored is None:
            return answer(Refusal(404, "Not Found").envelope(), 404)
        if fault is None:
            return web.Response(body=stored.content, content_type="application/octet-stream")
        response = web.StreamResponse(headers={"Content-Length": str(len(stored.content))})
        await response.prepare(request)
        await response.write(stored.content[: len(stored.content) // 2])
        if request.transport is not None:
            request.transport.close()
        return response

    app.router.add_route("GET", "/bot{token}/{method}", method)
    app.router.add_route("POST", "/bot{token}/{method}", method)
    app.router.add_get("/file/bot{token}/{path:.+}", download)
