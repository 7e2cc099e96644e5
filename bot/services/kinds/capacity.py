"""The capacity talk: what it shows when a part opens, and the areas through all talks as one reader may see them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.reports.areas_drawing import Drawing
from bot.screen import Line
from bot.screens import capacity as screens
from bot.screens.together import Setting
from bot.services.kinds.base import Kind, Look
from bot.services.past import Past, past
from bot.services.scene import Scene
from bot.store import goals, partnerships, people, proposals
from bot.store.partnerships import Partnership
from bot.store.walks import WalkRow
from conversations import capacity as rules
from conversations.access import Actor
from conversations.areas import TOPICS
from conversations.dialogues.capacity import FIRST, ID
from conversations.proposals import settled
from conversations.sides import Side
from conversations.together import Subject

# As they are asked: the local organisation's areas first.
ORDER = (Side.LOCAL, Side.DANISH)


def talks(scene: Scene, partnership: int, reader: Actor) -> tuple[Past, ...]:
    """Every capacity talk, oldest first, as this reader may see it."""
    return past(scene, partnership, ID, reader)


def drawing(where: Partnership, found: tuple[Past, ...], side: Side) -> Drawing | None:
    """The areas of this side's organisation through these talks; None if nothing can be seen of them."""
    held = tuple(
        rules.Held(talk.opened[TOPICS[side]].astimezone(ZoneInfo(where.zone)).date(), rules.levels(talk.answers))
        for talk in found
        if TOPICS[side] in talk.opened
    )
    series = rules.over_time(side, held)
    return Drawing(side, _names(where), series) if any(one.points for one in series) else None


def follow_up(scene: Scene, where: Partnership, talk: Past) -> tuple[Line, ...]:
    """What was agreed about the areas that both sides have put first after this talk."""
    thread = proposals.threads(scene.tx, where.id).get(str(Subject(FIRST, talk.round)), ())
    first = settled(thread)
    made = goals.commitments(scene.tx, where.id)
    return screens.follow_up(_names(where), rules.chosen(first.value["cs"] if first else (), made))


def _names(where: Partnership) -> dict[Side, str]:
    return {side: where.organisation(side) for side in Side}


def _result(scene: Scene, look: Look) -> tuple[Line, ...]:
    """Of one topic in its opening; in a summary of all that are open, with what follows."""
    lines: list[Line] = []
    for side in ORDER:
        topic = TOPICS[side]
        if topic not in look.now.opened or look.topic not in (None, topic):
            continue
        now = rules.levels(look.now.answers)
        before = [rules.levels(talk.answers) for talk in look.before if topic in talk.opened]
        lines += screens.result(
            side,
            _names(look.partnership),
            rules.judged(side, now),
            rules.changes(side, now, before),
            again=bool(before),
        )
    return (*lines, *(follow_up(scene, look.partnership, look.now) if look.topic is None else ()))


def _opened(scene: Scene, row: WalkRow, topic: str) -> None:
    """Everybody on both sides gets the picture, each with what they may see."""
    where = partnerships.partnership(scene.tx, row.partnership)
    side = next((side for side in Side if TOPICS[side] == topic), None)
    assert where is not None
    assert side is not None
    for member in people.members(scene.tx, where.id):
        found = talks(scene, where.id, Actor(member.person, side=member.side))
        drawn = {s: drawing(where, found, s) for s in Side}
        shown = drawn[side]
        if shown is not None:
            named = len(people.memberships(scene.tx, member.person)) > 1
            setting = Setting(where.id, where.title, _names(where), member.side, named, where.state == "open")
            screen = screens.picture(setting, side, str(shown), opened=True, both=drawn[side.other] is not None)
            scene.tell(screen, to=member.person, partnership=where.id)


KIND = Kind(result=_result, opened=_opened)
