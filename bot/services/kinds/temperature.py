"""The temperature check: compared with last time, and leading to the talk that never was."""

from __future__ import annotations

from bot.screen import Line
from bot.screens import temperature as screens
from bot.services.common import common, setting
from bot.services.kinds.base import Kind, Look
from bot.services.past import looked_at
from bot.services.scene import Scene
from bot.store import people, walks
from bot.store.walks import WalkRow
from conversations.access import Actor
from conversations.dialogues import STARTS
from conversations.dialogues.temperature import TOPIC
from conversations.sides import Side, Visible
from conversations.temperature import readings, without_a_talk


def _result(scene: Scene, look: Look) -> tuple[Line, ...]:
    topic = look.now.definition.topic(TOPIC)
    if TOPIC not in look.now.opened or topic is None:
        return ()
    before = [talk.answers for talk in look.before if TOPIC in talk.opened]
    names = {side: look.partnership.organisation(side) for side in Side}
    found = readings(look.now.answers, before)
    return screens.result(found, without_a_talk(look.now.answers), topic, names)


def _opened(scene: Scene, row: WalkRow, topic: str) -> None:
    """Where a side says, so that both may read it, that there was no talk: it can be begun here and now."""
    now = common(scene, row.partnership)
    assert now is not None
    started = any(dialogue in STARTS for _, dialogue in walks.rounds(scene.tx, row.partnership))
    if started or not now.partnership.running:
        return
    talk, _ = looked_at(scene, row.partnership, row.dialogue, row.round, Actor(0, side=Side.DANISH))
    for_both = {
        side: {id: answer for id, answer in given.items() if answer.visible is Visible.BOTH}
        for side, given in talk.answers.items()
    }
    if without_a_talk(for_both):
        for member in people.members(scene.tx, row.partnership):
            own = setting(scene, now, member.person, member.side)
            scene.tell(screens.catch_up(own), to=member.person, partnership=row.partnership, waited_for=False)


KIND = Kind(result=_result, opened=_opened)
