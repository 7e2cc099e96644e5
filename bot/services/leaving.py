"""Leaving a partnership by one's own choice."""

from __future__ import annotations

from bot.screens import members as screens
from bot.services import members, places
from bot.services.scene import Scene
from bot.store import partnerships, people
from bot.store.people import Member
from conversations.text import N_, Text


def leave(scene: Scene, argument: str) -> None:
    """`/leave`: which partnership, then whether really."""
    own = people.memberships(scene.tx, scene.person.id)
    if not own:
        scene.say(screens.NOWHERE, partnership=None)
    elif len(own) == 1:
        _ask(scene, own[0], None)
    else:
        titles = {m.partnership: _title(scene, m) for m in own}
        scene.tell(
            screens.which_partnership(Text(N_("Which partnership do you want to leave?")), titles, "pv"),
            partnership=None,
        )


def _ask(scene: Scene, own: Member, message: int | None) -> None:
    colleagues = [m for m in people.members(scene.tx, own.partnership) if m.side is own.side and m.id != own.id]
    partnership = partnerships.partnership(scene.tx, own.partnership)
    assert partnership is not None
    asked = screens.leave(partnership.title, partnership.organisation(own.side), partnership.id, last=not colleagues)
    scene.tell(asked, partnership=own.partnership, edits=message)


def _own(scene: Scene, parts: tuple[str, ...]) -> Member | None:
    chosen = places.number(parts, 0)
    return next((m for m in people.memberships(scene.tx, scene.person.id) if m.partnership == chosen), None)


def _title(scene: Scene, member: Member) -> str:
    partnership = partnerships.partnership(scene.tx, member.partnership)
    return partnership.title if partnership else ""


def _pressed(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    own = _own(scene, parts)
    if own is None:
        places.stale(scene)
    else:
        _ask(scene, own, message)


def _leave(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    own = _own(scene, parts)
    if own is None:
        places.stale(scene)
        return
    members.take_out(scene, own, action="left")
    # Not about the partnership any more: nothing about it is sent to somebody who has left.
    scene.tell(screens.left(_title(scene, own)), edits=message, partnership=None)


def _stay(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    own = _own(scene, parts)
    if own is None:
        places.stale(scene)
        return
    scene.tell(screens.stays(_title(scene, own)), partnership=own.partnership, edits=message)


PRESSED = {"pv": _pressed, "pV": _leave, "pS": _stay}
COMMANDS = {"leave": leave}
