"""What the terminal prints of places, answers and openings: lines, in no language yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conversations.answers import Answer, State
from conversations.comparison import Compared, TalkPoint, Verdict, Why, compare_topic, talk_points
from conversations.dialogue import Topic
from conversations.events import AtEnd, AtFewMore, AtQuestion, AtReview, Place
from conversations.questions import Level, ListOf, MonthQuestion, Multi, Question, WhoDoesIt
from conversations.sides import Side, Visible
from conversations.text import N_, Listing, Month, Text, Value, counted, text
from conversations.walk import Walk, asked

SIDES = {Side.DANISH: N_("Danish side"), Side.LOCAL: N_("Local side")}
SEEN_BY = {
    Visible.BOTH: N_("both sides and staff"),
    Visible.STAFF: N_("our side and staff"),
    Visible.OWN: N_("only our side"),
    Visible.ME: N_("only me"),
}
NOT_GIVEN = {
    State.SKIPPED: N_("skipped"),
    State.TALK: N_("would rather talk about it"),
    State.UNCLEAR: N_("put aside: the question was not clear"),
}
VERDICTS = {
    Verdict.SAME: N_("Same"),
    Verdict.NEAR: N_("Near"),
    Verdict.APART: N_("Apart"),
    Verdict.DOUBLE: N_("Both sides say they do it"),
    Verdict.GAP: N_("Gap: nobody does it"),
    Verdict.SILENT: N_("Not answered by one side"),
    Verdict.BESIDE: N_("Side by side"),
}
WHY = {
    Why.TALK: N_("one side would rather talk about it"),
    Why.GAP: N_("nobody does it"),
    Why.DOUBLE: N_("both sides say they do it"),
    Why.LOW: N_("it is hard for somebody"),
    Why.APART: N_("the answers are far apart"),
}

# Parts in a row are said one after another, with nothing between.
Line = Value | tuple[Value, ...]
INDENT = "     "


def place(here: Place, walk: Walk) -> Iterator[Line]:
    match here:
        case AtQuestion(topic, question, n, of, answer):
            yield ""
            # Translators: Progress within a topic, as in "Goals · 3 of 6".
            yield text(N_("{topic} · {n} of {of}"), topic=Text(topic.title), n=n, of=of)
            yield question.asks(walk.side)
            yield from choices(question, walk.side, answer)
            if answer is not None and answer.state is State.REOPENED and answer.value is not None:
                before = given(question, answer, walk.side)
                yield text(N_("Your answer so far: {answer} (write keep to leave it so)"), answer=before)
        case AtFewMore(topic, left):
            yield ""
            yield Text(topic.title)
            yield counted(
                "A few more? One question is left, and it is not needed. Write yes or no.",
                "A few more? {n} questions are left, and none is needed. Write yes or no.",
                left,
            )
        case AtReview(topic):
            yield from review(topic, walk)
        case AtEnd():
            yield ""
            yield Text(N_("That was the last topic. Thank you."))


def choices(question: Question, side: Side, answer: Answer | None) -> Iterator[Line]:
    """The numbered options, ticks and items so far."""
    ticked = answer.value if answer and isinstance(answer.value, list) else ()
    for n, option in enumerate(question.options(side), 1):
        label = Text(question.steps[n - 1]) if isinstance(question, Level) else option.label
        tick = ("[x] " if option.code in ticked else "[ ] ") if isinstance(question, Multi) else ""
        yield f"{n:>3}  {tick}", label
    if answer is not None and answer.state is State.DRAFT:
        sign = "-" if isinstance(question, ListOf) else "…"
        yield from (f"  {sign} {piece.get('t', piece.get('k', ''))}" for piece in answer.pieces)
        yield Text(N_("Write done when this is all."))


def given(question: Question, answer: Answer | None, side: Side | None) -> Value:
    """An answer in a line. `side` None names the sides instead of saying Us and Them."""
    if answer is None:
        return "–"
    if answer.value is None or answer.state in NOT_GIVEN:
        return Text(NOT_GIVEN.get(answer.state, N_("not answered")))
    if answer.pieces:
        return " / ".join(str(piece.get("t", piece.get("k", ""))) for piece in answer.pieces)
    if isinstance(question, MonthQuestion):
        return Month.parse(answer.value)
    labels: dict[str, Value] = {o.code: o.label for o in question.options(side or Side.DANISH)}
    if side is None and isinstance(question, WhoDoesIt):
        labels |= {who: Text(wording) for who, wording in SIDES.items()}
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    return Listing(tuple(labels.get(str(value), str(value)) for value in values))


def review(topic: Topic, walk: Walk) -> Iterator[Line]:
    """Every answer of a topic, and who may see it."""
    yield ""
    yield text(N_("{topic}: look through your answers"), topic=Text(topic.title))
    for n, question in enumerate(asked(walk, topic), 1):
        yield f"{n:>3}  ", question.asks(walk.side)
        answer = walk.answers.get(question.id)
        said = given(question, answer, walk.side)
        if answer is None or answer.value is None:
            yield INDENT, said
        else:
            seen = text(N_("{answer} · seen by {who}"), answer=said, who=Text(SEEN_BY[answer.visible]))
            yield INDENT, seen


def opening(topic: Topic, readable: Mapping[Side, Mapping[str, Answer]]) -> Iterator[Line]:
    """Both sides' readable answers side by side, and what to talk about first."""
    rows = compare_topic(topic, readable)
    yield ""
    yield text(N_("{topic}: both sides' answers"), topic=Text(topic.title))
    for row in rows:
        yield _asked(row)
        for side in Side:
            answer = given(row.question, row.answers.get(side), None)
            yield INDENT, Text(SIDES[side]), ": ", answer
        yield INDENT, "→ ", Text(VERDICTS[row.verdict])
        if row.missing:
            labels = {o.code: o.label for o in row.question.options(Side.DANISH)}
            missing = Listing(tuple(labels[code] for code in row.missing))
            yield INDENT, text(N_("Carried by nobody: {missing}"), missing=missing)
    points = talk_points(rows)
    if points:
        yield Text(N_("Talk about these first:"))
        yield from (_point(n, point) for n, point in enumerate(points, 1))


def _point(n: int, point: TalkPoint) -> Line:
    return f"{n:>3}  ", _asked(point.compared), " (", Text(WHY[point.why]), ")"


def _asked(row: Compared) -> Text:
    """What both were asked; where both speak of one side, which."""
    if row.about is None:
        return row.question.asks()
    return Text(row.question.across_prompt, {"side": Text(SIDES[row.about])})
