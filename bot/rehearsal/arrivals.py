"""How everybody comes in: staff by their link, a partnership made, each side by its invitation.

What has to be said and tapped stands in tables on top, because the bot's screens decide it.
"""

from __future__ import annotations

import asyncio
from typing import Literal

from bot.rehearsal.acts import Impossible
from bot.rehearsal.answering import Progress
from bot.rehearsal.hand import Hand, deep_links
from bot.rehearsal.script import Lost, Say, Step, Tap, follow, offered, until
from bot.rehearsal.stage import LINK, NoLink, Stage
from conversations.sides import Side

STAFF_JOIN: tuple[Step, ...] = (Tap("jl:*"), Tap("jc:yes"), Say("Koordinatoren"), Tap("jy:*"))
NEW_PARTNERSHIP: tuple[Step, ...] = (
    Say("/new"),
    Say("Udstyr på vej"),
    Say("The Blue Door Clinic"),
    Say("Uganda"),
    Tap("wa:*:language:en"),
    Tap("wa:*:running:new"),
    Tap("wa:*:start:*"),
    Tap("wa:*:end:unknown"),
    Tap("wc:*"),
)
SIDE_JOIN: dict[Side, tuple[Step, ...]] = {
    Side.DANISH: (Tap("jl:*"), Tap("jc:yes"), Say("Formanden"), Say("Kontakt og aftaler"), Tap("jy:*")),
    Side.LOCAL: (Tap("jl:*"), Tap("jc:yes"), Say("Head nurse"), Say("Daily contact"), Tap("jy:*")),
}
FIRST_QUESTION = "m:*"
Arrival = Literal["join", "partnership"]


def hand(stage: Stage, role: str) -> Hand:
    """The phone of the one with this role; Lost when there is nobody."""
    person = next((one for one in stage.telegram.people.values() if one.role == role), None)
    if person is None:
        raise Lost(f"nobody has the role {role}.")
    return Hand(stage.telegram, person)


async def staff_join(stage: Stage) -> None:
    """With the invitation for the first staff admin."""
    staff = hand(stage, "staff")
    match = LINK.search(await stage.staff_link())
    staff.start(match.group(1) if match else "")
    await follow(staff, STAFF_JOIN)


async def partnership_made(stage: Stage) -> None:
    staff = hand(stage, "staff")
    before = len(invitations(staff))
    await follow(staff, NEW_PARTNERSHIP)
    await until(staff, lambda one: len(invitations(one)) >= before + len(Side), "staff saw no invitations.")


async def side_joined(stage: Stage, side: Side) -> None:
    """With the invitation that staff were shown last for this side."""
    shown = invitations(hand(stage, "staff"))
    if len(shown) < len(Side):
        raise Lost("staff have not made a partnership yet.")
    person = hand(stage, side)
    person.start(shown[-len(Side) :][tuple(Side).index(side)])
    await follow(person, SIDE_JOIN[side])
    await until(person, lambda one: offered(one, FIRST_QUESTION), f"the {side} side saw no first question.")


def invitations(staff: Hand) -> tuple[str, ...]:
    """The payloads of the invitations staff were shown, oldest first; of a pair the Danish one is first."""
    return tuple(dict.fromkeys(link for m in staff.messages() if m["from"] == "bot" for link in deep_links(m)))


class Arriving:
    """One press of *come in* or *make a partnership*: `run` does it, `progress` says how far it is."""

    def __init__(self, stage: Stage, role: str, arrival: Arrival) -> None:
        self.progress = Progress("running", "Pressing the link…" if arrival == "join" else "Filling in the form…")
        self._stage, self._role, self._arrival = stage, role, arrival

    async def run(self) -> None:
        try:
            await self._arrive()
            self.progress = Progress("done", "Done")
        except (Lost, Impossible, NoLink) as why:
            self.progress = Progress("stuck", str(why))
        except asyncio.CancelledError:
            self.progress = Progress("stopped", "Stopped.")
            raise

    async def _arrive(self) -> None:
        if self._arrival == "partnership":
            await partnership_made(self._stage)
        elif self._role == "staff":
            await staff_join(self._stage)
        else:
            await side_joined(self._stage, Side(self._role))
