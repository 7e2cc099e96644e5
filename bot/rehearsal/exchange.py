"""JSON in, JSON out: how everything but the Bot API is asked and answered here.

Every refusal is `{"error": "..."}` with a 4xx status.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from bot.rehearsal import acts

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LONGEST_WAIT = 60.0


def reply(content: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(content), status=status, content_type="application/json")


def error(words: str, status: int) -> web.Response:
    return reply({"error": words}, status)


class Unknown(Exception):
    """An address that names nothing; the text says what is missing."""


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    if "token" in request.match_info:  # the Bot API refuses in its own words
        return await handler(request)
    try:
        return await handler(request)
    except Unknown as why:
        return error(str(why), 404)
    except acts.NotThere as why:
        return error(str(why), 409)
    except acts.Impossible as why:
        return error(str(why), 400)
    except (KeyError, TypeError, ValueError, OverflowError) as why:
        return error(f"Not understood: {why}", 400)


async def sent(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; an empty one when it has none. ValueError for anything else."""
    body = await request.read()
    content = orjson.loads(body) if body else {}
    if not isinstance(content, dict):
        raise ValueError("an object is expected")
    return content


def whole(value: object) -> int | None:
    return None if value in (None, "") else int(str(value))


async def upload(request: web.Request) -> dict[str, Any]:
    """What `send` was given, as JSON or as a form; the file's bytes, if any, under `content`."""
    if request.content_type != "multipart/form-data":
        return await sent(request)
    given: dict[str, Any] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            given.setdefault("file_name", value.filename)
            given.setdefault("mime_type", value.content_type)
            given["bytes"] = await asyncio.to_thread(value.file.read)
        elif isinstance(value, str) and value:
            given[name] = value
    return given
