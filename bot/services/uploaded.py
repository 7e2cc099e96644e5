"""An agreement that was sent as files: both sides are told when all of it is kept, and read it as it is.

Until then it has no seal, and nobody is shown anything of it.
"""

from __future__ import annotations

from datetime import datetime
from mimetypes import guess_extension

from bot.screens import uploading as screens
from bot.services import places
from bot.services.common import seen
from bot.services.scene import Scene
from bot.store import agreements, audit, outbox, partnerships, people, uploads
from bot.store.partnerships import Partnership
from bot.store.transaction import Transaction
from bot.store.uploads import Upload
from conversations.access import Action, may
from conversations.approving import How, is_asked, newest
from conversations.text import Value


def read(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Uf:<version>`: each file as it is kept, then the way to approve for a side that has not."""
    number = places.number(parts, 0)
    where = agreements.partnership_of(scene.tx, number)
    view = seen(scene, where, Action.SEE_SETTLED) if where is not None else None
    known = view.common.partnership if view else None
    versions = agreements.versions(scene.tx, known.id) if known else ()
    version = next((v for v in versions if v.id == number and v.how is How.UPLOADED), None)
    if view is None or known is None or version is None or version.seal is None:
        return places.stale(scene)
    files = uploads.files(scene.tx, number)
    for n, file in enumerate(files, 1):
        # Shown under a name of ours: the sender's own may say who or where they are.
        name = f"agreement-{version.n}-{n}{guess_extension(file.mime or '') or ''}"
        scene.tell(screens.page(file.kind, name, file.path), partnership=known.id)
    asks = view.open and may(view.actor, Action.APPROVE) and is_asked(versions, version, view.side)
    approving = screens.approve(number, version.seal) if asks else None
    return scene.tell(screens.all_pages(known.title, len(files), approving), partnership=known.id)


def sealed(tx: Transaction, now: datetime, upload: Upload, seal: str) -> None:
    """Every file is kept: from now on both sides can read it and approve exactly this. Once."""
    known = partnerships.partnership(tx, upload.partnership)
    if known is None or not agreements.put_seal(tx, upload.agreement, seal):
        return
    audit.note(tx, now, None, "agreement_sealed", known.id, f"agreement:{upload.agreement}")
    if known.state != "open":
        return  # nothing is asked in it now; whoever looks at the agreement finds it
    version = _sealed(tx, known, upload.agreement, seal)
    to_side, to_staff = screens.to_approve(version, _sender(tx, known, upload)), screens.told_to_staff(version)
    told = {member.person: to_side for member in people.members(tx, known.id)}
    if upload.author is not None and upload.author not in told and _may_know(tx, upload):
        told[upload.author] = screens.told_to_sender(version)
    told = dict.fromkeys(people.followers(tx, known.id), to_staff) | told
    for person, screen in told.items():
        outbox.owe(tx, now, person_id=person, screen=screen, partnership_id=known.id, priority=1)


def _sealed(tx: Transaction, known: Partnership, agreement: int, seal: str) -> screens.Sealed:
    """With the version before it, if one side has approved that in vain: only the newest could be approved."""
    versions = [v for v in agreements.versions(tx, known.id) if v.seal is not None]
    this = next(v for v in versions if v.id == agreement)
    before = newest([v for v in versions if v.n < this.n])
    overtakes = None
    if before is not None and len(before.approvals) == 1:
        (side,) = before.approvals
        overtakes = (before.n, known.organisation(side))
    return screens.Sealed(known.title, agreement, this.n, seal, overtakes)


def not_kept(tx: Transaction, now: datetime, upload: Upload, why: str) -> None:
    """One file of it will never be kept: it is not made of the others. Only its sender has known of it."""
    known = partnerships.partnership(tx, upload.partnership)
    uploads.remove(tx, upload.agreement)
    audit.note(tx, now, None, "agreement_not_kept", upload.partnership, f"agreement:{upload.agreement}")
    if known is not None and upload.author is not None and _may_know(tx, upload):
        own = any(member.person == upload.author for member in people.members(tx, known.id))
        screen = screens.not_kept(known.title, known.id, why, own=own)
        outbox.owe(tx, now, person_id=upload.author, screen=screen, partnership_id=known.id, priority=1)


def _sender(tx: Transaction, known: Partnership, upload: Upload) -> Value:
    assert upload.author is not None
    person = people.person(tx, upload.author)
    actor = people.actor(tx, person, known.id)
    side = actor.side
    if side is not None:
        return screens.on_side(person.name, known.organisation(side))
    return person.name or "?" if actor.removed else screens.of_staff(person.name)


def _may_know(tx: Transaction, upload: Upload) -> bool:
    """Its sender may have been removed meanwhile."""
    assert upload.author is not None
    return may(people.actor(tx, people.person(tx, upload.author), upload.partnership), Action.UPLOAD)


PRESSED = {"Uf": read}
