"""The summary for staff: sent when every topic is opened or closed, shown whenever staff look."""

from __future__ import annotations

from bot import geography
from bot.screens import horizon, summaries
from bot.screens.summaries import Staged
from bot.services import dates, laying
from bot.services.common import agreed_until
from bot.services.kinds import kind
from bot.services.scene import Scene
from bot.store import answers, audit, openings, partnerships, people, walks
from bot.store.people import Person
from bot.store.walks import WalkRow
from conversations import opening as rules
from conversations.access import Action, is_audited, may
from conversations.answers import State
from conversations.comparison import Compared, talk_points
from conversations.dialogues import STARTS
from conversations.opening import TopicOutcome
from conversations.sides import Side
from conversations.summary import summarise
from conversations.text import Month
from conversations.walk import Walk

# Staff read Danish unless they have chosen otherwise.
STAFF_LANGUAGE = "da"


def when_complete(scene: Scene, row: WalkRow) -> None:
    """The round is over when every topic is opened or closed: each who follows the partnership is told, once."""
    shut = frozenset(openings.of_round(scene.tx, row.round))
    if not rules.is_complete(row.definition, shut) or not walks.summarised(scene.tx, scene.now, row.round):
        return
    audit.note(scene.tx, scene.now, None, "round_closed", row.partnership, row.dialogue)
    _tell_followers(scene, row)
    kind(row.dialogue).over(scene, row)
    dates.record(scene, row.partnership)


def mark_changed(scene: Scene, row: WalkRow) -> None:
    """When both sides have marked every opened topic, staff get the summary once more, now with all marks."""
    if row.round_closed_at is None:
        return
    opened = [o for o in openings.of_round(scene.tx, row.round).values() if o.how == "opened"]
    marks = openings.marks(scene.tx, tuple(o.id for o in opened))
    if rules.all_marked(marks[o.id] for o in opened):
        # Told once: whoever changes their mind later would otherwise send everybody a message with every tap.
        _tell_followers(scene, row, key="marked")
        dialogue = row.definition
        outcomes = [TopicOutcome(o.topic, o.how, marks[o.id]) for o in opened]
        summed = summarise([t.id for t in dialogue.topics], outcomes, ())
        done = summaries.done(dialogue, summed, row.partnership, start=row.dialogue in STARTS)
        for member in people.members(scene.tx, row.partnership):
            key = f"done:{row.round}:{member.person}"
            scene.tell(done, to=member.person, partnership=row.partnership, key=key)


def _tell_followers(scene: Scene, row: WalkRow, *, key: str | None = None) -> None:
    for person_id in people.followers(scene.tx, row.partnership):
        staged = _staged(scene, row.partnership, people.person(scene.tx, person_id), row.round)
        if staged is not None:
            scene.tell(
                summaries.summary(staged),
                to=person_id,
                partnership=row.partnership,
                waited_for=False,
                key=f"summary:{key}:{row.round}:{person_id}" if key else None,
            )


def _staged(scene: Scene, partnership_id: int, reader: Person, round_id: int | None = None) -> Staged | None:
    """A round, the latest if none is named, as this member of the staff may see it; None for everybody else."""
    actor = people.actor(scene.tx, reader, partnership_id)
    partnership = partnerships.partnership(scene.tx, partnership_id)
    found = [one for one in walks.rounds_of(scene.tx, partnership_id) if round_id in (None, one.id)]
    if partnership is None or not found or not may(actor, Action.SUMMARY):
        return None
    round_id, dialogue = found[0].id, found[0].definition
    rows = walks.of_round(scene.tx, round_id)
    made_of = laying.material(scene, rows[Side.DANISH])
    shut = made_of.both.openings
    if is_audited(actor, Action.SUMMARY):
        audit.note(scene.tx, scene.now, reader.id, "admin_saw_summary", partnership_id)
    views = [laying.lay(scene, made_of, shut[t.id], actor) for t in dialogue.topics if t.id in shut]
    opened = [view for view in views if view is not None]
    outcomes = [TopicOutcome(o.topic.id, o.how, o.marks) for o in opened]
    rows_of_all = tuple(row for view in opened for row in view.rows if view.how == "opened" or _asks_to_talk(row))
    points = talk_points(rows_of_all, len(rows_of_all))
    return Staged(
        round=round_id,
        partnership=partnership_id,
        title=partnership.title,
        names={side: partnership.organisation(side) for side in Side},
        country_name=geography.country_name(partnership.country, reader.speaks or STAFF_LANGUAGE),
        horizon=horizon.line(
            agreed_until(scene, partnership_id), Month.parse(partnership.end) if partnership.end else None
        ),
        dialogue=dialogue,
        progress={side: rules.progress(dialogue, _walk(scene, row)) for side, row in rows.items()},
        summary=summarise([t.id for t in dialogue.topics], outcomes, points),
        opened=opened,
        result=laying.result(scene, rows[Side.DANISH], actor, None),
        start=dialogue.id in STARTS,
    )


def _asks_to_talk(row: Compared) -> bool:
    return any(answer is not None and answer.state is State.TALK for answer in row.answers.values())


def progress(scene: Scene, partnership_id: int) -> dict[Side, rules.Progress]:
    """The three states staff see of each side in the latest round; not started where there is none."""
    found = walks.rounds_of(scene.tx, partnership_id)
    if not found:
        return dict.fromkeys(Side, rules.Progress.NOT_STARTED)
    rows = walks.of_round(scene.tx, found[0].id)
    return {side: rules.progress(row.definition, _walk(scene, row)) for side, row in rows.items()}


def _walk(scene: Scene, row: WalkRow) -> Walk:
    ready, shut = walks.standing(scene.tx, row.id, row.round)
    return Walk(row.side, answers.own(scene.tx, row.id), ready, shut)


def show(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    _give(scene, parts, as_file=False)


def as_file(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    _give(scene, parts, as_file=True)


def _give(scene: Scene, parts: tuple[str, ...], *, as_file: bool) -> None:
    from bot.services import places

    staged = _staged(scene, places.number(parts, 0), scene.person, places.number(parts, 1) or None)
    if staged is None:
        return places.not_found(scene)
    screen = summaries.file(staged) if as_file else summaries.summary(staged)
    return scene.tell(screen, partnership=staged.partnership)


PRESSED = {"h": show, "F": as_file}
