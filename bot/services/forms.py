"""The form a member of the staff has open: a partnership being entered (`/new`), or one being corrected.

Its answers are kept with every step, so that it goes on after any pause. One a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.screens import forms as screens
from bot.services import deleting, entering, places
from bot.services.inputs import FileSent, Written
from bot.services.offering import offered, zones
from bot.services.scene import Scene
from bot.store import forms, people
from bot.store.forms import Form
from conversations.access import Action, may
from conversations.dialogues import new_partnership as np
from conversations.inputs import Said, Tap
from conversations.questions import Refusal
from conversations.text import N_, Month, Text, Value

BEGUN_BEFORE = N_("You have begun to enter a partnership before. Here is where you were.")
SEVERAL_FIT = N_("Several fit. Nothing was saved yet. Press the right one, or write more of the name.")


@dataclass(frozen=True)
class Opened:
    """A form of this person's, with what its screens need. `of` is the partnership it corrects."""

    form: Form
    entry: np.Entry
    setting: screens.Setting
    of: int | None

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """What a correction would change: before and after."""
        was: dict[str, Any] = self.form.answers.get("was", {})
        return {
            q: (was[q], self.entry.answers[q])
            for q in np.ORDER
            if q in was and q in self.entry.answers and was[q] != self.entry.answers[q]
        }


def new(scene: Scene, argument: str) -> None:
    """`/new`: begins to enter a partnership, or goes on with one that was begun."""
    if not _may_create(scene):
        return places.not_found(scene)
    form = forms.form(scene.tx, scene.person.id)
    if form is not None and form.dialogue == entering.NEW:
        return _show(scene, _read(scene, form), why=(Text(BEGUN_BEFORE),), begun_before=True)
    return _begin(scene)


def resume(scene: Scene) -> bool:
    """Shows the open form again; False if there is none."""
    opened = _open(scene)
    if opened is not None:
        _show(scene, opened)
    elif not deleting.resume(scene):
        return False
    return True


def take(scene: Scene, said: Written | FileSent) -> bool:
    """What was written goes to the open form, unless it replies to a question of a walk."""
    form = forms.form(scene.tx, scene.person.id)
    if form is None:
        return False
    if said.reply_to and forms.replies_to_a_question(scene.tx, scene.person.id, said.reply_to):
        return False
    opened = _open(scene)
    if opened is None:
        return _give_up(scene, form)
    if isinstance(said, FileSent):
        _show(scene, opened, why=(Text(np.WRITE_IT),))
    else:
        _answer(scene, opened, Said(said.words))
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
    return _show(scene, _read(scene, form), edits=message)


def _may_create(scene: Scene) -> bool:
    return may(people.actor(scene.tx, scene.person, None), Action.CREATE)


def _begin(scene: Scene, *, edits: int | None = None) -> None:
    form = forms.begin(scene.tx, scene.now, scene.person.id, entering.NEW, {"answers": {}, "changing": None})
    _show(scene, _read(scene, form), edits=edits)


def _open(scene: Scene) -> Opened | None:
    """This person's form, if they may still fill it in."""
    form = forms.form(scene.tx, scene.person.id)
    if form is None or form.dialogue not in (entering.NEW, entering.CORRECTION):
        return None
    opened = _read(scene, form)
    if opened.of is None:
        return opened if _may_create(scene) else None
    return opened if entering.correctable(scene, opened.of) else None


def _read(scene: Scene, form: Form) -> Opened:
    of = form.answers.get("of")
    title = entering.title(scene, of) if of is not None else None
    setting = screens.Setting(form.stamp, scene.person.speaks, title)
    return Opened(form, np.Entry(form.answers["answers"], form.answers["changing"]), setting, of)


def _keep(scene: Scene, opened: Opened, entry: np.Entry) -> Opened:
    answers = {**opened.form.answers, "answers": dict(entry.answers), "changing": entry.changing}
    forms.fill(scene.tx, scene.person.id, answers)
    return Opened(Form(opened.form.dialogue, answers, opened.form.at), entry, opened.setting, opened.of)


def _answer(scene: Scene, opened: Opened, raw: Tap | Said, *, pressed: int | None = None) -> None:
    read = np.read(opened.entry, raw, offered(scene.now, scene.person.speaks))
    asked = opened.entry.open_question
    if isinstance(read, Refusal):
        return _show(scene, opened, why=(read.why,), edits=pressed)
    if isinstance(read, np.Several):
        options = [code for code, _ in read.these]
        return _show(scene, opened, why=(Text(SEVERAL_FIT),), options=options, edits=pressed)
    if asked in (np.DANISH, np.LOCAL) and entering.already_there(scene, read, opened.of):
        return _show(scene, opened, why=(entering.NAME_TAKEN,), edits=pressed)
    if pressed is not None and asked is not None:
        scene.tell(screens.answered(opened.entry, opened.setting, read.answers[asked]), edits=pressed)
    return _show(scene, _keep(scene, opened, read))


def _show(
    scene: Scene,
    opened: Opened,
    *,
    why: Sequence[Value] = (),
    options: Sequence[str] | None = None,
    year: int | None = None,
    edits: int | None = None,
    begun_before: bool = False,
) -> None:
    """The open question; or, when all is answered, everything before it is created or saved."""
    entry, setting = opened.entry, opened.setting
    asked = entry.open_question
    if asked is not None:
        shown = _options(scene, entry, asked) if options is None else options
        screen = screens.question(
            entry,
            setting,
            options=shown,
            year=year or _year(scene, entry, asked),
            why=why,
            begun_before=begun_before,
        )
    elif opened.of is None:
        screen = screens.overview(entry, setting, begun_before=begun_before, why=why)
    else:
        screen = screens.changes(opened.changed, setting, why=why)
        if not opened.changed:
            forms.end(scene.tx, scene.person.id)
    scene.tell(screen, edits=edits)


def _options(scene: Scene, entry: np.Entry, asked: str) -> list[str]:
    kind = np.QUESTIONS[asked]
    if not isinstance(kind, np.Search) or not kind.listed:
        return []
    return [code for code, _ in offered(scene.now, scene.person.speaks).to(asked, entry.answers)]


def _year(scene: Scene, entry: np.Entry, asked: str) -> int:
    """The year the picker begins with: that of the answer until now, else the likely one."""
    known = entry.month(asked) or (entry.month(np.START) if asked == np.END else None)
    likely = known or Month(scene.now.year, scene.now.month)
    return likely.year + (1 if asked == np.END and entry.month(np.END) is None else 0)


def _pressed(scene: Scene, parts: tuple[str, ...]) -> Opened | None:
    """The form this button belongs to, if it is still the one that is open."""
    opened = _open(scene)
    return opened if opened and parts and parts[0] == opened.form.stamp else None


def answer(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None or len(parts) < 3 or parts[1] != opened.entry.open_question:
        return places.stale(scene)
    return _answer(scene, opened, Tap(parts[2]), pressed=message)


def turn_year(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None or len(parts) < 3 or parts[1] != opened.entry.open_question:
        return places.stale(scene)
    return _show(scene, opened, year=places.number(parts, 2), edits=message)


def change(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """What is to be changed is asked, then that question."""
    opened = _pressed(scene, parts)
    if opened is None or opened.of is not None:
        return places.stale(scene)
    if len(parts) > 1 and parts[1] in opened.entry.answers:
        return _show(scene, _keep(scene, opened, opened.entry.change(parts[1])), edits=message)
    several = len(zones(opened.entry.answers[np.COUNTRY], "en")) if np.COUNTRY in opened.entry.answers else 0
    scene.tell(screens.which_to_change(opened.entry, opened.setting, several), edits=message)
    return None


def overview(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    return places.stale(scene) if opened is None else _show(scene, opened, edits=message)


def keep(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None or opened.entry.changing is None:
        return places.stale(scene)
    return _show(scene, _keep(scene, opened, opened.entry.keep()), edits=message)


def cancel(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    opened = _pressed(scene, parts)
    if opened is None:
        return places.stale(scene)
    forms.end(scene.tx, scene.person.id)
    scene.tell(screens.cancelled(opened.setting), edits=message)
    return _go_on(scene)


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
        return _show(scene, _keep(scene, opened, entry), why=(entering.NAME_TAKEN,), edits=message)
    forms.end(scene.tx, scene.person.id)
    if opened.of is None:
        entering.create(scene, opened.entry, opened.setting, message)
    else:
        entering.save(scene, opened.of, opened.changed, opened.setting, message)
        _go_on(scene)
    return None


def _go_on(scene: Scene) -> None:
    """With what lay behind a correction, if anything did."""
    opened = _open(scene)
    if opened is not None:
        _show(scene, opened, why=(Text(BEGUN_BEFORE),))


COMMANDS = {"new": new}
PRESSED = {
    "wa": answer,
    "wy": turn_year,
    "we": change,
    "wb": overview,
    "wk": keep,
    "wx": cancel,
    "wr": start_again,
    "wc": finish,
    "qf": correct,
}
