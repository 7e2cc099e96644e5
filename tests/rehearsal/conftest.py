"""A rehearsal server with one person in it who has pressed Start, and a raw way to call the Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest_asyncio

from bot.rehearsal.testing import Rehearsal, rehearsal_server

Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True)
class World:
    """`anna` has pressed Start, `berit` has not."""

    rehearsal: Rehearsal
    anna: int
    berit: int

    async def call(self, method: str, **given: Any) -> Answer:
        """HTTP status and envelope of a call with JSON parameters."""
        address = f"{self.rehearsal.base_url}/bot{self.rehearsal.token}/{method}"
        async with self.rehearsal.session.post(address, json=given) as response:
            return response.status, await response.json()

    async def result(self, method: str, **given: Any) -> Any:
        status, envelope = await self.call(method, **given)
        assert (status, envelope["ok"]) == (200, True), envelope
        return envelope["result"]

    async def told(self, text: str = "Hello", **given: Any) -> int:
        """The id of a message that the bot has sent to Anna."""
        return int((await self.result("sendMessage", chat_id=self.anna, text=text, **given))["message_id"])

    async def updates(self, offset: int = 0, **given: Any) -> list[dict[str, Any]]:
        return list(await self.result("getUpdates", offset=offset, **given))


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    async with rehearsal_server() as rehearsal:
        anna = await rehearsal.person("Anna", "da")
        berit = await rehearsal.person("Berit", "en")
        await rehearsal.start(anna)
        yield World(rehearsal, anna, berit)


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": f"a:{label}"}] for label in labels]}
