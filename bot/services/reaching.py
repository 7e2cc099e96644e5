"""Somebody has blocked the bot, or let it back in: their staff are told neutrally, the other side is not."""

from __future__ import annotations

from bot.screens import partnerships as screens
from bot.services.scene import Scene
from bot.store import audit, partnerships, people


def changed(scene: Scene, reachable: bool) -> None:
    """Keeps how this person can be reached now; what waits for them goes on by itself when they are back."""
    people.change(scene.tx, scene.person.id, reach="open" if reachable else "blocked")
    if reachable:
        scene.tx.owed = True
        return
    for member in people.memberships(scene.tx, scene.person.id):
        known = partnerships.partnership(scene.tx, member.partnership)
        audit.note(scene.tx, scene.now, scene.person.id, "no_route", member.partnership)
        if known is not None and known.state == "open":
            told = screens.no_route(known, member.side, member.name)
            scene.tell_all(people.followers(scene.tx, known.id), told, partnership=known.id)


def can_be_reached(scene: Scene, person: int | None) -> bool:
    """Somebody silent still answers; whoever blocked the bot, or is gone, does not."""
    return person is not None and people.person(scene.tx, person).reach in ("open", "silent")
