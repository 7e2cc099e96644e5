"""`python -m bot.rehearsal` says where the phones are, has three people, and ends when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp

from bot.rehearsal.__main__ import folder_of
from bot.rehearsal.surroundings import free_port

ROOT = Path(__file__).parents[2]


@contextlib.asynccontextmanager
async def started(folder: Path, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.rehearsal",
        *arguments,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    while line := (await asyncio.wait_for(process.stdout.readline(), 20)).decode():
        if found := re.search(r"http://\S+", line):
            return found.group()
    raise AssertionError("no address was printed")


async def test_it_prints_the_pages_address_and_has_three_people(tmp_path: Path) -> None:
    port = free_port()
    async with (
        started(tmp_path, "--no-bot", "--port", str(port)) as process,
        aiohttp.ClientSession() as session,
    ):
        page = await address(process)
        async with session.get(page) as response:
            shown = response.status, response.content_type
        async with session.get(f"{page}people") as response:
            people = (await response.json())["people"]
        process.terminate()
        ended = await asyncio.wait_for(process.wait(), 10)

    assert (page, shown, ended) == (f"http://127.0.0.1:{port}/", (200, "text/html"), 0)
    assert [(one["first_name"], one["language_code"], one["role"]) for one in people] == [
        ("Danish side", "da", "danish"),
        ("Local side", "en", "local"),
        ("Staff", "da", "staff"),
    ]


async def test_a_taken_port_is_told_in_one_line_and_nothing_is_deleted(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        database = tmp_path / "var" / f"demo-{port}" / "bot.db"
        database.parent.mkdir(parents=True)
        database.write_text("somebody's answers", "utf-8")
        async with started(tmp_path, "--port", str(port)) as process:
            out, err = await asyncio.wait_for(process.communicate(), 20)

    assert (process.returncode, out) == (1, b"")
    assert err.decode() == (
        f"Port {port} cannot be used: Address already in use. Choose another: make demo PORT=8766\n"
    )
    assert {path: path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()} == {
        database: "somebody's answers"
    }


def test_each_port_has_a_folder_of_its_own() -> None:
    assert [str(folder_of(port)) for port in (8765, 8766)] == ["var/demo-8765", "var/demo-8766"]
