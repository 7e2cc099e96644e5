"""One trip's page: what it is, what to talk about on it, and the talks that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from bot.screen import GAP, Button, Line, Screen
from bot.screens import trips
from bot.screens.together import Setting
from bot.screens.trips import Says
from bot.store.ahead import TripRow
from conversations.sides import Side
from conversations.text import N_, Listing, Text, text
from conversations.trips import is_over


class Stands(Enum):
    """How a talk that belongs to a trip stands."""

    EARLY = auto()
    READY = auto()
    BUSY = auto()  # another round of it is open, which has to be ended first
    OPEN = auto()
    OVER = auto()
    NONE = auto()  # it was not held, and will not be


@dataclass(frozen=True)
class Check:
    """The temperature check of a trip, or the question after it. `since` is the day from which it can be begun."""

    stands: Stands
    since: date
    walk: int | None = None  # the reader's side's, while it is open
    opening: int | None = None  # where it can be read
    paper: frozenset[Side] = frozenset()
    can_mark: bool = False  # the reader's side can still say whether it answered on paper


@dataclass(frozen=True)
class Page:
    trip: TripRow
    today: date
    temperature: Check | None
    unsaid: Check | None
    agenda: Sequence[Line]  # empty where there is none any more
    overlaps: Sequence[TripRow]
    may_plan: bool
    may_begin: bool


def page(setting: Setting, shown: Page, says: Says, why: Text | None = None) -> Screen:
    trip = shown.trip
    lines = [Line(why), GAP] if why else []
    lines += [*setting.heading(), *trips.about(setting, trip, says)]
    if trip.cancelled:
        lines.append(Line(Text(N_("This trip was cancelled.")), "bold"))
    elif is_over(trip, shown.today):
        lines.append(Line(Text(N_("This trip is over."))))
    lines += trips.overlapping(shown.overlaps, says)
    if shown.agenda:
        lines += [GAP, *shown.agenda]
    rows: list[tuple[Button, ...]] = []
    if shown.temperature is not None:
        lines += [GAP, *_temperature(setting, shown.temperature, says)]
        rows += _temperature_rows(setting, shown, shown.temperature)
    if shown.unsaid is not None and (shown.unsaid.stands is not Stands.EARLY or shown.today >= trip.starts):
        lines.append(_unsaid(shown.unsaid, says))
        rows += _begin_or_go_on(shown, shown.unsaid, "Ju", N_("Ask what was hard to say"))
    if shown.may_plan:
        change = Button(Text(N_("Change the trip")), f"Jj:{trip.id}")
        rows.append((change, Button(Text(N_("Cancel the trip")), f"Jx:{trip.id}")))
    return Screen(tuple(lines), (*rows, (Button(Text(N_("All trips")), f"Jt:{setting.partnership}"),)))


def _temperature(setting: Setting, check: Check, says: Says) -> list[Line]:
    match check.stands:
        case Stands.EARLY:
            said = text(N_("Temperature check: it can be begun from {day} on."), day=says(check.since))
        case Stands.READY:
            said = Text(N_("Temperature check: ten taps alone, then a few questions around the table."))
        case Stands.BUSY:
            said = Text(N_("Another temperature check is still open. When it is over, this trip's can be begun."))
        case Stands.OPEN:
            said = Text(N_("The temperature check is open. Each side answers by itself."))
        case Stands.OVER:
            said = Text(N_("The temperature check of this trip was taken."))
        case Stands.NONE:
            said = Text(N_("The temperature check was ended before it was opened."))
    lines = [Line(said)]
    # Before the answers are open, that the other side has any is not shown.
    known = check.paper if check.stands is not Stands.OPEN else check.paper & {setting.reader}
    if known:
        by = Listing(tuple(setting.names[side] for side in Side if side in known))
        lines.append(Line(text(N_("Answered on paper first: {sides}"), sides=by), "italic"))
    return lines


def _temperature_rows(setting: Setting, shown: Page, check: Check) -> list[tuple[Button, ...]]:
    rows = _begin_or_go_on(shown, check, "Jb", N_("Take the temperature"))
    if check.can_mark:
        marked = setting.reader in check.paper
        label = N_("Not on paper after all") if marked else N_("We answered on paper")
        rows.append((Button(Text(label), f"Jp:{shown.trip.id}:{'n' if marked else 'y'}"),))
    if check.opening is not None:
        rows.append((Button(Text(N_("See the temperature")), f"O:{check.opening}"),))
    return rows


def _begin_or_go_on(shown: Page, check: Check, begin: str, label: str) -> list[tuple[Button, ...]]:
    if check.stands is Stands.READY and shown.may_begin:
        return [(Button(Text(label), f"{begin}:{shown.trip.id}"),)]
    if check.walk is not None:
        return [(Button(Text(N_("Answer now")), f"g:{check.walk}"),)]
    return []


def _unsaid(check: Check, says: Says) -> Line:
    match check.stands:
        case Stands.EARLY:
            said = text(N_("What was hard to say face to face is asked from {day} on."), day=says(check.since))
        case Stands.READY:
            said = Text(N_("Was something hard to say face to face? Each side is asked alone, if you begin it."))
        case Stands.BUSY:
            said = Text(N_("The question after another trip is still open."))
        case Stands.OPEN:
            said = Text(N_("Each side is asked alone what was hard to say face to face."))
        case _:
            said = Text(N_("Each side was asked alone what was hard to say face to face."))
    return Line(said)
