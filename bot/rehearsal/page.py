"""The page of phones, and what it needs beyond the people's interface: news, *answer for me*, scenarios.

It shows and passes on. What a person does goes through `acts`, like every tap on the page.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from aiohttp import web

from bot.rehearsal.answering import Answering, HowMuch
from bot.rehearsal.arrivals import Arrival, Arriving
from bot.rehearsal.exchange import reply, sent, whole
from bot.rehearsal.hand import Hand
from bot.rehearsal.scenarios import SCENARIOS, Scenario
from bot.rehearsal.stage import Stage
from conversations.sides import Side

STATIC = Path(__file__).parent / "static"
LOOK_EVERY = 0.08  # seconds: quick enough for the eye, and next to nothing to do
LONGEST_WAIT = 25.0
ONLY_FROM_HERE = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Helpers:
    """Whoever is at work on the phones now: at most one *answer for me* a person, and one scenario."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._tasks: dict[int | str, asyncio.Task[Any]] = {}
        self.answering: dict[int, Answering | Arriving] = {}
        self.scenario: Scenario | None = None
        self.left = False

    def answer(self, person_id: int, how_much: str) -> None:
        """ValueError for nobody, for nothing that can be done, or where somebody is at it already."""
        person = self._stage.telegram.people.get(person_id)
        if person is None:
            raise ValueError("there is no such person")
        self._only_one(person_id)
        hand = Hand(self._stage.telegram, person)
        side = Side(person.role) if person.role in tuple(Side) else None
        match how_much:
            case "question" | "topic" | "talk":
                worker: Answering | Arriving = Answering(hand, side, how_much, bot_is_there=self._bot_is_there)
            case "join" | "partnership" if person.role:
                worker = Arriving(self._stage, person.role, how_much)
            case _:
                known = (*get_args(HowMuch), *get_args(Arrival))
                raise ValueError(f"how_much is one of {', '.join(known)}")
        self.answering[person_id] = worker
        self._tasks[person_id] = asyncio.create_task(worker.run())

    def stop(self, person_id: int) -> None:
        if task := self._tasks.get(person_id):
            task.cancel()

    async def begin(self, name: str) -> None:
        """Forgets everything, then sets up the scenario; ValueError for an unknown name or while one runs."""
        if name not in SCENARIOS:
            raise ValueError(f"the scenarios are {', '.join(SCENARIOS)}")
        self._only_one("scenario")
        for task in self._tasks.values():
            task.cancel()
        self.answering.clear()
        self.scenario = Scenario(name, self._stage)
        self._tasks["scenario"] = asyncio.create_task(self.scenario.run())

    def _bot_is_there(self) -> bool:
        return self._stage.state == "running"

    def _only_one(self, key: int | str) -> None:
        if (task := self._tasks.get(key)) and not task.done():
            raise ValueError("somebody is at it already")

    async def leave(self) -> None:
        self.left = True
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def news(self) -> dict[str, Any]:
        """All that the page shows, except the chats themselves: of those only the version."""
        telegram = self._stage.telegram
        return {
            "people": [
                {
                    **person.told(),
                    "version": telegram.chats[person.id].version.value,
                    "bot_name": in_language(telegram.profile.name, person.language_code),
                    "about": in_language(telegram.profile.description, person.language_code),
                }
                for person in telegram.people.values()
                if person.role
            ],
            "bot": self._stage.told(),
            "clock": {
                "n": telegram.clock.moved.value,
                "offset_seconds": telegram.clock.offset.total_seconds(),
            },
            "answering": {str(person): asdict(one.progress) for person, one in self.answering.items()},
            "scenario": asdict(self.scenario.progress) if self.scenario else None,
        }


def in_language(said: Mapping[str, str], language: str) -> str:
    """As Telegram chooses: the phone's language, else what is said to everybody."""
    return said.get(language.partition("-")[0]) or said.get("", "")


def add_routes(app: web.Application, stage: Stage) -> None:
    helpers = Helpers(stage)

    async def page(_: web.Request) -> web.StreamResponse:
        headers = {"Content-Security-Policy": ONLY_FROM_HERE, "Cache-Control": "no-store"}
        return web.FileResponse(STATIC / "index.html", headers=headers)

    async def watch(request: web.Request) -> web.Response:
        """The news as soon as it is other than what the page has seen, and a name for it."""
        loop = asyncio.get_running_loop()
        end = loop.time() + min(float(request.query.get("wait", 0)), LONGEST_WAIT)
        while True:
            news = helpers.news()
            name = f"{hash(json.dumps(news, sort_keys=True)):x}"
            if name != request.query.get("seen") or loop.time() >= end or helpers.left:
                return reply({**news, "seen": name})
            await asyncio.sleep(LOOK_EVERY)

    async def answer(request: web.Request) -> web.Response:
        given = await sent(request)
        helpers.answer(int(given["person"]), given["how_much"])
        return reply({})

    async def answered(request: web.Request) -> web.Response:
        one = helpers.answering.get(whole(request.query.get("person")) or 0)
        return reply(asdict(one.progress) if one else {})

    async def stop(request: web.Request) -> web.Response:
        helpers.stop(int((await sent(request))["person"]))
        return reply({})

    async def begin(request: web.Request) -> web.Response:
        await helpers.begin(str((await sent(request))["name"]))
        return reply({})

    async def begun(_: web.Request) -> web.Response:
        return reply(asdict(helpers.scenario.progress) if helpers.scenario else {})

    async def leave(_: web.Application) -> None:
        await helpers.leave()

    app.router.add_get("/", page)
    app.router.add_static("/static", STATIC)
    app.router.add_get("/demo/watch", watch)
    app.router.add_post("/demo/answer", answer)
    app.router.add_get("/demo/answer", answered)
    app.router.add_post("/demo/answer/stop", stop)
    app.router.add_post("/demo/scenario", begin)
    app.router.add_get("/demo/scenario", begun)
    app.on_shutdown.append(leave)
