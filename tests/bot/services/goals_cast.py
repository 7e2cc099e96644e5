"""Both sides after the talk, and what they do with the joint list of goals in as few words as possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.services.inputs import Pressed
from bot.store import goals, people, proposals
from conversations.goals import Goal
from conversations.proposals import settled, waiting
from tests.bot.services.joining_cast import run
from tests.stage import Shown, Somebody, Stage
from tests.transcripts.beginnings import ROLES

HAVN, CLINIC = "Udstyr på vej", "The Blue Door Clinic"
# What the two sides named, in turn: the Danish one first.
NAMED = (
    "A delivery room that works day and night",
    "The delivery room is open at night",
    "The clinic repairs its own equipment",
    "Two of our own people can repair what breaks",
    "The district pays for the electricity",
)


@dataclass
class Sides:
    stage: Stage
    danish: Somebody
    local: Somebody
    staff: Somebody


def sides(stage: Stage) -> Sides:
    return Sides(stage, *(stage.person(ROLES[role]) for role in ("Danish side", "Local side", "Staff")))


async def press(who: Somebody, data: str) -> Shown:
    """What is shown last after a press, wherever the button stood."""
    return (await who.does(Pressed(data, None)))[-1]


async def change(who: Somebody, n: int, *buttons: str) -> Shown:
    """Presses the number of a goal in the editor, then these buttons."""
    shown = (await who.taps(str(n)))[-1]
    for button in buttons:
        shown = (await who.taps(button))[-1]
    return shown


async def agree_on(both: Sides, *words: str) -> None:
    """Out of what was named, the Danish side puts forward these and the local side accepts them."""
    await press(both.danish, "Ge:1")
    for n, named in enumerate(NAMED, 1):
        if named not in words:
            await change(both.danish, n, "Leave it out")
    await both.danish.taps("Put it forward", show=False)
    await both.local.taps("Accept", show=False)
    both.danish.new.clear()
    both.local.new.clear()


async def agreed(stage: Stage) -> tuple[Goal, ...]:
    return await run(stage, lambda tx: goals.goals(tx, 1))


async def state(stage: Stage) -> tuple[list[str] | None, list[str] | None]:
    """(the list that counts, the list that waits), by the goals' words."""
    thread = (await run(stage, lambda tx: proposals.threads(tx, 1))).get("su.goal.joint", ())
    found = (settled(thread), waiting(thread))
    counts, waits = ([g["w"] for g in p.value["goals"]] if p else None for p in found)
    return counts, waits


async def draft(who: Somebody) -> dict[str, Any] | None:
    """The list as this person is changing it."""
    stage = who.stage

    def unit(tx: Any) -> dict[str, Any] | None:
        return goals.draft(tx, people.arrive(tx, stage.now, who.telegram_id, "en").id, 1)

    return await run(stage, unit)


def labels(shown: Shown) -> list[list[str]]:
    return [[label for label, _ in row] for row in shown.buttons]


def data_of(shown: Shown, wanted: str) -> str:
    return next(data for row in shown.buttons for label, data in row if label == wanted)
