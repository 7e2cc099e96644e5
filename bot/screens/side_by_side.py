"""Both sides' answers to one question, as one reader may see them, and how near they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.screen import Line
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


def kept_from_others(given: Mapping[Side, Mapping[str, Answer]], reader: Side | None) -> tuple[Line, ...]:
    """A warning where what is computed rests on answers that not everybody sees; `reader` None is staff."""
    own = [side for side in Side if reader in (None, side)]
    if all(answers.seen_by(answer) is Visible.BOTH for side in own for answer in given.get(side, {}).values()):
        return ()
    for_staff = N_(
        "Not all of this is known to both sides. “See all answers” says which answers only one of them shows you."
    )
    for_own = N_(
        "The other side does not see all of this. “See all answers” says which of your answers it does not see."
    )
    return (Line(Text(for_own if reader else for_staff), "italic"),)


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
    result: tuple[Line, ...] = ()  # what is computed of the answers
    paper: frozenset[Side] = frozenset()  # whose answers were written on paper first
    settles: bool = True  # there is something to settle together after it


def laid(view: Opened, row: Compared) -> list[Line]:
    """One question with both answers and how near they are."""
    lines = [Line(row.asks(view.names), "bold"), *beside(view, row)]
    if row.verdict is Verdict.GAP:
        return [*lines, Line(gap(row), "italic")]
    if row.verdict in VERDICTS and view.how == "opened":
        lines.append(Line(Text(VERDICTS[row.verdict]), "italic"))
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


def beside(view: Opened, row: Compared) -> list[Line]:
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
    # Translators: An organisation whose answers were first written on paper.
    name = text(N_("{side} (from paper)"), side=view.names[side]) if side in view.paper else view.names[side]
    if len(shown) == 1 and shown[0].style in ("plain", "italic"):
        lines = [Line(text(N_("{side}: {answer}"), side=name, answer=shown[0].text))]
    else:
        lines = [Line(text(N_("{side}:"), side=name)), *shown]
    if answer is not None and answers.seen_by(answer) is not Visible.BOTH and view.reader is None:
        said = N_("(Only you and {side} see this answer.)")
        lines.append(Line(text(said, side=view.names[side]), "italic"))
    elif answer is not None and answers.seen_by(answer) is not Visible.BOTH and side is view.reader:
        own = N_("(Only your side sees this answer.)")
        mine = N_("(Only you see this answer.)")
        staff = N_("(The other side does not see this answer.)")
        lines.append(Line(Text({Visible.ME: mine, Visible.OWN: own}.get(answer.visible, staff)), "italic"))
    for note in view.notes:
        if answer is not None and note.answer == (side, answer.question):
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
