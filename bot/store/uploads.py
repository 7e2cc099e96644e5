"""Files of an agreement that the partners have already: whose they are, and when they are all there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from bot.store import agreements
from bot.store import tables as t
from bot.store.media import MediaRow, media
from bot.store.transaction import Transaction
from conversations.approving import How


@dataclass(frozen=True)
class Upload:
    """A version of the agreement that was sent as files."""

    agreement: int
    partnership: int
    author: int | None


_UPLOAD = select(t.Agreement.id, t.Agreement.partnership_id, t.Agreement.author_id)


def of_file(tx: Transaction, media_id: int) -> Upload | None:
    """The version a file is a page of; None for any other file."""
    of = select(t.AgreementFile.agreement_id).where(t.AgreementFile.media_id == media_id)
    row = tx.execute(_UPLOAD.where(t.Agreement.id.in_(of))).one_or_none()
    return Upload(*row) if row else None


def files(tx: Transaction, agreement: int) -> tuple[MediaRow, ...]:
    """In the order they were sent."""
    found = (media(tx, number) for number in agreements.files(tx, agreement))
    return tuple(row for row in found if row is not None)


def complete(tx: Transaction) -> tuple[tuple[Upload, tuple[str, ...]], ...]:
    """Versions without a seal whose files are all kept, with the names of those files in their order."""
    query = _UPLOAD.where(t.Agreement.how == How.UPLOADED.value, t.Agreement.seal.is_(None))
    found = [Upload(*row) for row in tx.execute(query.order_by(t.Agreement.id)).all()]
    pages = [(upload, files(tx, upload.agreement)) for upload in found]
    return tuple((upload, tuple(p.path for p in of)) for upload, of in pages if all(p.state == "kept" for p in of))


def remove(tx: Transaction, agreement: int) -> None:
    """A version that nobody has been shown, with its files: it cannot become whole any more."""
    numbers = agreements.files(tx, agreement)
    tx.execute(delete(t.AgreementFile).where(t.AgreementFile.agreement_id == agreement))
    tx.execute(delete(t.Agreement).where(t.Agreement.id == agreement, t.Agreement.seal.is_(None)))
    tx.execute(update(t.Media).where(t.Media.id.in_(numbers)).values(state="unwanted"))
