"""Who is on a side: shown, told of, removed, moved, leaving.

A removal holds from its commit on: what was owed to the person is cancelled in the same transaction.
"""

from __future__ import annotations

from bot.screen import Line, Screen
from bot.screens import comings
from bot.screens import members as screens
from bot.screens.members import OnSide, SideShown
from bot.services import holders, inviting, places, staff
from bot.services.scene import Scene
from bot.store import audit, forgetting, outbox, partnerships, people, walks
from bot.store.partnerships import Partnership
from bot.store.people import Member
from conversations import access
from conversations.access import Action, may
from conversations.sides import Side
from conversations.text import N_, Text


def everybody(scene: Scene, argument: str) -> None:
    """`/people`."""
    choices = inviting.own_partnerships(scene)
    if not choices:
        scene.say(screens.NOWHERE, partnership=None)
    elif len(choices) == 1:
        show(scene, choices[0])
    else:
        prompt = Text(N_("Which partnership's people do you want to see?"))
        scene.tell(screens.which_partnership(prompt, {p.id: p.title for p in choices}, "pp"), partnership=None)


def show(scene: Scene, partnership: Partnership, *, edits: int | None = None) -> None:
    """Everybody of one partnership, with what this person may do about them."""
    actor = people.actor(scene.tx, scene.person, partnership.id)
    if not may(actor, Action.KNOW):
        places.not_found(scene)
        return
    followers = [people.person(scene.tx, id).name for id in people.followers(scene.tx, partnership.id)]
    screen = screens.everybody(
        partnership.id,
        partnership.title,
        [side_shown(scene, partnership, side) for side in Side],
        [name for name in followers if name],
        may_leave=actor.side is not None,
    )
    scene.tell(screen, partnership=partnership.id, edits=edits)


def side_shown(scene: Scene, partnership: Partnership, side: Side) -> SideShown:
    """A side as this person may see it: who answers for the other side is not told to members."""
    actor = people.actor(scene.tx, scene.person, partnership.id)
    on = [m for m in people.members(scene.tx, partnership.id) if m.side is side]
    sees_holder = actor.side in (None, side)
    others = tuple(m.id for m in on if m.person != scene.person.id)
    return SideShown(
        side,
        partnership.organisation(side),
        tuple(on_side(m) for m in on),
        holder=walks.holder(scene.tx, partnership.id, side) if sees_holder else None,
        removable=others if may(actor, access.removing(side)) else (),
        invitable=partnership.state == "open" and may(actor, access.inviting(side)),
    )


def on_side(member: Member) -> OnSide:
    return OnSide(member.id, member.name, member.task)


def tell_of_new_member(scene: Scene, member: Member, inviter: int | None) -> None:
    """The inviter, if they may still know, and staff; each can say at once that it is the wrong person."""
    partnership = _of(scene, member)
    screen = comings.came(on_side(member), side_shown(scene, partnership, member.side), partnership.title)
    readers = set(people.followers(scene.tx, partnership.id))
    if inviter is not None and _may_remove(scene, inviter, member):
        readers.add(inviter)
    scene.tell_all(sorted(readers - {member.person}), screen, partnership=partnership.id)


def tell_of_new_staff(scene: Scene, inviter: int | None) -> None:
    """The staff admins, who alone bring in staff, and the inviter if they are one."""
    readers = {admin.id for admin in people.staff(scene.tx, "admin")} - {scene.person.id}
    scene.tell_all(sorted(readers), comings.new_staff(scene.person.id, scene.person.name or ""), partnership=None)


def _may_remove(scene: Scene, person_id: int, member: Member) -> bool:
    actor = people.actor(scene.tx, people.person(scene.tx, person_id), member.partnership)
    return may(actor, access.removing(member.side))


def _of(scene: Scene, member: Member) -> Partnership:
    partnership = partnerships.partnership(scene.tx, member.partnership)
    assert partnership is not None
    return partnership


def take_out(scene: Scene, member: Member, *, action: str) -> SideShown:
    """The member is off the side, the side's answers stay, and nothing owed to them about it is sent.

    The others of the side and staff are told. The one who acts sees it where they pressed.
    """
    partnership = _of(scene, member)
    people.leave(scene.tx, scene.now, member.id)
    audit.note(scene.tx, scene.now, scene.person.id, action, partnership.id, f"member:{member.id}")
    outbox.cancel(scene.tx, scene.now, person_id=member.person, partnership_id=partnership.id)
    forgetting.drafts(scene.tx, person_id=member.person, partnership_id=partnership.id)
    holders.left(scene, member)
    shown = side_shown(scene, partnership, member.side)
    colleagues = {m.person for m in people.members(scene.tx, partnership.id) if m.side is member.side}
    readers = {*colleagues, *people.followers(scene.tx, partnership.id)} - {scene.person.id, member.person}
    screen = comings.someone_went(on_side(member), shown, partnership.title)
    scene.tell_all(sorted(readers), screen, partnership=partnership.id)
    return shown


def _removable(scene: Scene, parts: tuple[str, ...]) -> Member | None:
    """The member a button stands for, if this person may remove them."""
    member = people.member(scene.tx, places.number(parts, 0))
    if member is None or member.person == scene.person.id or not _may_remove(scene, scene.person.id, member):
        return None
    return member


def _movable(scene: Scene, member: Member) -> bool:
    """Staff undo a joining on the wrong side."""
    partnership = _of(scene, member)
    actor = people.actor(scene.tx, scene.person, partnership.id)
    return partnership.state == "open" and actor.side is None and may(actor, access.inviting(member.side.other))


def _ask_remove(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    member = _removable(scene, parts)
    if member is None:
        places.stale(scene)
        return
    shown = side_shown(scene, _of(scene, member), member.side)
    asked = screens.remove(on_side(member), shown, member.partnership, movable=_movable(scene, member))
    scene.tell(asked, partnership=member.partnership, edits=message)


def _remove(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    member = _removable(scene, parts)
    if member is None:
        places.stale(scene)
        return
    shown = take_out(scene, member, action="removed")
    elsewhere = people.memberships(scene.tx, member.person)
    scene.tell(comings.you_were_removed(shown.organisation if elsewhere else None), to=member.person, partnership=None)
    done = screens.removed(on_side(member), shown, member.partnership, invitable=shown.invitable)
    scene.tell(done, partnership=member.partnership, edits=message)


def _move(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    member = _removable(scene, parts)
    if member is None or not _movable(scene, member):
        places.stale(scene)
        return
    take_out(scene, member, action="moved")
    other = member.side.other
    new = people.join(
        scene.tx,
        scene.now,
        person_id=member.person,
        partnership=member.partnership,
        side=other,
        task=member.task,
        by=scene.person.id,
    )
    audit.note(scene.tx, scene.now, scene.person.id, "joined", member.partnership, f"member:{new}")
    partnership = _of(scene, member)
    shown = side_shown(scene, partnership, other)
    scene.tell(screens.moved(on_side(member), shown, partnership.id), partnership=partnership.id, edits=message)
    moved = people.member(scene.tx, new)
    assert moved is not None
    theirs = Scene(scene.tx, scene.now, scene.world, people.person(scene.tx, member.person))
    theirs.tell(comings.you_were_moved(shown, partnership.title), partnership=partnership.id)
    holders.joined(theirs, moved)


def _show(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    partnership = partnerships.partnership(scene.tx, places.number(parts, 0))
    if partnership is None:
        places.not_found(scene)
        return
    show(scene, partnership, edits=message)


def _remove_staff(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """*Not the right person*, for somebody who has joined the staff."""
    wrong = next((p for p in people.staff(scene.tx) if p.id == places.number(parts, 0)), None)
    actor = people.actor(scene.tx, scene.person, None)
    if wrong is None or wrong.id == scene.person.id or not may(actor, Action.INVITE_STAFF):
        places.stale(scene)
        return
    why = staff.dismiss(scene, wrong)
    done = comings.staff_removed(wrong.name or "") if why is None else Screen((Line(why),))
    scene.tell(done, edits=message, partnership=None)


PRESSED = {
    "jn": _remove,
    "jN": _remove_staff,
    "pp": _show,
    "pr": _ask_remove,
    "pR": _remove,
    "pM": _move,
}
COMMANDS = {"people": everybody}
