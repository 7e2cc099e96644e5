"""The summary for staff: one message that is read in half a minute, and the same with every answer as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.screen import GAP, Attachment, Button, Line, Screen
from bot.screens import answers
from bot.screens.openings import added, heading
from bot.screens.side_by_side import Opened, laid, why
from conversations.answers import State
from conversations.comparison import TalkPoint
from conversations.dialogue import Dialogue
from conversations.opening import Progress
from conversations.sides import Side, Visible
from conversations.summary import NextStep, Summary
from conversations.text import N_, Listing, Text, counted, text

PROGRESS: dict[Progress, str] = {
    Progress.NOT_STARTED: N_("not started"),
    Progress.UNDER_WAY: N_("under way"),
    Progress.FINISHED: N_("finished"),
}
NEXT_STEPS: dict[NextStep, str] = {
    NextStep.WAIT: N_("Wait: the sealed topics open when both sides are ready."),
    NextStep.MARK: N_("Ask the sides to mark the topics that are not marked yet."),
    NextStep.TALK: N_("Help the sides to hold a talk about the points above."),
    NextStep.AGREE: N_("Everything is agreed: the short agreement can be written."),
}


_NOTHING_LEFT = N_("Nothing: both sides agree on what they have said.")
_TAKE_UP = N_("Take up what stands above when you next talk.")


@dataclass(frozen=True)
class Staged:
    """A round as staff may see it."""

    round: int
    partnership: int
    title: str
    names: Mapping[Side, str]
    country_name: str
    horizon: Line
    dialogue: Dialogue
    progress: Mapping[Side, Progress]
    summary: Summary
    opened: Sequence[Opened]
    result: Sequence[Line] = ()  # what is computed of the round, and what has changed since the last one
    start: bool = True  # a talk that lays the ground: an agreement can be made after it


def summary(view: Staged) -> Screen:
    buttons = [Button(Text(o.topic.title), f"O:{o.opening}:all") for o in view.opened]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    rows.append((Button(Text(N_("As a file")), f"F:{view.partnership}:{view.round}"),))
    return Screen(tuple(_lines(view)), tuple(rows))


def done(dialogue: Dialogue, summary: Summary, partnership: int, *, start: bool) -> Screen:
    """To both sides, when everything opened is marked by both; after a start they go on to the agreement."""
    lines = [Line(text(N_("{dialogue}: both sides have marked everything"), dialogue=Text(dialogue.title)), "bold")]
    for wording, topics in (
        (N_("You agree on: {topics}"), summary.agreed),
        (N_("To be talked about: {topics}"), summary.to_talk),
    ):
        if topics:
            lines.append(Line(text(wording, topics=_titles(dialogue, topics))))
    if not start:
        lines.append(Line(Text(N_("Staff have the summary. What comes next stands in /status."))))
        settles = any(topic.together for topic in dialogue.topics)
        return Screen(tuple(lines), ((Button(Text(N_("Settle together")), f"es:{partnership}"),),) if settles else ())
    together = N_("Now settle together what is still open, and make the agreement of it. Staff have the summary.")
    lines.append(Line(Text(together)))
    settle, agreement = Text(N_("Settle together")), Text(N_("Agreement"))
    return Screen(tuple(lines), ((Button(settle, f"es:{partnership}"),), (Button(agreement, f"Ka:{partnership}"),)))


def file(view: Staged) -> Screen:
    lines = _lines(view)
    for opened in view.opened:
        lines += [GAP, *heading(opened)]
        for row in opened.rows:
            lines += [GAP, *laid(opened, row)]
        lines += added(opened)
    caption = Line(text(N_("The summary with every answer: {title}"), title=view.title))
    return Screen((caption,), attachment=Attachment("page", f"{file_name(view.title)}.html", "", tuple(lines)))


def file_name(title: str) -> str:
    """The partnership's name as a file may be called anywhere."""
    return "".join(" " if c in '\\/:*?"<>|' or not c.isprintable() else c for c in title).strip(" .")[:80]


def _lines(view: Staged) -> list[Line]:
    s = view.summary
    lines = [
        # Translators: {dialogue} is the name of a talk, for instance "Start-up talk".
        Line(text(N_("{dialogue}: summary"), dialogue=Text(view.dialogue.title)), "bold"),
        Line(view.title),
        Line(view.country_name),
        view.horizon,
    ]
    if s.sealed:
        for side in Side:
            lines.append(
                Line(text(N_("{side}: {answer}"), side=view.names[side], answer=Text(PROGRESS[view.progress[side]])))
            )
    for wording, topics in (
        (N_("Agreed: {topics}"), s.agreed),
        (N_("To be talked about: {topics}"), s.to_talk),
        (N_("Still to be marked by a side: {topics}"), s.unmarked),
        (N_("Closed without being opened: {topics}"), s.unopened),
        (N_("Still sealed: {topics}"), s.sealed),
    ):
        if topics:
            lines.append(Line(text(wording, topics=_titles(view.dialogue, topics))))
    if view.result:
        lines += [GAP, *view.result]
    if s.asked:
        lines += [GAP, Line(Text(N_("Asked to be talked about")), "bold")]
        lines += [_asked(view, point) for point in s.asked]
    if s.points:
        lines += [GAP, Line(Text(N_("What to talk about")), "bold")]
        for point in s.points:
            # Translators: A question, and why it should be talked about.
            wording = N_("· {question} ({why})")
            if any(a is not None and answers.seen_by(a) is not Visible.BOTH for a in point.compared.answers.values()):
                wording = N_("· {question} ({why}). Not known to both sides: one has told only you.")
            lines.append(Line(text(wording, question=point.compared.asks(view.names), why=why(point))))
    if s.more:
        lines.append(Line(counted("… and {n} more in the topics below", "… and {n} more in the topics below", s.more)))
    step = NEXT_STEPS[s.next_step]
    if not view.start and s.next_step is NextStep.AGREE:
        step = _TAKE_UP if s.points else _NOTHING_LEFT
    return [*lines, GAP, Line(text(N_("Next step: {step}"), step=Text(step)), "bold")]


def _asked(view: Staged, point: TalkPoint) -> Line:
    sides = [
        side for side, answer in point.compared.answers.items() if answer is not None and answer.state is State.TALK
    ]
    # Translators: A question, and which organisation would rather talk about it.
    return Line(
        text(
            N_("· {question} (asked by {side})"),
            question=point.compared.asks(view.names),
            side=Listing(tuple(view.names[side] for side in sides)),
        )
    )


def _titles(dialogue: Dialogue, topics: Sequence[str]) -> Listing:
    return Listing(tuple(Text(t.title) for t in dialogue.topics if t.id in topics))
