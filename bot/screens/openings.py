"""An opened topic: both sides' answers side by side, what to talk about first, and the marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.screen import GAP, Button, Line, Screen
from bot.screens import answers
from conversations.answers import Answer, State
from conversations.comparison import Compared, TalkPoint, Verdict, Why
from conversations.dialogue import Topic
from conversations.opening import Mark
from conversations.questions import Question
from conversations.sides import Side, Visible
from conversations.text import N_, Listing, Text, text

VERDICTS: dict[Verdict, str] = {
    Verdict.SAME: N_("= Same"),
    Verdict.NEAR: N_("≈ Near each other"),
    Verdict.APART: N_("≠ Apart"),
    Verdict.DOUBLE: N_("≠ Both sides say they do it"),
    Verdict.SILENT: N_("… Not answered by one side"),
}
WHYS: dict[Why, str] = {
    Why.TALK: N_("Somebody would rather talk about it"),
    Why.DOUBLE: N_("Both sides say they do it"),
    Why.LOW: N_("This is hard for somebody"),
    Why.APART: N_("The answers are apart"),
}
MARKS: dict[Mark, str] = {Mark.AGREE: N_("We agree"), Mark.TALK: N_("We need to talk")}


SHORT_ENOUGH = 800  # characters of people's own words that an opening shows without being asked


@dataclass(frozen=True)
class Added:
    """A note, or a translation of one answer."""

    side: Side
    words: str
    answer: tuple[Side, str] | None = None  # whose, to which question
    language_name: str | None = None


@dataclass(frozen=True)
class Opened:
    """An opened topic as one reader may see it. `reader` None is staff."""

    opening: int
    topic: Topic
    names: Mapping[Side, str]
    rows: tuple[Compared, ...]
    points: tuple[TalkPoint, ...]
    marks: Mapping[Side, Mark]
    reader: Side | None
    how: str = "opened"
    by: Side | None = None
    notes: tuple[Added, ...] = ()
    all_answers: Mapping[Side, Mapping[str, Answer]] = field(default_factory=dict)


def opened(view: Opened, *, named: str | None) -> Screen:
    """One message: how the answers lie, at most three talk points, and each side's mark."""
    lines = [Line(named, "italic")] if named else []
    lines += [Line(text(N_("{topic}: both sides are ready"), topic=Text(view.topic.title)), "bold"), *_tally(view.rows)]
    if view.points:
        lines += [GAP, Line(Text(N_("Worth talking about first")), "bold")]
        for n, point in enumerate(view.points, 1):
            question = point.compared.question
            lines += [GAP, Line(text(N_("{n}. {question}"), n=n, question=Text(question.prompt)), "bold")]
            lines += [Line(why(point), "italic"), *_beside(view, point.compared)]
    # Where there is something to talk about, the rest waits until somebody asks for it.
    lines += [*_alike(view), *(() if view.points else _told(view)), *added(view), GAP, *_marks(view)]
    return Screen(tuple(lines), _buttons(view))


def everything(view: Opened, *, named: str | None) -> Screen:
    """Every answer of the topic side by side, with the notes; long texts are split by whoever sends it."""
    lines = [Line(named, "italic")] if named else []
    lines += heading(view)
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


def laid(view: Opened, row: Compared) -> list[Line]:
    """One question with both answers and how near they are."""
    lines = [Line(Text(row.question.prompt), "bold"), *_beside(view, row)]
    if row.verdict is Verdict.GAP:
        return [*lines, Line(gap(row), "italic")]
    if row.verdict in VERDICTS and view.how == "opened":
        lines.append(Line(Text(VERDICTS[row.verdict]), "italic"))
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
            lines.append(Line(text(N_("= {question} {answer}"), question=Text(row.question.prompt), answer=said)))
    return [GAP, Line(Text(N_("You say the same")), "bold"), *lines] if lines else []


def _told(view: Opened) -> list[Line]:
    """What is shown side by side without being compared, while it is short enough for a phone; else on request."""
    shown = {point.compared.question.id for point in view.points}
    rows = [r for r in view.rows if r.verdict in (Verdict.BESIDE, Verdict.SILENT) and r.question.id not in shown]
    words = sum(len(str(p.get("t", ""))) for row in rows for a in row.answers.values() if a for p in a.pieces)
    if not rows or words > SHORT_ENOUGH:
        return []
    lines: list[Line] = []
    for row in rows:
        lines += [GAP, Line(Text(row.question.prompt), "bold"), *_beside(view, row)]
    return lines


def why(point: TalkPoint) -> Text:
    """Why a question should be talked about."""
    return gap(point.compared) if point.why is Why.GAP else Text(WHYS[point.why])


def gap(row: Compared) -> Text:
    """What nobody does: because each side leaves it to the other, or because nobody has taken it on."""
    if row.missing:
        labels = answers.labels_of(row.question, None)
        return text(N_("Nobody carries: {costs}"), costs=Listing(tuple(labels[code] for code in row.missing)))
    given = {answer.value for answer in row.answers.values() if answer is not None}
    return Text(N_("Nobody does it yet") if given == {"none"} else N_("Each side thinks the other does it"))


def _beside(view: Opened, row: Compared) -> list[Line]:
    lines: list[Line] = []
    order = (view.reader, view.reader.other) if view.reader else tuple(Side)
    for side in order:
        if row.question.side in (None, side):
            lines += _one(view, side, row.question, row.answers.get(side))
    mirror = row.question.mirror
    if mirror:
        for side in order:
            lines += _mirrored(view, side, mirror)
    return lines


def _one(view: Opened, side: Side, question: Question, answer: Answer | None) -> list[Line]:
    shown = answers.said(question, answer, None)
    name = view.names[side]
    if len(shown) == 1 and shown[0].style in ("plain", "italic"):
        lines = [Line(text(N_("{side}: {answer}"), side=name, answer=shown[0].text))]
    else:
        lines = [Line(text(N_("{side}:"), side=name)), *shown]
    if answer is not None and answer.visible is not Visible.BOTH and side is view.reader:
        own = N_("(Only your side sees this answer.)")
        staff = N_("(The other side does not see this answer.)")
        lines.append(Line(Text(own if answer.visible is Visible.OWN else staff), "italic"))
    for note in view.notes:
        if answer is not None and note.answer == (side, question.id):
            lines += [
                Line(text(N_("Translation ({language}):"), language=note.language_name or "?"), "italic"),
                Line(note.words, "quote"),
            ]
    return lines


def _mirrored(view: Opened, side: Side, mirror: str) -> list[Line]:
    """What the other side itself said, next to what was guessed about it."""
    question = next((q for q in view.topic.questions if q.id == mirror), None)
    answer = view.all_answers.get(side, {}).get(mirror)
    if question is None or answer is None or answer.state is not State.GIVEN:
        return []
    shown = answers.said(question, answer, None)
    return [Line(text(N_("{side} itself says:"), side=view.names[side]), "italic"), *shown]


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
    return (tuple(marks), everything_button, (Button(Text(N_("Add a note")), f"n:{view.opening}"),))


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
