"""Versions of the agreement, what each side said of them, and who approved which. Nothing of it is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import aliased

from bot.store import tables as t
from bot.store.once import insert_once
from bot.store.transaction import Transaction
from conversations.agreement import Line, from_json, to_json
from conversations.approving import Approval, How, Version, Word
from conversations.sides import Side

_VERSIONS = (
    select(t.Agreement.id, t.Agreement.version, t.Agreement.how, t.Agreement.seal, t.Agreement.lines, t.Agreement.at)
    .where(t.Agreement.partnership_id == bindparam("partnership"))
    .order_by(t.Agreement.version)
)
_approve_once = insert_once(t.Approval)


def versions(tx: Transaction, partnership: int) -> tuple[Version, ...]:
    """Every version with its approvals, oldest first."""
    rows = tx.execute(_VERSIONS, {"partnership": partnership}).all()
    numbers = [row.id for row in rows]
    approvals: dict[int, dict[Side, Approval]] = {n: {} for n in numbers}
    for a in tx.execute(select(t.Approval.__table__).where(t.Approval.agreement_id.in_(numbers))):
        approvals[a.agreement_id][Side(a.side)] = Approval(Side(a.side), a.name, a.role, a.seal, a.at)
    words: dict[int, dict[Side, Word]] = {n: {} for n in numbers}
    said = select(t.AgreementWord.agreement_id, t.AgreementWord.side, t.AgreementWord.word)
    for w in tx.execute(said.where(t.AgreementWord.agreement_id.in_(numbers)).order_by(t.AgreementWord.id)):
        words[w.agreement_id][Side(w.side)] = Word(w.word)
    return tuple(
        Version(
            row.id,
            row.version,
            How(row.how),
            row.seal,
            None if row.lines is None else from_json(row.lines),
            row.at,
            approvals[row.id],
            words[row.id],
        )
        for row in rows
    )


def partnership_of(tx: Transaction, agreement: int) -> int | None:
    return tx.execute(select(t.Agreement.partnership_id).where(t.Agreement.id == agreement)).scalar()


def add(
    tx: Transaction,
    now: datetime,
    partnership: int,
    how: How,
    *,
    lines: Sequence[Line] | None,
    seal: str | None,
    author: int | None,
) -> int:
    """The next version."""
    last = tx.execute(select(func.max(t.Agreement.version)).where(t.Agreement.partnership_id == partnership)).scalar()
    row = {
        "partnership_id": partnership,
        "version": (last or 0) + 1,
        "how": how.value,
        "lines": None if lines is None else to_json(lines),
        "seal": seal,
        "author_id": author,
        "at": now,
    }
    return int(tx.execute(insert(t.Agreement).returning(t.Agreement.id), row).scalar_one())


def add_files(tx: Transaction, agreement: int, media: Sequence[int]) -> None:
    tx.execute(insert(t.AgreementFile), [{"agreement_id": agreement, "media_id": m} for m in media])


def files(tx: Transaction, agreement: int) -> tuple[int, ...]:
    """The media of an uploaded agreement, in the order they were sent."""
    query = select(t.AgreementFile.media_id).where(t.AgreementFile.agreement_id == agreement)
    return tuple(tx.execute(query.order_by(t.AgreementFile.media_id)).scalars())


def put_seal(tx: Transaction, agreement: int, seal: str) -> bool:
    """True once: for whoever finds the files of an uploaded agreement complete. It is the newest version then, also
    where another was made while its files were on their way."""
    others = aliased(t.Agreement)
    newest = (
        select(func.coalesce(func.max(others.version), 0))
        .where(others.partnership_id == t.Agreement.partnership_id, others.id != t.Agreement.id)
        .scalar_subquery()
    )
    waits = (t.Agreement.id == agreement, t.Agreement.seal.is_(None))
    tx.execute(update(t.Agreement).where(*waits, t.Agreement.version < newest).values(version=newest + 1))
    return tx.execute(update(t.Agreement).where(*waits).values(seal=seal)).rowcount == 1


def say(tx: Transaction, now: datetime, agreement: int, side: Side, word: Word, author: int) -> None:
    row = {"agreement_id": agreement, "side": side.value, "word": word.value, "author_id": author, "at": now}
    tx.execute(insert(t.AgreementWord), row)


def approve(tx: Transaction, agreement: int, person: int, approval: Approval) -> bool:
    """False when the side had approved it before."""
    row = {
        "agreement_id": agreement,
        "side": approval.side.value,
        "person_id": person,
        "name": approval.name,
        "role": approval.role,
        "seal": approval.seal,
        "at": approval.at,
    }
    return _approve_once(tx, row)
