"""/status: where a partnership is, what is open for whom, and what comes next. One screen of a phone.

Both sides are shown the same things in the same words, each its own first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens import horizon, joint, stages
from bot.screens.together import Setting
from conversations.sides import Side
from conversations.stage import Stage
from conversations.text import N_, Listing, Month, Text, Value, counted, text

MOST_NEXT = 5

SHORTER = N_("The end: {month}, sooner than recommended.")


@dataclass(frozen=True)
class Open:
    """What is open for one side, as far as the reader may know. `talks` are the titles of those with questions."""

    talks: Sequence[Value] = ()
    proposals: int = 0
    approve: int | None = None  # the version of the agreement that waits for this side
    marks: int = 0
    milestones: int = 0
    duties: int = 0  # what the result of the vulnerability talk asks of this side, and is not met


@dataclass(frozen=True)
class Next:
    """`on` is the day or month in the reader's language, `who` the organisations that do it, where it is known."""

    on: Value
    what: Value
    passed: bool = False
    who: Value | None = None


@dataclass(frozen=True)
class Ahead:
    """Until when. `end` is the phase-out plan's, which says more than a horizon."""

    agreed: Month | None
    expected: Month | None
    end: Month | None = None
    shorter: bool = False


@dataclass(frozen=True)
class Status:
    setting: Setting
    stage: Stage
    agreement: int | None  # the version in force
    ahead: Ahead
    open: Mapping[Side, Open]
    nexts: Sequence[Next]  # nearest first
    rows: Sequence[tuple[Button, ...]] = ()
    to_settle: int = 0  # points that are open between the sides


def screen(status: Status) -> Screen:
    setting = status.setting
    lines = [Line(setting.title, "bold"), stages.line(status.stage), _agreement(status.agreement), _until(status.ahead)]
    if status.to_settle:
        lines.append(Line(joint.to_settle(status.to_settle)))
    if setting.open:
        for side in (setting.reader, setting.reader.other) if setting.reader else tuple(Side):
            lines += [GAP, *_open(setting, side, status.open[side])]
    lines += [GAP, *_nexts(status.nexts)]
    return Screen(tuple(lines), (*status.rows, (Button(Text(N_("The record")), f"Sr:{setting.partnership}"),)))


def _agreement(version: int | None) -> Line:
    if version is None:
        return Line(Text(N_("No agreement is approved by both sides yet.")))
    return Line(text(N_("Agreement: version {n}, approved by both sides."), n=version))


def _until(ahead: Ahead) -> Line:
    if ahead.end is None:
        return horizon.line(ahead.agreed, ahead.expected)
    return Line(text(SHORTER if ahead.shorter else N_("The end: {month}."), month=ahead.end))


def _open(setting: Setting, side: Side, found: Open) -> Iterator[Line]:
    # Translators: heading of a list of what is open for this organisation.
    yield Line(text(N_("Open for {side}"), side=setting.names[side]), "bold")
    said = tuple(_said(found, waited_for=setting.reader is side.other))
    yield from (Line(text(N_("· {line}"), line=one)) for one in said)
    if not said:
        yield Line(Text(N_("Nothing at the moment.")))


def _said(found: Open, *, waited_for: bool) -> Iterator[Value]:
    if found.talks:
        talks = Listing(tuple(found.talks))
        # Translators: {talks} is a list such as "Check-in and Capacity talk"; what is meant is its questions.
        yield text(N_("waited for: {talks}") if waited_for else N_("questions: {talks}"), talks=talks)
    if found.proposals:
        yield counted("{n} proposal to answer", "{n} proposals to answer", found.proposals)
    if found.approve is not None:
        yield text(N_("version {n} of the agreement to approve"), n=found.approve)
    if found.marks:
        yield counted("{n} opened topic to mark", "{n} opened topics to mark", found.marks)
    if found.milestones:
        yield counted("{n} milestone of the phase-out", "{n} milestones of the phase-out", found.milestones)
    if found.duties:
        yield counted("{n} thing that the result asks for", "{n} things that the result asks for", found.duties)


def _nexts(nexts: Sequence[Next]) -> Iterator[Line]:
    yield Line(Text(N_("What comes next")), "bold")
    for one in nexts[:MOST_NEXT]:
        what = text(N_("{what} ({who})"), what=one.what, who=one.who) if one.who is not None else one.what
        # Translators: a day and what there is then; {date} has passed, and that is no reproach.
        passed = N_("· {date}: {what}. There is still time for it.")
        yield Line(text(passed if one.passed else N_("· {date}: {what}"), date=one.on, what=what))
    if not nexts:
        yield Line(Text(N_("No dates are known yet.")))
