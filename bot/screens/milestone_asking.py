"""What is asked about one milestone of a phase-out plan, and what is told when something about it has changed."""

from __future__ import annotations

from bot.screen import GAP, Button, Line, Screen
from bot.screens.milestones import NOT_NEEDED, missing
from bot.screens.months import month_rows
from bot.screens.together import Setting
from bot.store.ahead import MilestoneRow
from conversations.milestone_checks import Check, How
from conversations.milestones import CONFIRMED_BY_BOTH, MILESTONES
from conversations.questions.free import LONGEST_TITLE
from conversations.text import N_, Month, Text, text


def ask_words(setting: Setting, one: MilestoneRow, what: str, check: Check, why: Text | None = None) -> Screen:
    """For the exception, the words that stand for data, or the reason why it is not needed."""
    lines = [Line(why), GAP] if why else []
    lines += [*setting.heading(), Line(Text(MILESTONES[one.code].title), "bold")]
    if what == NOT_NEEDED:
        lines.append(Line(Text(N_("Why is this step not needed? Both sides read it."))))
    elif check.how is How.NO_DATA and check.tell is not None:
        lines.append(Line(check.tell))
    else:
        lines += missing(check)
        lines.append(Line(Text(N_("It can be done with an exception. Write why it counts as done all the same."))))
    lines.append(
        Line(text(N_("At most {n} letters and signs. You see it once more before it counts."), n=LONGEST_TITLE))
    )
    return Screen(tuple(lines), ((CANCEL,),))


CANCEL = Button(Text(N_("Cancel")), "PC")


def show_back(setting: Setting, one: MilestoneRow, words: str, what: str) -> Screen:
    counts = N_("Say that it is done, with these words? Both sides are told.")
    if what == NOT_NEEDED:
        counts = N_("Say that it is not needed, for this reason? Both sides are told.")
    elif one.code in CONFIRMED_BY_BOTH:
        counts = N_("Say so to the other side? It counts when they confirm.")
    lines = (*setting.heading(), Line(Text(MILESTONES[one.code].title), "bold"), Line(words, "quote"))
    save = Button(Text(N_("Save")), f"Pb:{one.id}")
    return Screen((*lines, Line(Text(counts))), ((save,), (CANCEL,)))


def months(setting: Setting, one: MilestoneRow, year: int, earliest: Month, speaks: str | None) -> Screen:
    lines = [*setting.heading(), Line(Text(MILESTONES[one.code].title), "bold")]
    lines.append(Line(text(N_("Now due in {month}. Which month do you suggest?"), month=one.due)))
    lines.append(Line(Text(N_("The other side is told at once. It counts when they accept.")), "italic"))
    rows = month_rows(year, speaks=speaks, choose=f"Pz:{one.id}", turn=f"Pu:{one.id}", earliest=earliest)
    return Screen(tuple(lines), (*rows, (Button(Text(N_("Back to this step")), f"Po:{one.id}"),)))


def told(setting: Setting, one: MilestoneRow, said: Text, words: str | None = None) -> Screen:
    """What has changed about a step, to whoever it concerns; the sentence names the organisation."""
    lines = [*setting.heading(), Line(Text(MILESTONES[one.code].title), "bold"), Line(said)]
    if words:
        lines.append(Line(words, "quote"))
    return Screen(tuple(lines), ((Button(Text(N_("See this step")), f"Po:{one.id}"),),))
