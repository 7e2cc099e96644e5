"""The one way out to the Bot API: HTTP over kept connections, and what can go wrong with it.

An error raised here says whether the request may have reached Telegram. No address ever stands in an error
or a log line, because the token is part of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
IDLE_SECONDS = 30.0
RETRY_AT_MOST = 86_400.0

_JSON = {"Content-Type": "application/json"}


class NotConnected(NetworkError):
    """The request never left this machine, so it cannot have been acted on."""


class TooFast(TelegramError):
    """429, with the seconds to wait; at least one and at most a day, whatever was sent."""

    def __init__(self, seconds: float) -> None:
        self.seconds = min(max(seconds, 1.0), RETRY_AT_MOST)
        super().__init__(f"too fast by {self.seconds:.0f} seconds")


class TooLarge(Exception):
    """A file holds more bytes than were allowed."""


class HttpTransport(BaseRequest):
    """The library's seam for HTTP, on aiohttp.

    NotConnected when nothing was sent; TimedOut or another NetworkError that is no BadRequest when it is
    unknown whether Telegram acted.
    """

    def __init__(self, *, read_seconds: float = READ_SECONDS) -> None:
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None
        self._timeouts: dict[tuple[float | None, float | None], aiohttp.ClientTimeout] = {}

    @property
    def read_timeout(self) -> float | None:
        return self._read_seconds

    async def initialize(self) -> None:
        if self._session is None:
            # Callers bound what is under way at a time; a pool that queued as well would hide their waiting.
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": "partnerdialog"},
                skip_auto_headers=("Accept", "Accept-Encoding"),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        body, headers = _body(request_data)
        timeout = self._timeout(
            CONNECT_SECONDS if connect_timeout is BaseRequest.DEFAULT_NONE else connect_timeout,
            self._read_seconds if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout,
        )
        try:
            async with self._open.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                status, payload = answer.status, await answer.read()
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise _without_address(error) from None
        if status >= 300:
            _check_refusal(status, payload)
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's envelope; NetworkError when it is none, because then nobody knows what happened."""
        try:
            answer = orjson.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ("result" in answer or "description" in answer):
            raise NetworkError("the answer is not the Bot API's") from None
        return answer

    async def download(self, url: str, *, limit: int) -> bytes:
        """A file's bytes; TooLarge as soon as there are more than `limit`."""
        timeout = self._timeout(CONNECT_SECONDS, self._read_seconds)
        try:
            async with self._open.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise NetworkError(f"HTTP {answer.status} instead of a file")
                content = bytearray()
                async for chunk in answer.content.iter_any():
                    content += chunk
                    if len(content) > limit:
                        raise TooLarge(f"more than {limit} bytes")
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            raise _without_address(error) from None
        return bytes(content)

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the transport is not open")
        return self._session

    def _timeout(self, connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
        timeout = self._timeouts.get((connect, read))
        if timeout is None:
            timeout = aiohttp.ClientTimeout(total=None, sock_connect=connect, sock_read=read)
            self._timeouts[connect, read] = timeout
        return timeout


def _body(request: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str] | None]:
    if request is None:
        return None, None
    if not request.contains_files:
        return orjson.dumps(request.parameters), _JSON
    form = aiohttp.FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None


def _without_address(error: Exception) -> NetworkError:
    # aiohttp's own messages may hold the address, and with it the token: only the kind of error is told.
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return NotConnected(f"could not connect ({type(error).__name__})")
    if isinstance(error, asyncio.TimeoutError):
        return TimedOut()
    return NetworkError(f"the connection failed ({type(error).__name__})")


def _check_refusal(status: int, payload: bytes) -> None:
    """Raises for the refusals the library would mistake: a page instead of JSON, 429 without a time."""
    try:
        answer = orjson.loads(payload)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise NetworkError(f"HTTP {status} without the Bot API's answer") from None
    if status == 429:
        parameters = answer.get("parameters")
        seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
        raise TooFast(seconds if isinstance(seconds, int | float) else 1.0)
