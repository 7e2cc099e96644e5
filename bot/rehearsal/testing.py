"""A rehearsal server on a free port, and somebody to act in it: for tests and benchmarks, over real HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.rehearsal import stage_routes
from bot.rehearsal.server import make_app
from bot.rehearsal.stage import COMMAND, Stage
from bot.rehearsal.surroundings import free_port
from bot.rehearsal.telegram import Telegram

Json = dict[str, Any]
PATIENCE = 10.0


class RefusedByServer(Exception):
    """The people's interface said no."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Rehearsal:
    """The people's interface of a running server. `telegram` is the world itself, for a look behind the
    scene."""

    def __init__(self, base_url: str, telegram: Telegram, session: aiohttp.ClientSession, stage: Stage | None) -> None:
        self.base_url = base_url
        self.telegram = telegram
        self.token = telegram.token
        self.session = session
        self.stage = stage

    async def get(self, path: str) -> Json:
        async with self.session.get(self.base_url + path) as response:
            return await self._read(response)

    async def post(self, path: str, content: object = None) -> Json:
        given = {} if content is None else content
        async with self.session.post(self.base_url + path, json=given) as response:
            return await self._read(response)

    @staticmethod
    async def _read(response: aiohttp.ClientResponse) -> Json:
        told = await response.json()
        if response.status >= 400:
            raise RefusedByServer(response.status, str(told.get("error")))
        return dict(told)

    async def person(self, first_name: str, language_code: str = "en", role: str = "") -> int:
        """The new person's id."""
        told = await self.post("/people", {"first_name": first_name, "language_code": language_code, "role": role})
        return int(told["id"])

    async def start(self, person: int, payload: str = "") -> int:
        return int((await self.post(f"/people/{person}/start", {"payload": payload}))["message_id"])

    async def say(self, person: int, text: str, *, reply_to: int | None = None) -> int:
        told = await self.post(f"/people/{person}/say", {"text": text, "reply_to": reply_to})
        return int(told["message_id"])

    async def tap(
        self,
        person: int,
        message_id: int,
        *,
        data: str | None = None,
        label: str | None = None,
        although_gone: bool = False,
    ) -> str:
        """The id of the callback query."""
        told = await self.post(
            f"/people/{person}/tap",
            {"message_id": message_id, "data": data, "label": label, "although_gone": although_gone},
        )
        return str(told["callback_id"])

    async def edit(self, person: int, message_id: int, text: str) -> None:
        await self.post(f"/people/{person}/edit", {"message_id": message_id, "text": text})

    async def send(
        self, person: int, kind: str, content: bytes = b"sample", *, file_name: str = "", **fields: str | int
    ) -> int:
        form = aiohttp.FormData({"kind": kind, **{name: str(value) for name, value in fields.items()}})
        form.add_field("file", content, filename=file_name or kind)
        async with self.session.post(f"{self.base_url}/people/{person}/send", data=form) as response:
            return int((await self._read(response))["message_id"])

    async def block(self, person: int) -> None:
        await self.post(f"/people/{person}/block")

    async def unblock(self, person: int) -> None:
        await self.post(f"/people/{person}/unblock")

    async def deactivate(self, person: int) -> None:
        await self.post(f"/people/{person}/deactivate")

    async def chat(self, person: int, *, after: int = -1, wait: float = 0) -> Json:
        return await self.get(f"/people/{person}/chat?after={after}&wait={wait}")

    async def sees(self, person: int, seen: Callable[[Json], bool], *, patience: float = PATIENCE) -> Json:
        """The chat, as soon as it is as expected; AssertionError with what is there instead when it never
        is."""
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        chat = await self.chat(person)
        while not seen(chat):
            if loop.time() > end:
                raise AssertionError(f"person {person} never saw it; its end is {_end(chat)}")
            chat = await self.chat(person, after=chat["version"], wait=max(0.05, end - loop.time()))
        return chat

    async def fault(self, method: str, kind: str, *, times: int = 1, **more: int) -> None:
        await self.post("/faults", [{"method": method, "kind": kind, "times": times, **more}])

    async def enforce_limits(self, enforce: bool = True) -> None:
        await self.post("/limits", {"enforce": enforce})

    async def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        await self.post("/clock", {"advance_seconds": days * 86400 + hours * 3600 + seconds})

    async def raw_update(self, update: Mapping[str, Any]) -> int:
        return int((await self.post("/raw/update", update))["update_id"])

    async def calls(self, since: int = 0) -> list[Json]:
        return list((await self.get(f"/calls?since={since}"))["calls"])

    async def bot_is(self, state: str, *, patience: float = 30) -> Json:
        """Waits for the bot to be running or away; AssertionError with its last words when it never is."""
        loop = asyncio.get_running_loop()
        end = loop.time() + patience
        told = await self.get("/bot")
        while told["state"] != state:
            if loop.time() > end:
                raise AssertionError(f"the bot is {told['state']}, not {state}: {told['last_words']}")
            told = await self.get(f"/bot?after={told['version']}&wait=1")
        return told


def _end(chat: Json) -> list[tuple[str, str, list[str]]]:
    """The last messages: from whom, what they say, and their buttons."""
    return [
        (m["from"], m.get("text") or m.get("caption") or m["kind"], [b["text"] for row in m["buttons"] for b in row])
        for m in chat["messages"][-4:]
    ]


@contextlib.asynccontextmanager
async def rehearsal_server(
    *,
    bot: bool = False,
    folder: Path | None = None,
    database_url: str | None = None,
    webhook: bool = False,
    command: tuple[str, ...] = COMMAND,
    port: int = 0,
) -> AsyncIterator[Rehearsal]:
    """A server with nobody in it yet. With `bot` the real one runs behind it, on a database in `folder`."""
    telegram = Telegram()
    port = port or free_port()
    base_url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as temporary:
        stage = Stage(
            telegram,
            base_url=base_url,
            folder=folder or Path(temporary),
            database_url=database_url,
            webhook=webhook,
            command=command,
        )
        app = make_app(telegram)
        stage_routes.add_routes(app, stage)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            if bot:
                await stage.start()
            async with aiohttp.ClientSession() as session:
                yield Rehearsal(base_url, telegram, session, stage)
        finally:
            await runner.cleanup()
