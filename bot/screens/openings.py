"""An opened topic: both sides' answers side by side, what to talk about first, and the marks."""

from __future__ import annotations

from bot.screen import GAP, Button, Line, Screen
from bot.screens import answers
from bot.screens.side_by_side import Opened, beside, laid, why
from conversations.answers import State
from conversations.comparison import Compared, Verdict
from conversations.opening import Mark
from conversations.sides import Side
from conversations.text import N_, Listing, Text, text

MARKS: dict[Mark, str] = {Mark.AGREE: N_("We agree"), Mark.TALK: N_("We need to talk")}


SHORT_ENOUGH = 800  # characters of people's own words that an opening shows without being asked


def opened(view: Opened, *, named: str | None) -> Screen:
    """One message: how the answers lie, at most three talk points, and each side's mark."""
    lines = [Line(named, "italic")] if named else []
    lines += [Line(text(N_("{topic}: both sides are ready"), topic=Text(view.topic.title)), "bold"), *_tally(view.rows)]
    if view.result:
        lines += [GAP, *view.result]
    if view.points:
        lines += [GAP, Line(Text(N_("Worth talking about first")), "bold")]
        for n, point in enumerate(view.points, 1):
            lines += [GAP, Line(text(N_("{n}. {question}"), n=n, question=point.compared.asks(view.names)), "bold")]
            lines += [Line(why(point), "italic"), *beside(view, point.compared)]
    # Where there is something to talk about, the rest waits until somebody asks for it.
    lines += [*_alike(view), *(() if view.points else _told(view)), *added(view), GAP, *_marks(view)]
    return Screen(tuple(lines), _buttons(view))


def everything(view: Opened, *, named: str | None) -> Screen:
    """Every answer of the topic side by side, with the notes; long texts are split by whoever sends it."""
    lines = [Line(named, "italic")] if named else []
    lines += heading(view)
    if view.result:
        lines += [GAP, *view.result]
    for row in view.rows:
        lines += [GAP, *laid(view, row)]
    lines += added(view)
    return Screen(tuple(lines), _play(view))


def heading(view: Opened) -> list[Line]:
    lines = [Line(Text(view.topic.title), "bold")]
    if view.how == "closed":
        lines.append(Line(Text(N_("Closed without being opened.")), "italic"))
    elif view.how == "handed" and view.by:
        lines.append(
            Line(text(N_("Not opened. {side} gave its own answers to staff."), side=view.names[view.by]), "italic")
        )
    return lines


def added(view: Opened) -> list[Line]:
    lines: list[Line] = []
    notes = [note for note in view.notes if note.answer is None]
    if notes:
        lines += [GAP, Line(Text(N_("Notes added afterwards")), "bold")]
        for note in notes:
            lines += [Line(view.names[note.side]), Line(note.words, "quote")]
    return lines


def _tally(rows: tuple[Compared, ...]) -> list[Line]:
    asked = [row for row in rows if any(a is not None and a.state is State.TALK for a in row.answers.values())]
    counts = {v: sum(row.verdict is v for row in rows if row not in asked) for v in Verdict}
    parts = [
        text(wording, n=counts[verdict])
        for verdict, wording in (
            (Verdict.SAME, N_("{n} the same")),
            (Verdict.NEAR, N_("{n} near each other")),
            (Verdict.APART, N_("{n} apart")),
            (Verdict.DOUBLE, N_("{n} that both sides do")),
            (Verdict.GAP, N_("{n} that no side does")),
            (Verdict.SILENT, N_("{n} answered by one side only")),
        )
        if counts[verdict]
    ]
    if asked:
        parts.append(text(N_("{n} to be talked about"), n=len(asked)))
    # Translators: {parts} is a list such as "3 the same, 1 near each other and 2 apart".
    return [Line(text(N_("Compared: {parts}"), parts=Listing(tuple(parts))))] if parts else []


def _alike(view: Opened) -> list[Line]:
    """What the sides say the same about, a line each."""
    lines: list[Line] = []
    for row in view.rows:
        answer = row.answers.get(Side.DANISH)
        if row.verdict is Verdict.SAME and answer is not None:
            said = answers.value(row.question, answer, None)
            # Translators: A question both sides answered the same, and the answer.
            lines.append(Line(text(N_("= {question} {answer}"), question=row.asks(view.names), answer=said)))
    return [GAP, Line(Text(N_("You say the same")), "bold"), *lines] if lines else []


def _told(view: Opened) -> list[Line]:
    """What is shown side by side without being compared, while it is short enough for a phone; else on request."""
    shown = [point.compared for point in view.points]
    rows = [r for r in view.rows if r.verdict in (Verdict.BESIDE, Verdict.SILENT) and r not in shown]
    if view.result:
        # What is computed says in a line what was pressed; what people wrote stands for itself.
        rows = [r for r in rows if r.question.free]
    words = sum(len(str(p.get("t", ""))) for row in rows for a in row.answers.values() if a for p in a.pieces)
    if not rows or words > SHORT_ENOUGH:
        return []
    lines: list[Line] = []
    for row in rows:
        lines += [GAP, Line(row.asks(view.names), "bold"), *beside(view, row)]
    return lines


def _marks(view: Opened) -> list[Line]:
    lines = [Line(Text(N_("How each side marks this topic")), "bold")]
    for side in (view.reader, view.reader.other) if view.reader else tuple(Side):
        mark = view.marks.get(side)
        said = Text(MARKS[mark]) if mark else Text(N_("not marked yet"))
        lines.append(Line(text(N_("{side}: {answer}"), side=view.names[side], answer=said)))
    return lines


def _buttons(view: Opened) -> tuple[tuple[Button, ...], ...]:
    everything_button = (Button(Text(N_("See all answers")), f"O:{view.opening}:all"),)
    if view.reader is None:
        return (everything_button,)
    own = view.marks.get(view.reader)
    marks = []
    for mark, wording in MARKS.items():
        label = Text(wording)
        marks.append(Button(text(N_("✓ {answer}"), answer=label) if own is mark else label, f"o:{view.opening}:{mark}"))
    settle = ((Button(Text(N_("Settle together")), f"eO:{view.opening}"),),) if view.settles else ()
    return (tuple(marks), everything_button, *settle, (Button(Text(N_("Add a note")), f"n:{view.opening}"),))


def _play(view: Opened) -> tuple[tuple[Button, ...], ...]:
    """A button for each voice message, photo or document among the answers."""
    found = [
        (view.names[side], media, kind)
        for row in view.rows
        for side, answer in row.answers.items()
        for media, kind in answers.files(answer)
    ]
    return tuple(
        (Button(text(N_("{file} {words}"), file=Text(answers.MEDIA[kind]), words=name), f"y:{view.opening}:{media}"),)
        for name, media, kind in found
    )
