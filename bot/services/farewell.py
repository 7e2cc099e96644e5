"""The farewell: what each side is proud of and thanked for last, to each reader as far as they may see it."""

from __future__ import annotations

from bot.screen import Line
from bot.screens import answers
from bot.screens import phase_out as screens
from bot.services.common import Common, setting
from bot.services.past import past
from bot.services.scene import Scene
from bot.store import people
from conversations.access import Actor
from conversations.answers import State
from conversations.dialogues.checkin import ID as CHECKIN
from conversations.dialogues.checkin import THANKS
from conversations.dialogues.phase_out import ID, PROUD
from conversations.sides import Side
from conversations.text import Month


def tell(scene: Scene, now: Common, end: Month) -> None:
    """To everybody on both sides, also the one who said that the end has come."""
    for member in people.members(scene.tx, now.partnership.id):
        reader = Actor(member.person, side=member.side)
        quotes = [
            (side, _latest(scene, now, ID, PROUD, side, reader), _latest(scene, now, CHECKIN, THANKS, side, reader))
            for side in Side
        ]
        own = setting(scene, now, member.person, member.side)
        screen = screens.farewell(own, quotes, end)
        scene.tell(screen, to=member.person, partnership=own.partnership, waited_for=False)


def _latest(scene: Scene, now: Common, dialogue: str, question: str, side: Side, reader: Actor) -> tuple[Line, ...]:
    """What this side last answered, as quotations; empty where there is nothing this reader may see."""
    for talk in reversed(past(scene, now.partnership.id, dialogue, reader)):
        answer = talk.answers[side].get(question)
        if answer is not None and answer.state is State.GIVEN:
            return tuple(answers.piece(one) for one in answer.pieces)
    return ()
