"""The form a member of the staff has open: a partnership being entered (`/new`), or one being corrected.

Its answers are kept with every step, so that it goes on after any pause.
"""

from __future__ import annotations

from bot.screens import forms as screens
from bot.services import deleting, entering, filling, holding, places, serving
from bot.services.filling import Opened
from bot.services.inputs import FileSent, Written
from bot.services.offering import zones
from bot.services.scene import Scene
from bot.store import forms
from bot.store.forms import Form
from conversations.dialogues import new_partnership as np
from conversations.events import AtQuestion
from conversations.inputs import Said, Tap
from conversations.text import Text


def new(scene: Scene, argument: str) -> None:
    """`/new`: begins to enter a partnership, or goes on with one that was begun."""
    if not filling.may_create(scene):
        return places.not_found(scene)
    form = forms.form(scene.tx, scene.person.id)
    if form is not None and form.dialogue != entering.NEW:
        forms.end(scene.tx, scene.person.id)
        form = forms.form(scene.tx, scene.person.id)
    if form is not None:
        return filling.show(
            scene, filling.opened_form(scene, form), why=(Text(filling.BEGUN_BEFORE),), begun_before=True
        )
    return _begin(scene)


def resume(scene: Scene, why: Text | None = None) -> bool:
    """Shows the open form again; False if there is none."""
    opened = filling.under_way(scene)
    if opened is None:
        return deleting.resume(scene, why)
    filling.show(scene, opened, why=(why,) if why else ())
    return True


def take(scene: Scene, said: Written | FileSent) -> bool:
    """What was written goes to the open form, unless it replies to a question of a walk."""
    if not scene.person.fills:
        return False
    if said.reply_to and forms.replies_to_a_question(scene.tx, scene.person.id, said.reply_to):
        return False
    asking = tuple(view for view in serving.held(scene) if isinstance(view.here, AtQuestion))
    if asking and isinstance(said, Written):
        holding.ask_which(scene, said, asking, form=True)
        return True
    return fill(scene, said)


def fill(scene: Scene, said: Written | FileSent) -> bool:
    """What was written is for the open form."""
    form = forms.form(scene.tx, scene.person.id)
    if form is None:
        return False
    if form.dialogue == deleting.DELETE:
        return deleting.take(scene, said, form)
    opened = filling.under_way(scene)
    if opened is None:
        return _give_up(scene, form)
    if isinstance(said, FileSent):
        filling.show(scene, opened, why=(Text(np.WRITE_IT),))
    else:
        filling.answer(scene, opened, Said(said.words))
    return True


def _give_up(scene: Scene, form: Form) -> bool:
    """Somebody who may not fill it in any more has no form. One in which a name is typed is not ours."""
    if form.dialogue != deleting.DELETE:
        forms.drop(scene.tx, scene.person.id)
    return False


def correct(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`qf:<partnership>:<question>`: opens the question for which a partnership is to be corrected."""
    asked = parts[1] if len(parts) > 1 else ""
    form = entering.begin_correction(scene, places.number(parts, 0), asked)
    if form is None:
        return places.stale(scene)
    return filling.show(scene, filling.opened_form(scene, form), edits=message)


def _begin(scene: Scene, *, edits: int | None = None) -> None:
    form = forms.begin(scene.tx, scene.now, scene.person.id, entering.NEW, {"answers": {}, "changing": None})
    filling.show(scene, filling.opened_form(scene, form), edits=edits)


def _pressed(scene: Scene, parts: tuple[str, ...]) -> Opened | None:
    """The form this button belongs to, if it is still the one that is open."""
    opened = filling.under_way(scene)
    return opened if opened and parts and parts[0] == opened.form.stamp else None


def answer(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None or len(parts) < 3:
        return places.stale(scene)
    if parts[1] != opened.entry.open_question:
        twice = opened.entry.answers.get(parts[1]) == parts[2]
        return None if twice else places.stale(scene)
    return filling.answer(scene, opened, Tap(parts[2]), pressed=message)


def turn_year(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None or len(parts) < 3 or parts[1] != opened.entry.open_question:
        return places.stale(scene)
    return filling.show(scene, opened, year=places.number(parts, 2), edits=message)


def change(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """What is to be changed is asked, then that question."""
    opened = _pressed(scene, parts)
    if opened is None or opened.of is not None:
        return places.stale(scene)
    if len(parts) > 1 and parts[1] in opened.entry.answers:
        return filling.show(scene, filling.keep(scene, opened, opened.entry.change(parts[1])), edits=message)
    several = len(zones(opened.entry.answers[np.COUNTRY], "en")) if np.COUNTRY in opened.entry.answers else 0
    scene.tell(screens.which_to_change(opened.entry, opened.setting, several), edits=message, partnership=None)
    return None


def back(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`wv:<form>:<question>`: to the question before, whose answer stays until another is given."""
    opened = _pressed(scene, parts)
    if opened is None or parts[1:2] != (opened.entry.open_question,):
        return places.stale(scene)
    former = filling.before(scene, opened)
    if former is None:
        return places.stale(scene)
    return filling.show(scene, filling.keep(scene, opened, opened.entry.change(former)), edits=message)


def overview(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    return places.stale(scene) if opened is None else filling.show(scene, opened, edits=message)


def keep(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None or opened.entry.changing is None:
        return places.stale(scene)
    return filling.show(scene, filling.keep(scene, opened, opened.entry.keep()), edits=message)


def cancel(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None:
        return places.stale(scene)
    forms.end(scene.tx, scene.person.id)
    scene.tell(screens.cancelled(opened.setting), edits=message, partnership=None)
    return filling.go_on(scene)


def start_again(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    return places.stale(scene) if opened is None or opened.of is not None else _begin(scene, edits=message)


def finish(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """Create, or save: only what was shown as a whole."""
    opened = _pressed(scene, parts)
    if opened is None or opened.entry.open_question is not None:
        return places.stale(scene)
    if entering.already_there(scene, opened.entry, opened.of):
        entry = opened.entry.change(np.LOCAL)
        return filling.show(scene, filling.keep(scene, opened, entry), why=(entering.NAME_TAKEN,), edits=message)
    forms.end(scene.tx, scene.person.id)
    if opened.of is None:
        entering.create(scene, opened.entry, opened.setting, message)
    else:
        entering.save(scene, opened.of, opened.changed, opened.setting, message)
        filling.go_on(scene)
    return None


COMMANDS = {"new": new}
PRESSED = {
    "wa": answer,
    "wy": turn_year,
    "we": change,
    "wb": overview,
    "wv": back,
    "wk": keep,
    "wx": cancel,
    "wr": start_again,
    "wc": finish,
    "qf": correct,
}
