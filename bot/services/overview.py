"""/menu and /answers: everything a person can reach, in one message."""

from __future__ import annotations

from collections.abc import Iterator

from bot.screens import horizon, menus
from bot.screens.catching_up import Running
from bot.screens.menus import Standing
from bot.services import catching_up, forms, inviting, members, partnerships, places
from bot.services import staff as on_staff
from bot.services.common import common
from bot.services.scene import Scene
from bot.services.serving import Served, closable, load, served, unopened
from bot.store import openings, people, walks
from bot.store.partnerships import partnership


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
        known = partnership(scene.tx, member.partnership)
        assert known is not None
        running = catching_up.running(scene, known)
        views = [load(scene, row) for row in walks.of_side(scene.tx, known.id, member.side)]
        yield from (_standing(scene, view, running) for view in views)
        if not views and running is not None:
            yield Standing(None, known.title, None, None, (), (), partnership=known.id, running=running)


def _standing(scene: Scene, view: Served, running: Running | None) -> Standing:
    shown = openings.of_round(scene.tx, view.row.round)
    waiting = tuple(t for t in unopened(scene, view) if t.id in view.walk.ready)
    now = common(scene, view.row.partnership)
    assert now is not None
    return Standing(
        walk=view.row.id,
        title=view.row.title,
        place=view.here if view.mine and view.row.asks else None,
        holder=None if view.mine else view.row.holder_name,
        waiting=waiting,
        opened=tuple(
            (shown[t.id].id, t) for t in view.dialogue.topics if t.id in shown and shown[t.id].how == "opened"
        ),
        closable=closable(scene, view),
        round_over=not view.row.asks,
        partnership=view.row.partnership,
        to_answer=len(now.waiting(view.row.side)),
        horizon=horizon.line(now.horizon, now.expected_end) if now.known.rows else None,
        running=running,
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
