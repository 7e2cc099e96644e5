"""A picture without anything that is not picture: place, time, camera, names, comments, whatever is hung on.

It is decoded in a process of its own, which knows no secrets, may take so much memory and time and no more,
and gives the memory back. It may not touch a file.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

from bot.media.redrawing import TOO_MANY_PIXELS, UNREADABLE
from bot.media.refusals import DAMAGED, Refused
from bot.media.refusals import TOO_MANY_PIXELS as WHY_TOO_MANY_PIXELS

SECONDS = 120
_REDRAWING = str(Path(__file__).with_name("redrawing.py"))
_WHY = {TOO_MANY_PIXELS: WHY_TOO_MANY_PIXELS, UNREADABLE: DAMAGED}


class NotRedrawn(Exception):
    """The process ended before its work was done; it may succeed another time."""


async def redrawn(content: bytes, mime: str) -> bytes:
    """The same picture in the same format, upright. Raises Refused when it is too large or damaged, NotRedrawn
    or OSError when this machine could not do it."""
    kind = mime.removeprefix("image/").upper()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", _REDRAWING, kind, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
    )
    try:
        async with asyncio.timeout(SECONDS):
            made, _ = await process.communicate(content)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode in _WHY:
        raise Refused(_WHY[process.returncode])
    if process.returncode != 0 or not made:
        raise NotRedrawn(f"it ended with {process.returncode}")
    return made
