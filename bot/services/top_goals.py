"""Which joint goal matters most to each side: asked when a list is agreed on, shown when both have said it.

Any member says it for their side, and the last word counts. It is an answer of the side's walk, so it belongs to
the round; nobody on the other side sees it, or that it is there, before both have chosen.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.screens import goals as screens
from bot.services import places
from bot.services.common import Common, Seen, seen, setting
from bot.services.scene import Scene
from bot.store import answers, audit, outbox, people, proposals, walks
from conversations.access import Action
from conversations.answers import Answer, State
from conversations.goals import Goal, lacks_strength, matters_most
from conversations.sides import Side
from conversations.together import TOP, Subject

ASKED = "goal-top:"  # what a message is about when it asks this


def after_accepted(scene: Scene, now: Common) -> None:
    """A list of goals has just been agreed on: both sides are asked what matters most to them, and offered once to
    add a goal that makes the local organisation stronger."""
    number, given = now.partnership.id, of_each_side(scene, now)
    for member in people.members(scene.tx, number):
        own = setting(scene, now, member.person, member.side)
        if lacks_strength(now.known.goals):
            # The key keeps it at one offer, whichever list is agreed on later.
            key = f"stronger:{number}:{member.person}"
            scene.tell(screens.offer_strength(own), to=member.person, partnership=number, key=key)
        if len(now.known.goals) > 1 and member.side not in given:
            screen = screens.which_matters_most(own, now.known.goals, _prompt(now))
            scene.tell(screen, to=member.person, partnership=number, question=f"{ASKED}{number}")


def of_each_side(scene: Scene, now: Common) -> dict[Side, Goal]:
    """What each side has said so far; `for_reader` says what of it may be shown."""
    chosen = answers.matters_most(scene.tx, now.round) if now.round is not None else {}
    return matters_most(chosen, now.known.goals)


def for_reader(given: Mapping[Side, Goal], reader: Side | None) -> dict[Side, Goal]:
    """Both choices when both have been made; until then a side sees its own, and staff see none."""
    return {side: goal for side, goal in given.items() if len(given) == len(Side) or side is reader}


def _prompt(now: Common) -> str:
    return now.question_of(Subject(TOP)).prompt


def _view(scene: Scene, partnership: int) -> Seen | None:
    view = seen(scene, partnership, Action.SETTLE)
    return view if view is not None and view.open and view.common.round is not None else None


def which(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Gw:<partnership>`: asks it, again or for the first time, where it was pressed."""
    view = _view(scene, places.number(parts, 0))
    if view is None or len(view.common.known.goals) < 2:
        return places.stale(scene)
    now = view.common
    own = setting(scene, now, scene.person.id, view.side)
    screen = screens.which_matters_most(own, now.known.goals, _prompt(now))
    return scene.tell(screen, edits=message, partnership=own.partnership, question=f"{ASKED}{own.partnership}")


def choose(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Gt:<partnership>:<goal>`"""
    view = _view(scene, places.number(parts, 0))
    goal = view.common.known.goal(places.number(parts, 1)) if view else None
    if view is None or view.side is None or goal is None:
        return places.stale(scene)
    number, side = view.common.partnership.id, view.side
    # Two sides that choose at the same instant come one after the other, so that the second one shows both.
    proposals.lock(scene.tx, number)
    before = of_each_side(scene, view.common)
    if before.get(side) != goal:
        _keep(scene, view.common, side, goal)
        _tell_others(scene, view.common, side, {**before, side: goal})
    own = setting(scene, view.common, scene.person.id, side)
    most = for_reader({**before, side: goal}, side)
    return scene.tell(screens.chosen(own, most, by=None), edits=message, partnership=number)


def _keep(scene: Scene, now: Common, side: Side, goal: Goal) -> None:
    assert now.round is not None
    walk = walks.of_round(scene.tx, now.round)[side].id
    answers.add(scene.tx, scene.now, walk, Answer(TOP, State.GIVEN, goal.id), author=scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "matters_most", now.partnership.id, side)


def _tell_others(scene: Scene, now: Common, side: Side, given: Mapping[Side, Goal]) -> None:
    """Colleagues, where they were asked; the other side only when it has chosen too."""
    number = now.partnership.id
    for member in people.members(scene.tx, number):
        if member.person == scene.person.id:
            continue
        own, most = setting(scene, now, member.person, member.side), for_reader(given, member.side)
        if member.side is side:
            shown_in = outbox.newest_about(scene.tx, member.person, f"{ASKED}{number}")
            screen = screens.chosen(own, most, by=scene.person.name)
            scene.tell(screen, to=member.person, edits=shown_in, partnership=number)
        elif len(most) == len(Side):
            scene.tell(screens.chosen(own, most, by=None), to=member.person, partnership=number)


PRESSED = {"Gw": which, "Gt": choose}
