"""Files given as answers: known by Telegram's file id at once, their bytes fetched later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

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
        "next_at": now,
        "at": now,
    }
    return int(tx.execute(insert(t.Media).returning(t.Media.id), row).scalar_one())


def media(tx: Transaction, media_id: int) -> MediaRow | None:
    row = tx.execute(select(*_COLUMNS).where(t.Media.id == media_id)).one_or_none()
    return MediaRow(*row) if row else None


def pending(tx: Transaction, now: datetime, most: int = 20) -> tuple[MediaRow, ...]:
    """Files whose bytes are still to be fetched, and whose time has come."""
    query = select(*_COLUMNS).where(t.Media.state == "pending", t.Media.next_at <= now).order_by(t.Media.id).limit(most)
    return tuple(MediaRow(*row) for row in tx.execute(query))


def fetched(tx: Transaction, media_id: int, path: str, size: int) -> None:
    tx.execute(update(t.Media).where(t.Media.id == media_id).values(state="kept", path=path, size=size))


def try_later(tx: Transaction, media_id: int, tries: int, next_at: datetime) -> None:
    tx.execute(update(t.Media).where(t.Media.id == media_id).values(tries=tries, next_at=next_at))


def failed(tx: Transaction, media_id: int, tries: int) -> None:
    tx.execute(update(t.Media).where(t.Media.id == media_id).values(state="failed", tries=tries))
