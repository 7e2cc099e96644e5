"""When a milestone counts as done: what is known of it, what is missing, or what has to be told in words.

Source: the column "done when" of the milestone template. Only what both sides may see is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, text

LEAST_CARE = 3  # the level of the area "care of equipment"
ON_PAPER = "local_paper"


class How(StrEnum):
    MET = "met"
    UNMET = "unmet"
    NO_DATA = "no_data"  # nothing in the talks can show it: it is told in words


@dataclass(frozen=True)
class Check:
    """`missing` says what is not there yet, `tell` what the words are to hold."""

    how: How
    missing: tuple[Text, ...] = ()
    tell: Text | None = None


@dataclass(frozen=True)
class Facts:
    """Of one partnership, since its newest talk about ending. `names` are the organisations'.

    `decided`, `kept_named`, `good`, `bad`, `thanks`, `proud` and `learnt` are the sides that have answered; `works` are
    those that must go on, with whether somebody takes them over; `incomes` holds "sure", "likely" or "idea" for each
    source; `papers` is by group of equipment, None where nothing is agreed; `looks_back` counts those after the end.
    """

    names: Mapping[Side, str]
    decided: frozenset[Side] = frozenset()
    kept_named: frozenset[Side] = frozenset()
    works: tuple[tuple[str, bool], ...] = ()
    help_agreed: bool = False
    incomes: tuple[str, ...] = ()
    repair: bool = False
    care: int | None = None
    papers: tuple[tuple[Value, str | None], ...] = ()
    good: frozenset[Side] = frozenset()
    bad: frozenset[Side] = frozenset()
    learnt: frozenset[Side] = frozenset()
    thanks: frozenset[Side] = frozenset()
    proud: frozenset[Side] = frozenset()
    looks_back: int = 0


def check(code: str, facts: Facts) -> Check:
    """Whether this milestone may be called done, by what is known now."""
    if code in _TOLD:
        return Check(How.NO_DATA, tell=Text(_TOLD[code]))
    missing = tuple(_CHECKS[code](facts))
    return Check(How.UNMET, missing) if missing else Check(How.MET)


# What is asked in words where nothing in the talks can show it.
_TOLD = {
    "m02": N_("Write the reason and the end month, as the notice says them."),
    "m06": N_("Write on which day they were told, and who was told."),
    "m08": N_("Write where the list is, and on which day it was agreed."),
    "m09": N_("Write on which day the shipment left."),
    "m11": N_("Write on which day the trial time starts. From then on the Danish side only answers questions."),
    "m12": N_("Write what was handed over: other supporters, suppliers, a letter of reference."),
    "m14": N_("Write on which day the accounts were closed and the record was handed over."),
}


def _by_both(facts: Facts, sides: frozenset[Side], wording: str) -> list[Text]:
    """A sentence about the organisations that have not answered yet; nothing if both have."""
    left = tuple(facts.names[side] for side in Side if side not in sides)
    return [text(wording, side=Listing(left))] if left else []


def _talk(facts: Facts) -> list[Text]:
    return _by_both(facts, facts.decided, N_("The reason and the kind of ending, answered by {side}."))


def _after(facts: Facts) -> list[Text]:
    missing = _by_both(facts, facts.kept_named, N_("Which work must go on, answered by {side}."))
    left: tuple[Value, ...] = tuple(work for work, owned in facts.works if not owned)
    if left:
        missing.append(text(N_("Who takes over: {works}"), works=Listing(left)))
    elif not facts.works:
        missing.append(Text(N_("Who takes over the work that must go on.")))
    return missing


def _help(facts: Facts) -> list[Text]:
    return [] if facts.help_agreed else [Text(N_("An agreed step about an ability: what, who, by which month."))]


def _income(facts: Facts) -> list[Text]:
    enough = "sure" in facts.incomes or facts.incomes.count("likely") >= 2
    return [] if enough else [Text(N_("One source of income that is sure, or two that are likely."))]


def _repair(facts: Facts) -> list[Text]:
    missing = [] if facts.repair else [Text(N_("Who repairs after the end, and who pays for parts."))]
    if facts.care is None or facts.care < LEAST_CARE:
        missing.append(text(N_("The care of equipment at level {n} or more, in the capacity talk."), n=LEAST_CARE))
    return missing


def _papers(facts: Facts) -> list[Text]:
    if not facts.papers:
        return [Text(N_("Who owns the equipment, agreed by both sides."))]
    left: tuple[Value, ...] = tuple(group for group, owner in facts.papers if owner != ON_PAPER)
    return [text(N_("On paper that the local side owns it: {groups}"), groups=Listing(left))] if left else []


def _review(facts: Facts) -> list[Text]:
    return [
        *_by_both(facts, facts.good, N_("What went well, in a check-in, from {side}.")),
        *_by_both(facts, facts.bad, N_("What went badly, in a check-in, from {side}.")),
        *_by_both(facts, facts.learnt, N_("What you would do differently, from {side}.")),
    ]


def _farewell(facts: Facts) -> list[Text]:
    return [
        *_by_both(facts, facts.thanks, N_("A thank-you in a check-in, from {side}.")),
        *_by_both(facts, facts.proud, N_("What you are proud of, from {side}.")),
    ]


def _call(facts: Facts) -> list[Text]:
    missing = [] if facts.looks_back else [Text(N_("How much of the work is still going."))]
    return [*missing, *_by_both(facts, facts.learnt, N_("What you would do differently, from {side}."))]


def _second_look(facts: Facts) -> list[Text]:
    enough = facts.looks_back >= 2
    return [] if enough else [Text(N_("How much of the work is still going, asked a second time."))]


_CHECKS: Mapping[str, Callable[[Facts], list[Text]]] = {
    "m01": _talk,
    "m03": _after,
    "m04": _help,
    "m05": _income,
    "m07": _repair,
    "m10": _papers,
    "m13": _review,
    "m15": _farewell,
    "m16": _call,
    "m17": _second_look,
}
