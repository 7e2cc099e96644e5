"""The agenda of a trip: each thing that stands open in a line, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.screen import Line
from bot.screens import duties, joint
from bot.screens.trips import Says
from conversations.agendas import Count, Item, Late, Point, Start, Unsettled
from conversations.capacity import Judged
from conversations.duties import Duty
from conversations.text import N_, Listing, Text, counted, text

NOTHING = N_("Nothing stands open between you. Time for what is not on any list.")


def lines(items: Sequence[Item], more: int, due: date | None, names: joint.Names, says: Says) -> tuple[Line, ...]:
    """`due` is the day on which both sides should have read it; None once it has passed."""
    head = [Line(Text(N_("To talk about on this trip")), "bold")]
    if due is not None:
        head.append(
            Line(text(N_("It changes with what you do. Read it together from {day} on."), day=says(due)), "italic")
        )
    listed = [Line(text(N_("{n}. {what}"), n=n, what=_item(one, names, says))) for n, one in enumerate(items, 1)]
    if not items:
        listed = [Line(Text(NOTHING))]
    if more:
        listed.append(Line(counted("And {n} thing more, less pressing.", "And {n} things more, less pressing.", more)))
    return (*head, *listed)


def _item(item: Item, names: joint.Names, says: Says) -> Text:
    match item:
        case Start(begun=False):
            return Text(N_("The start-up talk: you have never held one here"))
        case Start():
            return Text(N_("The start-up talk: it is not finished"))
        case Point(topic, by):
            who = Listing(tuple(names[side] for side in by))
            return text(N_("{topic}: {sides} marked “we need to talk”"), topic=Text(topic), sides=who)
        case Unsettled(matter, side, words) if words is not None:
            # Translators: {words} are somebody's own, of a step or a promise that was put forward.
            return text(N_("“{words}”: put forward, waits for {side}"), words=words, side=names[side])
        case Unsettled(matter, side):
            asked = joint.prompt(matter.question, matter.n)
            return text(N_("“{question}”: an answer waits for {side}"), question=asked, side=names[side])
        case Duty(what=what, due=due):
            return text(N_("{duty}: still open, meant for {day}"), duty=duties.what(what, names), day=says(due))
        case Late(title, due):
            return text(N_("{step}: meant for {month}, not done yet"), step=Text(title), month=due)
        case Judged():
            return _area(item, names)
        case Count(last):
            return _count(last)


def _area(item: Judged, names: joint.Names) -> Text:
    area, own = Text(item.area.title), names[item.area.side]
    if item.apart:
        said = N_("{area} of {organisation}: {own} in its own eyes, {other} in those of {side}")
        other = names[item.area.side.other]
        return text(said, area=area, organisation=own, own=item.own or 0, other=item.other or 0, side=other)
    said = N_("{area} of {organisation}: low, {own} of 4 in its own eyes")
    return text(said, area=area, organisation=own, own=item.own or 0)


def _count(last: tuple[int, ...] | None) -> Text:
    if last is None:
        return Text(N_("Count the equipment: how many pieces work, stand still, are missing"))
    works, still, gone = last
    said = N_("Count the equipment. Last time: {works} worked, {still} stood still, {gone} were missing")
    return text(said, works=works, still=still, gone=gone)
