"""HTTP as a server hears it, no more than the bots under measure speak: kept connections, bodies with a length."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    head: bytes
    body: bytes


def length_of(head: bytes) -> int:
    found = _LENGTH.search(head)
    return int(found[1]) if found else 0


def head_of(head: bytes, name: bytes) -> bytes:
    """A header's value, empty where there is none; names are compared in small letters."""
    for line in head.split(b"\r\n")[1:]:
        found, _, value = line.partition(b":")
        if found.lower() == name:
            return value.strip()
    return b""


class Http(asyncio.Protocol):
    """One connection. `hear` gets each request and what answers it; nobody here sends two at once."""

    def __init__(self, hear: Callable[[Request, Callable[[bytes], None]], None]) -> None:
        self._hear = hear
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._received[: end + 2])
            if b"transfer-encoding" in head.lower():
                raise ValueError("a body in chunks is not understood here")
            whole = end + 4 + length_of(head)
            if len(self._received) < whole:
                return
            body = bytes(self._received[end + 4 : whole])
            del self._received[:whole]
            self._hear(Request(head.split(b" ", 2)[1].decode(), head, body), self._answer)

    def _answer(self, body: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_ANSWER % len(body) + body)
