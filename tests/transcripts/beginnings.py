"""Where a recorded conversation begins: with nobody, with both sides come in, or late in the talk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.services import holders, inviting
from bot.services.scene import Scene
from bot.store import partnerships, people
from bot.store.transaction import Transaction
from conversations.dialogues import DIALOGUES
from conversations.sides import Side
from tests.stage import WORLD, Stage
from tests.transcripts import quick

ROLES = {"Danish side": 1, "Local side": 2, "Staff": 3, "Second Danish": 4, "Second local": 5, "Stranger": 6}
SIDES = {
    "Danish side": Side.DANISH,
    "Second Danish": Side.DANISH,
    "Local side": Side.LOCAL,
    "Second local": Side.LOCAL,
}
Speaks = dict[str, str]


async def empty(stage: Stage, speaks: Speaks) -> str:
    """Nobody is there; the command line has printed the code for the first of the staff."""
    link = await stage.store.run(lambda tx: inviting.invite_staff_link(tx, stage.now, WORLD))
    return link.partition("start=")[2]


async def a_new_partnership(stage: Stage, speaks: Speaks) -> str:
    """Staff have just made it, and the Danish side's code is known."""

    def unit(tx: Transaction) -> str:
        staff = _staff(tx, stage, speaks)
        return inviting.create(
            tx, stage.now, partnership=_partnership(tx, stage, staff), side=Side.DANISH, staff=None, by=staff
        )

    return await stage.store.run(unit)


async def joined(stage: Stage, speaks: Speaks) -> str:
    """A partnership with one member on each side, who have just come in, and the staff who made it."""
    roles = ("Danish side", "Local side")
    await stage.store.run(lambda tx: _come(tx, stage, roles, speaks, "The Blue Door Clinic"))
    return ""


async def already_running(stage: Stage, speaks: Speaks) -> str:
    """As `joined`, but the partners worked together before they came here."""
    roles = ("Danish side", "Local side")
    await stage.store.run(lambda tx: _come(tx, stage, roles, speaks, "The Blue Door Clinic", running=True))
    return ""


async def approved(stage: Stage, speaks: Speaks) -> str:
    """After the talk: an agreement with an open point is approved by both sides."""
    await talked_through(stage, speaks)
    both = [stage.person(ROLES[role]) for role in ("Danish side", "Local side")]
    await both[0].says("/agreement", show=False)
    await both[0].taps("Make version 1", show=False)
    for somebody in both:
        await somebody.says("/agreement", show=False)
        for wanted in ("Yes, it says what we mean", "Yes, keep them", "I approve"):
            await somebody.taps(wanted, show=False)
    for somebody in stage.people.values():
        somebody.new = list(somebody.chat.values())[-1:]
    return ""


async def in_two_partnerships(stage: Stage, speaks: Speaks) -> str:
    """The Danish side is in a second partnership too."""
    await joined(stage, speaks)
    roles = ("Danish side", "Second local")
    await stage.store.run(lambda tx: _come(tx, stage, roles, speaks, "Green Valley School"))
    return ""


async def at_the_last_topic(stage: Stage, speaks: Speaks) -> str:
    """Everything but the last topic is answered and opened; half of it is marked."""
    await joined(stage, speaks)
    await stage.deliver()
    both = [(role, stage.person(ROLES[role])) for role in ("Danish side", "Local side")]
    for n, topic in enumerate(DIALOGUES["startup"].topics[:-1]):
        for role, somebody in both:
            await quick.finishes(somebody, SIDES[role], speaks.get(role, "en"))
        for _, somebody in both:
            await somebody.taps(f"o:{n + 1}:{'talk' if topic.id in ('exp', 'give', 'role') else 'agree'}", show=False)
    for somebody in stage.people.values():
        somebody.new = list(somebody.chat.values())[-1:]
    return ""


async def talked_through(stage: Stage, speaks: Speaks) -> str:
    """Every topic is opened and marked; not everything is agreed."""
    await at_the_last_topic(stage, speaks)
    for role in ("Danish side", "Local side"):
        await quick.finishes(stage.person(ROLES[role]), SIDES[role], speaks.get(role, "en"))
    for role in ("Danish side", "Local side"):
        await stage.person(ROLES[role]).taps(f"o:{len(DIALOGUES['startup'].topics)}:agree", show=False)
    for somebody in stage.people.values():
        somebody.new = list(somebody.chat.values())[-1:]
    return ""


BEGINNINGS: dict[str, Callable[[Stage, Speaks], Awaitable[str]]] = {
    "empty": empty,
    "a new partnership": a_new_partnership,
    "joined": joined,
    "in two partnerships": in_two_partnerships,
    "at the last topic": at_the_last_topic,
    "talked through": talked_through,
    "approved": approved,
    "already running": already_running,
}


def _staff(tx: Transaction, stage: Stage, speaks: Speaks) -> int:
    number = people.arrive(tx, stage.now, ROLES["Staff"], None).id
    people.change(tx, number, language=speaks.get("Staff", "en"), name="Staff", consent_version=1, staff="staff")
    return number


def _partnership(
    tx: Transaction, stage: Stage, staff: int, local: str = "The Blue Door Clinic", *, running: bool = False
) -> int:
    return partnerships.create(
        tx, stage.now, staff, danish_name="Udstyr på vej", local_name=local, country="UG",
        zone="Africa/Kampala", common_language="en", running=running, start="2027-01", end=None,
    )  # fmt: skip


def _come(
    tx: Transaction, stage: Stage, roles: tuple[str, str], speaks: Speaks, local: str, *, running: bool = False
) -> None:
    """A partnership of the staff's, and a member on each side of it."""
    now, staff = stage.now, _staff(tx, stage, speaks)
    partnership = _partnership(tx, stage, staff, local, running=running)
    for role in roles:
        who, side = people.arrive(tx, now, ROLES[role], None).id, SIDES[role]
        people.change(tx, who, language=speaks.get(role, "en"), name=role, consent_version=1)
        number = people.join(tx, now, person_id=who, partnership=partnership, side=side, task=None, by=staff)
        member = people.member(tx, number)
        assert member is not None
        holders.joined(Scene(tx, now, WORLD, people.person(tx, who)), member)
