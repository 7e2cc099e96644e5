"""Settling things together: what each topic leaves to settle, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens import joint
from bot.screens.joint import Names
from bot.screens.openings import MARKS
from bot.screens.side_by_side import WHYS
from conversations.comparison import Why
from conversations.dialogue import Topic
from conversations.opening import Mark
from conversations.proposals import Proposal, Stand
from conversations.questions import JointPromise, JointStep
from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, text
from conversations.together import Matter, Subject

_A_ROW = 5


@dataclass(frozen=True)
class Setting:
    """What every screen about a partnership's joint matters needs. `reader` None is staff."""

    partnership: int
    title: str
    names: Names
    reader: Side | None
    named: bool  # the reader is in several partnerships, so each message says which
    open: bool = True

    def heading(self) -> tuple[Line, ...]:
        return (Line(self.title, "italic"),) if self.named else ()


@dataclass(frozen=True)
class Listed:
    """A matter with how it stands: what waits for an answer, and what counts until then."""

    matter: Matter
    stand: Stand
    waits: Proposal | None
    counts: Proposal | None


def topic_list(
    setting: Setting,
    topic: Topic,
    listed: Sequence[Listed],
    *,
    more: bool,
    to_mark: int | None = None,
    to_accept: int | None = None,
) -> Screen:
    """Everything a topic leaves to settle, with a number for each. `more`: other questions can be settled too.

    `to_mark` is the topic's opening, if this side has still to say that it agrees now; `to_accept` the newest of
    several proposals that wait for this side and can all be accepted at once.
    """
    lines = [*setting.heading(), Line(text(N_("{topic}: together"), topic=Text(topic.title)), "bold")]
    lines += [Line(said) for said in _standing(listed)]
    buttons = []
    for n, one in enumerate(listed, 1):
        lines += [GAP, *_listed(setting, n, one)]
        buttons.append(Button(str(n), _matter(setting, one.matter.subject)))
    if not listed:
        lines.append(Line(Text(N_("There is nothing to settle in this topic."))))
    rows = [tuple(buttons[i : i + _A_ROW]) for i in range(0, len(buttons), _A_ROW)]
    if to_accept is not None and setting.reader is not None and setting.open:
        everything = Button(Text(N_("Accept all that waits")), f"eA:{setting.partnership}:{topic.id}:{to_accept}")
        rows.append((everything,))
    if to_mark is not None:
        lines += [
            GAP,
            Line(Text(N_("Does your side agree on this topic now? Then what both said the same counts too."))),
        ]
        rows.append((Button(Text(MARKS[Mark.AGREE]), f"o:{to_mark}:{Mark.AGREE}"),))
    return Screen(tuple(lines), (*rows, *_adding(setting, topic, more)))


def _standing(listed: Sequence[Listed]) -> list[Text]:
    ours = sum(one.stand is Stand.OURS for one in listed)
    left = sum(one.stand is Stand.OPEN for one in listed)
    said = []
    if ours:
        said.append(text(N_("Waiting for your answer: {n}."), n=ours))
    if left:
        said.append(text(N_("Not put forward yet: {n}. Either side can begin."), n=left))
    if listed and not ours and not left:
        waits = any(one.stand is Stand.THEIRS for one in listed)
        wait, done = N_("Everything else waits for the other side."), N_("Everything here is settled. Well done!")
        said.append(Text(wait if waits else done))
    return said


def _listed(setting: Setting, n: int, one: Listed) -> list[Line]:
    asked = joint.prompt(one.matter.question, one.matter.n)
    lines = [Line(text(N_("{n}. {question}"), n=n, question=asked)), *joint.asked(one.matter)[1:]]
    if one.matter.why is not None and one.stand is Stand.OPEN:
        lines.append(Line(Text(_WHY[one.matter.why]), "italic"))
    if one.counts is not None:
        lines.append(Line(Text(SETTLED), "italic"))
        lines += joint.said(one.matter.question, one.counts.value, setting.names)
    if one.waits is not None:
        waits = _WAITS[one.stand] if setting.reader else _WAITS_FOR_STAFF
        lines.append(Line(Text(waits), "italic"))
        lines += joint.said(one.matter.question, one.waits.value, setting.names)
    if one.stand is Stand.OPEN:
        lines.append(Line(Text(N_("○ open")), "italic"))
    return lines


SETTLED = N_("✓ settled:")
_WAITS = {Stand.OURS: N_("→ waits for your answer:"), Stand.THEIRS: N_("… waits for the other side:")}
_WAITS_FOR_STAFF = N_("… waits for an answer:")
_WHY = WHYS | {
    Why.GAP: N_("Nobody does it yet, or each side leaves it to the other"),
    Why.NEAR: N_("Nearly the same, but it is not clear who does it"),
}


def _adding(setting: Setting, topic: Topic, more: bool) -> list[tuple[Button, ...]]:
    own = setting.partnership
    rows: list[tuple[Button, ...]] = []
    if setting.reader is not None and setting.open:
        for question in topic.together:
            new = Subject(question.id, new=True)
            if isinstance(question, JointStep) and question.each_area:
                continue  # each area that was chosen is asked for its own
            if isinstance(question, JointPromise):
                rows.append((Button(Text(N_("Add a promise")), f"ep:{own}:{new}"),))
            elif isinstance(question, JointStep):
                rows.append((Button(Text(N_("Add a step to the plan")), f"ep:{own}:{new}"),))
        if more:
            rows.append((Button(Text(N_("Settle something else")), f"eo:{own}:{topic.id}"),))
    rows.append((Button(Text(N_("All topics")), f"es:{own}"),))
    return rows


def other_questions(setting: Setting, topic: Topic, matters: Sequence[Matter]) -> Screen:
    """The questions of a topic that need no settling."""
    lines = [*setting.heading(), Line(Text(topic.title), "bold")]
    lines.append(Line(Text(N_("Which other question do you want to settle?"))))
    buttons = []
    for n, matter in enumerate(matters, 1):
        lines.append(Line(text(N_("{n}. {question}"), n=n, question=joint.prompt(matter.question, matter.n))))
        buttons.append(Button(str(n), _matter(setting, matter.subject)))
    rows = [tuple(buttons[i : i + _A_ROW]) for i in range(0, len(buttons), _A_ROW)]
    return Screen(tuple(lines), (*rows, (back(setting, topic),)))


@dataclass(frozen=True)
class TopicStanding:
    topic: Topic
    opened: bool
    ours: int
    theirs: int
    left: int
    settled: int


def topics(setting: Setting, standings: Sequence[TopicStanding], until: Line) -> Screen:
    """Every topic with how much of it is settled; opened ones can be pressed."""
    lines = [*setting.heading(), Line(Text(N_("What we settle together")), "bold"), until]
    rows: list[tuple[Button, ...]] = []
    for one in standings:
        # Translators: as in "Roles: 1 open and 2 settled".
        lines.append(Line(text(N_("{topic}: {how}"), topic=Text(one.topic.title), how=_of_topic(setting, one))))
        if one.opened:
            label: Text = Text(one.topic.title)
            mark = text(N_("→ {topic}"), topic=label) if one.ours and setting.reader else label
            rows.append((Button(mark, f"et:{setting.partnership}:{one.topic.id}"),))
    if any(one.opened for one in standings):
        own = setting.partnership
        rows.append((Button(Text(N_("Joint goals")), f"Gg:{own}"), Button(Text(N_("Plan and promises")), f"Gp:{own}")))
        rows.append((Button(Text(N_("Agreement")), f"Ka:{own}"),))
    return Screen(tuple(lines), tuple(rows))


def _of_topic(setting: Setting, one: TopicStanding) -> Value:
    if not one.opened:
        return Text(N_("not opened yet"))
    if setting.reader is None:
        counts = [(one.ours + one.theirs, N_("{n} waiting for an answer"))]
    else:
        counts = [(one.ours, N_("{n} waiting for your answer")), (one.theirs, N_("{n} waiting for the other side"))]
    counts += [(one.left, N_("{n} open")), (one.settled, N_("{n} settled"))]
    said = tuple(text(wording, n=n) for n, wording in counts if n)
    return Listing(said) if said else Text(N_("nothing to settle"))


def _matter(setting: Setting, subject: Subject) -> str:
    return f"em:{setting.partnership}:{subject}"


def back(setting: Setting, topic: Topic) -> Button:
    return Button(text(N_("Back to {topic}"), topic=Text(topic.title)), f"et:{setting.partnership}:{topic.id}")
