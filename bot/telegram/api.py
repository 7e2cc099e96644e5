"""The Bot API's methods by name, with plain parameters.

Sending and receiving stand on this instead of the library's `Bot`, whose objects take more time than the
answer is worth. It may not decide what to do about an error, nor show the token to anybody.
"""

from __future__ import annotations

from typing import Any

from telegram import InputFile
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.transport import HttpTransport


class BotApi:
    """One bot's methods and files at one address."""

    def __init__(self, transport: HttpTransport, url: str, token: str) -> None:
        self._transport = transport
        self._methods = f"{url}/bot{token}/"
        self._files = f"{url}/file/bot{token}/"

    async def call(self, method: str, parameters: dict[str, Any], *, read_seconds: float | None = None) -> Any:
        """The method's result; raises the library's errors. Values are what JSON can hold, or InputFiles."""
        data = RequestData([_parameter(name, value) for name, value in parameters.items()])
        return await self._transport.post(
            self._methods + method,
            data,
            read_timeout=BaseRequest.DEFAULT_NONE if read_seconds is None else read_seconds,
        )

    async def download(self, file_id: str, *, limit: int) -> bytes:
        """A file's bytes; TooLarge as soon as there are more than `limit`."""
        found = await self.call("getFile", {"file_id": file_id})
        return await self._transport.download(self._files + found["file_path"], limit=limit)


def _parameter(name: str, value: Any) -> RequestParameter:
    if isinstance(value, InputFile):
        return RequestParameter.from_input(name, value)
    return RequestParameter(name, value, None)
