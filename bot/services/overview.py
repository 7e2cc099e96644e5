"""/menu and /answers: everything a person can reach, in one message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.screens import horizon, menus
from bot.screens.menus import Standing
from bot.services import catching_up, forms, inviting, members, partnerships, places, versions
from bot.services import staff as on_staff
from bot.services.common import Common, common
from bot.services.scene import Scene
from bot.services.serving import Served, closable, load, served, unopened
from bot.store import openings, people, walks
from conversations import approving as rules
from conversations.agreement import open_points
from conversations.sides import Side


def menu(scene: Scene, argument: str) -> None:
    standings = tuple(_standings(scene))
    staff = scene.person.staff is not None
    if not standings and not staff:
        return places.show_present(scene)
    return scene.tell(menus.menu(standings, staff=staff), partnership=None)


def own_answers(scene: Scene, argument: str) -> None:
    """/answers: the topics of each walk of one's own side."""
    views = _views(scene)
    for view in views:
        _topics(scene, view)
    if scene.person.staff is not None:
        scene.tell(menus.menu((), staff=True), partnership=None)
    elif not views:
        places.show_present(scene)


def as_command(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`M:<command>`: a button of staff's menu, which stays as it is."""
    command = _OF_STAFF.get(parts[0]) if parts else None
    if command is None or scene.person.staff is None:
        return places.stale(scene)
    return command(scene, "")


def _views(scene: Scene) -> tuple[Served, ...]:
    found = []
    for member in people.memberships(scene.tx, scene.person.id):
        rows = walks.of_side(scene.tx, member.partnership, member.side)
        found += [load(scene, row) for row in rows]
    return tuple(found)


def _standings(scene: Scene) -> Iterator[Standing]:
    """Of each walk of one's sides, and of each partnership in which nothing was ever asked."""
    for member in people.memberships(scene.tx, scene.person.id):
        now = common(scene, member.partnership)
        assert now is not None
        whole = _between_the_sides(scene, now, member.side)
        views = [load(scene, row) for row in walks.of_side(scene.tx, member.partnership, member.side)]
        yield from (_with_walk(scene, whole, view) for view in views)
        if not views:
            yield whole


def _between_the_sides(scene: Scene, now: Common, side: Side) -> Standing:
    """What there is for a side besides its own answers. In a closed partnership nothing waits for anybody."""
    known = now.partnership
    sent = versions.shown(scene, known.id)
    newest, acts = rules.newest(sent), known.state == "open"
    asked = acts and newest is not None and rules.is_asked(sent, newest, side)
    return Standing(
        None,
        known.title,
        None,
        None,
        (),
        (),
        partnership=known.id,
        horizon=horizon.line(now.horizon, now.expected_end),
        running=catching_up.running(scene, known),
        to_answer=now.waiting(side) if acts else (),
        to_settle=len(open_points(versions.draft(now))) if acts and now.known.rows else 0,
        to_approve=newest.n if newest is not None and asked else None,
        agreement=bool(sent or now.known.rows),
        outdated=versions.outdated(scene, now) if acts else None,
    )


def _with_walk(scene: Scene, whole: Standing, view: Served) -> Standing:
    shown = openings.of_round(scene.tx, view.row.round)
    opened = [t for t in view.dialogue.topics if t.id in shown and shown[t.id].how == "opened"]
    return replace(
        whole,
        walk=view.row.id,
        place=view.here if view.mine and view.row.asks else None,
        holder=None if view.mine else view.row.holder_name,
        waiting=tuple(t for t in unopened(scene, view) if t.id in view.walk.ready),
        opened=tuple((shown[t.id].id, t) for t in opened),
        closable=closable(scene, view),
        round_over=not view.row.asks,
    )


def _topics(scene: Scene, view: Served) -> None:
    shown = openings.of_round(scene.tx, view.row.round)
    listed = [
        (topic, shown[topic.id].id if topic.id in shown and shown[topic.id].how == "opened" else None)
        for topic in view.dialogue.topics
        if any(q.id in view.walk.answers for q in topic.questions)
    ]
    scene.tell(menus.topics(view.row.id, view.row.title, listed), partnership=view.row.partnership)


def answers_of(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    view = served(scene, places.number(parts, 0))
    if view is None:
        return places.stale(scene)
    return _topics(scene, view)


COMMANDS = {"menu": menu, "answers": own_answers}
_OF_STAFF = {
    "new": forms.new,
    "partnerships": partnerships.listed,
    "people": members.everybody,
    "invite": inviting.invite,
    "staff": on_staff.everybody,
}
PRESSED = {"A": answers_of, "M": as_command}
