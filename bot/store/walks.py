"""Rounds, walks and where they stand. Answers are read and written in `answers.py` only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, literal, select, union_all, update
from sqlalchemy.orm import aliased

from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.dialogue import Dialogue
from conversations.dialogues import made
from conversations.sides import Side


@dataclass(frozen=True)
class WalkRow:
    """A walk with all that serving it needs: who holds it, and the partnership it belongs to."""

    id: int
    round: int
    side: Side
    started_at: datetime | None
    dialogue: str
    round_closed_at: datetime | None
    partnership: int
    danish_name: str
    local_name: str
    common_language: str
    partnership_state: str
    holder: int | None  # member id
    holder_person: int | None
    holder_name: str | None
    holder_memberships: int  # in how many partnerships the holder is: more than one, and questions name theirs
    about: dict[str, Any] | None = None  # what the round is about

    @property
    def title(self) -> str:
        return f"{self.danish_name} – {self.local_name}"

    def organisation(self, side: Side) -> str:
        return self.danish_name if side is Side.DANISH else self.local_name

    @property
    def definition(self) -> Dialogue:
        """The dialogue as this round asks it."""
        return made(self.dialogue, self.about)

    @property
    def asks(self) -> bool:
        return self.round_closed_at is None and self.partnership_state == "open"


@dataclass(frozen=True)
class RoundRow:
    id: int
    dialogue: str
    about: dict[str, Any]  # empty where all rounds of the dialogue are the same
    opened_at: datetime
    closed_at: datetime | None
    over: bool  # every topic was opened or closed; one that was ended before that is closed only

    @property
    def definition(self) -> Dialogue:
        return made(self.dialogue, self.about or None)


_Other = aliased(t.Member)
_MEMBERSHIPS = (
    select(func.count())
    .where(_Other.person_id == t.Member.person_id, _Other.left_at.is_(None))
    .correlate(t.Member)
    .scalar_subquery()
)
_WALK = (
    select(
        t.Walk.id,
        t.Walk.round_id,
        t.Walk.side,
        t.Walk.started_at,
        t.Round.dialogue,
        t.Round.closed_at,
        t.Partnership.id,
        t.Partnership.danish_name,
        t.Partnership.local_name,
        t.Partnership.common_language,
        t.Partnership.state,
        t.Member.id,
        t.Member.person_id,
        t.Person.name,
        _MEMBERSHIPS,
        t.Round.about,
    )
    .select_from(t.Walk)
    .join(t.Round, t.Round.id == t.Walk.round_id)
    .join(t.Partnership, t.Partnership.id == t.Round.partnership_id)
    .outerjoin(t.Member, t.Member.id == t.Walk.holder_id)
    .outerjoin(t.Person, t.Person.id == t.Member.person_id)
)
_BY_ID = _WALK.where(t.Walk.id == bindparam("id"))
_HELD = _WALK.where(
    t.Member.person_id == bindparam("person"),
    t.Member.left_at.is_(None),
    t.Round.closed_at.is_(None),
    t.Partnership.state == "open",
).order_by(t.Walk.id)
_OF_ROUND = _WALK.where(t.Walk.round_id == bindparam("round"))
_SIDES_WALKS = _WALK.where(
    t.Round.partnership_id == bindparam("partnership"), t.Walk.side == bindparam("side")
).order_by(t.Walk.id)
_STANDING = union_all(
    select(literal("r").label("what"), t.Ready.topic).where(t.Ready.walk_id == bindparam("walk")),
    select(literal("o").label("what"), t.Opening.topic).where(t.Opening.round_id == bindparam("round")),
)

_START = update(t.Walk).where(t.Walk.id == bindparam("walk_")).values(started_at=bindparam("now_"))
_LOCK_ROUND = update(t.Round).where(t.Round.id == bindparam("round_")).values(dialogue=t.Round.dialogue)
_MAKE_READY = insert(t.Ready)


def _row(row: tuple[Any, ...]) -> WalkRow:
    values: list[Any] = list(row)
    values[2] = Side(values[2])
    return WalkRow(*values)


def walk(tx: Transaction, walk_id: int) -> WalkRow | None:
    row = tx.execute(_BY_ID, {"id": walk_id}).one_or_none()
    return _row(tuple(row)) if row else None


def held_by(tx: Transaction, person_id: int) -> tuple[WalkRow, ...]:
    """The walks a person is asked in now, in all their partnerships."""
    return tuple(_row(tuple(r)) for r in tx.execute(_HELD, {"person": person_id}))


def of_round(tx: Transaction, round_id: int) -> dict[Side, WalkRow]:
    rows = (_row(tuple(r)) for r in tx.execute(_OF_ROUND, {"round": round_id}))
    return {row.side: row for row in rows}


def of_side(tx: Transaction, partnership: int, side: Side) -> tuple[WalkRow, ...]:
    rows = tx.execute(_SIDES_WALKS, {"partnership": partnership, "side": side.value})
    return tuple(_row(tuple(r)) for r in rows)


def standing(tx: Transaction, walk_id: int, round_id: int) -> tuple[frozenset[str], frozenset[str]]:
    """The topics this walk has finished, and those opened or closed in its round."""
    rows = tx.execute(_STANDING, {"walk": walk_id, "round": round_id}).all()
    return frozenset(r[1] for r in rows if r[0] == "r"), frozenset(r[1] for r in rows if r[0] == "o")


def running(tx: Transaction, partnership: int, dialogue: str) -> int | None:
    """The open round of a dialogue: there is one at a time."""
    query = select(t.Round.id).where(
        t.Round.partnership_id == partnership, t.Round.dialogue == dialogue, t.Round.closed_at.is_(None)
    )
    return tx.execute(query).scalar()


def open_round(
    tx: Transaction, now: datetime, partnership: int, dialogue: str, about: dict[str, Any] | None = None
) -> int:
    """The open round of a dialogue, begun with a walk for each side if there is none."""
    known = running(tx, partnership, dialogue)
    if known is not None:
        return known
    row = {"partnership_id": partnership, "dialogue": dialogue, "about": about, "opened_at": now}
    new = int(tx.execute(insert(t.Round).returning(t.Round.id), row).scalar_one())
    tx.execute(insert(t.Walk), [{"round_id": new, "side": side.value} for side in Side])
    return new


def rounds(tx: Transaction, partnership: int) -> tuple[tuple[int, str], ...]:
    """(id, dialogue) of every round of a partnership, newest first."""
    query = (
        select(t.Round.id, t.Round.dialogue).where(t.Round.partnership_id == partnership).order_by(t.Round.id.desc())
    )
    return tuple((r[0], r[1]) for r in tx.execute(query))


def rounds_of(tx: Transaction, partnership: int, dialogue: str | None = None) -> tuple[RoundRow, ...]:
    """Every round of a partnership, or those of one dialogue, newest first."""
    columns = (t.Round.id, t.Round.dialogue, t.Round.about, t.Round.opened_at, t.Round.closed_at)
    query = select(*columns, t.Round.summary_at.is_not(None)).where(t.Round.partnership_id == partnership)
    if dialogue is not None:
        query = query.where(t.Round.dialogue == dialogue)
    rows = tx.execute(query.order_by(t.Round.id.desc()))
    return tuple(RoundRow(n, name, about or {}, *rest) for n, name, about, *rest in rows)


def change_about(tx: Transaction, round_id: int, about: dict[str, Any]) -> None:
    tx.execute(update(t.Round).where(t.Round.id == round_id).values(about=about))


def end_round(tx: Transaction, now: datetime, round_id: int) -> None:
    """Ended before its time: nothing more is asked in it, and no summary is made of it."""
    tx.execute(update(t.Round).where(t.Round.id == round_id, t.Round.closed_at.is_(None)).values(closed_at=now))


def hold(tx: Transaction, walk_id: int, member_id: int | None) -> None:
    tx.execute(update(t.Walk).where(t.Walk.id == walk_id).values(holder_id=member_id))


def holder(tx: Transaction, partnership: int, side: Side) -> int | None:
    """The member who answers for a side, None if nobody does."""
    walks = of_side(tx, partnership, side)
    return walks[-1].holder if walks else None


def last_holder(tx: Transaction, partnership: int, side: Side, *, before: int) -> int | None:
    """The member who answered for a side in its newest walk before this one."""
    earlier = [row for row in of_side(tx, partnership, side) if row.id < before and row.holder is not None]
    return earlier[-1].holder if earlier else None


def start(tx: Transaction, now: datetime, walk_id: int) -> None:
    tx.execute(_START, {"walk_": walk_id, "now_": now})


def lock_round(tx: Transaction, round_id: int) -> None:
    """Two sides that finish at the same instant come one after the other from here on."""
    tx.execute(_LOCK_ROUND, {"round_": round_id})


def make_ready(tx: Transaction, now: datetime, walk_id: int, topic: str) -> None:
    tx.execute(_MAKE_READY, {"walk_id": walk_id, "topic": topic, "at": now})


def withdraw(tx: Transaction, walk_id: int, topic: str) -> None:
    tx.execute(delete(t.Ready).where(t.Ready.walk_id == walk_id, t.Ready.topic == topic))


def ready_at(tx: Transaction, walk_id: int, topic: str) -> datetime | None:
    return tx.execute(select(t.Ready.at).where(t.Ready.walk_id == walk_id, t.Ready.topic == topic)).scalar()


def summarised(tx: Transaction, now: datetime, round_id: int) -> bool:
    """True once: whoever gets it sends the summary. The round is over then."""
    done = tx.execute(
        update(t.Round)
        .where(t.Round.id == round_id, t.Round.summary_at.is_(None))
        .values(summary_at=now, closed_at=now)
    )
    return bool(done.rowcount)
