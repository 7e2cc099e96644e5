"""The talk about ending: begun only after a talk between people, and what its answers lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.screen import Line
from bot.screens import milestones as plans
from bot.screens import readiness as screens
from bot.services import phase_out_plan, proposing
from bot.services.common import Seen, common
from bot.services.kinds.base import Kind, Look
from bot.services.scene import Scene
from bot.store import ahead, people, walks
from bot.store.partnerships import Partnership
from bot.store.walks import WalkRow
from conversations.access import Actor
from conversations.answers import Answer, Json, State
from conversations.dialogues.phase_out import AFTER, ASK, DECISION, END, ID, KEEP, OWNED, OWNER, PEOPLE
from conversations.phasing_out import AGREED_TO
from conversations.proposals import waiting
from conversations.questions.free import LONGEST_TITLE
from conversations.sides import Side
from conversations.text import N_, Month, Text
from conversations.together import PROMISE, Subject
from conversations.words import without_private_numbers

_NEED = "su.plan.need"
NOT_COLD = N_("Nobody meets these questions unprepared. First suggest a talk between people: /phaseout")


def _about(scene: Scene, where: Partnership) -> dict[str, Any]:
    """The names, and the kinds of equipment that the local side named where both may read it."""
    now = common(scene, where.id)
    rows = [row for rows in now.known.rows.values() for row in rows] if now else []
    named = [row.answers.get(Side.LOCAL) for row in rows if row.question.id == _NEED]
    pieces = named[0].pieces if named and named[0] is not None else ()
    equipment = [str(piece["t"]) for piece in pieces if piece.get("t")]
    return {"names": {side.value: where.organisation(side) for side in Side}, "equipment": equipment}


def _refuses(scene: Scene, where: Partnership) -> Text | None:
    """The newest talk that was agreed to, or took place, opens the questions once."""
    found = [one for one in ahead.suggested(scene.tx, where.id) if one.state in AGREED_TO]
    if not found or found[-1].ended is None:
        return Text(NOT_COLD)
    begun = [one.opened_at for one in walks.rounds_of(scene.tx, where.id, ID)]
    return Text(NOT_COLD) if begun and begun[0] >= found[-1].ended else None


def _opened(scene: Scene, row: WalkRow, topic: str) -> None:
    """What the local side asks for is put forward to the Danish side, as a promise of its own to accept or answer."""
    rows = walks.of_round(scene.tx, row.round)
    holder = rows[Side.LOCAL].holder_person
    if topic != PEOPLE or holder is None:
        return
    from bot.services.past import past

    found = past(scene, row.partnership, ID, Actor(0, side=Side.DANISH))
    asked = found[-1].answers[Side.LOCAL].get(ASK) if found else None
    as_local = Scene(scene.tx, scene.now, scene.world, people.person(scene.tx, holder))
    for piece in asked.pieces if asked is not None and asked.state is State.GIVEN else ():
        words = " ".join(str(piece.get("t", "")).split())[:LONGEST_TITLE]
        now, subject = common(scene, row.partnership), Subject(PROMISE, new=True)
        if not words or without_private_numbers(words) is not None or now is None or now.matter(subject) is None:
            continue
        view = Seen(now, Actor(holder, side=Side.LOCAL))
        value = {"w": words, "who": Side.DANISH.value, "m": None}
        proposing.put_forward(as_local, view, subject, value, 0)


def _result(scene: Scene, look: Look) -> tuple[Line, ...]:
    """The end with its lead while it waits or counts, and the works that nobody takes over yet."""
    lines: list[Line] = []
    if look.topic in (None, DECISION):
        lines += _end(scene, look.partnership)
    if look.topic in (None, AFTER) and AFTER in look.now.opened:
        now = _works(look.now.answers[Side.LOCAL])
        before = _works(look.before[-1].answers[Side.LOCAL]) if look.before else {}
        found = [work for work, owned in now.items() if owned and before.get(work) is False]
        lines += screens.without_owner([work for work, owned in now.items() if not owned], found)
    return tuple(lines)


def _works(local: Mapping[str, Answer]) -> dict[str, bool]:
    """Each work that must go on, with whether somebody takes it over; only what was passed in."""
    listed = local.get(KEEP)
    pieces = listed.pieces if listed is not None and listed.state is State.GIVEN else ()
    owners = [local.get(f"{OWNER}.{n}") for n in range(1, len(pieces) + 1)]
    return {
        str(piece.get("t", "…")): owner is not None and owner.value in OWNED
        for piece, owner in zip(pieces, owners, strict=True)
    }


def _end(scene: Scene, where: Partnership) -> tuple[Line, ...]:
    plan, now = ahead.plan(scene.tx, where.id), common(scene, where.id)
    assert now is not None
    if plan is not None:
        short = plans.shorter_line(plan.lead, plan.available)
        return (Line(short, "bold"),) if short is not None else ()
    put = waiting(now.known.thread(Subject(END)))
    return plans.leading(phase_out_plan.leading(scene, now, Month.parse(put.value["m"]))) if put else ()


def end_settled(scene: Scene, partnership: int, subject: Subject, value: Json) -> None:
    """Both sides have accepted an end month in the talk: the plan is made, or moved."""
    phase_out_plan.set_end(scene, partnership, Month.parse(value["m"]))


KIND = Kind(about=_about, refuses=_refuses, result=_result, opened=_opened)
