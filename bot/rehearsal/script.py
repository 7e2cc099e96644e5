"""Steps that a person takes in a chat one after the other, each when it is their turn.

A script knows what to say and which buttons to press, never what the bot has stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import TypeVar

from bot.rehearsal.hand import Hand, buttons

PATIENCE = 20.0
QUIET = 0.05  # seconds of silence after which a person takes it to be their turn
Found = TypeVar("Found")


class Lost(Exception):
    """The bot did not do what the script expects; the text says what."""


@dataclass(frozen=True)
class Say:
    words: str


@dataclass(frozen=True)
class Tap:
    """The newest button whose data fits the pattern, `*` standing for anything."""

    pattern: str


Step = Say | Tap


async def follow(hand: Hand, steps: tuple[Step, ...]) -> None:
    """Takes every step; Lost at the first that is not possible."""
    for step in steps:
        await until(hand, _has_spoken, f"the bot said nothing before {step}")
        await _silence(hand)
        if isinstance(step, Say):
            hand.say(step.words)
            continue
        found = await until(hand, partial(offered, pattern=step.pattern), f"there was no button for {step}")
        seen = hand.version
        hand.tap(*found)
        await until(hand, partial(_changed, seen=seen), f"the bot did nothing after {step}")


async def until(hand: Hand, found: Callable[[Hand], Found | None], otherwise: str) -> Found:
    """What `found` finds in the chat, as soon as it does; Lost with these words when it never does."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not (there := found(hand)):
        if loop.time() > end:
            raise Lost(otherwise)
        await hand.changed(hand.version, 0.5)
    return there


def offered(hand: Hand, pattern: str) -> tuple[int, str] | None:
    """The newest message with such a button, and what the first one of them sends."""
    for message in reversed(tuple(hand.messages())):
        for _, sends in buttons(message):
            if fnmatchcase(sends, pattern):
                return message["message_id"], sends
    return None


def _has_spoken(hand: Hand) -> bool:
    """The last word in the chat is the bot's, or nobody has said anything."""
    messages = tuple(hand.messages())
    return not messages or messages[-1]["from"] == "bot"


def _changed(hand: Hand, seen: int) -> bool:
    return hand.version > seen


async def _silence(hand: Hand) -> None:
    while (seen := hand.version) != await hand.changed(seen, QUIET):
        pass
