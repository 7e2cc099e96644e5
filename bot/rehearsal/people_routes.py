"""The people's side over HTTP, in JSON: who is there, what they do, what their phones show.

Every refusal is `{"error": "..."}` with a 4xx status. Nothing here is Telegram's; it stands for hands and eyes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from bot.rehearsal import acts
from bot.rehearsal.people import Chat, Person
from bot.rehearsal.telegram import Telegram

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LONGEST_WAIT = 60.0
SAMPLE = b"rehearsal"


def reply(content: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(content), status=status, content_type="application/json")


def error(words: str, status: int) -> web.Response:
    return reply({"error": words}, status)


@web.middleware
async def plain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except acts.NotThere as why:
        return error(str(why), 409)
    except acts.Impossible as why:
        return error(str(why), 400)
    except (KeyError, TypeError, ValueError) as why:
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


def phone(telegram: Telegram, chat: Chat, person: Person, after: int) -> dict[str, Any]:
    toast = chat.toast if chat.toast is not None and chat.toast.version > after else None
    return {
        "version": chat.version.value,
        "messages": [message.for_phone(person.id) for message in chat.messages.values()],
        "commands": telegram.commands_of(person),
        "toast": None if toast is None else toast.text,
        "alert": toast is not None and toast.alert,
        "action": chat.action,
        "person": person.told(),
    }


def add_routes(app: web.Application, telegram: Telegram) -> None:
    def person_of(request: web.Request) -> Person:
        person = telegram.people.get(int(request.match_info["id"]))
        if person is None:
            raise web.HTTPNotFound(text='{"error": "There is no such person."}', content_type="application/json")
        return person

    async def people(_: web.Request) -> web.Response:
        return reply({"people": [person.told() for person in telegram.people.values()]})

    async def add(request: web.Request) -> web.Response:
        given = await sent(request)
        person = telegram.add_person(
            str(given["first_name"]), str(given.get("language_code") or ""), str(given.get("role") or "")
        )
        return reply(person.told())

    async def change(request: web.Request) -> web.Response:
        person, given = person_of(request), await sent(request)
        person.language_code = str(given.get("language_code", person.language_code))
        person.first_name = str(given.get("first_name", person.first_name))
        person.role = str(given.get("role", person.role))
        telegram.chats[person.id].version.grow()
        return reply(person.told())

    async def say(request: web.Request) -> web.Response:
        person, given = person_of(request), await sent(request)
        messages = acts.say(telegram, person, str(given["text"]), reply_to=whole(given.get("reply_to")))
        ids = [message.message_id for message in messages]
        return reply({"message_id": ids[0], "message_ids": ids})

    async def start(request: web.Request) -> web.Response:
        person, given = person_of(request), await sent(request)
        return reply({"message_id": acts.start(telegram, person, str(given.get("payload") or "")).message_id})

    async def tap(request: web.Request) -> web.Response:
        person, given = person_of(request), await sent(request)
        tapped = acts.tap(
            telegram,
            person,
            int(given["message_id"]),
            data=given.get("data"),
            label=given.get("label"),
            although_gone=given.get("although_gone") is True,
        )
        return reply({"callback_id": tapped} if isinstance(tapped, str) else {"url": tapped.get("url")})

    async def edit(request: web.Request) -> web.Response:
        person, given = person_of(request), await sent(request)
        message = acts.edit(telegram, person, int(given["message_id"]), str(given["text"]))
        return reply({"message_id": message.message_id})

    async def send(request: web.Request) -> web.Response:
        person, given = person_of(request), await upload(request)
        kind = str(given["kind"])
        file = None
        acts.chat_of(telegram, person)
        if kind in acts.FILE_KINDS:
            file = telegram.files.keep(
                given.get("bytes", SAMPLE),
                kind=kind,
                name=str(given.get("file_name", "")),
                mime=str(given.get("mime_type", "")),
                duration=whole(given.get("duration")) or 0,
            )
        message = acts.send(
            telegram,
            person,
            kind,
            file=file,
            caption=str(given.get("caption", "")),
            content=given.get("content"),
            media_group_id=given.get("media_group_id"),
            reply_to=whole(given.get("reply_to")),
        )
        return reply({"message_id": message.message_id})

    def acting(act: Callable[[Telegram, Person], None]) -> Handler:
        async def handler(request: web.Request) -> web.StreamResponse:
            person = person_of(request)
            act(telegram, person)
            return reply(person.told())

        return handler

    async def chat(request: web.Request) -> web.Response:
        person = person_of(request)
        after, wait = int(request.query.get("after", -1)), float(request.query.get("wait", 0))
        seen = telegram.chats[person.id]
        await seen.version.beyond(after, min(wait, LONGEST_WAIT))
        return reply(phone(telegram, seen, person, after))

    async def file(request: web.Request) -> web.Response:
        person_of(request)
        stored = telegram.files.by_id(request.match_info["file_id"])
        if stored is None:
            return error("There is no such file.", 404)
        shown = stored.mime.startswith(("image/png", "image/jpeg", "image/webp", "audio/", "video/"))
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=stored.content, headers={**headers, "Content-Type": stored.mime})

    router = app.router
    router.add_get("/people", people)
    router.add_post("/people", add)
    router.add_post("/people/{id:[0-9]+}", change)
    router.add_get("/people/{id:[0-9]+}/chat", chat)
    router.add_get("/people/{id:[0-9]+}/files/{file_id}", file)
    for name, handler in {"say": say, "start": start, "tap": tap, "edit": edit, "send": send}.items():
        router.add_post(f"/people/{{id:[0-9]+}}/{name}", handler)
    for name, act in {"block": acts.block, "unblock": acts.unblock, "deactivate": acts.deactivate}.items():
        router.add_post(f"/people/{{id:[0-9]+}}/{name}", acting(act))
