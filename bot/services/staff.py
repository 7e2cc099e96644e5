"""The staff: `/staff`, inviting to it, assigning to partnerships, and taking somebody off."""

from __future__ import annotations

from bot.screens import staff as screens
from bot.screens.staff import OnStaff
from bot.services import inviting, places
from bot.services import partnerships as cards
from bot.services.dismissing import dismiss, heirs
from bot.services.scene import Scene
from bot.store import audit, following, outbox, partnerships, people
from bot.store.partnerships import Partnership
from bot.store.people import Person
from conversations.access import Action, may
from conversations.text import Text

__all__ = ["COMMANDS", "PRESSED", "dismiss"]

ROLES = ("staff", "admin")


def everybody(scene: Scene, argument: str) -> None:
    """`/staff`"""
    if scene.person.staff is None:
        return places.not_found(scene)
    return _list(scene, None)


def all_staff(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    return places.stale(scene) if scene.person.staff is None else _list(scene, message)


def _list(scene: Scene, message: int | None) -> None:
    own = bool(partnerships.followed(scene.tx, scene.person.id, everyone=_admin(scene)))
    staff = [_on_staff(person) for person in people.staff(scene.tx)]
    scene.tell(screens.everybody(staff, admin=_admin(scene), own=own), edits=message, partnership=None)


def _admin(scene: Scene) -> bool:
    return may(people.actor(scene.tx, scene.person, None), Action.INVITE_STAFF)


def _on_staff(person: Person) -> OnStaff:
    assert person.staff is not None
    return OnStaff(person.id, person.name, person.staff)


def invite(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qsi:<role>`"""
    if not _admin(scene) or parts[:1] not in [(role,) for role in ROLES]:
        return places.stale(scene)
    code = inviting.create(scene.tx, scene.now, partnership=None, side=None, staff=parts[0], by=scene.person.id)
    return inviting.show(scene, code, partnership=None, side=None)


def card(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    who = _chosen(scene, parts)
    return places.stale(scene) if who is None else _card(scene, who, message)


def _card(scene: Scene, who: Person, message: int | None) -> None:
    follows = [p.title for p in partnerships.followed(scene.tx, who.id, everyone=False)]
    scene.tell(screens.one(_on_staff(who), follows), edits=message, partnership=None)


def _chosen(scene: Scene, parts: tuple[str, ...]) -> Person | None:
    """The member of the staff a button names, for a staff admin."""
    wanted = places.number(parts, 0)
    return next((p for p in people.staff(scene.tx) if p.id == wanted), None) if _admin(scene) else None


def which_partnerships(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qsa:<person>:<page>`"""
    who = _chosen(scene, parts)
    return places.stale(scene) if who is None else _assigning(scene, who, places.number(parts, 1), message)


def _assigning(scene: Scene, who: Person, page: int, message: int | None) -> None:
    able = [
        p
        for p in partnerships.followed(scene.tx, scene.person.id, everyone=True)
        if cards.may_follow(people.actor(scene.tx, who, p.id))
    ]
    pages = max(1, -(-len(able) // screens.A_PAGE))
    page = min(page, pages - 1)
    shown = able[page * screens.A_PAGE : (page + 1) * screens.A_PAGE]
    these = [(p.id, p.title, who.id in following.assigned(scene.tx, p.id)) for p in shown]
    scene.tell(screens.which_partnerships(_on_staff(who), these, page, pages), edits=message, partnership=None)


def turn_round(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qst:<person>:<partnership>:<page>`"""
    who = _chosen(scene, parts)
    known = _own(scene, places.number(parts, 1))
    if who is None or known is None or not _assign_or_not(scene, known, who):
        return places.stale(scene)
    return _assigning(scene, who, places.number(parts, 2), message)


def of_partnership(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qw:<partnership>`"""
    known = _own(scene, places.number(parts, 0))
    return places.stale(scene) if known is None else _of_partnership(scene, known, message)


def _of_partnership(scene: Scene, known: Partnership, message: int | None) -> None:
    assigned, were = following.assigned(scene.tx, known.id), following.were_members(scene.tx, known.id)
    these = [
        (_on_staff(p), p.id in assigned)
        for p in people.staff(scene.tx)
        if p.id != known.coordinator and p.id not in were
    ]
    who = people.person(scene.tx, known.coordinator)
    coordinator = OnStaff(who.id, who.name, who.staff or "staff")
    scene.tell(screens.of_partnership(known.id, known.title, these, coordinator), edits=message, partnership=known.id)


def turn_round_here(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qv:<partnership>:<person>`"""
    known = _own(scene, places.number(parts, 0))
    wanted = places.number(parts, 1)
    who = next((p for p in people.staff(scene.tx) if p.id == wanted), None)
    if known is None or who is None or not _assign_or_not(scene, known, who):
        return places.stale(scene)
    if _own(scene, known.id) is None:  # they have just taken it back from themselves
        return cards.turn(scene, (), message)
    return _of_partnership(scene, known, message)


def _own(scene: Scene, number: int) -> Partnership | None:
    """The partnership, if this person may assign staff to it."""
    known = partnerships.partnership(scene.tx, number)
    if known is None or not may(people.actor(scene.tx, scene.person, number), Action.ASSIGN_STAFF):
        return None
    return known


def _assign_or_not(scene: Scene, known: Partnership, who: Person) -> bool:
    """Turns it round, and says so to the one concerned; False where that may not be."""
    if who.id == known.coordinator or not cards.may_follow(people.actor(scene.tx, who, known.id)):
        return False
    taken_back = who.id in following.assigned(scene.tx, known.id)
    if taken_back:
        following.unassign(scene.tx, known.id, who.id)
        outbox.cancel(scene.tx, scene.now, person_id=who.id, partnership_id=known.id)
        screen = screens.unassigned(known.title)
    else:
        partnerships.assign(scene.tx, known.id, who.id)
        screen = screens.assigned(known.id, known.title)
    action = "staff_unassigned" if taken_back else "staff_assigned"
    audit.note(scene.tx, scene.now, scene.person.id, action, known.id, f"person:{who.id}")
    if who.id != scene.person.id:
        scene.tell(screen, to=who.id, waited_for=False, partnership=None)
    return True


def ask_remove(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qsr:<person>`"""
    who = _chosen(scene, parts)
    if who is None:
        return places.stale(scene)
    theirs = heirs(scene, who)
    if isinstance(theirs, Text):
        return scene.tell(screens.refused(theirs), edits=message, partnership=None)
    mine = [heir for _, heir in theirs].count(scene.person)
    screen = screens.remove_asked(_on_staff(who), taken_over=mine, passed_on=len(theirs) - mine)
    return scene.tell(screen, edits=message, partnership=None)


def remove(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qsR:<person>`"""
    who = _chosen(scene, parts)
    if who is None:
        return places.stale(scene)
    if (why := dismiss(scene, who)) is not None:
        return scene.tell(screens.refused(why), edits=message, partnership=None)
    return scene.tell(screens.removed(_on_staff(who)), edits=message, partnership=None)


COMMANDS = {"staff": everybody}
PRESSED = {
    "qs": all_staff,
    "qsi": invite,
    "qsp": card,
    "qsa": which_partnerships,
    "qst": turn_round,
    "qsr": ask_remove,
    "qsR": remove,
    "qw": of_partnership,
    "qv": turn_round_here,
}
