"""/status: where a partnership is, what is open for each side as far as the reader may know, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.i18n import language
from bot.screen import Button
from bot.screens import duties as duty_screens
from bot.screens import joint
from bot.screens import status as screens
from bot.screens.status import Ahead, Next, Open, Status
from bot.services import choosing, dates, duties, versions
from bot.services.common import Seen, setting
from bot.services.scene import Scene
from bot.store import ahead, openings, reviews, walks
from bot.store.walks import WalkRow
from conversations import approving
from conversations.agreement import open_points
from conversations.dialogue import Topic
from conversations.dialogues import DIALOGUES
from conversations.due import day_of, last_day
from conversations.duties import Duty, State
from conversations.milestones import MILESTONES
from conversations.sides import Side
from conversations.text import N_, Text, Value, text


@dataclass(frozen=True)
class Talk:
    """A round that matters now: one that is open, or the newest of its dialogue."""

    rows: dict[Side, WalkRow]
    unfinished: dict[Side, frozenset[str]]  # sealed topics that a side has still to finish
    ready: dict[Side, frozenset[str]]  # sealed topics that it has finished
    unmarked: dict[Side, tuple[tuple[int, Topic], ...]]  # opened ones, by their opening

    @property
    def row(self) -> WalkRow:
        return self.rows[Side.DANISH]

    @property
    def title(self) -> Text:
        return Text(self.row.definition.title)

    def asks(self, side: Side, reader: Side | None) -> bool:
        """Whether there are questions for a side, as the reader may know: of the other side only that one waits."""
        if self.row.round_closed_at is not None:
            return False
        return bool(self.unfinished[side] if reader is not side.other else self.ready[reader])


def show(scene: Scene, view: Seen, message: int | None) -> None:
    now, known = view.common, view.common.partnership
    talks = tuple(_talks(scene, known.id))
    sent, plan = versions.shown(scene, known.id), ahead.plan(scene.tx, known.id)
    force = approving.in_force(sent)
    shown = Status(
        setting(scene, now, scene.person.id, view.side),
        dates.stage_of(scene, now),
        force.n if force else None,
        Ahead(now.horizon, now.expected_end, plan.end if plan else None, plan is not None and plan.shorter),
        {side: _open(scene, view, side, talks) for side in Side},
        tuple(_nexts(scene, view)),
        tuple(_rows(scene, view, talks)),
        len(open_points(versions.draft(now))) if view.open and now.known.rows else 0,
    )
    return scene.tell(screens.screen(shown), edits=message, partnership=known.id)


def _talks(scene: Scene, partnership: int) -> Iterator[Talk]:
    seen: set[str] = set()
    for one in walks.rounds_of(scene.tx, partnership):
        if one.closed_at is None or one.dialogue not in seen:
            yield _talk(scene, one.id)
        seen.add(one.dialogue)


def _talk(scene: Scene, round_id: int) -> Talk:
    rows = walks.of_round(scene.tx, round_id)
    topics = rows[Side.DANISH].definition.topics
    standing = {side: walks.standing(scene.tx, row.id, round_id) for side, row in rows.items()}
    opened = [o for o in openings.of_round(scene.tx, round_id).values() if o.how == "opened"]
    marks = openings.marks(scene.tx, tuple(o.id for o in opened))
    by_topic = {o.topic: o.id for o in opened}
    return Talk(
        rows,
        {side: frozenset(t.id for t in topics) - ready - shut for side, (ready, shut) in standing.items()},
        {side: ready - shut for side, (ready, shut) in standing.items()},
        {
            side: tuple((by_topic[t.id], t) for t in topics if t.id in by_topic and side not in marks[by_topic[t.id]])
            for side in Side
        },
    )


def _open(scene: Scene, view: Seen, side: Side, talks: tuple[Talk, ...]) -> Open:
    now = view.common
    sent = versions.shown(scene, now.partnership.id)
    newest = approving.newest(sent)
    asked = newest is not None and approving.is_asked(sent, newest, side)
    return Open(
        tuple(talk.title for talk in talks if talk.asks(side, view.side)),
        len(now.waiting(side)),
        newest.n if newest is not None and asked else None,
        sum(len(talk.unmarked[side]) for talk in talks),
        sum(m.due <= _today(scene, view) for m in _milestones(scene, view) if side in m.sides),
        # They are the Danish side's alone.
        len(_unmet(scene, view)) if side is Side.DANISH else 0,
    )


def _unmet(scene: Scene, view: Seen) -> tuple[Duty, ...]:
    return tuple(one for one in duties.standing(scene, view.common) if one.state is not State.MET)


@dataclass(frozen=True)
class _Milestone:
    """One that is neither done nor found not to be needed. `due` is the first day of its month for what is open now,
    `last` the day by which it should be done."""

    title: str
    sides: frozenset[Side]
    due: date
    last: date


def _milestones(scene: Scene, view: Seen) -> Iterator[_Milestone]:
    for row in ahead.milestones(scene.tx, view.common.partnership.id):
        one = MILESTONES.get(row.code)
        if one is not None and row.state == "open":
            yield _Milestone(one.title, one.sides, date(row.due.year, row.due.month, 1), last_day(row.due))


def _today(scene: Scene, view: Seen) -> date:
    return day_of(scene.now, view.common.partnership.zone)


def _nexts(scene: Scene, view: Seen) -> list[Next]:
    """Nearest first."""
    say, today = language(scene.person.speaks).say, _today(scene, view)
    return [
        Next(say(on), what, passed=on < today, who=who)
        for on, what, who in sorted(_dated(scene, view), key=lambda found: found[0])
    ]


Dated = tuple[date, Value, Value | None]


def _dated(scene: Scene, view: Seen) -> Iterator[Dated]:
    known, today = view.common.partnership, _today(scene, view)
    names = {side: known.organisation(side) for side in Side}
    for review in reviews.of(scene.tx, known.id):
        if review.round is None and review.dialogue in DIALOGUES:
            yield review.due_on, Text(DIALOGUES[review.dialogue].title), None
    for one in _milestones(scene, view):
        yield one.last, Text(one.title), _whose(one.sides, names)
    for duty in _unmet(scene, view):
        yield duty.due, duty_screens.what(duty.what, names), None
    for trip in ahead.trips(scene.tx, known.id):
        if not trip.cancelled and trip.ends >= today:
            yield trip.starts, Text(N_("Trip")), joint.who(trip.travels, names)


def _whose(sides: frozenset[Side], names: dict[Side, str]) -> Value | None:
    """None where it is not known yet."""
    if not sides:
        return None
    return joint.who("both" if len(sides) == len(Side) else next(iter(sides)).value, names)


def _rows(scene: Scene, view: Seen, talks: tuple[Talk, ...]) -> Iterator[tuple[Button, ...]]:
    """The ways to what is open for the reader's side."""
    p, side = view.common.partnership.id, view.side
    if side is not None and view.open:
        for talk in talks:
            if talk.asks(side, side) and talk.rows[side].holder_person == scene.person.id:
                yield (Button(text(N_("Go on: {title}"), title=talk.title), f"g:{talk.rows[side].id}"),)
        unmarked = [found for talk in talks for found in talk.unmarked[side]]
        if unmarked:
            opening, topic = unmarked[0]
            yield (Button(text(N_("Mark: {topic}"), topic=Text(topic.title)), f"N:{opening}"),)
    settle, agreement = Text(N_("Settle together")), Text(N_("Agreement"))
    yield (Button(settle, f"es:{p}"), Button(agreement, f"Ka:{p}"))
    if duties.standing(scene, view.common):
        yield (Button(Text(N_("What the result asks for")), f"Qd:{p}"),)
    if ahead.plan(scene.tx, p) is not None or ahead.suggested(scene.tx, p):
        yield (Button(Text(N_("The ending")), f"Pp:{p}"),)
    yield (Button(Text(N_("Talks")), f"Dt:{p}"), Button(Text(N_("Trips")), f"Jt:{p}"))


COMMANDS = {"status": choosing.as_command(show, "Ss")}
PRESSED = {"Ss": choosing.as_button(show, "Ss")}
