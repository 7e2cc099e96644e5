"""What a person did in their chat, parsed out of an update: plain values, no library's objects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pressed:
    """A button. `message` is the message it stood under, None if Telegram no longer shows it."""

    data: str
    message: int | None


@dataclass(frozen=True)
class Written:
    words: str
    message: int
    reply_to: int | None = None
    forwarded: bool = False


@dataclass(frozen=True)
class FileSent:
    """A voice message, photo or document."""

    kind: str
    file_id: str
    message: int
    mime: str | None = None
    size: int | None = None
    seconds: int | None = None
    caption: str = ""
    album: str | None = None
    reply_to: int | None = None
    forwarded: bool = False
    name: str = ""  # looked at for its ending, never kept


@dataclass(frozen=True)
class Edited:
    words: str
    message: int


@dataclass(frozen=True)
class Command:
    name: str
    argument: str
    message: int


@dataclass(frozen=True)
class Unusable:
    """Something the bot cannot use as an answer: a sticker, a poll, a place."""

    kind: str
    message: int


@dataclass(frozen=True)
class ReachChanged:
    """The person blocked the bot, or let it back in."""

    reachable: bool


@dataclass(frozen=True)
class Nothing:
    """An update nobody wants: remembered as seen, and that is all."""


Input = Pressed | Written | FileSent | Edited | Command | Unusable | ReachChanged | Nothing
