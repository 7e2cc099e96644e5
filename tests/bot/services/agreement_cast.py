"""A partnership whose talk is opened and agreed on but for one point, and what its sides do with the agreement."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from sqlalchemy import select, update

from bot.services import proposing, reception
from bot.services.common import seen
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.store import agreements, answers, openings, people, proposals, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.access import Action
from conversations.answers import Answer, Json, State
from conversations.approving import Version
from conversations.dialogues import DIALOGUES
from conversations.opening import Mark
from conversations.proposals import version, waiting
from conversations.sides import Side, Visible
from conversations.together import Subject
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.walking_cast import COLLEAGUE, DANISH, LOCAL, Cast, cast
from tests.stage import WORLD, Shown, Stage

TOPICS = tuple(topic.id for topic in DIALOGUES["startup"].topics)
KEPT = "canary-only-our-side"
_SAID = {
    Side.DANISH: {
        "su.exp.reply": "2d",
        "su.plan.rhythm": "3",
        "su.give.kinds": ["equipment", "money"],
        "su.give.mine": {"pieces": [{"t": "Tested beds"}]},
        "su.give.limit": {"pieces": [{"t": KEPT}]},
        "su.role.repair": "local",
        "su.fut.years": "3",
    },
    Side.LOCAL: {
        "su.exp.reply": "1m",
        "su.plan.rhythm": "6",
        "su.give.mine": {"pieces": [{"t": "People who know the valley"}]},
        "su.role.repair": "local",
        "su.fut.years": "3",
    },
}
# The one matter of the talk that the sides see differently, and the joint ones of every start.
OPEN_POINTS = ["su.exp.reply", "su.goal.joint", "su.plan.review", "su.fut.end"]


async def talked(stage: Stage, *, opened: Sequence[str] = TOPICS) -> Cast:
    """Havn and Shore with a colleague on the Danish side, who is its chair; nobody has unread messages."""
    everybody = await cast(stage)
    await everybody.joins(COLLEAGUE, Side.DANISH)
    await run(stage, lambda tx: _open(tx, stage, everybody.partnership, opened))
    for somebody in stage.people.values():
        somebody.new.clear()
    return everybody


def _open(tx: Transaction, stage: Stage, partnership: int, opened: Sequence[str]) -> None:
    ((round_id, _),) = walks.rounds(tx, partnership)
    for side, row in walks.of_round(tx, round_id).items():
        for question, value in _SAID[side].items():
            visible = Visible.OWN if question == "su.give.limit" else Visible.BOTH
            answers.add(tx, stage.now, row.id, Answer(question, State.GIVEN, value, visible), author=1)
    for topic in opened:
        opening = openings.open_topic(tx, stage.now, round_id, topic, "opened", None)
        for side in Side:
            openings.put_mark(tx, stage.now, opening, side, Mark.AGREE, 1)
    colleague = select(t.Person.id).where(t.Person.telegram_id == COLLEAGUE).scalar_subquery()
    tx.execute(update(t.Member).where(t.Member.person_id == colleague).values(task="chair"))


async def press(everybody: Cast, who: int, data: str) -> list[Shown]:
    """What they see of what happens then."""
    return await everybody[who].does(Pressed(data, None))


async def last(everybody: Cast, who: int, data: str) -> str:
    return texts(await press(everybody, who, data))[-1]


async def versions(everybody: Cast) -> tuple[Version, ...]:
    return await run(everybody.stage, lambda tx: agreements.versions(tx, everybody.partnership))


async def newest(everybody: Cast) -> Version:
    return (await versions(everybody))[-1]


async def made(everybody: Cast) -> Version:
    """The first version, or the next one, made by the local side; everybody has seen what came of it."""
    known = await versions(everybody)
    await press(everybody, LOCAL, f"Km:{everybody.partnership}:{known[-1].id if known else 0}")
    for somebody in everybody.stage.people.values():
        somebody.new.clear()
    return await newest(everybody)


async def approves(everybody: Cast, who: int, one: Version) -> str:
    """Presses *I approve* as it was shown for this version; what they see of what happens then."""
    assert one.seal is not None
    return "\n\n".join(texts(await press(everybody, who, f"Ks:{one.id}:{one.seal[:12]}")))


async def in_force(everybody: Cast) -> Version:
    one = await made(everybody)
    for who in (DANISH, LOCAL):
        await approves(everybody, who, one)
    for somebody in everybody.stage.people.values():
        somebody.new.clear()
    return await newest(everybody)


async def settles(everybody: Cast, subject: str, value: Json) -> None:
    """The Danish side puts it forward and the local side accepts."""
    stage = everybody.stage

    def as_member(tx: Transaction, telegram_id: int) -> Scene:
        return Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, telegram_id, "en"))

    def unit(tx: Transaction) -> None:
        about, scene = Subject.parse(subject), as_member(tx, DANISH)
        view = seen(scene, everybody.partnership, Action.SETTLE)
        assert about is not None
        assert view is not None
        thread = view.common.known.thread(about)
        proposing.put_forward(scene, view, about, value, version(thread))
        threads = proposals.threads(tx, everybody.partnership)
        waits = {written: p for written, one in threads.items() if (p := waiting(one))}
        ((written, proposal),) = waits.items()
        scene, about = as_member(tx, LOCAL), Subject.parse(written)
        view = seen(scene, everybody.partnership, Action.SETTLE)
        assert about is not None
        assert view is not None
        proposing.accept(scene, view, about, proposal.id)

    await run(stage, unit)
    await stage.deliver()


async def at_once(stage: Stage, *presses: tuple[int, str]) -> None:
    """Everybody presses at the same instant: nobody waits for another's commit."""

    def pressing(telegram_id: int, data: str) -> Callable[[Transaction], None]:
        def unit(tx: Transaction) -> None:
            person = people.arrive(tx, stage.now, telegram_id, "en")
            reception.receive(Scene(tx, stage.now, WORLD, person), Pressed(data, None))

        return unit

    await asyncio.gather(*(stage.store.run(pressing(*one)) for one in presses))
    await stage.deliver()
