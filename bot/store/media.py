"""Files given as answers or agreement: known by Telegram's file id at once, their bytes fetched later.

A row is `pending`, then `kept` or `failed`; or it becomes `unwanted`: its bytes are removed, then the row.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.store import tables as t
from bot.store.transaction import Transaction


@dataclass(frozen=True)
class MediaRow:
    id: int
    person: int
    file_id: str
    kind: str
    mime: str | None
    size: int | None
    seconds: int | None
    state: str
    tries: int
    at: datetime
    path: str  # the name its bytes have or will have in the folder, chosen when it was given


@dataclass(frozen=True)
class Given:
    """The answer that a file belongs to."""

    walk: int
    question: str
    partnership: int


_COLUMNS = (
    t.Media.id,
    t.Media.person_id,
    t.Media.file_id,
    t.Media.kind,
    t.Media.mime,
    t.Media.size,
    t.Media.seconds,
    t.Media.state,
    t.Media.tries,
    t.Media.at,
    t.Media.path,
)


def add(
    tx: Transaction,
    now: datetime,
    person_id: int,
    *,
    file_id: str,
    kind: str,
    mime: str | None,
    size: int | None,
    seconds: int | None,
) -> int:
    row = {
        "person_id": person_id,
        "file_id": file_id,
        "kind": kind,
        "mime": mime,
        "size": size,
        "seconds": seconds,
        "state": "pending",
        "tries": 0,
        # Stored before the first byte, so that a crash leaves no file that no row knows of.
        "path": secrets.token_hex(16),
        "next_at": now,
        "at": now,
    }
    return int(tx.execute(insert(t.Media).returning(t.Media.id), row).scalar_one())


def media(tx: Transaction, media_id: int) -> MediaRow | None:
    row = tx.execute(select(*_COLUMNS).where(t.Media.id == media_id)).one_or_none()
    return MediaRow(*row) if row else None


def pending(tx: Transaction, now: datetime, most: int = 20) -> tuple[MediaRow, ...]:
    """Files whose bytes are still to be fetched, and whose time has come."""
    query = select(*_COLUMNS).where(t.Media.state == "pending", t.Media.next_at <= now)
    query = query.order_by(t.Media.next_at, t.Media.id).limit(most)
    return tuple(MediaRow(*row) for row in tx.execute(query))


def given(tx: Transaction, row: MediaRow) -> Given | None:
    """The latest answer that holds the file; None when no answer ever did."""
    query = (
        select(t.Answer.value, t.Walk.id, t.Answer.question, t.Round.partnership_id)
        .join(t.Walk, t.Walk.id == t.Answer.walk_id)
        .join(t.Round, t.Round.id == t.Walk.round_id)
        .where(t.Answer.author_id == row.person, t.Answer.at >= row.at)
        .order_by(t.Answer.id.desc())
    )
    for value, walk, question, partnership in tx.execute(query):
        pieces = value.get("pieces", ()) if isinstance(value, dict) else ()
        if any(piece.get("f") == row.id for piece in pieces):
            return Given(walk, question, partnership)
    return None


def waits(tx: Transaction, row: MediaRow) -> bool:
    """Whether its owner has yet to say what it is for."""
    content = tx.execute(select(t.Held.content).where(t.Held.person_id == row.person)).scalar()
    held = content.get("media") if isinstance(content, dict) else None
    return row.id in held if isinstance(held, list) else held == row.id


def fetched(tx: Transaction, media_id: int, mime: str, size: int) -> bool:
    """False when nobody wants the file any more."""
    return _settle(tx, media_id, state="kept", mime=mime, size=size)


def failed(tx: Transaction, media_id: int, tries: int) -> bool:
    """False when nobody wants the file any more."""
    return _settle(tx, media_id, state="failed", tries=tries)


def try_later(tx: Transaction, media_id: int, tries: int, next_at: datetime) -> None:
    tx.execute(update(t.Media).where(t.Media.id == media_id).values(tries=tries, next_at=next_at))


def let_go(tx: Transaction, media_id: int) -> None:
    """It is in no answer: nothing of it is to be kept."""
    tx.execute(update(t.Media).where(t.Media.id == media_id).values(state="unwanted"))


def unwanted(tx: Transaction) -> tuple[tuple[int, str | None], ...]:
    """(id, name in the folder) of files whose bytes are to be removed."""
    query = select(t.Media.id, t.Media.path).where(t.Media.state == "unwanted").order_by(t.Media.id)
    return tuple((row.id, row.path) for row in tx.execute(query))


def forget(tx: Transaction, media_id: int) -> None:
    """Its bytes are removed, and now the row."""
    tx.execute(delete(t.Media).where(t.Media.id == media_id))


def _settle(tx: Transaction, media_id: int, **values: str | int) -> bool:
    # It may have become unwanted while its bytes were on the way.
    still = update(t.Media).where(t.Media.id == media_id, t.Media.state == "pending")
    return tx.execute(still.values(**values)).rowcount == 1
