"""The short dialogues of staff's own that are under way: at most one a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction

_BEHIND = "behind"


@dataclass(frozen=True)
class Form:
    dialogue: str
    answers: dict[str, Any]
    at: datetime  # when it was begun: what its buttons know it by

    @property
    def stamp(self) -> str:
        return format(int(self.at.timestamp() * 1000), "x")


_FORM = select(t.Form.dialogue, t.Form.answers, t.Form.at).where(t.Form.person_id == bindparam("person"))


def form(tx: Transaction, person_id: int) -> Form | None:
    row = tx.execute(_FORM, {"person": person_id}).one_or_none()
    return Form(*row) if row else None


def begin(
    tx: Transaction, now: datetime, person_id: int, dialogue: str, answers: dict[str, Any], *, aside: bool = False
) -> Form:
    """In the place of whatever was under way; an aside keeps that behind it, to go on with afterwards."""
    before = form(tx, person_id)
    if aside:
        answers = {**answers, _BEHIND: _behind(before)}
    drop(tx, person_id)
    tx.execute(insert(t.Form), {"person_id": person_id, "dialogue": dialogue, "answers": answers, "at": now})
    return Form(dialogue, answers, now)


def _behind(before: Form | None) -> dict[str, Any] | None:
    """What an aside keeps: of another aside that it replaces, only what that had kept."""
    if before is None or _BEHIND in before.answers:
        return before.answers[_BEHIND] if before else None
    return {"dialogue": before.dialogue, "answers": before.answers, "at": before.at.isoformat()}


def fill(tx: Transaction, person_id: int, answers: dict[str, Any]) -> None:
    tx.execute(update(t.Form).where(t.Form.person_id == person_id).values(answers=answers))


def end(tx: Transaction, person_id: int) -> None:
    """It is over; what an aside had put behind it is open again."""
    over = form(tx, person_id)
    drop(tx, person_id)
    if over is not None and (behind := over.answers.get(_BEHIND)):
        row = {**behind, "at": datetime.fromisoformat(behind["at"]), "person_id": person_id}
        tx.execute(insert(t.Form), row)


def drop(tx: Transaction, person_id: int) -> None:
    """Whatever is open, and what lies behind it."""
    tx.execute(delete(t.Form).where(t.Form.person_id == person_id))


def replies_to_a_question(tx: Transaction, person_id: int, message: int) -> bool:
    """Whether the Telegram message somebody replied to was a question of a walk of theirs."""
    query = select(t.Message.id).where(
        t.Message.person_id == person_id,
        t.Message.telegram_message_id == message,
        t.Message.walk_id.is_not(None),
    )
    return tx.execute(query).first() is not None
