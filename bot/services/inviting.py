"""Making invitations and handing them on. Only a code's hash is kept; who may invite is asked every time."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.i18n import Language, language
from bot.screens import inviting as screens
from bot.screens import members as people_screens
from bot.services import places
from bot.services.scene import Scene, World
from bot.store import audit, invitations, partnerships, people
from bot.store.partnerships import Partnership
from bot.store.transaction import Transaction
from conversations import access
from conversations.access import may
from conversations.codes import LENGTH, SIGNS, hashed
from conversations.sides import Side
from conversations.text import N_, Text

LASTS = timedelta(days=7)


def create(
    tx: Transaction,
    now: datetime,
    *,
    partnership: int | None,
    side: Side | None,
    staff: str | None,
    by: int | None,
) -> str:
    """The code of a new invitation, which is known only to whoever is told it here."""
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    invitations.create(
        tx,
        now,
        code_hash=hashed(code),
        partnership=partnership,
        side=side,
        staff=staff,
        by=by,
        expires_at=now + LASTS,
    )
    audit.note(tx, now, by, "invited", partnership, f"side:{side}" if side else f"staff:{staff}")
    return code


def invite_staff_link(tx: Transaction, now: datetime, world: World) -> str:
    """A link for somebody who becomes a staff admin; the command line prints the first one."""
    code = create(tx, now, partnership=None, side=None, staff="admin", by=None)
    return screens.Invited(world.bot_name, code, (now + LASTS).date()).link


def show(scene: Scene, code: str, *, partnership: int | None, side: Side | None, edits: int | None = None) -> None:
    """Owes the text to forward and the picture of a new invitation to whoever made it.

    With `edits` the message in which it was asked for says what was made.
    """
    row = partnerships.partnership(scene.tx, partnership) if partnership is not None and side else None
    reader = language(scene.person.speaks)
    until = (scene.now + LASTS).astimezone(ZoneInfo(row.zone) if row else UTC).date()
    invited = screens.Invited(scene.world.bot_name, code, until)
    spoken: tuple[Language, ...] = (reader,)
    if row and side:
        invited = screens.Invited(scene.world.bot_name, code, until, row.title, row.organisation(side), side)
        common = language(row.common_language)
        spoken = (common,) if common.code == reader.code else (common, reader)
    if edits is not None:
        scene.tell(screens.made(invited), edits=edits, partnership=partnership)
    scene.tell(screens.to_forward(invited, spoken), partnership=partnership)
    scene.tell(screens.picture(invited, reader), partnership=partnership)


def open_sides(scene: Scene, partnership: Partnership) -> dict[Side, str]:
    """The sides this person may invite to, with the organisation of each."""
    if partnership.state != "open":
        return {}
    actor = people.actor(scene.tx, scene.person, partnership.id)
    return {side: partnership.organisation(side) for side in Side if may(actor, access.inviting(side))}


def invite(scene: Scene, argument: str) -> None:
    """`/invite`: asks what is not clear, then makes one."""
    choices = [p for p in own_partnerships(scene) if open_sides(scene, p)]
    if not choices:
        scene.say(screens.NOWHERE, partnership=None)
    elif len(choices) == 1:
        offer(scene, choices[0])
    else:
        titles = {p.id: p.title for p in choices}
        scene.tell(
            people_screens.which_partnership(Text(N_("Which partnership do you invite somebody to?")), titles, "pi"),
            partnership=None,
        )


def offer(scene: Scene, partnership: Partnership, *, edits: int | None = None) -> None:
    """Makes an invitation, or asks for which side."""
    sides = open_sides(scene, partnership)
    if len(sides) == 1:
        _make(scene, partnership, next(iter(sides)), edits)
    else:
        screen = screens.which_side(partnership.id, partnership.title, sides)
        scene.tell(screen, partnership=partnership.id, edits=edits)


def own_partnerships(scene: Scene) -> tuple[Partnership, ...]:
    """Those a person is in, then those they follow as staff."""
    own = (partnerships.partnership(scene.tx, m.partnership) for m in people.memberships(scene.tx, scene.person.id))
    followed: tuple[Partnership, ...] = ()
    if scene.person.staff is not None:
        everyone = scene.person.staff == "admin"
        followed = partnerships.followed(scene.tx, scene.person.id, everyone=everyone)
    return (*(p for p in own if p is not None), *followed)


def _make(scene: Scene, partnership: Partnership, side: Side, edits: int | None) -> None:
    code = create(scene.tx, scene.now, partnership=partnership.id, side=side, staff=None, by=scene.person.id)
    show(scene, code, partnership=partnership.id, side=side, edits=edits)


def _pressed(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`pi:<partnership>` or `pi:<partnership>:<side>`."""
    partnership = partnerships.partnership(scene.tx, places.number(parts, 0))
    sides = open_sides(scene, partnership) if partnership else {}
    if partnership is None or not sides:
        places.stale(scene)
    elif len(parts) == 1:
        offer(scene, partnership, edits=message)
    elif parts[1] in list(sides):
        _make(scene, partnership, Side(parts[1]), message)
    else:
        places.stale(scene)


PRESSED = {"pi": _pressed}
COMMANDS = {"invite": invite}
