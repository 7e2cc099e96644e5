"""Trips planned after the talk, and what everybody sees of them, in as few words as possible."""

from __future__ import annotations

from bot.services.inputs import Pressed
from bot.store import ahead, walks
from bot.store.ahead import TripRow
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.bot.services.goals_cast import Sides
from tests.bot.services.joining_cast import run
from tests.stage import Shown, Somebody

STALE = "This button is no longer active."


def unread(somebody: Somebody) -> list[Shown]:
    news, somebody.new = somebody.new, []
    return news


def read_all(both: Sides) -> None:
    """Everybody has seen what came so far."""
    for somebody in both.stage.people.values():
        somebody.new.clear()


async def press(who: Somebody, data: str) -> str:
    """All that is shown after a press, wherever the button stood."""
    unread(who)
    return "\n---\n".join(shown.text for shown in await who.does(Pressed(data, None)))


def labels(who: Somebody) -> list[str]:
    """The buttons of the last message."""
    return [label for row in list(who.chat.values())[-1].buttons for label, _ in row]


async def trips(both: Sides) -> tuple[TripRow, ...]:
    return await run(both.stage, lambda tx: ahead.trips(tx, 1))


async def planned(
    who: Somebody, first: str, last: str, *, travels: str = "danish", purpose: str = "See the delivery room"
) -> None:
    """With written days, and nobody named."""
    await who.does(Pressed("Jn:1", None), show=False)
    for day in (first, last):
        await who.says(day, show=False)
        await who.taps("Yes", show=False)
    await who.does(Pressed(f"Jw:1:0:{travels}", None), show=False)
    await who.taps("Leave it open", show=False)
    await who.says(purpose, show=False)
    await who.taps("Plan this trip", show=False)


async def walk_of(both: Sides, dialogue: str, side: Side) -> int:
    def unit(tx: Transaction) -> int:
        newest = walks.rounds_of(tx, 1, dialogue)[0]
        return walks.of_round(tx, newest.id)[side].id

    return await run(both.stage, unit)


async def takes_the_temperature(
    both: Sides, danish: dict[str, str], local: dict[str, str], *, ready: bool = True
) -> None:
    """Both sides answer what is named, skip the rest, and are ready, the Danish side last."""
    for who, side, said in ((both.local, Side.LOCAL, local), (both.danish, Side.DANISH, danish)):
        walk = await walk_of(both, "temperature", side)
        for question in ("start", "temp", "equal", "safe", "goal", "role", "more", "others", "cap", "dk"):
            code = said.get(question)
            data = f"a:{walk}:tc.{question}:{code}" if code else f"s:{walk}:tc.{question}"
            await who.does(Pressed(data, None), show=False)
        if ready:
            await who.does(Pressed(f"R:{walk}:temp", None), show=False)
