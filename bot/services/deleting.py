"""Deleting a partnership: by its staff while nothing has been opened, afterwards with both sides' consent.

Whatever was decided can be regretted for some days; only then is anything removed.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.i18n import language
from bot.screen import Screen
from bot.screens import deleting as screens
from bot.screens.partnerships import told
from bot.services import places
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import audit, deletion, forms, outbox, partnerships, people
from bot.store.forms import Form
from bot.store.partnerships import Partnership
from bot.store.transaction import Transaction
from conversations.access import Action, may
from conversations.sides import Side
from conversations.text import Text

DELETE = "delete"  # the form in which the name is typed
TO_REGRET = timedelta(days=7)


def ask_name(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qd:<partnership>`: a form that waits for the name of the local organisation, or the whole title."""
    known = _deletable(scene, places.number(parts, 0))
    if known is None:
        return places.stale(scene)
    form = forms.begin(scene.tx, scene.now, scene.person.id, DELETE, {"of": known.id}, aside=True)
    return scene.tell(_name_asked(scene, known, form), edits=message, partnership=None)


def take(scene: Scene, said: Written | FileSent, form: Form) -> bool:
    """The typed name, which this form waits for."""
    known = _deletable(scene, form.answers["of"])
    if known is None:
        forms.end(scene.tx, scene.person.id)
        return False
    if isinstance(said, FileSent) or _plain(said.words) not in (_plain(known.local_name), _plain(known.title)):
        scene.tell(_name_asked(scene, known, form, screens.WRONG_NAME), partnership=None)
        return True
    forms.end(scene.tx, scene.person.id)
    if deletion.anything_opened(scene.tx, known.id):
        _ask_both_sides(scene, known)
    else:
        _make_due(scene, known)
    return True


def resume(scene: Scene, why: Text | None = None) -> bool:
    """Asks for the name again; False if nothing is being deleted."""
    form = forms.form(scene.tx, scene.person.id)
    known = _deletable(scene, form.answers["of"]) if form and form.dialogue == DELETE else None
    if form is None or known is None:
        return False
    scene.tell(_name_asked(scene, known, form, *((why,) if why else ())), partnership=None)
    return True


def cancel(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    form = forms.form(scene.tx, scene.person.id)
    known = _deletable(scene, form.answers["of"]) if form and form.dialogue == DELETE else None
    if form is None or known is None or parts[:1] != (form.stamp,):
        return places.stale(scene)
    forms.end(scene.tx, scene.person.id)
    return scene.tell(told(known, screens.CANCELLED), edits=message, partnership=None)


def agree(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qdy:<partnership>`: one member's press is their side's consent, once it is confirmed."""
    return _agree(scene, parts, message, confirmed=False)


def agree_for_good(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qdY:<partnership>`"""
    return _agree(scene, parts, message, confirmed=True)


def _agree(scene: Scene, parts: tuple[str, ...], message: int | None, *, confirmed: bool) -> None:
    asked = _asked(scene, places.number(parts, 0))
    if asked is None:
        return places.stale(scene)
    known, side, steps = asked
    if side in steps.agreed:
        return scene.tell(_without_buttons(known, screens.ALREADY_AGREED), edits=message, partnership=None)
    if not confirmed:
        return scene.tell(screens.really(known, days=TO_REGRET.days), edits=message, partnership=known.id)
    audit.note(scene.tx, scene.now, scene.person.id, deletion.AGREED, known.id, side)
    scene.tell(_without_buttons(known, screens.YOU_AGREED), edits=message, partnership=None)
    if steps.agreed | {side} == frozenset(Side):
        _make_due(scene, known)
    return None


def decline(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qdn:<partnership>`: it is kept. Nobody is told which side did not agree."""
    asked = _asked(scene, places.number(parts, 0))
    if asked is None:
        return places.stale(scene)
    known, _, _ = asked
    audit.note(scene.tx, scene.now, scene.person.id, deletion.DECLINED, known.id)
    scene.tell(_without_buttons(known, screens.YOU_DECLINED), edits=message, partnership=None)
    others = [p for p in _concerned(scene, known) if p != scene.person.id]
    scene.tell_all(others, _without_buttons(known, screens.DECLINED), partnership=known.id)
    return None


def regret(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qu:<partnership>`: staff keep it; so may either side where it took both to delete it."""
    known = partnerships.partnership(scene.tx, places.number(parts, 0))
    if known is None or known.state != "deleting":
        return places.stale(scene)
    steps = deletion.steps(scene.tx, known.id)
    actor = people.actor(scene.tx, scene.person, known.id)
    if not may(actor, Action.ASK_DELETE) and not (steps.consented and may(actor, Action.CONSENT_DELETE)):
        return places.stale(scene)
    partnerships.change(scene.tx, known.id, state=steps.was, delete_at=None)
    audit.note(scene.tx, scene.now, scene.person.id, deletion.UNDONE, known.id)
    scene.tell(_without_buttons(known, screens.KEPT), edits=message, partnership=None)
    others = [p for p in _concerned(scene, known) if p != scene.person.id]
    scene.tell_all(others, _without_buttons(known, screens.KEPT), partnership=known.id)
    return None


def delete_due(tx: Transaction, now: datetime) -> int:
    """Removes every partnership whose days to regret are over, and says so; how many there were."""
    due = deletion.due(tx, now)
    for number in due:
        known = partnerships.partnership(tx, number)
        assert known is not None
        concerned = _members_and_followers(tx, number)
        deletion.erase(tx, number)
        audit.note(tx, now, None, deletion.DELETED, number)
        for person in concerned:
            outbox.owe(tx, now, person_id=person, screen=screens.gone(known.title), priority=1)
    return len(due)


def _deletable(scene: Scene, number: int) -> Partnership | None:
    """The partnership, if this person may ask for its end and nobody has yet."""
    known = partnerships.partnership(scene.tx, number)
    if known is None or known.state == "deleting":
        return None
    return known if may(people.actor(scene.tx, scene.person, number), Action.ASK_DELETE) else None


def _asked(scene: Scene, number: int) -> tuple[Partnership, Side, deletion.Steps] | None:
    """What a member is asked to consent to, and for which side."""
    known = partnerships.partnership(scene.tx, number)
    actor = people.actor(scene.tx, scene.person, number)
    if known is None or known.state == "deleting" or actor.side is None or not may(actor, Action.CONSENT_DELETE):
        return None
    steps = deletion.steps(scene.tx, number)
    return (known, actor.side, steps) if steps.asked_by is not None else None


def _ask_both_sides(scene: Scene, known: Partnership) -> None:
    audit.note(scene.tx, scene.now, scene.person.id, deletion.ASKED, known.id)
    members = (m.person for m in people.members(scene.tx, known.id))
    scene.tell_all(members, screens.consent_asked(known, days=TO_REGRET.days), partnership=known.id)
    scene.tell(told(known, screens.ASKED), partnership=known.id)


def _make_due(scene: Scene, known: Partnership) -> None:
    """From now on nothing is asked in it; what it was is remembered in case somebody regrets."""
    when = scene.now + TO_REGRET
    by_consent = deletion.steps(scene.tx, known.id).agreed == frozenset(Side)
    partnerships.change(scene.tx, known.id, state="deleting", delete_at=when)
    audit.note(scene.tx, scene.now, scene.person.id, deletion.DUE, known.id, known.state)
    followers = {*people.followers(scene.tx, known.id), scene.person.id}
    for person in sorted(_concerned(scene, known)):
        reader = language(people.person(scene.tx, person).speaks)
        date = reader.say(when.astimezone(ZoneInfo(known.zone)).date())
        screen = screens.due(known, date, may_keep=by_consent or person in followers)
        scene.tell(screen, to=person, partnership=known.id, waited_for=person == scene.person.id)


def _concerned(scene: Scene, known: Partnership) -> frozenset[int]:
    return _members_and_followers(scene.tx, known.id) | {scene.person.id}


def _members_and_followers(tx: Transaction, number: int) -> frozenset[int]:
    return frozenset({*people.followers(tx, number), *(m.person for m in people.members(tx, number))})


def _name_asked(scene: Scene, known: Partnership, form: Form, *why: Text) -> Screen:
    by_consent = deletion.anything_opened(scene.tx, known.id)
    return screens.name_asked(known, form.stamp, days=TO_REGRET.days, by_consent=by_consent, why=why)


def _without_buttons(known: Partnership, what: Text) -> Screen:
    return Screen(told(known, what).lines)


def _plain(words: str) -> str:
    """Case, spacing and the length of a dash do not matter; the letters do."""
    letters = unicodedata.normalize("NFKC", words).casefold()
    return " ".join("".join("-" if unicodedata.category(c) == "Pd" else c for c in letters).split())


PRESSED = {
    "qd": ask_name,
    "qdx": cancel,
    "qdy": agree,
    "qdY": agree_for_good,
    "qdn": decline,
    "qu": regret,
}
