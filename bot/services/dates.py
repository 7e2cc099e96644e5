"""How far a partnership has come, and which dialogue is due when: gathered in one place from everything that is stored.

Deciding is `conversations.stage` and `conversations.due`.
"""

from __future__ import annotations

from datetime import date

from bot.services import versions
from bot.services.common import Common, common
from bot.services.scene import Scene
from bot.store import ahead, following, openings, proposals, reviews, walks
from conversations import due as rules
from conversations.answers import Json, State
from conversations.approving import How, in_force
from conversations.dialogues import STARTS
from conversations.dialogues.capacity import AGAIN
from conversations.proposals import settled
from conversations.sides import Side
from conversations.stage import Facts, PhaseOut, Stage, stage
from conversations.text import Month
from conversations.together import Subject

RHYTHM = "su.plan.rhythm"
_TALKS_ABOUT_ENDING = frozenset({"accepted", "talked"})


def stage_of(scene: Scene, now: Common) -> Stage:
    """For whoever may see the partnership: the caller has asked."""
    known, plan = now.partnership, ahead.plan(scene.tx, now.partnership.id)
    first = min((str(m.due) for m in ahead.milestones(scene.tx, known.id)), default=None)
    talk = any(one.state in _TALKS_ABOUT_ENDING for one in ahead.suggested(scene.tx, known.id))
    return stage(
        Facts(
            this_month=now.this_month(scene),
            closed=known.state != "open",
            start_over=now.complete,
            agreement_in_force=in_force(versions.shown(scene, known.id)) is not None,
            running=known.running,
            phase_out=PhaseOut(plan.end if plan else None, Month.parse(first) if first else None, talk),
        )
    )


def record(scene: Scene, partnership: int) -> None:
    """Writes down when each dialogue is due next, and takes away what is not due any more."""
    now = common(scene, partnership)
    if now is None:
        return
    found = rules.due(_facts(scene, now))
    for dialogue in rules.DIALOGUES:
        reviews.set_next(scene.tx, scene.now, partnership, dialogue, found.get(dialogue))


def _facts(scene: Scene, now: Common) -> rules.Facts:
    known = now.partnership
    plan = ahead.plan(scene.tx, known.id)
    return rules.Facts(
        stage=stage_of(scene, now),
        began=rules.beginning(
            start_over=_start_over(scene, now),
            both_joined=_both_joined(scene, now),
            running=known.running,
            agreement=any(v.in_force or v.how is How.UPLOADED for v in versions.shown(scene, known.id)),
        ),
        rhythm=rhythm_of(now),
        rounds={dialogue: _held(scene, now, dialogue) for dialogue in rules.DIALOGUES},
        capacity_again=_capacity_again(scene, known.id),
        plan_made=rules.day_of(plan.at, known.zone) if plan else None,
        end=plan.end if plan else None,
    )


def _held(scene: Scene, now: Common, dialogue: str) -> tuple[rules.Held, ...]:
    zone = now.partnership.zone
    found = []
    for one in walks.rounds_of(scene.tx, now.partnership.id, dialogue):
        shown = [o.at for o in openings.of_round(scene.tx, one.id).values() if o.how == "opened"]
        if one.closed_at and not one.over and not shown:
            continue  # ended before anything came of it
        over = max(shown, default=one.closed_at) if one.closed_at else None
        found.append(rules.Held(rules.day_of(one.opened_at, zone), rules.day_of(over, zone) if over else None))
    return tuple(found)


def _start_over(scene: Scene, now: Common) -> date | None:
    """The day on which the first start was over."""
    rounds = walks.rounds_of(scene.tx, now.partnership.id)
    over = [one.closed_at for one in rounds if one.dialogue in STARTS and one.over and one.closed_at]
    return rules.day_of(min(over), now.partnership.zone) if over else None


def _both_joined(scene: Scene, now: Common) -> date | None:
    first = following.first_joined(scene.tx, now.partnership.id)
    return rules.day_of(max(first.values()), now.partnership.zone) if len(first) == len(Side) else None


def rhythm_of(now: Common) -> int:
    """How often the sides want to be asked, in months."""
    counts = settled(now.known.thread(Subject(RHYTHM)))
    return rules.rhythm(_chosen(now), counts.value.get("c") if counts else None)


def _chosen(now: Common) -> list[str]:
    """What the sides answered, as far as both may see it."""
    rows = (row for rows in now.known.rows.values() for row in rows if row.question.id == RHYTHM)
    given = (answer for row in rows for answer in row.answers.values())
    return [str(answer.value) for answer in given if answer is not None and answer.state is State.GIVEN]


def _capacity_again(scene: Scene, partnership: int) -> Month | None:
    """The month both sides settled last for the next capacity talk."""
    threads = proposals.threads(scene.tx, partnership)
    settled_months: list[Json] = [
        counts.value["m"]
        for subject, thread in threads.items()
        if (about := Subject.parse(subject)) and about.question == AGAIN and (counts := settled(thread))
    ]
    return Month.parse(max(settled_months)) if settled_months else None
