"""/goals: the joint list with its signs and months, how each goal goes, what matters most to whom, and what waits."""

from __future__ import annotations

from bot.screens import goals as screens
from bot.screens import progress
from bot.services import choosing, places, top_goals
from bot.services.common import Seen, seen, setting
from bot.services.kinds import checkin
from bot.services.scene import Scene
from conversations.access import Action
from conversations.checkins import At, series
from conversations.sides import Side
from conversations.together import GOALS, Subject


def show(scene: Scene, view: Seen, message: int | None) -> None:
    now = view.common
    own, given = setting(scene, now, scene.person.id, view.side), top_goals.of_each_side(scene, now)
    most = top_goals.for_reader(given, view.side)
    both = most if len(most) == len(Side) else {}
    over_time = _series(scene, view)
    shown = {goal: progress.newest(found, own.names) for goal, found in over_time.items()}
    lines = screens.lines(now.known, own.names, both, now.this_month(scene), shown)
    alone = None if both or view.side is None else most.get(view.side)
    more = progress.buttons(own, now.known.goals, over_time)
    screen = screens.overview(own, now.known, lines, now.topic_of(Subject(GOALS)), own=alone, more=more)
    scene.tell(screen, edits=message, partnership=own.partnership)


def _series(scene: Scene, view: Seen) -> dict[int, tuple[At, ...]]:
    """How each goal of the joint list went in every check-in, oldest first, as this reader may see it."""
    found = checkin.held(scene, view.common.partnership, view.actor) if view.common.known.goals else ()
    return {goal.id: series(found, goal.id) for goal in view.common.known.goals}


def over_time(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Bg:<partnership>:<goal>`: one goal through all check-ins."""
    view = seen(scene, places.number(parts, 0), Action.SEE_OPENED)
    goal = view.common.known.goal(places.number(parts, 1)) if view else None
    found = _series(scene, view)[goal.id] if view and goal else ()
    if view is None or goal is None or not found:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    return scene.tell(progress.whole(own, goal, found), edits=message, partnership=own.partnership)


COMMANDS = {"goals": choosing.as_command(show, "Gg")}
PRESSED = {"Gg": choosing.as_button(show, "Gg"), "Bg": over_time}
