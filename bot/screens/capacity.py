"""The areas of an organisation: its own level and the other side's view of it, as a picture, as text, and as a result.

Nothing here adds levels up or puts one side's level in the place of the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.screen import GAP, Attachment, Button, Line, Screen
from bot.screens.together import Setting
from conversations.areas import TOPICS
from conversations.capacity import Change, Chosen, Judged, Point, Series
from conversations.commitments import Commitment
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, text

Names = Mapping[Side, str]

UNKNOWN = "–"


def result(
    side: Side, names: Names, rows: tuple[Judged, ...], changed: tuple[Change, ...], *, again: bool
) -> tuple[Line, ...]:
    """What one topic says, short enough for an opening; `again` if there is a talk before to compare with."""
    both = any(one.other is not None for one in rows)
    lines = [Line(_heading(side, names, both), "bold"), *(_row(one, both) for one in rows if one.known)]
    low = [Text(one.area.title) for one in rows if one.low]
    if low:
        lines.append(
            # Translators: {areas} is a list of areas in which the organisation has chosen a lower level for itself.
            Line(text(N_("{organisation} sees itself at 1 or 2 in: {areas}"),
                      organisation=names[side], areas=Listing(tuple(low))))
        )  # fmt: skip
    apart = [Text(one.area.title) for one in rows if one.apart]
    if apart:
        lines.append(Line(text(N_("Two levels or more apart: {areas}"), areas=Listing(tuple(apart)))))
        lines.append(Line(Text(N_("Can you show what you mean? Press “Add a note” and give an example.")), "italic"))
    return (*lines, *(_since(names, changed) if again else ()))


def _heading(side: Side, names: Names, both: bool) -> Text:
    if not both:
        # Translators: heading of a list such as "Money and accounts: 2".
        return text(N_("The level {organisation} gives itself"), organisation=names[side])
    return text(
        # Translators: heading of a list such as "Money and accounts: 2 / 3": its own level, then the other's.
        N_("The level {organisation} gives itself / the level {other} gives it"),
        organisation=names[side],
        other=names[side.other],
    )


def _row(one: Judged, both: bool) -> Line:
    area, own = Text(one.area.title), _level(one.own)
    if not both:
        return Line(text(N_("· {area}: {own}"), area=area, own=own))
    # Translators: an area and its two levels, such as "Money and accounts: 2 / 3".
    return Line(text(N_("· {area}: {own} / {other}"), area=area, own=own, other=_level(one.other)))


def _level(level: int | None) -> int | str:
    return UNKNOWN if level is None else level


def _since(names: Names, changed: tuple[Change, ...]) -> tuple[Line, ...]:
    if not changed:
        return (Line(Text(N_("No level has changed since last time."))),)
    return (
        Line(Text(N_("Since last time")), "bold"),
        *(
            # Translators: {side} is the organisation that has judged the area otherwise than last time.
            Line(text(N_("· {area}: {side} says {now}, before {before}"),
                      area=Text(one.area.title), side=names[one.by], now=one.now, before=one.before))
            for one in changed
        ),
    )  # fmt: skip


def follow_up(names: Names, chosen: Iterable[Chosen]) -> tuple[Line, ...]:
    """The areas that come first, with what was agreed about each; empty where none is chosen."""
    lines = []
    for one in chosen:
        lines.append(Line(text(N_("First: {area}"), area=Text(one.area.title)), "bold"))
        if not one.acted_on:
            lines.append(Line(Text(N_("Not agreed yet: what you do about it."))))
        lines += [_agreed(names, step) for step in one.steps]
        if not one.helped:
            lines.append(Line(text(N_("Not agreed yet: what {danish} does to help."), danish=names[Side.DANISH])))
        lines += [_agreed(names, promise) for promise in one.help]
    return tuple(lines)


def _agreed(names: Names, made: Commitment) -> Line:
    who = Text(N_("Both sides")) if made.who == "both" else names[Side(made.who)]
    if made.month is None:
        # Translators: what was agreed, and who does it.
        return Line(text(N_("· {words} ({who})"), words=made.words, who=who))
    # Translators: what was agreed, who does it, and by which month.
    return Line(text(N_("· {words} ({who}, {month})"), words=made.words, who=who, month=made.month))


def picture(setting: Setting, side: Side, drawn: str, *, opened: bool, both: bool) -> Screen:
    """In a message of its own. `opened`: the topic has just opened; `both`: the other areas can be seen too."""
    lines = [*setting.heading()]
    lines.append(Line(_title(side, setting.names), "bold"))
    if opened:
        lines.append(Line(Text(N_("This is how these areas stand, as far as each side shows what it thinks."))))
    lines.append(Line(Text(N_("If the picture does not load, press “As text”."))))
    attachment = Attachment("picture", f"capacity-{TOPICS[side]}.png", drawn)
    as_text_button = (Button(Text(N_("As text")), f"Zt:{setting.partnership}:{TOPICS[side]}"),)
    return Screen(tuple(lines), (as_text_button, *_other(setting, side, "Zp", both)), attachment)


def as_text(
    setting: Setting, side: Side, series: tuple[Series, ...], follows: tuple[Line, ...], *, both: bool
) -> Screen:
    """The same as the picture, for those who do not load it, with the sentences behind the levels."""
    names = setting.names
    lines = [*setting.heading()]
    lines.append(Line(_title(side, names), "bold"))
    for one in series:
        lines += [GAP, Line(Text(one.area.title), "bold")]
        *before, last = one.points
        lines += _now(side, names, one, last)
        if before:
            lines.append(
                # Translators: {levels} is a list such as "February 2027: 2 / 3". See the heading of that list.
                Line(text(N_("Before: {levels}"), levels=Listing(tuple(_then(point) for point in before))))
            )
    lines += [GAP, *follows] if follows else []
    rows = _other(setting, side, "Zt", both)
    back = (Button(Text(N_("As a picture")), f"Zp:{setting.partnership}:{TOPICS[side]}"),)
    return Screen(tuple(lines), (back, *rows))


def _title(side: Side, names: Names) -> Text:
    return text(N_("Capacity of {organisation}"), organisation=names[side])


def _now(side: Side, names: Names, one: Series, last: Point) -> list[Line]:
    said = [
        # Translators: an organisation, the level it has chosen from 1 to 4, and the sentence of that level.
        Line(
            text(
                N_("{side}: {level}. {sentence}"), side=names[by], level=level, sentence=Text(one.area.steps[level - 1])
            )
        )
        for by, level in ((side, last.own), (side.other, last.other))
        if level is not None
    ]
    return said or [Line(Text(N_("No level chosen, or none that you can see.")))]


def _then(point: Point) -> Text:
    month = Month(point.on.year, point.on.month)
    return text(N_("{month}: {own} / {other}"), month=month, own=_level(point.own), other=_level(point.other))


def _other(setting: Setting, side: Side, kind: str, both: bool) -> tuple[tuple[Button, ...], ...]:
    return (_group(setting, side.other, kind),) if both else ()


def _group(setting: Setting, side: Side, kind: str) -> tuple[Button, ...]:
    return (Button(_title(side, setting.names), f"{kind}:{setting.partnership}:{TOPICS[side]}"),)


def which(setting: Setting) -> Screen:
    """Whose areas?"""
    lines = [*setting.heading()]
    rows = tuple(_group(setting, side, "Zp") for side in (Side.LOCAL, Side.DANISH))
    return Screen((*lines, Line(Text(N_("Whose areas do you want to see?")), "bold")), rows)


def nothing(setting: Setting) -> Screen:
    """Before a topic of a capacity talk has opened."""
    said = N_("There is no picture yet. It is made when both sides are ready with a part of the capacity talk.")
    return Screen((*setting.heading(), Line(Text(said))))
