"""What is past its day, or near it, of what the sides have planned: duties and milestones of the phase-out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.services import duties
from bot.services.common import common
from bot.services.scene import Scene
from bot.store import attending
from bot.store.partnerships import Partnership
from conversations.attention import NEAR, Item, Reason
from conversations.dialogues.vulnerability import TOPIC
from conversations.due import day_of, last_day
from conversations.duties import State
from conversations.sides import Side
from conversations.text import Month

Followed = Mapping[int, Partnership]


def of_duties(scene: Scene, followed: Followed) -> Iterator[Item]:
    """What a result that is known outside the local side asks of the Danish one; unknown gives no mark."""
    for opening in attending.last_opened(scene.tx, tuple(followed), (TOPIC,)):
        now = common(scene, opening.partnership)
        for duty in duties.standing(scene, now) if now is not None else ():
            if duty.state is not State.MET:
                danish = frozenset({Side.DANISH})
                yield Item(opening.partnership, Reason.DUTY, duty.due - NEAR, danish, due=duty.due)


def of_milestones(scene: Scene, followed: Followed) -> Iterator[Item]:
    """The milestones whose month is over, as one item for each partnership."""
    past: dict[int, list[str]] = {}
    for where, month in attending.open_milestones(scene.tx, tuple(followed)):
        if month < this_month(scene, followed[where]):
            past.setdefault(where, []).append(month)
    for where, months in past.items():
        due = last_day(Month.parse(min(months)))
        yield Item(where, Reason.MILESTONE, due, place=len(months), due=due)


def ended(scene: Scene, followed: Followed) -> frozenset[int]:
    """The partnerships whose end month is over: silence is what was wanted."""
    ends = attending.ends(scene.tx, tuple(followed))
    return frozenset(where for where, month in ends.items() if month < this_month(scene, followed[where]))


def this_month(scene: Scene, known: Partnership) -> str:
    return day_of(scene.now, known.zone).strftime("%Y-%m")
