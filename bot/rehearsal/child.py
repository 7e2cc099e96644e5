"""The real bot as the rehearsal's child process, with a clock that follows the rehearsal's over loopback.

`python -m bot.rehearsal.child` runs the bot, `... invite-staff` prints an invitation for the first staff
admin. Settings come from the environment alone, so that the `.env` of a live bot is never touched. The bot
ends when its parent has gone.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time
from datetime import datetime
from urllib.request import urlopen

from bot.clock import MovableClock
from bot.logs import start_logging
from bot.settings import Settings, WrongSetting, read_settings

WAIT = 25
PAUSE = 0.5


class FollowingClock(MovableClock):
    """Whoever waits on it is woken in the loop they wait in, although the news come in another thread."""

    def __init__(self) -> None:
        super().__init__()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def until(self, when: datetime) -> None:
        self._loop = asyncio.get_running_loop()
        await super().until(when)

    def follow(self, seconds: float) -> None:
        if self._loop is None:
            self.set_offset(seconds)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.set_offset, seconds)


def read_clock(base_url: str, after: int, wait: int) -> tuple[int, float]:
    with urlopen(f"{base_url}/clock?after={after}&wait={wait}", timeout=wait + 10) as response:
        told = json.load(response)
    return int(told["n"]), float(told["offset_seconds"])


def keep_following(clock: FollowingClock, base_url: str, seen: int, parent: int) -> None:
    while True:
        try:
            n, seconds = read_clock(base_url, seen, WAIT)
        except OSError:
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            time.sleep(PAUSE)
            continue
        if n != seen:
            seen = n
            clock.follow(seconds)


def run(settings: Settings) -> None:
    from bot.app import run as run_bot

    clock = FollowingClock()
    seen, seconds = read_clock(settings.api_url, -1, 0)
    clock.set_offset(seconds)
    threading.Thread(target=keep_following, args=(clock, settings.api_url, seen, os.getppid()), daemon=True).start()
    run_bot(settings, clock=clock)


def invite_staff(settings: Settings) -> None:
    from bot.app import invite_staff as invite

    print(invite(settings))


def main(arguments: list[str]) -> int:
    try:
        settings = read_settings(os.environ)
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)
        return 2
    start_logging(settings.log_level, secrets=settings.secrets)
    try:
        invite_staff(settings) if arguments == ["invite-staff"] else run(settings)
    except KeyboardInterrupt:
        return 130
    except Exception:
        logging.getLogger("bot").critical("stopped by an error", exc_info=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
