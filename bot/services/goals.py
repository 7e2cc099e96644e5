"""/goals: the joint list with its signs and months, what matters most to whom, and what waits."""

from __future__ import annotations

from bot.screens import goals as screens
from bot.services import choosing, top_goals
from bot.services.common import Seen, setting
from bot.services.scene import Scene
from conversations.sides import Side
from conversations.together import GOALS, Subject


def show(scene: Scene, view: Seen, message: int | None) -> None:
    now = view.common
    own, given = setting(scene, now, scene.person.id, view.side), top_goals.of_each_side(scene, now)
    most = top_goals.for_reader(given, view.side)
    both = most if len(most) == len(Side) else {}
    lines = screens.lines(now.known, own.names, both, now.this_month(scene))
    alone = None if both or view.side is None else most.get(view.side)
    screen = screens.overview(own, now.known, lines, now.topic_of(Subject(GOALS)), own=alone)
    scene.tell(screen, edits=message, partnership=own.partnership)


COMMANDS = {"goals": choosing.as_command(show, "Gg")}
PRESSED = {"Gg": choosing.as_button(show, "Gg")}
