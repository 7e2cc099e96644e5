"""The trips of a partnership: the list, a trip in a few lines, and what everybody is told about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.screen import GAP, Button, Line, Screen
from bot.screens.together import Setting
from bot.store.ahead import TripRow
from conversations.sides import Side
from conversations.text import N_, Text, Value, counted, text

Says = Callable[[date], str]  # a day in the reader's language

TITLE = N_("Trips")
STAFF = N_("Staff")
MOST_AHEAD, MOST_PAST = 20, 10
TRAVELS = {
    "danish": N_("{danish} travels to {local}."),
    "local": N_("{local} travels to {danish}."),
    "both": N_("Both sides meet elsewhere."),
}


def days(trip: TripRow, says: Says) -> Value:
    if trip.starts == trip.ends:
        return says(trip.starts)
    # Translators: the first and the last day of a trip, as in "3 March 2027 to 9 March 2027".
    return text(N_("{first} to {last}"), first=says(trip.starts), last=says(trip.ends))


def about(setting: Setting, trip: TripRow, says: Says) -> tuple[Line, ...]:
    """The trip in a few lines."""
    lines = [Line(days(trip, says), "bold"), Line(travels(setting, trip.travels))]
    if trip.who is not None:
        # Translators: names, or how many people travel, as they were written.
        lines.append(Line(text(N_("Who: {who}"), who=trip.who)))
    return (*lines, Line(trip.purpose, "quote"))


def travels(setting: Setting, code: str) -> Text:
    return text(TRAVELS[code], **{side.value: setting.names[side] for side in Side})


def overlapping(trips: Sequence[TripRow], says: Says) -> tuple[Line, ...]:
    said = N_("Another trip has some of these days: {days}. That is allowed.")
    return tuple(Line(text(said, days=days(one, says)), "italic") for one in trips)


def listing(setting: Setting, trips: Sequence[TripRow], today: date, says: Says, *, may_plan: bool) -> Screen:
    """Those ahead and under way first, then the last ones that are over or were cancelled."""
    lines = [*setting.heading(), Line(Text(TITLE), "bold")]
    ahead = [one for one in trips if not one.cancelled and one.ends >= today]
    past = [one for one in reversed(trips) if one not in ahead][:MOST_PAST]
    later = len(ahead) - MOST_AHEAD
    rows: list[tuple[Button, ...]] = []
    for heading, these in ((N_("Coming"), ahead[:MOST_AHEAD]), (N_("Past"), past)):
        if these:
            lines += [GAP, Line(Text(heading), "bold")]
        for one in these:
            said = N_("· {days}: {purpose} (cancelled)") if one.cancelled else N_("· {days}: {purpose}")
            lines.append(Line(text(said, days=days(one, says), purpose=one.purpose)))
            rows.append((Button(text(N_("Trip: {day}"), day=says(one.starts)), f"Jo:{one.id}"),))
    if later > 0:
        lines.append(Line(counted("And {n} trip later on.", "And {n} trips later on.", later)))
    if not trips:
        lines.append(Line(Text(N_("No trip is planned. When the days are known, plan it here: both sides are told."))))
    if may_plan:
        rows.append((Button(Text(N_("Plan a trip")), f"Jn:{setting.partnership}"),))
    return Screen(tuple(lines), tuple(rows))


def before_cancelling(setting: Setting, trip: TripRow, says: Says, *, asked_now: bool) -> Screen:
    lines = [*setting.heading(), Line(Text(N_("Cancel this trip?")), "bold"), *about(setting, trip, says)]
    lines.append(Line(Text(N_("Both sides and the staff who follow you are told."))))
    if asked_now:
        lines.append(Line(Text(N_("Its questions are not asked any more. What was answered is kept."))))
    yes = Button(Text(N_("Yes, cancel the trip")), f"Jx:{trip.id}:y")
    return Screen(tuple(lines), ((yes,), (Button(Text(N_("No, keep it")), f"Jo:{trip.id}"),)))


def told(
    setting: Setting, trip: TripRow, says: Says, sentence: Text, overlaps: Sequence[TripRow], was: Value | None = None
) -> Screen:
    """To everybody else: what somebody has done with a trip. `was` are the days before, where they changed."""
    lines = [*setting.heading(), Line(sentence), *about(setting, trip, says)]
    if was is not None:
        lines.append(Line(text(N_("Before: {days}"), days=was), "italic"))
    lines += overlapping(overlaps, says)
    return Screen(tuple(lines), ((Button(Text(N_("See the trip")), f"Jo:{trip.id}"),),))
