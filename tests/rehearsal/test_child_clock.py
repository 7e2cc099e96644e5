"""The clock of the child process follows the rehearsal's, and wakes whoever waits on it."""

from __future__ import annotations

import asyncio
import os
import threading
from datetime import timedelta

from bot.rehearsal.child import FollowingClock, keep_following, read_clock
from tests.rehearsal.conftest import World


async def test_a_moved_clock_wakes_who_waits_for_a_later_hour(world: World) -> None:
    base_url = world.rehearsal.base_url
    clock = FollowingClock()
    seen, seconds = await asyncio.to_thread(read_clock, base_url, -1, 0)
    assert seconds == 0
    before = clock.now()
    threading.Thread(target=keep_following, args=(clock, base_url, seen, os.getppid()), daemon=True).start()
    waiting = asyncio.create_task(clock.until(before + timedelta(days=1)))
    await asyncio.sleep(0.1)
    assert not waiting.done()

    await world.rehearsal.advance(days=2)

    await asyncio.wait_for(waiting, 10)
    assert clock.now() - before > timedelta(days=2)
