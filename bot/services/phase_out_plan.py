"""The phase-out plan of a partnership: made and moved when both sides have settled the end, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.screens import milestones as screens
from bot.services import dates, vulnerability
from bot.services.common import Common, common
from bot.services.scene import Scene
from bot.store import ahead, audit, people, phase_out
from bot.store.ahead import MilestoneRow
from conversations import milestones as rules
from conversations.comparison import Verdict
from conversations.due import day_of
from conversations.milestones import MILESTONES, NOTICE, Leading, Move, Plan
from conversations.phasing_out import AGREED_TO
from conversations.proposals import settled
from conversations.sides import Side
from conversations.text import Month
from conversations.together import Subject
from conversations.vulnerability import lead

NOTICE_AGREED = "su.fut.notice"
NEXT = 3


@dataclass(frozen=True)
class PlanStanding:
    """How a plan stands; `next_ones` and `overdue` are open, the nearest first. Days are the partnership's."""

    end: Month
    tier: str
    lead: int
    available: int
    milestones: tuple[MilestoneRow, ...]
    today: date

    @property
    def shortened(self) -> bool:
        return self.available < self.lead

    @property
    def open_ones(self) -> tuple[MilestoneRow, ...]:
        return tuple(sorted((m for m in self.milestones if m.state == "open"), key=lambda m: (str(m.due), m.code)))

    @property
    def overdue(self) -> tuple[MilestoneRow, ...]:
        return tuple(m for m in self.open_ones if rules.overdue(m.due, self.today))

    @property
    def next_ones(self) -> tuple[MilestoneRow, ...]:
        return tuple(m for m in self.open_ones if m not in self.overdue)[:NEXT]

    @property
    def done(self) -> int:
        return sum(m.state == "done" for m in self.milestones)

    def of_side(self, side: Side) -> tuple[MilestoneRow, ...]:
        """The open ones this side answers for, alone or with the other."""
        return tuple(m for m in self.open_ones if side in MILESTONES[m.code].sides)


def standing(scene: Scene, partnership: int) -> PlanStanding | None:
    """None as long as no end month is settled. For whoever may see the plans: the caller has asked."""
    found, now = ahead.plan(scene.tx, partnership), common(scene, partnership)
    if found is None or now is None:
        return None
    made = ahead.milestones(scene.tx, partnership)
    today = day_of(scene.now, now.partnership.zone)
    return PlanStanding(found.end, found.tier, found.lead, found.available, made, today)


def leading(scene: Scene, now: Common, end: Month) -> Leading:
    """What the recommended lead would be for this end, and how much time there is."""
    tier = vulnerability.tier(scene, now.partnership.id)
    months = lead(tier, _notice(now))
    return Leading(end, str(tier), months, rules.months_between(_known_since(scene, now, end), end))


def _known_since(scene: Scene, now: Common, end: Month) -> Month:
    """From when both sides have known that it ends no sooner: an end that is put off was announced with the first."""
    before = ahead.plan(scene.tx, now.partnership.id)
    if before is None or str(end) < str(before.end):
        return now.this_month(scene)
    made = day_of(before.at, now.partnership.zone)
    return Month(made.year, made.month)


def _notice(now: Common) -> str | None:
    """How long before the end both sides should know, as they settled it or both said."""
    counts = settled(now.known.thread(Subject(NOTICE_AGREED)))
    if counts is not None:
        return str(counts.value.get("c")) if "c" in counts.value else None
    rows = (row for rows in now.known.rows.values() for row in rows if row.question.id == NOTICE_AGREED)
    same = [str(a.value) for row in rows if row.verdict is Verdict.SAME for a in row.answers.values() if a]
    return same[0] if same else None


def set_end(scene: Scene, partnership: int, end: Month) -> None:
    """Both sides have settled this end: the plan is made or moved, and both are told. Nothing for one that is past."""
    now = common(scene, partnership)
    if now is None or str(end) < str(now.this_month(scene)):
        return
    about = leading(scene, now, end)
    plan = rules.plan(end, about.lead, _known_since(scene, now, end))
    before = ahead.plan(scene.tx, partnership)
    if before is None:
        phase_out.make_plan(scene.tx, scene.now, partnership, about.tier, plan)
        audit.note(scene.tx, scene.now, scene.person.id, "phase_out_planned", partnership, str(end))
        moves: tuple[Move, ...] = ()
    else:
        moves = _move(scene, partnership, about.tier, plan)
    dates.record(scene, partnership)
    screen = screens.plan_set(now.partnership, about, made=before is None, moved=len(moves))
    everybody = (*(m.person for m in people.members(scene.tx, partnership)), *people.followers(scene.tx, partnership))
    for person in everybody:
        scene.tell(screen, to=person, partnership=partnership, waited_for=False)


def _move(scene: Scene, partnership: int, tier: str, plan: Plan) -> tuple[Move, ...]:
    left = {m.code: m.due for m in ahead.milestones(scene.tx, partnership) if m.state == "open"}
    moves = rules.recomputed(plan, left)
    phase_out.change_plan(scene.tx, partnership, tier, plan)
    phase_out.move(scene.tx, scene.now, partnership, moves, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "phase_out_moved", partnership, str(plan.end))
    return moves


def notice_is_whose(scene: Scene, partnership: int) -> frozenset[Side]:
    """The side that proposed the talk about ending; both where staff did, or nobody."""
    found = [one for one in phase_out.proposed(scene.tx, partnership) if one.state in AGREED_TO]
    return frozenset({found[-1].side}) if found and found[-1].side is not None else frozenset(Side)


def responsible(scene: Scene, partnership: int, code: str) -> frozenset[Side]:
    return notice_is_whose(scene, partnership) if code == NOTICE else MILESTONES[code].sides
