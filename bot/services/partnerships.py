"""The partnerships that staff follow: `/partnerships`, each one's card, and closing one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot import geography
from bot.i18n import language
from bot.screen import Line, Screen
from bot.screens import horizon
from bot.screens import partnerships as screens
from bot.services import catching_up, dates, deleting, entering, places, standing, summarising
from bot.services.common import agreed_until, common
from bot.services.deleting import delete_due
from bot.services.scene import Scene
from bot.store import audit, deletion, following, partnerships, people, routes
from bot.store.partnerships import Partnership
from bot.store.people import Person
from conversations.access import Action, Actor, Role, may
from conversations.sides import Side
from conversations.stage import Stage
from conversations.text import N_, Month, Text, text

__all__ = ["COMMANDS", "PRESSED", "delete_due", "may_follow", "show_card"]

NOW_COORDINATOR = N_("You coordinate the partnership {title} from now on.")
CLOSED = Text(N_("✓ Closed. No more questions are asked, and both sides have been told."))
REOPENED = Text(N_("✓ Open again. Both sides have been told."))


def listed(scene: Scene, argument: str) -> None:
    """`/partnerships`: a member, who has one and no list of them, is shown where they are in it."""
    if scene.person.staff is None:
        member = bool(people.memberships(scene.tx, scene.person.id))
        return places.show_present(scene) if member else places.not_found(scene)
    return scene.tell(_page(scene, 0), partnership=None)


def turn(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    if scene.person.staff is None:
        return places.stale(scene)
    return scene.tell(_page(scene, places.number(parts, 0)), edits=message, partnership=None)


def _page(scene: Scene, page: int) -> Screen:
    everything = partnerships.followed(scene.tx, scene.person.id, everyone=scene.person.staff == "admin")
    pages = max(1, -(-len(everything) // screens.A_PAGE))
    page = min(page, pages - 1)
    reader = language(scene.person.speaks).code
    these = [
        screens.Listed(
            p,
            geography.country_name(p.country, reader),
            summarising.progress(scene, p.id),
            horizon.line(agreed_until(scene, p.id), Month.parse(p.end) if p.end else None),
            _stage(scene, p),
        )
        for p in everything[page * screens.A_PAGE : (page + 1) * screens.A_PAGE]
    ]
    return screens.listing(these, page, pages)


def card(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    known = _allowed(scene, parts, Action.EDIT)
    return places.stale(scene) if known is None else show_card(scene, known, edits=message)


def show_card(scene: Scene, known: Partnership, *, edits: int | None = None) -> None:
    """For staff who may see it: the caller has asked."""
    reader = language(scene.person.speaks)
    sides = [m.side for m in people.members(scene.tx, known.id)]
    day = known.delete_at.astimezone(ZoneInfo(known.zone)).date() if known.delete_at else None
    shown = screens.Card(
        partnership=known,
        answers=entering.as_answers(known),
        speaks=scene.person.speaks,
        coordinator=people.person(scene.tx, known.coordinator).name,
        members={side: sides.count(side) for side in Side},
        standing=summarising.progress(scene, known.id),
        stage=_stage(scene, known),
        delete_on=reader.say(day) if day else None,
        waits_for_consent=deletion.steps(scene.tx, known.id).asked_by is not None,
        without_route=routes.without(scene.tx, known.id),
        undelivered=routes.undelivered(scene.tx, known.id),
        settled=standing.lines(scene, known.id),
        running=catching_up.running(scene, known),
    )
    scene.tell(screens.card(shown), edits=edits, partnership=known.id)


def _stage(scene: Scene, known: Partnership) -> Stage:
    now = common(scene, known.id)
    assert now is not None
    return dates.stage_of(scene, now)


def _allowed(scene: Scene, parts: tuple[str, ...], action: Action) -> Partnership | None:
    """The partnership a button names, if this person may do that to it."""
    known = partnerships.partnership(scene.tx, places.number(parts, 0))
    if known is None or not may(people.actor(scene.tx, scene.person, known.id), action):
        return None
    return known


def edit(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    known = _allowed(scene, parts, Action.EDIT)
    if known is None or known.state == "deleting":
        return places.stale(scene)
    return scene.tell(screens.what_to_edit(known, entering.questions(scene, known.id)), edits=message, partnership=None)


def coordinator(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qk:<partnership>` asks who; `qk:<partnership>:<person>` makes it so."""
    known = _allowed(scene, parts, Action.EDIT)
    if known is None or known.state == "deleting":
        return places.stale(scene)
    were = following.were_members(scene.tx, known.id)
    able = {p.id: p for p in people.staff(scene.tx) if p.id not in were}
    if len(parts) == 1:
        choices = [(p.id, p.name) for p in able.values() if p.id != known.coordinator]
        return scene.tell(screens.which_coordinator(known, choices), edits=message, partnership=None)
    chosen = able.get(places.number(parts, 1))
    if chosen is None:
        return places.stale(scene)
    before = people.person(scene.tx, known.coordinator).name
    if chosen.id != known.coordinator:
        make_coordinator(scene, known, chosen)
    return scene.tell(screens.coordinator_changed(known, before, chosen.name), edits=message, partnership=None)


def make_coordinator(scene: Scene, known: Partnership, chosen: Person) -> None:
    partnerships.change(scene.tx, known.id, coordinator_id=chosen.id)
    partnerships.assign(scene.tx, known.id, chosen.id)
    audit.note(scene.tx, scene.now, scene.person.id, "coordinator_changed", known.id, f"person:{chosen.id}")
    if chosen.id != scene.person.id:
        now = text(NOW_COORDINATOR, title=known.title)
        scene.tell(screens.told(known, now), to=chosen.id, partnership=known.id, waited_for=False)


def may_follow(actor: Actor) -> bool:
    """Whether somebody could be assigned: on the staff, and never a member."""
    return actor.role in (Role.ADMIN, Role.ASSIGNED, Role.STAFF)


def ask_close(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    known = _allowed(scene, parts, Action.CLOSE)
    if known is None or known.state != "open":
        return places.stale(scene)
    return scene.tell(screens.close_asked(known), edits=message, partnership=None)


def close(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    known = _allowed(scene, parts, Action.CLOSE)
    if known is None or known.state != "open":
        return places.stale(scene)
    return _turn_into(scene, known, "closed", "partnership_closed", screens.CLOSED_TO_SIDES, CLOSED, message)


def reopen(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    known = _allowed(scene, parts, Action.CLOSE)
    if known is None or known.state != "closed":
        return places.stale(scene)
    to_sides = screens.REOPENED_TO_SIDES
    return _turn_into(scene, known, "open", "partnership_reopened", to_sides, REOPENED, message)


def _turn_into(
    scene: Scene, known: Partnership, state: str, action: str, to_sides: str, done: Text, message: int | None
) -> None:
    """Both sides are told the same, and not by whom."""
    partnerships.change(scene.tx, known.id, state=state)
    dates.record(scene, known.id)
    audit.note(scene.tx, scene.now, scene.person.id, action, known.id)
    to_members = Screen((Line(text(to_sides, title=known.title)),))
    members = (m.person for m in people.members(scene.tx, known.id))
    scene.tell_all(members, to_members, partnership=known.id)
    scene.tell(screens.told(known, done), edits=message, partnership=known.id)


COMMANDS = {"partnerships": listed}
PRESSED = {
    "ql": turn,
    "qp": card,
    "qe": edit,
    "qk": coordinator,
    "qc": ask_close,
    "qcy": close,
    "qo": reopen,
    **deleting.PRESSED,
}
