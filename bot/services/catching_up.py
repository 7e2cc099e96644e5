"""A partnership that was running before it came here: when its catch-up start is due, and beginning it."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.i18n import language
from bot.screens import catching_up as screens
from bot.screens.catching_up import Running, Standing
from bot.services import places, reaching, uploading
from bot.services.scene import Scene
from bot.store import agreements, audit, following, partnerships, people, proposals, reviews, walks
from bot.store.partnerships import Partnership
from bot.store.people import Member
from conversations.access import Action, may
from conversations.approving import How
from conversations.dialogues import STARTS
from conversations.dialogues.catch_up import CATCH_UP, DUE_AFTER_DAYS
from conversations.sides import Side


def start_of(scene: Scene, partnership: int) -> tuple[int, str] | None:
    """(round, dialogue) of the newest start, under way or over; None before one was begun."""
    return next((found for found in walks.rounds(scene.tx, partnership) if found[1] in STARTS), None)


def running(scene: Scene, known: Partnership) -> Running | None:
    """What there is in a running partnership, for the one who acts; None for any other partnership."""
    if not known.running:
        return None
    review = next(iter(reviews.of(scene.tx, known.id, CATCH_UP.id)), None)
    sent = [v.id for v in agreements.versions(scene.tx, known.id) if v.how is How.UPLOADED and v.seal is not None]
    return Running(
        known.id,
        known.title,
        _standing(scene, known),
        language(scene.person.speaks).say(review.due_on) if review else None,
        sends=uploading.possible(scene.tx, known),
        sent=sent[-1] if sent else None,
    )


def _standing(scene: Scene, known: Partnership) -> Standing:
    start = start_of(scene, known.id)
    if start is None:
        return Standing.AHEAD if known.state == "open" else Standing.NONE
    if start[1] != CATCH_UP.id:
        return Standing.NONE
    over = any(row.round_closed_at is not None for row in walks.of_round(scene.tx, start[0]).values())
    if over:
        return Standing.DONE
    return Standing.BEGUN if known.state == "open" else Standing.NONE


def note_due(scene: Scene, known: Partnership) -> None:
    """The day the catch-up start is due is recorded once: the moment both sides have joined."""
    if following.sides_joined(scene.tx, known.id) != frozenset(Side) or reviews.of(scene.tx, known.id, CATCH_UP.id):
        return
    start = start_of(scene, known.id)
    if start is not None and start[1] != CATCH_UP.id:
        return
    today = scene.now.astimezone(ZoneInfo(known.zone)).date()
    reviews.add(scene.tx, scene.now, known.id, CATCH_UP.id, today + timedelta(days=DUE_AFTER_DAYS))
    if start is not None:
        _note_begun(scene, known, start[0])


def _note_begun(scene: Scene, known: Partnership, round_id: int) -> None:
    for review in reviews.of(scene.tx, known.id, CATCH_UP.id):
        reviews.begun(scene.tx, review.id, round_id)


def offer(scene: Scene, known: Partnership) -> None:
    """Instead of a first question, to the one who has joined."""
    there = running(scene, known)
    assert there is not None
    scene.tell(screens.offer(there), partnership=known.id)


def begin(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Uc:<partnership>`: whoever presses it first answers for their side; begun already, it goes on."""
    number = places.number(parts, 0)
    mine = next((m for m in people.memberships(scene.tx, scene.person.id) if m.partnership == number), None)
    known = partnerships.partnership(scene.tx, number) if mine else None
    actor = people.actor(scene.tx, scene.person, number)
    if mine is None or known is None or not may(actor, Action.ANSWER) or not known.running or known.state != "open":
        return places.stale(scene)
    proposals.lock(scene.tx, number)
    start = start_of(scene, number)
    if start is None:
        _begin(scene, known, mine)
    elif start[1] != CATCH_UP.id:
        return places.stale(scene)
    return places.show_present(scene, number)


def _begin(scene: Scene, known: Partnership, mine: Member) -> None:
    round_id = walks.open_round(scene.tx, scene.now, known.id, CATCH_UP.id)
    audit.note(scene.tx, scene.now, scene.person.id, "catch_up_begun", known.id)
    _note_begun(scene, known, round_id)
    rows = walks.of_round(scene.tx, round_id)
    walks.hold(scene.tx, rows[mine.side].id, mine.id)
    others = [m for m in people.members(scene.tx, known.id) if m.side is not mine.side]
    if others:
        walk = rows[mine.side.other].id
        # Whoever cannot be reached would leave the whole side without a question.
        asked = next((m for m in others if reaching.can_be_reached(scene, m.person)), others[0])
        walks.hold(scene.tx, walk, asked.id)
        screen = screens.begun(known.title, known.organisation(mine.side), walk)
        scene.tell_all((m.person for m in others), screen, partnership=known.id)


PRESSED = {"Uc": begin}
