"""Entering a partnership, or correcting one, question by question. Values in, screens out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.screen import GAP, Button, Line, Screen
from bot.screens import facts
from bot.screens.months import month_rows
from conversations.answers import Json
from conversations.dialogues import new_partnership as np
from conversations.entry import Entry
from conversations.questions import Choice, MonthQuestion
from conversations.text import N_, Text, Value, text

Row = tuple[Button, ...]
# The zone belongs to the country's step: most countries have only one.
_STEPS = tuple(q for q in np.ORDER if q != np.ZONE)
_SIDE_BY_SIDE = 4  # more options than this stand two in a row


@dataclass(frozen=True)
class Setting:
    """Whose form it is. `stamp` tells its buttons from those of another, `of` and `corrects` are what it changes."""

    stamp: str
    speaks: str | None
    now: datetime
    of: int | None = None
    corrects: str | None = None


NEW = N_("New partnership")


def question(
    entry: Entry,
    setting: Setting,
    *,
    options: Sequence[str] = (),
    year: int = 0,
    why: Sequence[Value] = (),
    begun_before: bool = False,
    back: bool = False,
) -> Screen:
    """The open question. `options` are the codes on its buttons, `why` says first what was wrong."""
    asked = entry.open_question
    assert asked is not None
    rows = [*_answers(asked, setting, options, year)]
    if entry.changing is not None:
        rows.append((Button(Text(N_("Keep it as it is")), f"wk:{setting.stamp}"),))
    if begun_before:
        rows.append((Button(Text(N_("Start again")), f"wr:{setting.stamp}"),))
    to_former = (Button(Text(N_("Back")), f"wv:{setting.stamp}:{asked}"),) if back else ()
    rows.append((*to_former, _cancel(setting)))
    lines = [Line(value) for value in why]
    lines += [GAP] if why else []
    lines += [*_head(entry, setting, asked), Line(Text(np.QUESTIONS[asked].prompt))]
    if hint := np.QUESTIONS[asked].hint:
        lines.append(Line(Text(hint), "italic"))
    if entry.changing is not None and asked in entry.answers:
        until_now = facts.said(asked, entry.answers[asked], setting.speaks)
        lines.append(Line(text(N_("Until now: {answer}"), answer=until_now)))
    return Screen(tuple(lines), tuple(rows))


def answered(before: Entry, setting: Setting, answer: Json) -> Screen:
    """The same message after a press: the choice stays visible, the buttons are gone."""
    asked = before.open_question
    assert asked is not None
    said = facts.said(asked, answer, setting.speaks)
    head = (*_head(before, setting, asked), Line(Text(np.QUESTIONS[asked].prompt)))
    return Screen((*head, Line(text(N_("✓ {answer}"), answer=said), "bold")))


def overview(entry: Entry, setting: Setting, *, begun_before: bool = False, why: Sequence[Value] = ()) -> Screen:
    """Everything that was entered, before it is created."""
    lines = [*(Line(value) for value in why), *([GAP] if why else [])]
    lines += [Line(Text(NEW), "bold"), Line(Text(N_("Is everything right? Nothing is created yet."))), GAP]
    lines += facts.lines(entry.answers, setting.speaks)
    rows: list[Row] = [
        (Button(Text(N_("Create")), f"wc:{setting.stamp}"),),
        (Button(Text(N_("Change …")), f"we:{setting.stamp}"), _cancel(setting)),
    ]
    if begun_before:
        rows.append((Button(Text(N_("Start again")), f"wr:{setting.stamp}"),))
    return Screen(tuple(lines), tuple(rows))


def changes(changed: Mapping[str, tuple[Json, Json]], setting: Setting, *, why: Sequence[Value] = ()) -> Screen:
    """Before and after, before it is saved."""
    lines = [*(Line(value) for value in why), *([GAP] if why else [])]
    lines.append(Line(setting.corrects or "", "bold"))
    if not changed:
        lines.append(Line(Text(N_("Nothing is different. Nothing was saved."))))
        return Screen(tuple(lines), _back(setting))
    lines.append(Line(Text(N_("Save this change? Nothing is saved yet."))))
    lines += _before_and_after(changed, setting)
    rows = ((Button(Text(N_("Save")), f"wc:{setting.stamp}"), _cancel(setting)),)
    return Screen(tuple(lines), rows)


def saved(changed: Mapping[str, tuple[Json, Json]], setting: Setting, title: str) -> Screen:
    lines = (Line(title, "bold"), *_before_and_after(changed, setting), GAP, Line(Text(N_("✓ Saved.")), "bold"))
    return Screen(lines, _back(setting))


def created(entry: Entry, setting: Setting, title: str) -> Screen:
    return Screen(
        (
            Line(title, "bold"),
            *facts.lines(entry.answers, setting.speaks),
            GAP,
            Line(Text(N_("✓ Created. You are its coordinator.")), "bold"),
            Line(Text(N_("Here is one invitation for each side. Forward them to the right people."))),
        )
    )


def which_to_change(entry: Entry, setting: Setting, zones: int) -> Screen:
    """One button an answer; the zone only where the country has several."""
    buttons = [
        Button(facts.label(q), f"we:{setting.stamp}:{q}")
        for q in np.ORDER
        if q in entry.answers and (q != np.ZONE or zones > 1)
    ]
    back = (Button(Text(N_("Back")), f"wb:{setting.stamp}"),)
    return Screen((Line(Text(NEW), "bold"), Line(Text(N_("What do you want to change?")))), (*_paired(buttons), back))


def cancelled(setting: Setting) -> Screen:
    if setting.corrects is not None:
        return Screen(
            (Line(setting.corrects, "bold"), Line(Text(N_("Cancelled. Nothing was changed.")))), _back(setting)
        )
    return Screen((Line(Text(NEW), "bold"), Line(Text(N_("Cancelled. Nothing was created.")))))


def _head(entry: Entry, setting: Setting, asked: str) -> tuple[Line, ...]:
    if setting.corrects is not None:
        return (Line(setting.corrects, "bold"),)
    if entry.changing is not None and entry.whole:
        return (Line(Text(NEW), "bold"),)
    n, of = _STEPS.index(np.COUNTRY if asked == np.ZONE else asked) + 1, len(_STEPS)
    # Translators: the progress on top of each question, as in "New partnership · 3 of 7".
    return (Line(text(N_("{topic} · {n} of {of}"), topic=Text(NEW), n=n, of=of), "bold"),)


def _answers(asked: str, setting: Setting, options: Sequence[str], year: int) -> tuple[Row, ...]:
    data = f"wa:{setting.stamp}:{asked}"
    kind = np.QUESTIONS[asked]
    if isinstance(kind, MonthQuestion):
        rows = month_rows(year, speaks=setting.speaks, choose=data, turn=f"wy:{setting.stamp}:{asked}")
        unknown = (Button(Text(facts.NOT_KNOWN_YET), f"{data}:{np.UNKNOWN}"),)
        return (*rows, unknown) if asked == np.END else rows
    if isinstance(kind, Choice):
        return tuple((Button(o.label, f"{data}:{o.code}"),) for o in kind.choices)
    buttons = [Button(_option(asked, code, setting), f"{data}:{code}") for code in options]
    return _paired(buttons) if len(buttons) > _SIDE_BY_SIDE else tuple((b,) for b in buttons)


def _option(asked: str, code: str, setting: Setting) -> Text | str:
    if asked == np.ZONE:
        return facts.zone_with_time(code, setting.now, setting.speaks)
    return str(facts.said(asked, code, setting.speaks))


def _before_and_after(changed: Mapping[str, tuple[Json, Json]], setting: Setting) -> list[Line]:
    lines: list[Line] = []
    for q, (before, after) in changed.items():
        was, becomes = facts.said(q, before, setting.speaks), facts.said(q, after, setting.speaks)
        lines += [GAP, Line(facts.label(q), "bold")]
        lines.append(Line(text(N_("Before: {answer}"), answer=was)))
        lines.append(Line(text(N_("After: {answer}"), answer=becomes)))
    return lines


def _back(setting: Setting) -> tuple[Row, ...]:
    return ((Button(Text(N_("To the partnership")), f"qp:{setting.of}"),),)


def _cancel(setting: Setting) -> Button:
    return Button(Text(N_("Cancel")), f"wx:{setting.stamp}")


def _paired(buttons: Sequence[Button]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
