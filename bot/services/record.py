"""/record: everything of a partnership that one reader may see, as a page and as JSON.

Both are made when they are asked for, in one transaction, so that they hold what the reader may see at that moment;
once sent, nothing of them is left in the outbox.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.i18n import language
from bot.screen import Screen
from bot.screens import record as screens
from bot.services import choosing, dates, places, record_plans, record_talks
from bot.services.common import Seen, seen
from bot.services.scene import Scene
from bot.store import audit, people, reviews
from conversations.access import Action, may
from conversations.dialogues import DIALOGUES
from conversations.due import day_of
from conversations.record import Record, fitted
from conversations.record_plans import Due
from conversations.record_talks import Parties, Somebody
from conversations.text import Text

# A tenth of what Telegram takes from a bot, so that it comes through a weak line too.
MOST_BYTES = 5_000_000


def show(scene: Scene, view: Seen, message: int | None) -> None:
    if not may(view.actor, Action.RECORD):
        return places.stale(scene)
    known = view.common.partnership
    return scene.tell(screens.choice(known.title, known.id), edits=message, partnership=known.id)


def as_page(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Sh:<partnership>`"""
    _give(scene, parts, "page")


def as_json(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Sj:<partnership>`"""
    _give(scene, parts, "json")


def _give(scene: Scene, parts: tuple[str, ...], kind: str) -> None:
    view = seen(scene, places.number(parts, 0), Action.RECORD)
    if view is None:
        return places.stale(scene)
    known = view.common.partnership
    audit.note(scene.tx, scene.now, scene.person.id, "record_taken", known.id, kind)
    return scene.tell(_screen(made(scene, view), known.title, kind, scene.person.speaks), partnership=known.id)


def _screen(record: Record, title: str, kind: str, speaks: str | None) -> Screen:
    reader = language(speaks)
    small = fitted(record, MOST_BYTES, lambda one: len(screens.written(one, reader).encode(errors="replace")))
    return (screens.page if kind == "page" else screens.data)(small, title, reader)


def made(scene: Scene, view: Seen) -> Record:
    """For a reader who has been checked. Everything in it comes by a way that asks who reads."""
    now, known = view.common, view.common.partnership
    rounds = record_talks.rounds(scene, view)
    return Record(
        made=scene.now.astimezone(ZoneInfo(known.zone)),
        reader=view.side.value if view.side else screens.STAFF,
        language=language(scene.person.speaks).code,
        partnership=Parties(
            known.danish_name,
            known.local_name,
            known.country,
            known.zone,
            known.common_language,
            known.running,
            known.start,
            known.end,
            now.horizon,
            known.state,
            dates.stage_of(scene, now).value,
        ),
        people=tuple(
            Somebody(member.side.value, member.name, member.task, day_of(member.joined_at, known.zone))
            for member in people.members(scene.tx, known.id)
        ),
        rounds=rounds,
        settled=record_plans.settled(scene, view),
        goals=record_plans.goals(scene, view),
        plan=record_plans.plan(view),
        agreements=record_plans.agreements(scene, view),
        capacity=record_talks.capacity(scene, view),
        vulnerability=record_talks.vulnerable(scene, view),
        trips=record_plans.trips(scene, view),
        phase_out=record_plans.ending(scene, view),
        due=tuple(
            Due(review.dialogue, Text(DIALOGUES[review.dialogue].title), review.due_on)
            for review in reviews.of(scene.tx, known.id)
            if review.round is None and review.dialogue in DIALOGUES
        ),
        files=record_talks.files(scene, rounds),
    )


COMMANDS = {"record": choosing.as_command(show, "Sr")}
PRESSED = {"Sr": choosing.as_button(show, "Sr"), "Sh": as_page, "Sj": as_json}
