"""Putting something forward, a part at a time: what is asked next, and what is shown back before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens import joint
from bot.screens.months import month_rows
from bot.screens.together import Setting
from conversations.answers import Json
from conversations.proposals import Proposal
from conversations.questions import JointChoice, JointCounts, JointStep, JointTicks, Option, Question
from conversations.questions.free import LONGEST_TITLE
from conversations.questions.joint import DONE, OWN, TICKED, Part, choices, given, parts_of, who_choices
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, text
from conversations.together import Matter

CANCEL = Button(Text(N_("Cancel")), "eC")


@dataclass(frozen=True)
class Months:
    """What the month picker needs: the year it shows, the first month that is not over, the reader's language."""

    year: int
    earliest: Month
    speaks: str | None


def ask(setting: Setting, about: Matter, part: Part, value: Json, months: Months, *, why: Text | None = None) -> Screen:
    """The next part of what is to be put forward."""
    assert setting.reader is not None
    lines = [Line(why), GAP] if why else []
    lines += [*setting.heading(), *joint.asked(about, "bold")]
    if "w" in value:
        lines.append(Line(value["w"], "quote"))
    if "who" in value:
        lines.append(Line(joint.who(value["who"], setting.names)))
    own = f"eq:{setting.partnership}:{about.subject}"
    match part:
        case Part.WORDS:
            lines.append(Line(text(N_("Write it in a few words, at most {n} letters and signs."), n=LONGEST_TITLE)))
            lines.append(Line(Text(N_("You see it once more before the other side does.")), "italic"))
            rows: tuple[tuple[Button, ...], ...] = ()
        case Part.WHO:
            lines.append(Line(Text(N_("Who does it?"))))
            rows = (tuple(Button(o.label, f"{own}:{part}:{o.code}") for o in who_choices(setting.reader)),)
        case Part.CODE:
            lines.append(Line(Text(N_("Choose what you suggest. The other side is told at once."))))
            rows = _options(about.question, setting.reader, f"{own}:{part}")
            if not isinstance(about.question, JointChoice):
                rows = (*rows, (Button(Text(N_("In our own words")), f"{own}:{part}:{OWN}"),))
        case Part.CODES:
            assert isinstance(about.question, JointTicks)
            lines.append(Line(text(N_("Choose up to {n}, then press Done."), n=about.question.most)))
            rows = _ticks(about.question, value.get(TICKED, ()), f"{own}:{part}")
        case Part.NUMBERS:
            assert isinstance(about.question, JointCounts)
            counted = Listing(tuple(Text(what) for what in about.question.counted))
            # Translators: {what} is a list such as "work, stand still and are missing".
            lines.append(Line(text(N_("Write one number for each, with a space between them: {what}."), what=counted)))
            lines.append(Line(Text(N_("You see it once more before the other side does.")), "italic"))
            rows = ()
        case Part.MONTH:
            lines.append(Line(Text(N_("Choose the year with the arrows, then press the month."))))
            if not value:
                lines.append(Line(Text(N_("The other side is told at once.")), "italic"))
            turn = f"ey:{setting.partnership}:{about.subject}"
            choose = f"{own}:{part}"
            rows = month_rows(months.year, speaks=months.speaks, choose=choose, turn=turn, earliest=months.earliest)
            if isinstance(about.question, JointStep) and not about.question.dated:
                rows = (*rows, (Button(Text(N_("Without a month")), f"{own}:{part}:-"),))
    return Screen(tuple(lines), (*rows, (CANCEL,)))


def _options(question: Question, reader: Side, data: str) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(o.label, f"{data}:{o.code}"),) for o in choices(question, reader))


def _ticks(question: JointTicks, ticked: Sequence[str], data: str) -> tuple[tuple[Button, ...], ...]:
    def label(o: Option) -> Text | str:
        return text(N_("✓ {answer}"), answer=o.label) if o.code in ticked else o.label

    done = ((Button(Text(N_("Done")), f"{data}:{DONE}"),),) if ticked else ()
    return (*((Button(label(o), f"{data}:{o.code}"),) for o in question.choices), *done)


def show_back(setting: Setting, about: Matter, value: Json) -> Screen:
    """What is about to be put forward; of several parts each can be changed."""
    lines = [*setting.heading(), *joint.asked(about, "bold")]
    lines += joint.said(about.question, value, setting.names)
    lines.append(Line(Text(N_("Put this forward? The other side sees it then. Nothing is saved yet."))))
    own = f"{setting.partnership}:{about.subject}"
    fixed = given(about.question)
    parts = [part for part in parts_of(about.question) if part in value and part not in fixed]
    if len(parts) > 1:
        changing = tuple(Button(Text(CHANGES[part]), f"eE:{own}:{part}") for part in parts)
    else:
        changing = (Button(Text(N_("Begin again")), f"ep:{own}"),)
    return Screen(tuple(lines), ((_put(setting, about, N_("Put it forward")),), changing, (CANCEL,)))


CHANGES = {
    Part.WORDS: N_("Other words"),
    Part.WHO: N_("Who does it"),
    Part.MONTH: N_("Other month"),
}


def overtaken(setting: Setting, about: Matter, value: Json, latest: Proposal | None) -> Screen:
    """Something happened in the thread meanwhile; `latest` is what waits or counts there now."""
    lines = [*setting.heading(), *joint.asked(about, "bold")]
    rows: list[tuple[Button, ...]] = []
    if latest is not None and latest.end is None:
        meanwhile = text(N_("Meanwhile {side} has put this forward:"), side=setting.names[latest.side])
        lines += [Line(meanwhile), *joint.said(about.question, latest.value, setting.names)]
        if latest.side is not setting.reader:
            rows.append((Button(Text(N_("Accept theirs")), f"ea:{latest.id}"),))
    elif latest is not None:
        lines.append(Line(Text(N_("Meanwhile both sides have agreed on this:"))))
        lines += joint.said(about.question, latest.value, setting.names)
    else:
        lines.append(Line(Text(N_("Meanwhile what waited here was taken back."))))
    lines += [GAP, Line(Text(N_("Yours is kept, and nothing of it has been put forward yet:")))]
    lines += joint.said(about.question, value, setting.names)
    return Screen(tuple(lines), (*rows, (_put(setting, about, N_("Put mine forward")),), (CANCEL,)))


def _put(setting: Setting, about: Matter, label: str) -> Button:
    return Button(Text(label), f"eY:{setting.partnership}:{about.subject}")


def cancelled() -> Screen:
    return Screen((Line(Text(N_("Cancelled. Nothing was put forward."))),))
