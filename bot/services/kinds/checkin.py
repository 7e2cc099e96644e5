"""The check-in: what a round is about, when it may begin, and what it tells when it opens."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from bot.screen import Line
from bot.screens import checkin as screens
from bot.services.common import Common, common
from bot.services.dates import rhythm_of
from bot.services.kinds.base import Kind, Look
from bot.services.past import Past, past
from bot.services.scene import Scene
from bot.services.serving import load, show
from bot.store import answers, audit, goals, people, walks
from bot.store.partnerships import Partnership
from bot.store.walks import WalkRow
from conversations.access import Actor
from conversations.answers import Answer, State
from conversations.checkins import CheckIn, checkin, sittings
from conversations.dialogues import STARTS
from conversations.dialogues.checkin import BETWEEN, CALL, ID, THANKS, THIS_WEEK, TOPIC_OF_SITTING, WORK
from conversations.due import day_of
from conversations.events import AtQuestion
from conversations.sides import Side, Visible
from conversations.text import N_, Month, Text

_SECOND = next(n for n, topic in TOPIC_OF_SITTING.items() if topic == BETWEEN)
NOT_YET = N_("A check-in looks back at what you began together. Begin it when your start-up talk is over.")


def told(where: Partnership, one: Past) -> CheckIn:
    """A round as it can be told of, with the days as they are where the partnership is."""
    days = {topic: day_of(at, where.zone) for topic, at in one.opened.items()}
    return checkin(one.definition, one.round, one.about, days, one.answers)


def held(scene: Scene, where: Partnership, reader: Actor) -> tuple[CheckIn, ...]:
    """Every check-in, oldest first, as this reader may see it; the caller has checked that they may."""
    return tuple(told(where, one) for one in past(scene, where.id, ID, reader))


def _names(where: Partnership) -> dict[Side, str]:
    return {side: where.organisation(side) for side in Side}


def _about(scene: Scene, where: Partnership) -> dict[str, Any]:
    """The joint list as it stands now, and the sittings by the rhythm that holds now."""
    now = common(scene, where.id)
    assert now is not None
    return {
        "names": {side.value: name for side, name in _names(where).items()},
        "goals": [[goal.id, goal.words] for goal in now.known.goals],
        "gone": [],
        "sittings": list(sittings(rhythm_of(now), now.this_month(scene), _last_between(scene, now))),
    }


def _last_between(scene: Scene, now: Common) -> Month | None:
    """The month of the last round with the second sitting; before there was one, when the start was over."""
    where = now.partnership
    rounds = walks.rounds_of(scene.tx, where.id)
    held_in = [one.opened_at for one in rounds if one.dialogue == ID and _SECOND in one.about["sittings"]]
    over = [one.closed_at for one in rounds if one.dialogue in STARTS and one.closed_at is not None]
    latest = max(held_in or over, default=None)
    if latest is None:
        return None
    there = latest.astimezone(ZoneInfo(where.zone))
    return Month(there.year, there.month)


def _refuses(scene: Scene, where: Partnership) -> Text | None:
    started = any(one.dialogue in STARTS and one.closed_at is not None for one in walks.rounds_of(scene.tx, where.id))
    return None if started or where.running else Text(NOT_YET)


def _result(scene: Scene, look: Look) -> tuple[Line, ...]:
    """Of one topic in its opening; in a summary of all that are open."""
    where = look.partnership
    now, before = told(where, look.now), tuple(told(where, one) for one in look.before)
    lines: list[Line] = []
    for topic, shown in ((WORK, screens.work), (BETWEEN, screens.between)):
        if topic in now.opened and look.topic in (None, topic):
            lines += shown(now, before, _names(where))
    return tuple(lines)


def _opened(scene: Scene, row: WalkRow, topic: str) -> None:
    """Thanks reach the other side as a message of their own, and staff learn at once who wants a call."""
    if topic != BETWEEN:
        return
    both = answers.both(scene.tx, row.round, row.definition)
    opening = both.openings[topic].id
    readable = both.for_both()
    members = people.members(scene.tx, row.partnership)
    for side in Side:
        answer = _given(readable[side].get(THANKS))
        if answer is None:
            continue
        for member in members:
            if member.side is side.other:
                named = row.title if len(people.memberships(scene.tx, member.person)) > 1 else None
                screen = screens.thanks(opening, row.organisation(side), answer, named=named)
                key = f"thanks:{opening}:{side}:{member.person}"
                scene.tell(screen, to=member.person, partnership=row.partnership, waited_for=False, key=key)
    _tell_of_calls(scene, row, opening, both)


def _tell_of_calls(scene: Scene, row: WalkRow, opening: int, both: answers.Both) -> None:
    for person in people.followers(scene.tx, row.partnership):
        reader = people.actor(scene.tx, people.person(scene.tx, person), row.partnership)
        for side, given in both.for_reader(reader).items():
            wish = _given(given.get(CALL))
            if wish is not None and wish.value == THIS_WEEK and wish.visible.is_at_least(Visible.STAFF):
                screen = screens.wishes_call(row.title, row.organisation(side))
                key = f"call:{opening}:{side}:{person}"
                scene.tell(screen, to=person, partnership=row.partnership, waited_for=False, key=key)


def _given(answer: Answer | None) -> Answer | None:
    return answer if answer is not None and answer.state is State.GIVEN else None


def goals_changed(scene: Scene, partnership: int) -> None:
    """The joint list is another one: an open check-in asks no more about what is not in it, and whoever was just being
    asked about it is shown where they are now."""
    open_one = next((r for r in walks.rounds_of(scene.tx, partnership, ID) if r.closed_at is None), None)
    if open_one is None:
        return
    there = {goal.id for goal in goals.goals(scene.tx, partnership)}
    gone = [id for id, _ in open_one.about["goals"] if id not in there]
    if gone == open_one.about["gone"]:
        return
    before = {side: load(scene, row).here for side, row in walks.of_round(scene.tx, open_one.id).items()}
    walks.change_about(scene.tx, open_one.id, {**open_one.about, "gone": gone})
    audit.note(scene.tx, scene.now, scene.person.id, "goal_gone_from_round", partnership, ID)
    for side, row in walks.of_round(scene.tx, open_one.id).items():
        asked = before[side]
        dropped = isinstance(asked, AtQuestion) and asked.question.item in {str(id) for id in gone}
        if dropped and row.holder is not None and row.asks:
            show(scene, load(scene, row), why=Text(screens.GONE))


KIND = Kind(about=_about, refuses=_refuses, result=_result, opened=_opened)
