"""The talks after the start: which there are, and beginning one. There is one open round of each at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.i18n import language
from bot.screen import Button
from bot.screens import talks as screens
from bot.screens.talks import Listed
from bot.services import choosing, places, reaching
from bot.services.common import Common, Seen, common, seen, setting
from bot.services.holders import go_on
from bot.services.kinds import kind
from bot.services.scene import Scene
from bot.store import audit, people, proposals, reviews, walks
from bot.store.partnerships import Partnership
from bot.store.people import Member
from bot.store.walks import WalkRow
from conversations.access import Action
from conversations.dialogues import DIALOGUES, made
from conversations.due import day_of
from conversations.length import length
from conversations.sides import Side
from conversations.text import N_, Text

Parts = tuple[str, ...]
# In the order of the guide; the others begin where what they are about is: a trip, an ending.
OFFERED = ("checkin", "capacity", "vulnerability", "temperature", "ready", "lookback")
ONLY_LATER = frozenset({"ready", "lookback"})  # listed once they can be begun, or were
CLOSED = N_("This partnership is closed: nothing is begun in it any more.")
NOBODY = N_("Nobody has joined on one side yet. It can be begun when both sides are there.")


def listing(scene: Scene, view: Seen, message: int | None) -> None:
    now = view.common
    own = setting(scene, now, scene.person.id, view.side)
    listed = [_listed(scene, now.partnership, dialogue) for dialogue in OFFERED]
    shown = [one for one in listed if one.dialogue not in ONLY_LATER or one.due or one.last or one.open]
    return scene.tell(screens.listing(own, shown), edits=message, partnership=own.partnership)


def _listed(scene: Scene, where: Partnership, dialogue: str) -> Listed:
    def say(at: datetime) -> str:
        return language(scene.person.speaks).say(day_of(at, where.zone))

    rounds = walks.rounds_of(scene.tx, where.id, dialogue)
    over = next((one for one in rounds if one.over and one.closed_at is not None), None)
    due = next((one.due_on for one in reviews.of(scene.tx, where.id, dialogue) if one.round is None), None)
    return Listed(
        dialogue,
        DIALOGUES[dialogue].title,
        any(one.closed_at is None for one in rounds),
        say(over.closed_at) if over and over.closed_at else None,
        language(scene.person.speaks).say(due) if due else None,
    )


def one_talk(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Do:<partnership>:<dialogue>`"""
    view = seen(scene, places.number(parts, 0))
    if view is None or len(parts) < 2 or parts[1] not in OFFERED:
        return places.stale(scene)
    return _show(scene, view, parts[1], message)


def _show(scene: Scene, view: Seen, dialogue: str, message: int | None) -> None:
    where = view.common.partnership
    running = walks.running(scene.tx, where.id, dialogue)
    rows = walks.of_round(scene.tx, running) if running is not None else {}
    refused = _refusal(scene, view.common, dialogue) if running is None else None
    definition = made(dialogue, kind(dialogue).about(scene, where)) if refused is None else DIALOGUES[dialogue]
    one = screens.One(
        _listed(scene, where, dialogue),
        tuple(topic.title for topic in definition.topics),
        max(length(definition, side).minutes for side in ((view.side,) if view.side else Side)),
        refused,
        rows[view.side].id if view.side and rows else None,
        tuple(_extra(dialogue, where.id)),
    )
    own = setting(scene, view.common, scene.person.id, view.side)
    return scene.tell(screens.one_talk(own, one), edits=message, partnership=where.id)


def _extra(dialogue: str, partnership: int) -> list[tuple[Button, ...]]:
    """What was found so far."""
    found = {
        "checkin": Button(Text(N_("Lessons so far")), f"Bl:{partnership}"),
        "capacity": Button(Text(N_("Picture over time")), f"Zp:{partnership}"),
        "vulnerability": Button(Text(N_("The newest result")), f"Qr:{partnership}"),
    }
    return [(found[dialogue],)] if dialogue in found else []


def _refusal(scene: Scene, now: Common, dialogue: str) -> Text | None:
    if now.partnership.state != "open":
        return Text(CLOSED)
    sides = {member.side for member in people.members(scene.tx, now.partnership.id)}
    if sides != set(Side):
        return Text(NOBODY)
    return kind(dialogue).refuses(scene, now.partnership)


def begin_pressed(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Db:<partnership>:<dialogue>`: pressed by two at once, it is begun once."""
    view = seen(scene, places.number(parts, 0), Action.BEGIN)
    if view is None or len(parts) < 2 or parts[1] not in OFFERED or not view.open:
        return places.stale(scene)
    where, dialogue = view.common.partnership, parts[1]
    proposals.lock(scene.tx, where.id)
    if walks.running(scene.tx, where.id, dialogue) is None:
        if _refusal(scene, view.common, dialogue) is not None:
            return _show(scene, view, dialogue, message)
        begin(scene, where.id, dialogue)
    if view.side is None:
        own = setting(scene, view.common, scene.person.id, None)
        begun = screens.begun_by_staff(own, DIALOGUES[dialogue].title)
        return scene.tell(begun, edits=message, partnership=where.id)
    running = walks.running(scene.tx, where.id, dialogue)
    assert running is not None
    return go_on(scene, (str(walks.of_round(scene.tx, running)[view.side].id),), message)


def begin(scene: Scene, partnership: int, dialogue: str, about_more: Mapping[str, Any] | None = None) -> int | None:
    """Begins a round and tells everybody but the one who acts; its id, or None if it can't be begun now.

    Whoever calls has asked `access`.
    """
    now = common(scene, partnership)
    if now is None or walks.running(scene.tx, partnership, dialogue) is not None:
        return None
    if _refusal(scene, now, dialogue) is not None:
        return None
    about = {**kind(dialogue).about(scene, now.partnership), **(about_more or {})}
    round_id = walks.open_round(scene.tx, scene.now, partnership, dialogue, about)
    audit.note(scene.tx, scene.now, scene.person.id, "round_begun", partnership, dialogue)
    for review in reviews.of(scene.tx, partnership, dialogue):
        if review.round is None:
            reviews.begun(scene.tx, review.id, round_id)
    _hand_out(scene, now, walks.of_round(scene.tx, round_id))
    return round_id


def _hand_out(scene: Scene, now: Common, rows: Mapping[Side, WalkRow]) -> None:
    """On each side one member is asked: the one who acts, else who was asked last and can be reached."""
    members = people.members(scene.tx, now.partnership.id)
    by = next((m.side for m in members if m.person == scene.person.id), None)
    for side, row in rows.items():
        own = [m for m in members if m.side is side]
        asked = _asked(scene, own, walks.last_holder(scene.tx, now.partnership.id, side, before=row.id))
        walks.hold(scene.tx, row.id, asked.id)
        minutes = length(row.definition, side).minutes
        for member in own:
            if member.person != scene.person.id:
                said = setting(scene, now, member.person, member.side)
                name = now.parties.names[by] if by else None
                screen = screens.begun(said, row.definition.title, minutes, name, row.id)
                scene.tell(screen, to=member.person, partnership=now.partnership.id)


def _asked(scene: Scene, own: list[Member], last: int | None) -> Member:
    acts = [m for m in own if m.person == scene.person.id]
    reached = [m for m in own if reaching.can_be_reached(scene, m.person)]
    return next(iter((*acts, *(m for m in reached if m.id == last), *reached, *own)))


def end(scene: Scene, partnership: int, round_id: int, why: Text) -> None:
    """Ends a round before its time: whoever is asked in it is told why, and that what they answered is kept."""
    walks.end_round(scene.tx, scene.now, round_id)
    now = common(scene, partnership)
    assert now is not None
    rows = walks.of_round(scene.tx, round_id)
    audit.note(scene.tx, scene.now, scene.person.id, "round_ended", partnership, rows[Side.DANISH].dialogue)
    for side, row in rows.items():
        if row.holder_person is not None:
            own = setting(scene, now, row.holder_person, side)
            scene.tell(screens.ended(own, row.definition.title, why), to=row.holder_person, partnership=partnership)


COMMANDS = {"talks": choosing.as_command(listing, "Dt")}
PRESSED = {"Dt": choosing.as_button(listing, "Dt"), "Do": one_talk, "Db": begin_pressed}
