"""/plan: the steps towards the joint goals and what each side has promised, by whom and by which month."""

from __future__ import annotations

from bot.screens import plans as screens
from bot.services import choosing, places
from bot.services.common import Seen, seen, setting
from bot.services.scene import Scene
from conversations.access import Action
from conversations.together import END, PROMISE, REVIEW, STEP, Subject


def show(scene: Scene, view: Seen, message: int | None) -> None:
    now = view.common
    own = setting(scene, now, scene.person.id, view.side)
    lines = screens.lines(now.known, own.names, now.this_month(scene))
    topics = {question: now.topic_of(Subject(question)) for question in (STEP, PROMISE, REVIEW, END)}
    scene.tell(screens.overview(own, now.known, lines, topics), edits=message, partnership=own.partnership)


def add_step(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Gk:<partnership>`: which goal the new step leads to is chosen first."""
    view = seen(scene, places.number(parts, 0), Action.SETTLE)
    if view is None or not view.open or view.common.matter(Subject(STEP, new=True)) is None:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    screen = screens.for_which_goal(own, view.common.known.goals)
    return scene.tell(screen, edits=message, partnership=own.partnership)


COMMANDS = {"plan": choosing.as_command(show, "Gp")}
PRESSED = {"Gp": choosing.as_button(show, "Gp"), "Gk": add_step}
