"""What is known about the milestones of one partnership: gathered in one place, from what both sides may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.services.common import Common
from bot.services.past import past
from bot.services.scene import Scene
from bot.store import ahead, walks
from conversations.access import Actor
from conversations.answers import Answer, State
from conversations.commitments import Kind
from conversations.dialogues.checkin import BAD, GOOD, THANKS
from conversations.dialogues.checkin import ID as CHECKIN
from conversations.dialogues.look_back import HALF, LEARN, LOOKBACK_ID
from conversations.dialogues.phase_out import FIX, ID, INCOME, KEEP, KIND, OWNED, OWNER, PAPER, PROUD, REASON, SURE
from conversations.due import day_of, last_day
from conversations.milestone_checks import Facts
from conversations.proposals import settled
from conversations.sides import Side
from conversations.text import Value
from conversations.together import Subject

Answers = Mapping[Side, Mapping[str, Answer]]
_CARE = "ca.care"


def facts(scene: Scene, now: Common) -> Facts:
    partnership = now.partnership.id
    ending = next(iter(reversed(_for_both(scene, partnership, ID))), None)
    reviews = _since_the_plan(scene, partnership)
    all_reviews, looks = (_for_both(scene, partnership, dialogue) for dialogue in (CHECKIN, LOOKBACK_ID))
    local = ending[Side.LOCAL] if ending else {}
    return Facts(
        names={side: now.partnership.organisation(side) for side in Side},
        decided=_who([ending], REASON) & _who([ending], KIND) if ending else frozenset(),
        kept_named=_who([ending], KEEP) if ending else frozenset(),
        works=_works(local),
        help_agreed=any(c.kind is Kind.STEP and c.area and c.month for c in now.known.commitments),
        incomes=_incomes(local),
        repair=_given(local, FIX) is not None,
        care=_care(scene, partnership),
        papers=_papers(scene, now),
        good=_who(reviews, GOOD),
        bad=_who(reviews, BAD),
        learnt=_who(looks, LEARN),
        thanks=_who(all_reviews, THANKS),
        proud=_who([ending], PROUD) if ending else frozenset(),
        looks_back=sum(_given(one[Side.LOCAL], HALF) is not None for one in _after_the_end(scene, now)),
    )


def _for_both(scene: Scene, partnership: int, dialogue: str) -> tuple[Answers, ...]:
    """Each side's answers as the other side may see them, round by round, oldest first."""
    seen = {side: past(scene, partnership, dialogue, Actor(0, side=side)) for side in Side}
    rounds = zip(*(seen[side] for side in Side), strict=True)
    return tuple(
        {Side.LOCAL: by_danish.answers[Side.LOCAL], Side.DANISH: by_local.answers[Side.DANISH]}
        for by_danish, by_local in rounds
    )


def _since_the_plan(scene: Scene, partnership: int) -> tuple[Answers, ...]:
    """The check-ins that were begun after the plan was made: the last review is one of these."""
    plan = ahead.plan(scene.tx, partnership)
    begun = [one.opened_at for one in reversed(walks.rounds_of(scene.tx, partnership, CHECKIN))]
    held = zip(_for_both(scene, partnership, CHECKIN), begun, strict=True)
    return tuple(one for one, at in held if plan is not None and at >= plan.at)


def _after_the_end(scene: Scene, now: Common) -> tuple[Answers, ...]:
    """The looks back that were begun when the end was over: what was said before it follows nothing up."""
    partnership, plan = now.partnership, ahead.plan(scene.tx, now.partnership.id)
    begun = [one.opened_at for one in reversed(walks.rounds_of(scene.tx, partnership.id, LOOKBACK_ID))]
    held = zip(_for_both(scene, partnership.id, LOOKBACK_ID), begun, strict=True)
    return tuple(one for one, at in held if plan and day_of(at, partnership.zone) > last_day(plan.end))


def _given(answers: Mapping[str, Answer], question: str) -> Answer | None:
    answer = answers.get(question)
    return answer if answer is not None and answer.state is State.GIVEN else None


def _who(rounds: Sequence[Answers], question: str) -> frozenset[Side]:
    """The sides that have answered it in one of these rounds."""
    return frozenset(side for side in Side for one in rounds if _given(one[side], question) is not None)


def _works(local: Mapping[str, Answer]) -> tuple[tuple[str, bool], ...]:
    listed = _given(local, KEEP)
    owners = [_given(local, f"{OWNER}.{n}") for n in range(1, len(listed.pieces) + 1)] if listed else []
    words = [str(piece.get("t", "…")) for piece in listed.pieces] if listed else []
    return tuple((work, owner is not None and owner.value in OWNED) for work, owner in zip(words, owners, strict=True))


def _incomes(local: Mapping[str, Answer]) -> tuple[str, ...]:
    listed = _given(local, INCOME)
    said = [_given(local, f"{SURE}.{n}") for n in range(1, len(listed.pieces) + 1)] if listed else []
    return tuple(str(one.value) for one in said if one is not None)


def _care(scene: Scene, partnership: int) -> int | None:
    """The level that the local side gave its own care of equipment last."""
    levels = [_given(one[Side.LOCAL], _CARE) for one in _for_both(scene, partnership, "capacity")]
    found = [int(level.value) for level in levels if level is not None]
    return found[-1] if found else None


def _papers(scene: Scene, now: Common) -> tuple[tuple[Value, str | None], ...]:
    """Each group of equipment of the newest talk about ending, with who both sides agreed owns it."""
    newest = next(iter(walks.rounds_of(scene.tx, now.partnership.id, ID)), None)
    if newest is None:
        return ()
    questions = [q for topic in newest.definition.topics for q in topic.together if q.root == PAPER]
    counts = [settled(now.known.thread(Subject(q.id, newest.id))) for q in questions]
    return tuple(
        (q.values["group"], one.value.get("c") if one else None) for q, one in zip(questions, counts, strict=True)
    )
