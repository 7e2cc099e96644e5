"""The stage: the real bot as a child process of the rehearsal, watched over and started again when it dies.

It ends and starts only its own child, and deletes only inside its own folder. The people's chats live in the
server, so they survive whatever happens to the bot.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import signal
import sys
from pathlib import Path
from typing import Literal

from bot.rehearsal import keepsake
from bot.rehearsal.surroundings import DATABASE, free_port, surroundings
from bot.rehearsal.telegram import Telegram
from bot.rehearsal.versions import Version

State = Literal["running", "away", "starting"]
COMMAND = (sys.executable, "-m", "bot.rehearsal.child")
PAUSE = 1.0  # seconds before a dead bot is started again
PATIENCE = 10.0  # seconds a bot is given to stop by itself
LAST_WORDS = 2000  # signs of the log shown when the bot has died
LINK = re.compile(r"https?://\S+[?&]start=([A-Za-z0-9_-]{1,64})")


class NoLink(Exception):
    """There is no invitation for staff; the text says why."""


class Stage:
    """`database_url` names a database of the caller's own, which is never deleted; `command` runs another bot
    than the real one."""

    def __init__(
        self,
        telegram: Telegram,
        *,
        base_url: str,
        folder: Path,
        database_url: str | None = None,
        webhook: bool = False,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self.telegram = telegram
        self.base_url = base_url
        self.folder = folder.absolute()
        self.changed = Version()
        self.state: State = "away"
        self.restarts = 0
        self.last_words = ""
        self._link = ""
        self._database_url = database_url
        self._webhook = webhook
        self._command = command
        self._port = free_port()
        self._child: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        return None if self._child is None else self._child.pid

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    def told(self) -> dict[str, object]:
        return {
            "state": self.state,
            "pid": self.pid,
            "restarts": self.restarts,
            "last_words": self.last_words,
            "version": self.changed.value,
        }

    async def start(self) -> None:
        """Starts the bot unless it is there already, and from then on starts it again whenever it dies."""
        async with self._turn:
            if self._watch is None:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._watch = asyncio.create_task(self._keep_alive())
                self._now("starting")

    async def stop(self) -> None:
        """Ends the bot, gently at first, and leaves it away."""
        async with self._turn:
            watch, self._watch = self._watch, None
            if watch is not None:
                watch.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await watch
            await self._end_child()
            self._now("away")

    async def kill(self) -> None:
        """`kill -9`: the bot is gone at once, and is started again after a moment."""
        if self._child is not None and self._child.returncode is None:
            self._child.kill()
            await self._child.wait()

    async def fresh(self) -> None:
        """Everything begins again: an empty database, no files, empty chats. PermissionError with a database
        that is not the stage's own."""
        if self._database_url is not None:
            raise PermissionError("This rehearsal runs on a database that is not its own.")
        await self.stop()
        await asyncio.to_thread(self.empty)
        self.telegram.forget()
        self.restarts = 0
        await self.start()

    def empty(self) -> None:
        """Deletes the stage's own database, files and log. The bot must not be running."""
        self._link = ""
        shutil.rmtree(self.folder / "media", ignore_errors=True)
        for path in (*self.folder.glob(f"{DATABASE}*"), self.log, self.folder / keepsake.NAME):
            path.unlink(missing_ok=True)

    async def staff_link(self) -> str:
        """The invitation for the first staff admin, made when it is first asked for. NoLink when the bot
        cannot make one."""
        async with self._turn:
            if not self._link:
                self._link = await self._invite_staff()
            return self._link

    async def _invite_staff(self) -> str:
        child = await self._spawn("invite-staff", output=asyncio.subprocess.PIPE)
        said = (await child.communicate())[0].decode("utf-8", "replace")
        match = LINK.search(said)
        if match is None:
            raise NoLink(f"The bot made no invitation for staff. It said: {said.strip()[-LAST_WORDS:]}")
        return match.group()

    async def _spawn(self, *arguments: str, output: int) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            env=surroundings(
                self.telegram.token,
                base_url=self.base_url,
                folder=self.folder,
                listen=f"127.0.0.1:{self._port}",
                database_url=self._database_url,
                webhook=self._webhook,
            ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def _keep_alive(self) -> None:
        while True:
            asked = self.telegram.updates.asked.value
            with self.log.open("ab") as log:
                said_before = log.tell()
                self._child = child = await self._spawn(output=log.fileno())
            self._now("starting")
            arrival = asyncio.create_task(self._arrival(asked))
            try:
                await child.wait()
            finally:
                arrival.cancel()
            self.restarts += 1
            self.last_words = self._said_since(said_before)
            self._now("away")
            await asyncio.sleep(PAUSE)

    async def _arrival(self, asked: int) -> None:
        """The bot is there from its first request for updates on."""
        while await self.telegram.updates.asked.beyond(asked, 60) <= asked:
            pass
        self._now("running")

    async def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None or child.returncode is not None:
            return
        child.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(child.wait(), PATIENCE)
        except TimeoutError:
            child.kill()
            await child.wait()

    def _said_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return log.read().decode("utf-8", "replace")[-LAST_WORDS:].strip()

    def _now(self, state: State) -> None:
        self.state = state
        self.changed.grow()
