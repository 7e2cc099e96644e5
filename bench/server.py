"""A small, fast Bot API server: only what the bots under measure call, and the people live in its process.

It checks nothing and forgets everything; rehearsing and testing is done elsewhere. `trip` is half of the
simulated round trip: every request waits that long before it is heard, and every answer before it leaves.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

import orjson

from bench.crowd import Crowd
from bench.hooks import Hooks
from bench.http import Http, Request, head_of

_TRUE = b'{"ok":true,"result":true}'
_ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": False}
_ME |= {"can_read_all_group_messages": False, "supports_inline_queries": False}


class BotApiServer:
    """One bot's Telegram. `ready` is done, with the time, when the bot first asks for updates."""

    def __init__(self, crowd: Crowd, trip: float) -> None:
        self._crowd = crowd
        self._trip = trip
        self._loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[float] = self._loop.create_future()
        self._undelivered: deque[dict[str, Any]] = deque()
        self._poll: tuple[Callable[[bytes], None], asyncio.TimerHandle] | None = None
        self._hooks: Hooks | None = None
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """The address to give to the bot."""
        self._server = await self._loop.create_server(lambda: Http(self._hear), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        self._undelivered.clear()
        if self._poll is not None:
            self._poll[1].cancel()
        if self._hooks is not None:
            self._hooks.close()
        if self._server is not None:
            self._server.close()

    def give(self, update: dict[str, Any]) -> None:
        """Hands an update over: to the open request for updates, or to the bot's webhook."""
        if self._hooks is not None:
            self._hooks.give(orjson.dumps(update))
            return
        self._undelivered.append(update)
        if self._poll is not None:
            answer, timer = self._poll
            self._poll = None
            timer.cancel()
            # Not at once: whoever else is answering in this turn of the loop shares the delivery.
            self._loop.call_soon(self._bring, answer)

    def _hear(self, request: Request, answer: Callable[[bytes], None]) -> None:
        if self._trip:
            late = self._later(answer)
            self._loop.call_later(self._trip, self._handle, request, late)
        else:
            self._handle(request, answer)

    def _later(self, answer: Callable[[bytes], None]) -> Callable[[bytes], None]:
        return lambda body: void(self._loop.call_later(self._trip, answer, body))

    def _handle(self, request: Request, answer: Callable[[bytes], None]) -> None:
        method = request.path.rpartition("/")[2].partition("?")[0].lower()
        parameters = _parameters(request)
        match method:
            case "getupdates":
                self._get_updates(parameters, answer)
            case "sendmessage" | "editmessagetext" | "editmessagereplymarkup" | "senddocument":
                answer(self._told(parameters))
            case "getme":
                answer(_result(_ME))
            case "setwebhook":
                self._set_webhook(parameters)
                answer(_TRUE)
            case "getwebhookinfo":
                answer(_result({"url": "", "has_custom_certificate": False, "pending_update_count": 0}))
            case "getmycommands":
                answer(_result([]))
            case "getmyname" | "getmydescription" | "getmyshortdescription":
                answer(_result({}))
            case _:
                answer(_TRUE)

    def _told(self, parameters: dict[str, Any]) -> bytes:
        keyboard = parameters.get("reply_markup")
        if isinstance(keyboard, str):
            keyboard = orjson.loads(keyboard)
        edits = parameters.get("message_id")
        text = parameters.get("text") or parameters.get("caption") or ""
        edited = None if edits is None else int(edits)
        return _result(self._crowd.tell(int(parameters["chat_id"]), text, keyboard, edited))

    def _get_updates(self, parameters: dict[str, Any], answer: Callable[[bytes], None]) -> None:
        if not self.ready.done():
            self.ready.set_result(perf_counter())
        offset = int(parameters.get("offset") or 0)
        while self._undelivered and self._undelivered[0]["update_id"] < offset:
            self._undelivered.popleft()
        if self._undelivered:
            self._bring(answer)
            return
        timer = self._loop.call_later(float(parameters.get("timeout") or 0), self._nothing)
        self._poll = answer, timer

    def _nothing(self) -> None:
        if self._poll is not None:
            answer, _ = self._poll
            self._poll = None
            answer(b'{"ok":true,"result":[]}')

    def _bring(self, answer: Callable[[bytes], None]) -> None:
        answer(_result([self._undelivered[n] for n in range(min(100, len(self._undelivered)))]))

    def _set_webhook(self, parameters: dict[str, Any]) -> None:
        self._hooks = Hooks(
            parameters["url"],
            parameters.get("secret_token", ""),
            most=int(parameters.get("max_connections") or 40),
            trip=self._trip,
        )
        if not self.ready.done():
            self.ready.set_result(perf_counter())


def void(_: object) -> None:
    """For callbacks whose result nobody wants."""


def _result(value: Any) -> bytes:
    return b'{"ok":true,"result":' + orjson.dumps(value) + b"}"


def _parameters(request: Request) -> dict[str, Any]:
    kind = head_of(request.head, b"content-type")
    if kind.startswith(b"application/json"):
        return dict(orjson.loads(request.body)) if request.body else {}
    if kind.startswith(b"multipart/form-data"):
        return _form(kind, request.body)
    return dict(parse_qsl(request.body.decode()))


def _form(kind: bytes, body: bytes) -> dict[str, Any]:
    """The plain fields of a form; what a file holds is of no interest here."""
    fields: dict[str, Any] = {}
    border = b"--" + kind.partition(b"boundary=")[2].strip(b'" ')
    for part in body.split(border)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        name = head.partition(b'name="')[2].partition(b'"')[0].decode()
        if b"filename=" not in head:
            fields[name] = value.removesuffix(b"\r\n").decode()
    return fields
