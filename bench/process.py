"""A bot as a process of its own: started, weighed by what the system says about it, and ended.

Linux only: the figures come from /proc.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
STOP_SECONDS = 15.0


@dataclass(frozen=True)
class Memory:
    """Resident megabytes: now, and at most so far."""

    now: float
    most: float


class BotProcess:
    """One child process. Its words go to a file, so that a start that fails can be explained."""

    def __init__(self, child: asyncio.subprocess.Process, words: Path) -> None:
        self._child = child
        self._words = words

    @classmethod
    async def start(
        cls, command: Sequence[str], environment: Mapping[str, str], folder: Path, words: Path
    ) -> BotProcess:
        with words.open("wb") as output:
            child = await asyncio.create_subprocess_exec(
                *command, env=environment, cwd=folder, stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output
            )
        return cls(child, words)

    async def ended(self) -> str:
        """Waits for its end, which nobody asked for; the last of what it said."""
        await self._child.wait()
        return self._words.read_text(errors="replace")[-2000:]

    async def stop(self) -> None:
        if self._child.returncode is None:
            self._child.terminate()
            try:
                await asyncio.wait_for(self._child.wait(), STOP_SECONDS)
            except TimeoutError:
                self._child.kill()
                await self._child.wait()

    def processor_seconds(self) -> float:
        """Of all its threads since its start."""
        fields = Path(f"/proc/{self._child.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> Memory:
        said: dict[str, float] = {}
        for line in Path(f"/proc/{self._child.pid}/status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                said[name] = int(value.split()[0]) / 1024
        return Memory(said["VmRSS"], said["VmHWM"])
