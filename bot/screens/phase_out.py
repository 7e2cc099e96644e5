"""The page of an ending: the talk that is proposed, what it leads to, the end month, and the farewell."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens import milestones as plans
from bot.screens.milestones import Shown
from bot.screens.months import month_rows
from bot.screens.together import Setting
from bot.store.ahead import MilestoneRow
from conversations.milestones import MILESTONES, Leading
from conversations.phasing_out import Proposed, may_accept
from conversations.proposals import Proposal
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, Value, counted, text

TITLE = N_("The ending of the partnership")
STAFF = N_("Staff")


def by(setting: Setting, side: Side | None) -> Value:
    return setting.names[side] if side is not None else Text(STAFF)


def page(
    setting: Setting,
    *,
    proposed: Proposed | None,
    round_open: bool,
    walk: int | None,
    talked: bool,
    plan: Shown | None,
    overdue: Sequence[MilestoneRow],
    next_ones: Sequence[MilestoneRow],
    done: int,
    end: Proposal | None,
    horizon: Month | None,
    why: Text | None = None,
) -> Screen:
    """Where an ending stands. `walk` is where the reader answers, `end` an end month that waits for an answer,
    `horizon` until when both plan.
    """
    lines = [Line(why), GAP] if why else []
    lines += [*setting.heading(), Line(Text(TITLE), "bold")]
    rows: list[tuple[Button, ...]] = []
    acts = setting.reader is not None and setting.open
    if plan is not None:
        lines += _plan(setting, plan, overdue, next_ones, done)
        rows.append((Button(Text(N_("All steps")), f"Pl:{setting.partnership}"),))
    if end is not None:
        lines += [GAP, *_end_waits(setting, end)]
        rows += _answering(setting, end)
    elif acts and plan is not None:
        rows.append((Button(Text(N_("Suggest another end")), f"Pe:{setting.partnership}"),))
    elif acts and (horizon is not None or talked):
        rows.append((Button(Text(N_("Plan the ending")), f"Pe:{setting.partnership}"),))
    if round_open:
        lines += [GAP, Line(Text(N_("The questions about the ending are open. Each side answers by itself.")))]
        if walk is not None:
            rows.insert(0, (Button(Text(N_("Go on")), f"g:{walk}"),))
        if setting.open:
            rows.append((Button(Text(N_("Stop this talk")), f"Px:{setting.partnership}"),))
    elif proposed is not None:
        lines += [GAP, Line(text(N_("{side} has suggested a talk about ending."), side=by(setting, proposed.side)))]
        rows += _proposed(setting, proposed)
    elif setting.open:
        if plan is None and end is None:
            lines.append(Line(Text(N_("No ending is planned. A talk about it can be suggested at any time."))))
        rows.append((Button(Text(N_("Suggest a talk")), f"Ps:{setting.partnership}"),))
    return Screen(tuple(lines), tuple(rows))


def _plan(
    setting: Setting, plan: Shown, late: Sequence[MilestoneRow], ahead: Sequence[MilestoneRow], done: int
) -> list[Line]:
    lines = [Line(text(N_("The end is in {month}, agreed by both sides."), month=plan.end))]
    short = plans.shorter_line(plan.lead, plan.available)
    lines += [Line(short, "bold")] if short is not None else []
    lines.append(Line(counted("{n} step is done.", "{n} steps are done.", done)))
    for heading, rows in ((N_("The month is over"), late), (N_("Next"), ahead)):
        if rows:
            lines += [GAP, Line(Text(heading), "bold")]
        for one in rows:
            who = plans.whose(setting, plan.whose[one.code])
            title = Text(MILESTONES[one.code].title)
            lines.append(Line(text(N_("· {title}: {who}, {month}"), title=title, who=who, month=one.due)))
    return lines


def _end_waits(setting: Setting, end: Proposal) -> list[Line]:
    month = Month.parse(end.value["m"])
    return [Line(text(N_("{side} suggests {month} as the end."), side=setting.names[end.side], month=month))]


def _answering(setting: Setting, end: Proposal) -> list[tuple[Button, ...]]:
    if setting.reader is None or not setting.open:
        return []
    if end.side is setting.reader:
        return [(Button(Text(N_("Take it back")), f"PW:{end.id}"),)]
    other = Button(Text(N_("Suggest another end")), f"Pe:{setting.partnership}")
    return [(Button(Text(N_("Accept this end")), f"PA:{end.id}"),), (other,)]


def _proposed(setting: Setting, one: Proposed) -> list[tuple[Button, ...]]:
    if not setting.open:
        return []
    rows: list[tuple[Button, ...]] = []
    if may_accept(one, setting.reader):
        rows.append((Button(Text(N_("Accept")), f"Pa:{one.id}"), Button(Text(N_("Not now")), f"Pn:{one.id}")))
    elif setting.reader is one.side:
        rows.append((Button(Text(N_("Take it back")), f"Pn:{one.id}"),))
    rows.append((Button(Text(N_("The talk took place")), f"Pt:{one.id}"),))
    return rows


_CALM = (
    N_("This is not a notice, and nothing is decided. It is an offer to talk, between people."),
    N_("Meet or call as you usually do. There is time, and every view is welcome."),
    N_("If the other side accepts, or when the talk took place, each side gets a few questions to answer by itself."),
)


def before_proposing(setting: Setting) -> Screen:
    lines = (*setting.heading(), Line(Text(N_("Suggest a talk about ending?")), "bold"))
    send = Button(Text(N_("Suggest it")), f"Psy:{setting.partnership}")
    back = Button(Text(N_("Go back")), f"Pp:{setting.partnership}")
    return Screen((*lines, *(Line(Text(one)) for one in _CALM)), ((send,), (back,)))


def offered(setting: Setting, one: Proposed) -> Screen:
    """The first message: a talk is offered, calmly."""
    said = text(
        N_("{side} would like to talk about how and when the partnership could end."), side=by(setting, one.side)
    )
    lines = (*setting.heading(), Line(Text(N_("A talk is offered")), "bold"), Line(said))
    return Screen((*lines, *(Line(Text(wording)) for wording in _CALM)), tuple(_proposed(setting, one)))


def said(setting: Setting, sentence: Text, *more: Text) -> Screen:
    """A change, in a plain sentence, with the way to the page."""
    lines = (*setting.heading(), Line(sentence), *(Line(one) for one in more))
    return Screen(lines, ((Button(Text(TITLE_BUTTON), f"Pp:{setting.partnership}"),),))


TITLE_BUTTON = N_("The ending")


def before_stopping(setting: Setting) -> Screen:
    lines = (*setting.heading(), Line(Text(N_("Stop this talk about ending?")), "bold"))
    kept = N_("Nobody is asked any more. What was answered is kept; what was not opened stays with its side.")
    yes = Button(Text(N_("Yes, stop it")), f"Pxy:{setting.partnership}")
    back = Button(Text(N_("Go back")), f"Pp:{setting.partnership}")
    return Screen((*lines, Line(Text(kept))), ((yes,), (back,)))


def months(
    setting: Setting, year: int, earliest: Month, speaks: str | None, horizon: Month | None, why: Text | None = None
) -> Screen:
    lines = [Line(why), GAP] if why else []
    lines += [*setting.heading(), Line(Text(N_("Which month is the end?")), "bold")]
    p = setting.partnership
    rows = month_rows(year, speaks=speaks, choose=f"Pc:{p}", turn=f"Py:{p}", earliest=earliest)
    if horizon is not None and str(horizon) >= str(earliest):
        lines.append(Line(text(N_("Both sides plan until {month} for now."), month=horizon)))
        rows = ((Button(text(N_("Take {month}"), month=horizon), f"Pc:{p}:{horizon}"),), *rows)
    lines.append(Line(Text(N_("Next you see what the month would mean. Nothing is put forward yet.")), "italic"))
    return Screen(tuple(lines), (*rows, (Button(Text(N_("Go back")), f"Pp:{p}"),)))


def checked(setting: Setting, about: Leading) -> Screen:
    """An end month held against the lead time, before it is put forward."""
    p = setting.partnership
    lines = (*setting.heading(), Line(text(N_("The end: {month}"), month=about.end), "bold"), *plans.leading(about))
    put = Button(Text(N_("Put this end forward")), f"Pm:{p}:{about.end}")
    other = Button(Text(N_("Choose another month")), f"Pe:{p}")
    return Screen(lines, ((put,), (other,)))


def end_asked(setting: Setting, end: Proposal, about: Leading) -> Screen:
    """To the other side, and the rest of this one: an end month with what it means."""
    lines = (*setting.heading(), Line(Text(TITLE), "bold"), *_end_waits(setting, end), *plans.leading(about))
    calm = Line(Text(N_("Take the time you need. It counts only when both sides accept it.")), "italic")
    return Screen((*lines, calm), tuple(_answering(setting, end)))


def farewell(setting: Setting, quotes: Sequence[tuple[Side, Sequence[Line], Sequence[Line]]], end: Month) -> Screen:
    """To both sides when the end has come: what each is proud of, and what each thanked for last."""
    both = Listing(tuple(setting.names[side] for side in Side))
    lines = [*setting.heading(), Line(Text(N_("Farewell")), "bold")]
    lines.append(Line(text(N_("The partnership of {sides} ends in {month}."), sides=both, month=end)))
    for side, proud, thanks in quotes:
        for wording, said_lines in ((N_("{side} is proud of:"), proud), (N_("{side} says thank you:"), thanks)):
            if said_lines:
                lines += [GAP, Line(text(wording, side=setting.names[side])), *said_lines]
    lines += [GAP, Line(Text(N_("Thank you both for all you have done together.")))]
    return Screen(tuple(lines))
