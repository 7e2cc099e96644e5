"""What a result asks of the Danish organisation, and how it stands: without blame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.screen import GAP, Line, Screen
from bot.screens.vulnerability import AID
from conversations.duties import ASKED, DAYS, PLAN_LEAD, Duty, State, What
from conversations.sides import Side
from conversations.text import N_, Text, text
from conversations.vulnerability import LEAD_MONTHS, Tier

Says = Callable[[date], str]  # a day in the reader's language

# Translators: Each is followed by until when, as in "Until when you plan together is recorded: by 3 May 2027".
_WHAT: dict[What, str] = {
    What.HELP: N_("Help from {danish} with one of the capacity areas is agreed"),
    What.HORIZON: N_("Until when you plan together is recorded"),
    What.PLAN: N_("A phase-out plan with {months} months' lead is approved"),
}


def what(duty: What, names: Mapping[Side, str]) -> Text:
    """What is asked for, as a part of a sentence."""
    return text(_WHAT[duty], danish=names[Side.DANISH], months=PLAN_LEAD)


def line(duty: Duty, names: Mapping[Side, str], says: Says) -> Line:
    """One thing that is asked for and how it stands, for lists of any kind."""
    asked = what(duty.what, names)
    if duty.state is State.OPEN:
        return Line(text(N_("○ {duty}: by {day}"), duty=asked, day=says(duty.due)))
    if duty.state is State.PAST:
        return Line(text(N_("○ {duty}: still open, meant for {day}"), duty=asked, day=says(duty.due)))
    if duty.met_on is not None:
        return Line(text(N_("✓ {duty}: since {day}"), duty=asked, day=says(duty.met_on)))
    return Line(text(N_("✓ {duty}"), duty=asked))


def follows(duties: Sequence[Duty], title: str, names: Mapping[Side, str], says: Says) -> Screen:
    """To both sides and staff when a result is opened that asks for something; and whenever they look."""
    head = text(N_("What the result asks of {danish}"), danish=names[Side.DANISH])
    asked = tuple(line(duty, names, says) for duty in duties)
    if not asked:
        asked = (
            Line(
                text(N_("Nothing now: no result is known that asks {danish} for anything."), danish=names[Side.DANISH])
            ),
        )
    return Screen((Line(title, "bold"), Line(head, "bold"), GAP, *asked, GAP, Line(Text(AID), "italic")))


def would_ask(result: Tier, names: Mapping[Side, str]) -> tuple[Line, ...]:
    """For the local side, which kept its result: what it would have asked of the Danish organisation."""
    danish = names[Side.DANISH]
    if not ASKED[result]:
        nothing = N_("If they saw the result, it would ask nothing of {danish}.")
        return (GAP, Line(text(nothing, danish=danish)), _lead(result))
    head = Line(text(N_("If they saw the result, the rule would ask this of {danish}:"), danish=danish))
    within = N_("· {duty}: within {days} days")
    asked = (Line(text(within, duty=what(duty, names), days=DAYS[duty])) for duty in ASKED[result])
    return (GAP, head, *asked, _lead(result))


def _lead(result: Tier) -> Line:
    now, then = LEAD_MONTHS[Tier.VULNERABLE], LEAD_MONTHS[result]
    if now == then:
        return Line(text(N_("An end is announced {months} months ahead in any case."), months=now))
    shorter = N_("An end would be announced {then} months ahead instead of {now}.")
    return Line(text(shorter, now=now, then=then))
