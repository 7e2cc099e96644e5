"""One round: a bot started anew, a crowd that answers it, and what was seen meanwhile."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import socket
import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time
from typing import TypeVar

from bench.crowd import Crowd, Tally
from bench.people import Partner, Person, Surveyed
from bench.preparing import Somebody
from bench.process import BotProcess, Memory
from bench.server import BotApiServer

TOKEN = "1:benchmark"
ROUND_TRIP_SECONDS = 0.04
START_SECONDS = 30.0
T = TypeVar("T")

ROOT = Path(__file__).parent.parent


class Failed(Exception):
    """A round whose figures would say nothing; the text says what happened."""


@dataclass(frozen=True)
class Case:
    """What is measured: this bot or the comparison, by which way, how far from Telegram."""

    name: str
    peer: bool = False
    webhook: bool = False
    far: bool = False

    @property
    def title(self) -> str:
        bot = "ConversationHandler" if self.peer else "this bot"
        return f"{bot}, {'webhook' if self.webhook else 'polling'}{', 40 ms' if self.far else ''}"


CASES = (
    Case("polling"),
    Case("peer", peer=True),
    Case("webhook", webhook=True),
    Case("polling-40ms", far=True),
    Case("peer-40ms", peer=True, far=True),
    Case("webhook-40ms", webhook=True, far=True),
)


@dataclass(frozen=True)
class Figures:
    """Seconds and megabytes. `driver` is the part of one processor that server and people took themselves."""

    inputs: float  # a second
    answers: float  # a second
    median: float
    p99: float
    processor: float  # for each input
    processor_answer: float
    start: float
    memory: Memory
    driver: float
    finished: int


@dataclass(frozen=True)
class Plan:
    people: int
    warm_up: float
    seconds: float


class Grounds:
    """A folder of the benchmark's own, and the prepared database that every round gets a copy of."""

    def __init__(self, folder: Path, prepared: Path, everybody: list[Somebody]) -> None:
        self.folder = folder
        self._prepared = prepared
        self._everybody = everybody

    def crowd(self, case: Case, seats: int) -> Crowd:
        make: Callable[[int], Person] = Surveyed if case.peer else Partner
        people: Iterable[tuple[int, str, Person]] = (
            (somebody.telegram_id, somebody.language, make(number)) for number, somebody in enumerate(self._everybody)
        )
        return Crowd(people, seats)

    def fresh_database(self) -> Path:
        for left in self.folder.glob("round.db*"):
            left.unlink()
        return Path(shutil.copy(self._prepared, self.folder / "round.db"))


async def measure(case: Case, grounds: Grounds, plan: Plan) -> Figures:
    """Raises Failed when the bot ends, or when somebody waits in vain."""
    crowd = grounds.crowd(case, plan.people)
    server = BotApiServer(crowd, ROUND_TRIP_SECONDS / 2 if case.far else 0)
    command, environment = _bot(case, grounds, await server.start())
    gc.collect()
    began = perf_counter()
    bot = await BotProcess.start(command, environment, grounds.folder, grounds.folder / "words.txt")
    watching = asyncio.ensure_future(bot.ended())
    try:
        start = await _unless(watching, server.ready, START_SECONDS) - began
        crowd.begin(server.give)
        await _unless(watching, crowd.all_begun.wait(), START_SECONDS)
        await _unless(watching, asyncio.sleep(plan.warm_up))
        figures = await _observe(crowd, bot, watching, plan.seconds, start)
    finally:
        watching.cancel()
        server.close()
        await bot.stop()
    if crowd.failure is not None:
        raise Failed(str(crowd.failure))
    if crowd.short:
        raise Failed("more people finished than were prepared: ask for more partnerships with --partnerships")
    return figures


async def _observe(
    crowd: Crowd, bot: BotProcess, watching: asyncio.Future[str], seconds: float, start: float
) -> Figures:
    tally = crowd.tally = Tally()
    spent, own, began = bot.processor_seconds(), process_time(), perf_counter()
    await _unless(watching, asyncio.sleep(seconds))
    took = perf_counter() - began
    spent, own = bot.processor_seconds() - spent, process_time() - own
    if tally.inputs < 2:
        raise Failed("nothing was answered")
    cuts = quantiles(tally.waits, n=100)
    return Figures(
        inputs=tally.inputs / took,
        answers=tally.answers / took,
        median=cuts[49],
        p99=cuts[98],
        processor=spent / tally.inputs,
        processor_answer=spent / max(tally.answers, 1),
        start=start,
        memory=bot.memory(),
        driver=own / took,
        finished=tally.finished,
    )


async def _unless(ended: asyncio.Future[str], wanted: Awaitable[T], limit: float | None = None) -> T:
    """What is wanted; Failed if the bot ends first."""
    future = asyncio.ensure_future(wanted)
    await asyncio.wait((ended, future), timeout=limit, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        raise Failed(f"the bot ended by itself:\n{ended.result()}")
    if not future.done():
        raise Failed("the bot does not come to what is waited for")
    return future.result()


def _bot(case: Case, grounds: Grounds, address: str) -> tuple[list[str], dict[str, str]]:
    """The command and the environment, without any setting of the machine's own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARTNERDIALOG_")}
    environment["PYTHONPATH"] = str(ROOT)
    if case.peer:
        environment |= {"BENCH_API_URL": address, "BENCH_TOKEN": TOKEN}
        return [sys.executable, "-m", "bench.peer"], environment
    environment |= {
        "PARTNERDIALOG_TOKEN": TOKEN,
        "PARTNERDIALOG_API_URL": address,
        "PARTNERDIALOG_DATABASE_URL": f"sqlite:///{grounds.fresh_database()}",
        "PARTNERDIALOG_MEDIA_DIR": str(grounds.folder / "media"),
        "PARTNERDIALOG_LOG_LEVEL": "WARNING",
        "PARTNERDIALOG_SEND_RATE": "0",
        "PARTNERDIALOG_CHAT_RATE": "0",
    }
    if case.webhook:
        listen = f"127.0.0.1:{_free_port()}"
        environment |= {
            "PARTNERDIALOG_WEBHOOK_URL": f"http://{listen}/updates",
            "PARTNERDIALOG_WEBHOOK_SECRET": "benchmark",
            "PARTNERDIALOG_LISTEN": listen,
        }
    return [sys.executable, "-m", "bot", "run"], environment


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
