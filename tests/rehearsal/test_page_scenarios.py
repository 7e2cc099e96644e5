"""The beginnings of the demo and *answer for me*, with the real bot behind them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import async_playwright

from bot.rehearsal.__main__ import CAST, serving
from bot.rehearsal.stage import Stage
from bot.rehearsal.surroundings import free_port
from bot.rehearsal.telegram import Telegram
from tests.rehearsal.phones import ARGUMENTS, CHROMIUM

DANISH, LOCAL, STAFF = 1001, 1002, 1003
PICTURE = Path(__file__).parents[2] / "docs" / "images" / "demo.png"
NOTHING_MORE = "Nothing more is asked on this phone."


class Demo:
    """The demo's addresses, called as the page calls them."""

    def __init__(self, stage: Stage, session: aiohttp.ClientSession) -> None:
        self.stage, self._session = stage, session

    async def get(self, path: str) -> Any:
        async with self._session.get(self.stage.base_url + path) as response:
            return await response.json()

    async def post(self, path: str, **given: Any) -> tuple[int, Any]:
        async with self._session.post(self.stage.base_url + path, json=given) as response:
            return response.status, await response.json()

    async def ended(self, path: str) -> Any:
        """How far it is, once it is no longer under way."""
        for _ in range(1200):
            if (told := await self.get(path))["state"] != "running":
                return told
            await asyncio.sleep(0.1)
        raise AssertionError(f"{path} does not come to an end")

    def buttons(self, person: int) -> list[str]:
        """What all buttons in a person's chat send, oldest message first."""
        messages = self.stage.telegram.chats[person].messages.values()
        rows = [row for message in messages for row in message.keyboard or ()]
        return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


@contextlib.asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[Demo]:
    telegram = Telegram()
    for name, language, role in CAST:
        telegram.add_person(name, language, role)
    port = free_port()
    stage = Stage(telegram, base_url=f"http://127.0.0.1:{port}", folder=folder)
    async with serving(stage, port), aiohttp.ClientSession() as session:
        yield Demo(stage, session)


async def test_both_sides_can_have_the_whole_talk_answered_although_the_bot_is_killed_on_the_way(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with demo(tmp_path) as world:
        assert await world.post("/demo/scenario", name="half-way") == (200, {})
        begun = await world.ended("/demo/scenario")
        assert (begun["state"], begun["says"]) == ("done", "Half way through the talk: ready.")
        opened = {data.split(":")[1] for data in world.buttons(LOCAL) if data.startswith("o:")}
        assert len(opened) == 3

        for person in (DANISH, LOCAL):
            assert await world.post("/demo/answer", person=person, how_much="talk") == (200, {})
        busy = await world.post("/demo/answer", person=LOCAL, how_much="question")
        assert busy == (400, {"error": "Not understood: somebody is at it already"})
        await asyncio.sleep(1)
        await world.post("/bot/kill")
        for person in (DANISH, LOCAL):
            ended = await world.ended(f"/demo/answer?person={person}")
            assert (ended["state"], ended["says"].partition(". ")[2]) == ("done", NOTHING_MORE)
        opened = {data.split(":")[1] for data in world.buttons(LOCAL) if data.startswith("o:")}
        assert len(opened) == 7
        assert {data for data in world.buttons(STAFF) if data.startswith("O:")} == {
            f"O:{opening}:all" for opening in opened
        }
        if request.config.getoption("--record"):
            await picture(world.stage.base_url, PICTURE)


async def picture(address: str, path: Path) -> None:
    """The three phones as they are now, for the README."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 1500, "height": 1000})
        await page.goto(address)
        await page.get_by_text("Start-up talk: summary").or_(page.get_by_text("Opstartssamtale: ")).first.wait_for()
        await page.wait_for_timeout(1000)
        await page.screenshot(path=path)
        await browser.close()


async def test_one_can_begin_where_the_talk_is_over_and_everything_is_marked(tmp_path: Path) -> None:
    async with demo(tmp_path) as world:
        await world.post("/demo/scenario", name="talked")
        begun = await world.ended("/demo/scenario")
        assert (begun["state"], begun["says"]) == ("done", "The talk is over: ready.")
        for person in (DANISH, LOCAL):
            assert {"es:1", "Ka:1"} <= set(world.buttons(person))


async def test_one_can_begin_a_year_on_with_three_talks_held_and_marked(tmp_path: Path) -> None:
    async with demo(tmp_path) as world:
        await world.post("/demo/scenario", name="after-the-start")
        begun = await world.ended("/demo/scenario")
        assert (begun["state"], begun["says"]) == ("done", "A year on: ready.")
        for person in (DANISH, LOCAL):
            marked = {data.split(":")[1] for data in world.buttons(person) if data.startswith("o:")}
            assert len(marked) == 12
        assert {"F:1:2", "F:1:3", "F:1:4"} <= set(world.buttons(STAFF))


async def test_what_cannot_be_answered_or_begun_is_refused_in_one_line(tmp_path: Path) -> None:
    async with demo(tmp_path) as world:
        refused = [
            await world.post("/demo/answer", person=4711, how_much="talk"),
            await world.post("/demo/answer", person=DANISH, how_much="everything"),
            await world.post("/demo/scenario", name="the end"),
        ]
    assert refused == [
        (400, {"error": "Not understood: there is no such person"}),
        (
            400,
            {"error": "Not understood: how_much is one of question, topic, talk, join, partnership"},
        ),
        (400, {"error": "Not understood: the scenarios are empty, joined, half-way, talked, after-the-start"}),
    ]


async def test_the_page_hears_at_once_of_what_is_new_and_waits_when_nothing_is(tmp_path: Path) -> None:
    async with demo(tmp_path) as world:
        first = await world.get("/demo/watch?wait=5")
        same = await world.get(f"/demo/watch?wait=0&seen={first['seen']}")
        assert same == first
        waiting = asyncio.create_task(world.get(f"/demo/watch?wait=20&seen={first['seen']}"))
        await world.post(f"/people/{LOCAL}/say", text="Hello")
        news = await waiting
        versions = [[one["version"] for one in told["people"]] for told in (first, news)]
        assert [after > before for before, after in zip(*versions, strict=True)] == [False, True, False]
