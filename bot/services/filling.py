"""A form being filled in: what is kept of it, what an answer leads to, and what is shown then.

Whether a button or some words belong to it is asked before. One form a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.screens import forms as screens
from bot.services import entering
from bot.services.offering import offered
from bot.services.scene import Scene
from bot.store import forms, people
from bot.store.forms import Form
from conversations.access import Action, may
from conversations.dialogues import new_partnership as np
from conversations.entry import Entry, Several, question_before, read
from conversations.inputs import Said, Tap
from conversations.questions import MonthQuestion, Refusal
from conversations.text import N_, Month, Text, Value

BEGUN_BEFORE = N_("You have begun to enter a partnership before. Here is where you were.")
WHICH = N_("Is it one of these? Nothing was saved yet. Press the right one, or write more of its name.")


@dataclass(frozen=True)
class Opened:
    """A form of this person's, with what its screens need. `of` is the partnership it corrects."""

    form: Form
    entry: Entry
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


def may_create(scene: Scene) -> bool:
    return may(people.actor(scene.tx, scene.person, None), Action.CREATE)


def under_way(scene: Scene) -> Opened | None:
    """This person's form, if they may still fill it in."""
    form = forms.form(scene.tx, scene.person.id)
    if form is None or form.dialogue not in (entering.NEW, entering.CORRECTION):
        return None
    opened = opened_form(scene, form)
    if opened.of is None:
        return opened if may_create(scene) else None
    return opened if entering.correctable(scene, opened.of) else None


def opened_form(scene: Scene, form: Form) -> Opened:
    of = form.answers.get("of")
    title = entering.title(scene, of) if of is not None else None
    setting = screens.Setting(form.stamp, scene.person.speaks, scene.now, of, title)
    return Opened(form, Entry(form.answers["answers"], form.answers["changing"], of is not None), setting, of)


def keep(scene: Scene, opened: Opened, entry: Entry) -> Opened:
    answers = {**opened.form.answers, "answers": dict(entry.answers), "changing": entry.changing}
    forms.fill(scene.tx, scene.person.id, answers)
    return Opened(Form(opened.form.dialogue, answers, opened.form.at), entry, opened.setting, opened.of)


def answer(scene: Scene, opened: Opened, raw: Tap | Said, *, pressed: int | None = None) -> None:
    reading = read(opened.entry, raw, offered(scene.now, scene.person.speaks))
    asked = opened.entry.open_question
    if isinstance(reading, Refusal):
        return show(scene, opened, why=(reading.why,), edits=pressed)
    if isinstance(reading, Several):
        options = [code for code, _ in reading.these]
        return show(scene, opened, why=(Text(WHICH),), options=options, edits=pressed)
    if asked in (np.DANISH, np.LOCAL) and entering.already_there(scene, reading, opened.of):
        return show(scene, opened, why=(entering.NAME_TAKEN,), edits=pressed)
    if pressed is not None and asked is not None:
        scene.tell(
            screens.answered(opened.entry, opened.setting, reading.answers[asked]), edits=pressed, partnership=None
        )
    return show(scene, keep(scene, opened, reading))


def show(
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
            back=before(scene, opened) is not None,
        )
    elif opened.of is None:
        screen = screens.overview(entry, setting, begun_before=begun_before, why=why)
    else:
        screen = screens.changes(opened.changed, setting, why=why)
        if not opened.changed:
            forms.end(scene.tx, scene.person.id)
            scene.tell(screen, edits=edits, partnership=None)
            return go_on(scene)
    return scene.tell(screen, edits=edits, partnership=None)


def before(scene: Scene, opened: Opened) -> str | None:
    """The question that Back leads to; a correction is of one question only."""
    if opened.of is not None:
        return None
    return question_before(opened.entry, offered(scene.now, scene.person.speaks))


def _options(scene: Scene, entry: Entry, asked: str) -> list[str]:
    kind = np.QUESTIONS[asked]
    if not isinstance(kind, np.Search) or not kind.listed:
        return []
    return [code for code, _ in offered(scene.now, scene.person.speaks).to(asked, entry.answers)]


def _year(scene: Scene, entry: Entry, asked: str) -> int:
    """The year the picker begins with: that of the answer until now, else the likely one."""
    if not isinstance(np.QUESTIONS[asked], MonthQuestion):
        return scene.now.year
    known = entry.month(asked) or (entry.month(np.START) if asked == np.END else None)
    likely = known or Month(scene.now.year, scene.now.month)
    return likely.year + (1 if asked == np.END and entry.month(np.END) is None else 0)


def go_on(scene: Scene) -> None:
    """With what lay behind a correction, if anything did."""
    opened = under_way(scene)
    if opened is not None:
        show(scene, opened, why=(Text(BEGUN_BEFORE),))
