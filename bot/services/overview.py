"""/menu and /answers: everything a person can reach, in one message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.i18n import language
from bot.screens import horizon, menus, which_talk
from bot.screens.menus import Standing, Talk
from bot.services import attention, catching_up, forms, inviting, members, partnerships, places, versions
from bot.services import staff as on_staff
from bot.services.common import Common, common
from bot.services.scene import Scene
from bot.services.serving import Served, closable, load, served, unopened
from bot.store import openings, people, walks
from conversations import approving as rules
from conversations.agreement import open_points
from conversations.sides import Side

MOST_AT_ONCE = 2  # talks whose topics are shown at once; of more, one is chosen first
MOST_LISTED = 24


def menu(scene: Scene, argument: str) -> None:
    standings = tuple(_standings(scene))
    staff = scene.person.staff is not None
    if not standings and not staff:
        return places.show_present(scene)
    return scene.tell(menus.menu(standings, staff=staff), partnership=None)


def own_answers(scene: Scene, argument: str) -> None:
    """/answers: the topics of each walk of one's own side."""
    views = _views(scene)
    listed = [_begun(scene, view) for view in reversed(views) if view.walk.answers]
    if len(listed) > MOST_AT_ONCE:
        scene.tell(which_talk.walks(listed[:MOST_LISTED]), partnership=None)
    else:
        for view in views:
            _topics(scene, view)
    if scene.person.staff is not None:
        scene.tell(menus.menu((), staff=True), partnership=None)
    elif not views:
        places.show_present(scene)


def _begun(scene: Scene, view: Served) -> tuple[int, str, str, str]:
    begun = view.row.started_at or scene.now
    return view.row.id, view.row.title, view.dialogue.title, language(scene.person.speaks).say(begun.date())


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
    for member in people.memberships(scene.tx, scene.person.id):
        now = common(scene, member.partnership)
        assert now is not None
        rows = walks.of_side(scene.tx, member.partnership, member.side)
        # What is over is found under the answers; the newest stays, so that its marks can be put.
        shown = [row for row in rows if row.asks or row is rows[-1]]
        talks = tuple(_talk(scene, load(scene, row)) for row in shown)
        only = rows[0].id if len(rows) == 1 else 0
        yield replace(_between_the_sides(scene, now, member.side), talks=talks, answers=only)


def _between_the_sides(scene: Scene, now: Common, side: Side) -> Standing:
    """What there is for a side besides its own answers. In a closed partnership nothing waits for anybody."""
    known = now.partnership
    sent = versions.shown(scene, known.id)
    newest, acts = rules.newest(sent), known.state == "open"
    asked = acts and newest is not None and rules.is_asked(sent, newest, side)
    return Standing(
        known.id,
        known.title,
        horizon=horizon.line(now.horizon, now.expected_end),
        running=catching_up.running(scene, known),
        to_answer=now.waiting(side) if acts else (),
        to_settle=len(open_points(versions.draft(now))) if acts and now.known.rows else 0,
        to_approve=newest.n if newest is not None and asked else None,
        agreement=bool(sent or now.known.rows),
        outdated=versions.outdated(scene, now) if acts else None,
    )


def _talk(scene: Scene, view: Served) -> Talk:
    shown = openings.of_round(scene.tx, view.row.round)
    opened = [t for t in view.dialogue.topics if t.id in shown and shown[t.id].how == "opened"]
    return Talk(
        view.row.id,
        view.dialogue.title,
        place=view.here if view.mine and view.row.asks else None,
        holder=None if view.mine else view.row.holder_name,
        waiting=() if view.ended else tuple(t for t in unopened(scene, view) if t.id in view.walk.ready),
        opened=tuple((shown[t.id].id, t) for t in opened),
        closable=closable(scene, view),
        over=not view.row.asks,
    )


def _topics(scene: Scene, view: Served) -> None:
    shown = openings.of_round(scene.tx, view.row.round)
    listed = [
        (topic, shown[topic.id].id if topic.id in shown and shown[topic.id].how == "opened" else None)
        for topic in view.dialogue.topics
        if any(q.id in view.walk.answers for q in topic.questions)
    ]
    scene.tell(which_talk.topics(view.row.id, view.row.title, listed), partnership=view.row.partnership)


def answers_of(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`A:<walk>`; `A:0` is all of them."""
    if parts == ("0",):
        return own_answers(scene, "")
    view = served(scene, places.number(parts, 0))
    if view is None:
        return places.stale(scene)
    return _topics(scene, view)


COMMANDS = {"menu": menu, "answers": own_answers}
_OF_STAFF = {
    "attention": attention.show,
    "new": forms.new,
    "partnerships": partnerships.listed,
    "people": members.everybody,
    "invite": inviting.invite,
    "staff": on_staff.everybody,
}
PRESSED = {"A": answers_of, "M": as_command}
