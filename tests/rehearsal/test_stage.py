"""The stage watches over its bot: starts it again when it dies, and only then."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from bot.rehearsal.testing import RefusedByServer, Rehearsal, rehearsal_server

POLLS = """
import json, os, sys, urllib.request
base = os.environ["PARTNERDIALOG_API_URL"] + "/bot" + os.environ["PARTNERDIALOG_TOKEN"]
open(os.environ["PARTNERDIALOG_DATABASE_URL"].removeprefix("sqlite:///"), "a").close()
if "invite-staff" in sys.argv:
    print("Press https://t.me/rehearsal_partner_bot?start=abc_-1 once")
    sys.exit()
offset = 0
while True:
    answer = urllib.request.urlopen(f"{base}/getUpdates?timeout=20&offset={offset}")
    for update in json.load(answer)["result"]:
        offset = update["update_id"] + 1
        chat = update["message"]["chat"]["id"]
        urllib.request.urlopen(f"{base}/sendMessage?chat_id={chat}&text=Heard").close()
"""
DIES = "import sys; sys.exit('The token is missing')"


def bot(code: str) -> tuple[str, ...]:
    return sys.executable, "-c", code


async def hears(rehearsal: Rehearsal, person: int, count: int) -> None:
    def heard(chat: dict[str, list[dict[str, str]]]) -> bool:
        return [one["text"] for one in chat["messages"]].count("Heard") == count

    await rehearsal.sees(person, heard)


async def test_a_killed_bot_is_away_and_comes_back_and_the_chats_stay() -> None:
    async with rehearsal_server(bot=True, command=bot(POLLS)) as rehearsal:
        person = await rehearsal.person("Anna")
        first = await rehearsal.bot_is("running")
        await rehearsal.start(person)
        await hears(rehearsal, person, 1)

        await rehearsal.post("/bot/kill")
        away = await rehearsal.bot_is("away")
        await rehearsal.say(person, "Are you there?")
        again = await rehearsal.bot_is("running")
        await hears(rehearsal, person, 2)

    assert (first["restarts"], away["restarts"], again["restarts"]) == (0, 1, 1)
    assert first["pid"] != again["pid"]


async def test_a_stopped_bot_stays_away_until_it_is_started() -> None:
    async with rehearsal_server(bot=True, command=bot(POLLS)) as rehearsal:
        await rehearsal.bot_is("running")

        await rehearsal.post("/bot/stop")
        stopped = await rehearsal.get("/bot")
        await asyncio.sleep(1.5)
        still = await rehearsal.get("/bot")
        await rehearsal.post("/bot/start")
        started = await rehearsal.bot_is("running")

    assert [(one["state"], one["restarts"]) for one in (stopped, still, started)] == [
        ("away", 0),
        ("away", 0),
        ("running", 0),
    ]
    assert (stopped["pid"], still["pid"]) == (None, None)


async def test_a_bot_that_cannot_start_tells_why() -> None:
    async with rehearsal_server(bot=True, command=bot(DIES)) as rehearsal:
        told = await rehearsal.bot_is("away")
        while not told["last_words"]:
            told = await rehearsal.get(f"/bot?after={told['version']}&wait=10")

    assert told["last_words"] == "The token is missing"


async def test_beginning_afresh_empties_database_and_chats(tmp_path: Path) -> None:
    async with rehearsal_server(bot=True, command=bot(POLLS), folder=tmp_path) as rehearsal:
        person = await rehearsal.person("Anna")
        before = await rehearsal.bot_is("running")
        await rehearsal.start(person)
        await hears(rehearsal, person, 1)
        await rehearsal.advance(days=3)
        (tmp_path / "bot.db").write_text("answers", "utf-8")
        (tmp_path / "media").mkdir()

        await rehearsal.post("/bot/fresh")
        after = await rehearsal.bot_is("running")
        chat = await rehearsal.chat(person)
        clock = await rehearsal.get("/clock")

    assert (tmp_path / "bot.db").read_text("utf-8") == ""
    assert not (tmp_path / "media").exists()
    assert (chat["messages"], clock["offset_seconds"]) == ([], 0)
    assert before["pid"] != after["pid"]


async def test_a_database_of_ones_own_is_never_emptied(tmp_path: Path) -> None:
    mine = f"sqlite:///{tmp_path / 'mine.db'}"
    async with rehearsal_server(bot=True, command=bot(POLLS), database_url=mine) as rehearsal:
        await rehearsal.bot_is("running")

        with pytest.raises(RefusedByServer, match="not its own"):
            await rehearsal.post("/bot/fresh")

    assert (tmp_path / "mine.db").exists()


async def test_staffs_first_link_is_made_once() -> None:
    async with rehearsal_server(bot=True, command=bot(POLLS)) as rehearsal:
        links = [await rehearsal.get("/demo/staff-link") for _ in range(2)]

    assert links == [{"link": "https://t.me/rehearsal_partner_bot?start=abc_-1", "payload": "abc_-1"}] * 2


async def test_a_bot_that_makes_no_link_is_quoted() -> None:
    async with rehearsal_server(command=bot(DIES)) as rehearsal:
        with pytest.raises(RefusedByServer, match="The token is missing"):
            await rehearsal.get("/demo/staff-link")
