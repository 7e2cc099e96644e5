"""Taking somebody off the staff: who coordinates in their place, and what ends with it."""

from __future__ import annotations

from bot.screen import Line, Screen
from bot.screens import staff as screens
from bot.services import partnerships as cards
from bot.services.scene import Scene
from bot.store import audit, following, forms, outbox, partnerships, people
from bot.store.partnerships import Partnership
from bot.store.people import Person
from conversations.text import Text, text


def dismiss(scene: Scene, who: Person) -> Text | None:
    """Takes somebody off the staff, others coordinating in their place; or why that cannot be.

    They are told; whether the one who acts may do this is asked before.
    """
    theirs = heirs(scene, who)
    if isinstance(theirs, Text):
        return theirs
    for known in partnerships.followed(scene.tx, who.id, everyone=who.staff == "admin"):
        outbox.cancel(scene.tx, scene.now, person_id=who.id, partnership_id=known.id)
    for known, heir in theirs:
        cards.make_coordinator(scene, known, heir)
    following.leave_staff(scene.tx, scene.now, who.id)
    forms.drop(scene.tx, who.id)
    audit.note(scene.tx, scene.now, scene.person.id, "removed_staff", about=f"person:{who.id}")
    if who.id != scene.person.id:
        scene.tell(Screen((Line(screens.NO_LONGER),)), to=who.id, waited_for=False, partnership=None)
    return None


def heirs(scene: Scene, who: Person) -> list[tuple[Partnership, Person]] | Text:
    """Who coordinates in their place: the one who acts where possible, else an admin, else anybody."""
    others = [p for p in people.staff(scene.tx) if p.id != who.id]
    if who.staff == "admin" and not any(p.staff == "admin" for p in others):
        return screens.LAST_ADMIN
    others.sort(key=lambda p: (p.id != scene.person.id, p.staff != "admin", p.id))
    found = []
    for number in following.coordinated(scene.tx, who.id):
        known = partnerships.partnership(scene.tx, number)
        assert known is not None
        heir = next((p for p in others if cards.may_follow(people.actor(scene.tx, p, number))), None)
        if heir is None:
            return text(screens.NOBODY_ELSE, title=known.title)
        found.append((known, heir))
    return found
