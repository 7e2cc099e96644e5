"""The last step of joining: the right place or not, and then a member or one of the staff.

Who may come in is looked at when a code is given, and again here, where the invitation is used up.
"""

from __future__ import annotations

from bot.screen import Line, Screen
from bot.screens import joining as screens
from bot.services import catching_up, holders, members, places
from bot.services.joining_steps import Step, UnderWay, again, leave_visible, place, show_step, under_way
from bot.services.scene import Scene
from bot.store import audit, invitations, partnerships, people
from bot.store.invitations import Invitation
from conversations import access
from conversations.access import Action, may
from conversations.dialogues import DIALOGUES
from conversations.dialogues.startup import STARTUP

_RANK = {None: 0, "staff": 1, "admin": 2}


def may_use(scene: Scene, invitation: Invitation) -> bool:
    """Whether this person may be where the invitation leads. Its age was looked at when it was opened."""
    if invitation.used_at is not None or invitation.by == scene.person.id or not _inviter_may(scene, invitation):
        return False
    if invitation.side is None:
        return _RANK[scene.person.staff] < _RANK[invitation.staff]
    if invitation.partnership is None:
        return False
    partnership = partnerships.partnership(scene.tx, invitation.partnership)
    actor = people.actor(scene.tx, scene.person, invitation.partnership)
    return partnership is not None and partnership.state == "open" and actor.side is None and not actor.assigned


def _inviter_may(scene: Scene, invitation: Invitation) -> bool:
    """An invitation ends with its maker's own right to invite: being removed ends it too."""
    if invitation.by is None:
        return True
    inviter = people.actor(scene.tx, people.person(scene.tx, invitation.by), invitation.partnership)
    return may(inviter, access.inviting(invitation.side) if invitation.side else Action.INVITE_STAFF)


def _asked(scene: Scene, parts: tuple[str, ...]) -> UnderWay | None:
    """The invitation that is confirmed or not; None if it is not the one the button stands for."""
    here = under_way(scene)
    if here is None or here.step is not Step.RIGHT or here.invitation.id != places.number(parts, 0):
        return None
    return here


def _wrong(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = _asked(scene, parts)
    if here is None:
        places.stale(scene)
        return
    asked = screens.what_is_wrong(place(scene, here.invitation), here.joining.name or "", here.joining.task)
    scene.tell(asked, edits=message, partnership=None)


def _mend(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = _asked(scene, parts)
    what = parts[1] if len(parts) > 1 else ""
    if here is None or what not in ("name", "task", "all"):
        places.stale(scene)
        return
    if what == "all":
        invitations.end(scene.tx, scene.person.id)
        scene.tell(screens.not_joined(), edits=message, partnership=None)
        return
    invitations.fill(scene.tx, scene.person.id, **{what: None})
    leave_visible(scene, screens.mended(what), message)
    show_step(scene)


def _confirm(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    here = _asked(scene, parts)
    if here is None:
        places.stale(scene)
        return
    invitations.end(scene.tx, scene.person.id)
    # Two who hold the same link may press at once: the store gives it to one of them.
    if not may_use(scene, here.invitation) or not invitations.use(
        scene.tx, scene.now, here.invitation.id, scene.person.id
    ):
        scene.tell(Screen((Line(screens.CANT_USE),)), edits=message, partnership=None)
        return
    name = here.joining.name or ""
    people.change(scene.tx, scene.person.id, name=name)
    scene = again(scene)
    scene.tell(
        screens.welcome(place(scene, here.invitation), name, _ahead(scene, here.invitation)),
        edits=message,
        partnership=here.invitation.partnership,
    )
    if here.invitation.side is None:
        _becomes_staff(scene, here.invitation)
    else:
        _becomes_member(scene, here)


def _ahead(scene: Scene, invitation: Invitation) -> screens.Ahead | None:
    """None where nothing is asked: of the staff, and of partners who have not yet begun their catch-up start."""
    side, number = invitation.side, invitation.partnership
    known = partnerships.partnership(scene.tx, number) if number is not None else None
    if side is None or known is None:
        return None
    start = catching_up.start_of(scene, known.id)
    if start is None and known.running:
        return None
    topics = (DIALOGUES[start[1]] if start else STARTUP).topics
    numbers = [sum(q.side in (None, side) for q in topic.questions) for topic in topics]
    return screens.Ahead(len(topics), min(numbers), max(numbers))


def _becomes_staff(scene: Scene, invitation: Invitation) -> None:
    people.change(scene.tx, scene.person.id, staff=invitation.staff)
    scene = again(scene)
    if invitation.partnership is not None:
        actor = people.actor(scene.tx, scene.person, invitation.partnership)
        if actor.side is None and not actor.removed:
            partnerships.assign(scene.tx, invitation.partnership, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "became_staff", invitation.partnership, invitation.staff)
    members.tell_of_new_staff(scene, invitation.by)


def _becomes_member(scene: Scene, here: UnderWay) -> None:
    invitation = here.invitation
    assert invitation.partnership is not None
    assert invitation.side is not None
    new = people.join(
        scene.tx,
        scene.now,
        person_id=scene.person.id,
        partnership=invitation.partnership,
        side=invitation.side,
        task=here.joining.task or None,
        by=invitation.by,
    )
    audit.note(scene.tx, scene.now, scene.person.id, "joined", invitation.partnership, f"member:{new}")
    member = people.member(scene.tx, new)
    assert member is not None
    members.tell_of_new_member(scene, member, invitation.by)
    holders.joined(scene, member)


PRESSED = {"jy": _confirm, "jw": _wrong, "jf": _mend}
