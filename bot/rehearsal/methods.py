"""Every method of the Bot API that this server knows, and carrying one out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.rehearsal import methods_changing, methods_profile, methods_sending
from bot.rehearsal.calls import Call
from bot.rehearsal.refusals import unknown_method
from bot.rehearsal.telegram import Telegram

METHODS: dict[str, tuple[str, Callable[[Telegram, Call], Any]]] = {
    name.lower(): (name, method)
    for group in (methods_sending.METHODS, methods_changing.METHODS, methods_profile.METHODS)
    for name, method in group.items()
}


def carry_out(world: Telegram, call: Call) -> Any:
    """The result of a call that took effect and is in the ledger; Refusal, and nothing changed, when Telegram
    would refuse it."""
    known = METHODS.get(call.method.lower())
    if known is None:
        raise unknown_method()
    result = known[1](world, call)
    world.note(known[0], call, result)
    return result
