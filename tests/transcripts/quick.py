"""A person who answers with believable samples, for the parts of a talk that a reader need not see turn by turn."""

from __future__ import annotations

from bot.rehearsal.samples import WANTS_MORE, Pressed, Written, sample
from conversations.sides import Side
from tests.stage import Shown, Somebody

_ASKS = frozenset("asdmfrR")


async def answers(somebody: Somebody, side: Side, speaks: str) -> None:
    """Everything up to "look through your answers"."""
    while not _offers(shown := _newest(somebody), "r"):
        await _answers_one(somebody, shown, side, speaks)


async def finishes(somebody: Somebody, side: Side, speaks: str) -> None:
    """The rest of the topic, and *ready*."""
    await answers(somebody, side, speaks)
    for name in "rR":
        shown = _newest(somebody)
        await somebody.taps(_offers(shown, name)[0], on=shown.id, show=False)


async def _answers_one(somebody: Somebody, shown: Shown, side: Side, speaks: str) -> None:
    asked = (_offers(shown, "f") or _offers(shown, "m"))[0].split(":")
    if asked[0] == "f":
        wants = "yes" if asked[2] in WANTS_MORE[side] else "no"
        return await _taps(somebody, shown, ":".join((*asked[:3], wants)))
    own = ":".join(asked[1:3])
    match sample(asked[2], side):
        case Written() as words:
            for words_said in words.messages(speaks):
                await somebody.says(words_said, show=False)
        case Pressed(codes):
            for code in codes:
                await _taps(somebody, shown, f"a:{own}:{code}")
        case _:
            await _taps(somebody, shown, f"m:{own}")
            await _taps(somebody, shown, f"t:{own}")
    now = _newest(somebody)
    if f"d:{own}" in _offers(now, "d"):
        await _taps(somebody, now, f"d:{own}")
    return None


async def _taps(somebody: Somebody, shown: Shown, button: str) -> None:
    await somebody.taps(button, on=shown.id, show=False)


def _newest(somebody: Somebody) -> Shown:
    """The newest message that asks something."""
    for shown in reversed(list(somebody.chat.values())):
        if any(_offers(shown, name) for name in _ASKS):
            return shown
    raise AssertionError(f"nothing is asked here: {somebody.sees()}")


def _offers(shown: Shown, name: str) -> list[str]:
    return [data for row in shown.buttons for _, data in row if data.partition(":")[0] == name]
