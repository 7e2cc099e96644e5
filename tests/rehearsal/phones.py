"""The page of phones in Chromium, and the test itself in the bot's place.

Every address the page asks for is noted, so that a test can show that nothing is loaded from elsewhere.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Browser, Page, async_playwright

from bot.rehearsal.__main__ import CAST, serving
from bot.rehearsal.stage import Stage
from bot.rehearsal.surroundings import free_port
from bot.rehearsal.telegram import Telegram

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DANISH, LOCAL, STAFF = 1001, 1002, 1003
DESK = {"width": 1500, "height": 900}
POCKET = {"width": 390, "height": 844}


class Phones:
    """An open page, the server behind it, and the Bot API as the bot would call it."""

    def __init__(self, page: Page, telegram: Telegram, base_url: str, session: aiohttp.ClientSession) -> None:
        self.page, self.telegram, self.base_url, self._session = page, telegram, base_url, session
        self.asked_for: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked_for.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(dialog.message))

    async def bot(self, method: str, **parameters: Any) -> Any:
        """The result of a method of the Bot API; AssertionError when it is refused."""
        address = f"{self.base_url}/bot{self.telegram.token}/{method}"
        async with self._session.post(address, json=parameters) as response:
            told = await response.json()
        assert told["ok"], told
        return told["result"]

    async def updates(self, offset: int = 0) -> list[dict[str, Any]]:
        """What the bot would get, once there is something."""
        return list(await self.bot("getUpdates", timeout=5, offset=offset))

    async def tap(self) -> dict[str, Any]:
        """The first tap the bot would get, once there is one."""
        for _ in range(200):
            for update in await self.updates():
                if "callback_query" in update:
                    return dict(update["callback_query"])
            await asyncio.sleep(0.05)
        raise AssertionError("nobody tapped")

    def phone(self, role: str) -> str:
        return f"#phone-{role}"


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def phones(browser: Browser, size: dict[str, int], *, greeted: bool = True, **more: Any) -> AsyncIterator[Phones]:
    """The three phones of the demo with no bot behind them. `greeted`: everybody has pressed START."""
    telegram = Telegram()
    for name, language, role in CAST:
        telegram.add_person(name, language, role)
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="phones-") as folder:
        stage = Stage(telegram, base_url=base_url, folder=Path(folder))
        async with serving(stage, port), aiohttp.ClientSession() as session:
            if greeted:
                for person in (DANISH, LOCAL, STAFF):
                    await session.post(f"{base_url}/people/{person}/start", json={})
            page = await browser.new_page(viewport=size, reduced_motion="reduce", **more)  # type: ignore[arg-type]
            page.set_default_timeout(10_000)
            opened = Phones(page, telegram, base_url, session)
            await page.goto(f"{base_url}/")
            await page.wait_for_selector("#phone-staff")
            yield opened
            await page.close()
