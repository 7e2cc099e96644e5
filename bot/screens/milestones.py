"""A phase-out plan as it is read: its lines, its list, and one milestone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.screen import GAP, Button, Line, Screen
from bot.screens.together import Setting
from bot.store.ahead import MilestoneRow
from bot.store.partnerships import Partnership
from conversations.milestone_checks import Check, How
from conversations.milestones import MILESTONES, OPTIONAL, Leading, overdue
from conversations.proposals import Proposal
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, Value, counted, text

_A_ROW = 5
OPEN, DONE, NOT_NEEDED = "open", "done", "not_needed"
TIERS = {
    "vulnerable": N_("This partnership counts as vulnerable. So does one of which too little is known."),
    "medium": N_("Some of the work hangs on this partnership."),
    "low": N_("Little of the work hangs on this partnership."),
}


def shorter_line(lead: int, available: int) -> Text | None:
    """Stands wherever the plan does, until the end is moved; None for a plan that has the recommended time."""
    if available >= lead:
        return None
    return text(N_("Shorter than recommended: {available} months instead of {lead}."), available=available, lead=lead)


def leading(about: Leading) -> tuple[Line, ...]:
    """What an end month means, said at once: the recommended lead, and whether there is that long."""
    wording = N_("We recommend that both sides know the end {lead} months before. It would be {available} months.")
    lines = [Line(Text(TIERS[about.tier])), Line(text(wording, lead=about.lead, available=about.available))]
    if about.shortened:
        short = N_("All that prepares the end would come closer together. A later end gives more time.")
        lines.append(Line(Text(short), "bold"))
    return tuple(lines)


def plan_set(where: Partnership, about: Leading, *, made: bool, moved: int) -> Screen:
    """To everybody, when both sides have settled the end."""
    lines = [Line(where.title, "italic")]
    if made:
        lines.append(Line(text(N_("The plan for the ending is made: it ends in {month}."), month=about.end), "bold"))
        lines.append(Line(Text(N_("It has seventeen steps, each with a month. Both sides can change it together."))))
    else:
        lines.append(Line(text(N_("The end is moved to {month}."), month=about.end), "bold"))
        lines.append(Line(counted("{n} step has a new month.", "{n} steps have a new month.", moved)))
    lines += _shorter(about.lead, about.available)
    return Screen(tuple(lines), ((Button(Text(N_("See the steps")), f"Pl:{where.id}"),),))


def _shorter(lead: int, available: int) -> list[Line]:
    short = shorter_line(lead, available)
    return [Line(short, "bold")] if short is not None else []


@dataclass(frozen=True)
class Shown:
    """What the list and each milestone need of the plan. `whose` are the sides that answer for each code."""

    end: Month
    lead: int
    available: int
    today: date
    whose: Mapping[str, frozenset[Side]]


def listing(setting: Setting, plan: Shown, milestones: Sequence[MilestoneRow]) -> Screen:
    """Every step in the order of its month; open ones can be pressed, and so can those that are over."""
    lines = [*setting.heading(), Line(text(N_("The steps until the end in {month}"), month=plan.end), "bold")]
    lines += _shorter(plan.lead, plan.available)
    buttons = []
    for n, one in enumerate(sorted(milestones, key=lambda m: (str(m.due), m.code)), 1):
        lines.append(Line(text(N_("{n}. {title}"), n=n, title=Text(MILESTONES[one.code].title))))
        lines.append(Line(_standing(setting, plan, one), "italic"))
        buttons.append(Button(str(n), f"Po:{one.id}"))
    rows = [tuple(buttons[i : i + _A_ROW]) for i in range(0, len(buttons), _A_ROW)]
    return Screen(tuple(lines), (*rows, (_back(setting),)))


def _back(setting: Setting) -> Button:
    return Button(Text(N_("The ending")), f"Pp:{setting.partnership}")


def whose(setting: Setting, sides: frozenset[Side]) -> Value:
    return Listing(tuple(setting.names[side] for side in Side if side in sides))


def _standing(setting: Setting, plan: Shown, one: MilestoneRow) -> Text:
    who = whose(setting, plan.whose[one.code])
    if one.state == DONE:
        return text(N_("✓ done · {who}"), who=who)
    if one.state == NOT_NEEDED:
        return text(N_("not needed · {who}"), who=who)
    if overdue(one.due, plan.today):
        return text(N_("{month} · {who} · the month is over"), month=one.due, who=who)
    return text(N_("{month} · {who}"), month=one.due, who=who)


@dataclass(frozen=True)
class Waits:
    """What one side has put forward about a milestone: another month, or that it is done."""

    proposal: Proposal
    moves: bool


def milestone(
    setting: Setting,
    plan: Shown,
    one: MilestoneRow,
    check: Check,
    waits: Sequence[Waits],
    *,
    staff_suggests: bool,
    why: Text | None = None,
) -> Screen:
    """One step with how it stands, what is missing, and what this reader can do about it."""
    named = MILESTONES[one.code]
    lines = [Line(why), GAP] if why else []
    lines += [*setting.heading(), Line(Text(named.title), "bold"), Line(_standing(setting, plan, one))]
    lines += _shorter(plan.lead, plan.available)
    for move in one.moves:
        lines.append(Line(text(N_("Moved from {before} to {after}."), before=move.before, after=move.after), "italic"))
    if one.code in OPTIONAL:
        lines.append(Line(Text(N_("This step is not a must.")), "italic"))
    if one.words:
        lines.append(Line(one.words, "quote"))
    if one.state != OPEN:
        lines.append(Line(Text(_ENDED[one.how if one.state == DONE else None]), "italic"))
        return Screen(tuple(lines), ((_list(setting),),))
    lines += missing(check)
    rows: list[tuple[Button, ...]] = []
    for wait in waits:
        lines += _waits(setting, wait)
        rows += _answers(setting, wait)
    rows += _acts(setting, plan, one, check, waits)
    if staff_suggests:
        rows.append((Button(Text(N_("Remind both sides of it")), f"Pi:{one.id}"),))
    return Screen(tuple(lines), (*rows, (_list(setting),)))


_ENDED = {
    "data": N_("Done: the talks show it."),
    "words": N_("Done, as these words say."),
    "exception": N_("Done with an exception, as these words say."),
    "both": N_("Done: both sides have said so."),
    None: N_("Found not to be needed, for this reason."),
}


def _list(setting: Setting) -> Button:
    return Button(Text(N_("All steps")), f"Pl:{setting.partnership}")


def missing(check: Check) -> list[Line]:
    """What is not there yet, or that nothing is."""
    if check.how is How.MET:
        return [Line(Text(N_("Everything it needs is there.")))]
    if check.how is How.NO_DATA:
        return []
    return [Line(Text(N_("Still missing:"))), *(Line(text(N_("· {what}"), what=one)) for one in check.missing)]


def _waits(setting: Setting, wait: Waits) -> list[Line]:
    side, value = setting.names[wait.proposal.side], wait.proposal.value
    if wait.moves:
        month = Month.parse(value["m"])
        return [GAP, Line(text(N_("{side} suggests another month: {month}."), side=side, month=month))]
    other = setting.names[wait.proposal.side.other]
    said = text(N_("{side} says that it is done. It counts when {other} confirms."), side=side, other=other)
    return [GAP, Line(said), Line(value["w"], "quote")]


def _answers(setting: Setting, wait: Waits) -> list[tuple[Button, ...]]:
    if setting.reader is None or not setting.open:
        return []
    if wait.proposal.side is setting.reader:
        return [(Button(Text(N_("Take it back")), f"PW:{wait.proposal.id}"),)]
    wording = N_("Accept the month") if wait.moves else N_("Yes, confirm")
    return [(Button(Text(wording), f"PA:{wait.proposal.id}"),)]


def _acts(
    setting: Setting, plan: Shown, one: MilestoneRow, check: Check, waits: Sequence[Waits]
) -> list[tuple[Button, ...]]:
    if setting.reader is None or not setting.open:
        return []
    rows: list[tuple[Button, ...]] = []
    claimed = any(not wait.moves for wait in waits)
    if setting.reader in plan.whose[one.code] and not claimed:
        done = N_("Done all the same") if check.how is How.UNMET else N_("It is done")
        rows.append((Button(Text(done), f"Pd:{one.id}"),))
    rows.append((Button(Text(N_("Another month")), f"Pv:{one.id}"), Button(Text(N_("Not needed")), f"Pk:{one.id}")))
    return rows
