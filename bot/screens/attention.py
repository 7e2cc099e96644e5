"""What needs a human now, as staff read it: a line for each thing, a way there, and a way to tick it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from conversations.attention import TICKED_OFF, Item, Reason
from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, counted, text


@dataclass(frozen=True)
class Shown:
    """One thing. `names` are the organisations', `since` and `due` days in the reader's language; `goes` is where its
    button leads."""

    item: Item
    title: str
    names: Mapping[Side, str]
    since: str
    goes: str
    due: str = ""


def listing(these: Sequence[Shown], more: int) -> Screen:
    """The most urgent first. Each has a button that goes there; what staff have to say is dealt with has one more."""
    if not these:
        return Screen((Line(Text(N_("Nothing needs a human now in the partnerships you follow."))),))
    lines: list[Line] = [Line(Text(N_("What needs a human now")), "bold")]
    for n, shown in enumerate(these, 1):
        # Translators: an item of a list, as in "1. Two partners: nothing has been heard since May."
        lines += [GAP, Line(text(N_("{n}. {what}"), n=n, what=_what(shown)))]
    if more:
        waits = counted(
            "{n} more thing waits. It is shown when one of these has been dealt with.",
            "{n} more things wait. They are shown when these have been dealt with.",
            more,
        )
        lines += [GAP, Line(waits)]
    return Screen(tuple(lines), tuple(_row(n, shown) for n, shown in enumerate(these, 1)))


def _row(n: int, shown: Shown) -> tuple[Button, ...]:
    # Translators: a button to one item of a list; {title} names a partnership.
    there = Button(text(N_("{n}. {title}"), n=n, title=shown.title), shown.goes)
    item = shown.item
    if item.reason not in TICKED_OFF:
        return (there,)
    label = N_("{n}. Dealt with") if item.reason is Reason.RED else N_("{n}. Called")
    return (there, Button(text(label, n=n), f"Xd:{item.partnership}:{item.reason}:{item.place}"))


def _what(shown: Shown) -> Text:
    item = shown.item
    who = Listing(tuple(shown.names[side] for side in Side if side in item.sides))
    values: dict[str, Value] = {"title": shown.title, "who": who, "date": shown.since}
    match item.reason:
        case Reason.CALL_NOW:
            return Text(N_("{title}: {who} would like a call this week (said on {date})."), values)
        case Reason.CALL:
            return Text(N_("{title}: {who} would like a call some time (said on {date})."), values)
        case Reason.RED:
            return Text(N_("{title}: the temperature is red, according to {who} ({date})."), values)
        case Reason.MILESTONE:
            return counted(
                "{title}: {n} milestone of the phase-out is past due, since {date}.",
                "{title}: {n} milestones of the phase-out are past due, the first since {date}.",
                item.place or 1,
                title=shown.title,
                date=shown.due,
            )
        case Reason.DUTY:
            # Translators: {who} is the Danish organisation.
            duty = N_("{title}: what the talk about vulnerability asks of {who} by {date} stands open.")
            return Text(duty, {**values, "date": shown.due})
        case Reason.NO_ROUTE:
            return Text(N_("{title}: the bot can reach nobody at {who}."), values)
        case Reason.AGREEMENT:
            return Text(
                N_("{title}: version {n} of the agreement has waited since {date}."), values | {"n": item.place or 1}
            )
        case Reason.SILENCE:
            return _silence(item.sides, values)


def _silence(sides: frozenset[Side], values: Mapping[str, Value]) -> Text:
    if len(sides) == 1:
        return Text(N_("{title}: {who} has not finished what the other side finished on {date}."), values)
    if sides:
        return Text(N_("{title}: each side waits for the other to finish, since {date}."), values)
    return Text(N_("{title}: nothing has been heard since {date}."), values)
