"""The people's side over HTTP, in JSON: who is there, what they do, what their phones show.

Nothing here is Telegram's; it stands for hands and eyes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.rehearsal import acts, membership
from bot.rehearsal.exchange import LONGEST_WAIT, Handler, Unknown, error, reply, sent, upload, whole
from bot.rehearsal.people import Chat, Person
from bot.rehearsal.telegram import Telegram

SAMPLE = b"rehearsal"


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
            raise Unknown("There is no such person.")
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
    for act in (membership.block, membership.unblock, membership.deactivate):
        router.add_post(f"/people/{{id:[0-9]+}}/{act.__name__}", acting(act))
