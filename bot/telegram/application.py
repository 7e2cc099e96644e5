"""The library's Application, made honest: a handler that fails must not look as if it had succeeded."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application


class StrictApplication(Application[Any, Any, Any, Any, Any, Any]):
    """`process_update` raises what a handler raised; otherwise the update would be confirmed and lost."""

    async def process_error(self, update: object | None, error: Exception, *_: Any, **__: Any) -> bool:
        raise error
