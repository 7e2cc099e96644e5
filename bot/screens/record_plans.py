"""The record's page: what both sides settled with its history, and what they plan."""

from __future__ import annotations

from collections.abc import Iterator

from bot.screen import GAP, Line
from bot.screens import joint
from bot.screens.record_talks import Day, Names, by_side
from bot.screens.vulnerability import TIERS
from conversations.proposals import End
from conversations.record import Record
from conversations.record_plans import Ending, OneGoal, OneMilestone, OneTrip, PutForward, Settled, Suggested, Version
from conversations.sides import Side
from conversations.text import N_, Text, Value, text
from conversations.vulnerability import Tier

_ENDS: dict[str, str] = {
    End.ACCEPTED: N_("accepted"),
    End.COUNTERED: N_("answered with something else"),
    End.REPLACED: N_("replaced by its own side"),
    End.WITHDRAWN: N_("taken back"),
}
_STATES: dict[str, str] = {
    "open": N_("open"),
    "done": N_("done"),
    "not_needed": N_("not needed"),
    "proposed": N_("proposed"),
    "accepted": N_("accepted"),
    "talked": N_("the talk took place"),
    "withdrawn": N_("taken back"),
}
SHORTER = N_("The plan is shorter than recommended.")


def _titled(wording: str) -> Iterator[Line]:
    yield GAP
    yield Line(Text(wording), "title")


def settled(record: Record, names: Names, day: Day) -> Iterator[Line]:
    if record.settled:
        yield from _titled(N_("What was settled together"))
    for matter in record.settled:
        yield from _matter(matter, names, day)


def _matter(matter: Settled, names: Names, day: Day) -> Iterator[Line]:
    yield GAP
    yield Line(matter.asks, "bold")
    yield from (Line(said) for said in matter.said)
    if matter.counts is None:
        yield Line(Text(N_("Nothing is accepted yet.")), "italic")
    for one in matter.history:
        yield from _put(one, names, day)


def _put(one: PutForward, names: Names, day: Day) -> Iterator[Line]:
    how: Value = Text(_ENDS[one.end]) if one.end else Text(N_("waits for an answer"))
    ended = text(N_("{what} on {date}"), what=how, date=day(one.ended)) if one.ended else how
    put = N_("Put forward by {side} on {date}; {how}:")
    yield Line(text(put, side=names[Side(one.side)], date=day(one.on), how=ended), "italic")
    yield from (Line(said, "quote") for said in one.said)


def goals(record: Record, day: Day) -> Iterator[Line]:
    if record.goals:
        yield from _titled(N_("Joint goals"))
    for goal in record.goals:
        yield from _goal(goal, day)


def _goal(goal: OneGoal, day: Day) -> Iterator[Line]:
    yield GAP
    yield Line(text(N_("Goal {n}: {words}"), n=goal.n, words=goal.words), "bold")
    if goal.sign:
        yield Line(text(N_("We see it by this: {sign}"), sign=goal.sign))
    if goal.month is not None:
        yield Line(text(N_("By {month}"), month=goal.month))
    if goal.stronger:
        yield Line(Text(joint.STRONGER), "italic")
    for one in goal.progress:
        yield Line(day(one.on), "italic")
        yield from (Line(said) for said in one.said)


def plan(record: Record, names: Names) -> Iterator[Line]:
    if record.plan:
        yield from _titled(N_("Steps and promises"))
    for one in record.plan:
        yield Line(one.words, "quote")
        yield Line(joint.by_when(joint.who(one.who, names), one.month))


def agreements(record: Record, names: Names, day: Day) -> Iterator[Line]:
    if record.agreements:
        yield from _titled(N_("The agreement"))
    for one in record.agreements:
        yield from _version(one, names, day)


def _version(one: Version, names: Names, day: Day) -> Iterator[Line]:
    yield GAP
    yield Line(text(N_("Version {n} of {date}"), n=one.version, date=day(one.made)), "bold")
    for approval in one.approvals:
        who = approval.name if approval.role is None else f"{approval.name}, {approval.role}"
        approved = N_("Approved for {side} by {name} on {date}")
        yield Line(text(approved, side=names[Side(approval.side)], name=who, date=day(approval.on)))
    if one.how == "uploaded":
        yield Line(Text(N_("Made before the partners came here, and sent as a file.")), "italic")
    yield from (Line(said) for line in one.lines for said in line.said)


def trips(record: Record, names: Names, day: Day) -> Iterator[Line]:
    if record.trips:
        yield from _titled(N_("Trips"))
    for trip in record.trips:
        yield from _trip(trip, names, day)


def _trip(trip: OneTrip, names: Names, day: Day) -> Iterator[Line]:
    yield GAP
    # Translators: from the first to the last day of a trip.
    yield Line(text(N_("{first} to {last}"), first=day(trip.starts), last=day(trip.ends)), "bold")
    if trip.cancelled:
        yield Line(Text(N_("It was cancelled.")), "italic")
    yield Line(text(N_("Who travels: {who}"), who=joint.who(trip.travels, names)))
    if trip.who:
        yield Line(trip.who, "quote")
    if trip.purpose:
        yield Line(trip.purpose, "quote")


def ending(record: Record, names: Names, day: Day) -> Iterator[Line]:
    found = record.phase_out
    if found.suggested or found.end is not None:
        yield from _titled(N_("Phase-out"))
    for one in found.suggested:
        yield _suggested(one, names, day)
    if found.end is not None:
        yield from _plan(found)
    for milestone in found.milestones:
        yield from _milestone(milestone, names, day)


def _suggested(one: Suggested, names: Names, day: Day) -> Line:
    by: Value = names[Side(one.side)] if one.side else Text(N_("staff"))
    # Translators: {state} is for instance "accepted" or "taken back".
    said = N_("A talk about ending was proposed by {side} on {date}: {state}")
    return Line(text(said, side=by, date=day(one.on), state=Text(_STATES[one.state])))


def _plan(found: Ending) -> Iterator[Line]:
    assert found.end is not None
    yield Line(text(N_("The end: {month}"), month=found.end))
    if found.tier and found.lead is not None and found.available is not None:
        lead = N_("Months recommended beforehand: {lead} ({tier}). Months there were: {available}.")
        yield Line(text(lead, lead=found.lead, available=found.available, tier=Text(TIERS[Tier(found.tier)])))
    if found.shorter:
        yield Line(Text(SHORTER), "bold")


def _milestone(one: OneMilestone, names: Names, day: Day) -> Iterator[Line]:
    yield GAP
    yield Line(one.title, "bold")
    state = Text(_STATES[one.state])
    yield Line(text(N_("By {month}: {state}"), month=one.due, state=state))
    if one.ended is not None:
        yield Line(day(one.ended))
    if one.words:
        yield from by_side(names[Side(one.by)] if one.by else Text(N_("staff")), (one.words,), words=True)
    for move in one.moves:
        moved = N_("Moved on {date} from {before} to {after}.")
        yield Line(text(moved, date=day(move.on), before=move.before, after=move.after), "italic")


def due(record: Record, day: Day) -> Iterator[Line]:
    if record.due:
        yield from _titled(N_("What comes next"))
    for one in record.due:
        yield Line(text(N_("{date}: {what}"), date=day(one.on), what=one.title))
