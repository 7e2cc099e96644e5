"""The agreement in the chat: `/agreement`, what it would say, making a version, and reading any of them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screen import Screen
from bot.screens import agreement_changes as changes
from bot.screens import agreement_document as documents
from bot.screens import agreement_steps as steps
from bot.screens import agreements, uploading
from bot.screens.agreement_standing import Setting
from bot.services import choosing, places, versions
from bot.services.common import Seen, seen
from bot.services.scene import Scene
from bot.services.uploading import possible
from bot.store import agreements as store
from conversations import approving as rules
from conversations.access import Action
from conversations.agreement import differences, seal
from conversations.approving import Version
from conversations.text import Text

Parts = tuple[str, ...]


def show(scene: Scene, view: Seen, message: int | None) -> None:
    """The newest version, or what is needed for the first; in a message of its own."""
    own = _setting(scene, view)
    newest = rules.newest(own.versions)
    if newest is not None:
        return _show_version(scene, view, own, newest)
    if store.versions(scene.tx, own.partnership.id):
        return tell(scene, view, steps.on_its_way(own))
    upload = (uploading.send(own.partnership.id, own=own.side is not None),)
    more = upload if possible(scene.tx, own.partnership) else ()
    return tell(scene, view, steps.none_yet(own, _missing(view), versions.draft(view.common), more))


def would_say(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kn:<partnership>`: a draft, which nobody can approve."""
    view = seen(scene, places.number(parts, 0))
    if view is None:
        return places.stale(scene)
    own, lines = _setting(scene, view), versions.draft(view.common)
    makes = own.acts and view.common.complete and rules.can_be_made(own.versions, seal(lines))
    return tell(scene, view, agreements.draft(own, lines, makes=makes, unmarked=view.common.unmarked))


def make(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Km:<partnership>:<newest version>`"""
    view = seen(scene, places.number(parts, 0), Action.APPROVE)
    if view is None:
        return places.stale(scene)
    if not view.open:
        return closed(scene, view)
    made = versions.make(scene, view.common.partnership.id, places.number(parts, 1))
    own = _setting(scene, view)
    if made is None:
        return tell(scene, view, steps.made_meanwhile(own, rules.newest(own.versions)))
    return _show_version(scene, view, own, made)


def what_changed(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kw:<partnership>`: since the newest version."""
    view = seen(scene, places.number(parts, 0))
    own = _setting(scene, view) if view else None
    newest = rules.newest(own.versions) if own else None
    if view is None or own is None or newest is None or newest.lines is None:
        return places.stale(scene)
    now = versions.draft(view.common)
    if not differences(newest.lines, now):
        return _show_version(scene, view, own, newest)
    return tell(scene, view, changes.changed_since(own, newest, now))


def all_versions(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ko:<partnership>`"""
    view = seen(scene, places.number(parts, 0))
    if view is None:
        return places.stale(scene)
    return tell(scene, view, changes.all_versions(_setting(scene, view)))


@dataclass(frozen=True)
class Here:
    """A version that the one who acts may see."""

    view: Seen
    own: Setting
    version: Version


def found(scene: Scene, parts: Parts, action: Action = Action.SEE_SETTLED) -> Here | None:
    number = places.number(parts, 0)
    where = store.partnership_of(scene.tx, number)
    view = seen(scene, where, action) if where is not None else None
    own = _setting(scene, view) if view else None
    version = next((v for v in own.versions if v.id == number), None) if own else None
    return Here(view, own, version) if view and own and version else None


def read(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kv:<version>`"""
    here = found(scene, parts)
    return places.stale(scene) if here is None else _show_version(scene, here.view, here.own, here.version)


def compare(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Kd:<version>`: with the one before."""
    here = found(scene, parts)
    before = agreements.before(here.own, here.version) if here else None
    if here is None or before is None:
        return places.stale(scene)
    return tell(scene, here.view, changes.compared(here.own, before, here.version))


def as_pdf(scene: Scene, parts: Parts, message: int | None) -> None:
    _file(scene, parts, "pdf")


def as_word(scene: Scene, parts: Parts, message: int | None) -> None:
    _file(scene, parts, "docx")


def _file(scene: Scene, parts: Parts, kind: documents.Kind) -> None:
    """`Kp:<version>`, `Kq:<version>`: of any version with lines, whoever approved it."""
    here = found(scene, parts)
    if here is None or here.version.lines is None:
        return places.stale(scene)
    return tell(scene, here.view, documents.file(here.own, here.version, kind))


def _missing(view: Seen) -> tuple[Text, ...]:
    done = {outcome.topic for outcome in view.common.outcomes}
    return tuple(Text(topic.title) for topic in view.common.dialogue.topics if topic.id not in done)


def _setting(scene: Scene, view: Seen) -> Setting:
    return versions.setting(scene, view.common.partnership, scene.person.id, view.side)


def _show_version(scene: Scene, view: Seen, own: Setting, version: Version) -> None:
    changed = 0
    if view.common.complete and (version.lines is not None or versions.settles(view.common)):
        changed = len(differences(version.lines or (), versions.draft(view.common)))
    tell(scene, view, agreements.version(own, version, changed=changed, unmarked=view.common.unmarked))


def closed(scene: Scene, view: Seen) -> None:
    scene.say(Text(steps.CLOSED), partnership=view.common.partnership.id)


def tell(scene: Scene, view: Seen, screen: Screen, message: int | None = None) -> None:
    scene.tell(screen, edits=message, partnership=view.common.partnership.id)


COMMANDS = {"agreement": choosing.as_command(show, "Ka")}
PRESSED = {
    "Ka": choosing.as_button(show, "Ka"),
    "Kn": would_say,
    "Km": make,
    "Kw": what_changed,
    "Ko": all_versions,
    "Kv": read,
    "Kd": compare,
    "Kp": as_pdf,
    "Kq": as_word,
}
