"""How an answer is shown: a choice by its label, people's own words as a quotation."""

from __future__ import annotations

from bot.screen import Line
from conversations.answers import Answer, State
from conversations.questions import Counts, Level, MonthQuestion, Question
from conversations.sides import Side, Visible
from conversations.text import N_, Listing, Month, Text, Value

MEDIA: dict[str, str] = {
    "voice": N_("[voice message]"),
    "photo": N_("[photo]"),
    "document": N_("[document]"),
}

SET_ASIDE: dict[State, str] = {
    State.SKIPPED: N_("skipped"),
    State.TALK: N_("would rather talk about it"),
    State.UNCLEAR: N_("put aside, the question was not clear"),
}

DONE: dict[State, str] = {
    State.SKIPPED: N_("✓ Skipped"),
    State.TALK: N_("✓ I would rather talk about it"),
    State.UNCLEAR: N_("✓ Put aside: the question is not clear"),
}

WHO_SEES: dict[Visible, str] = {
    Visible.BOTH: N_("Both sides and staff"),
    Visible.STAFF: N_("Our side and staff"),
    Visible.OWN: N_("Only our side"),
    Visible.ME: N_("Only me"),
}


def seen_by(answer: Answer) -> Visible:
    """Who may see it: "rather talk about it" is shown to all, except what only its writer sees."""
    return Visible.BOTH if answer.state is State.TALK and answer.visible is not Visible.ME else answer.visible


def said(question: Question, answer: Answer | None, reader: Side | None) -> tuple[Line, ...]:
    """An answer as lines. `reader` is the side that reads it, so that Us and Them are right; None names the sides."""
    if answer is None:
        return (Line(Text(N_("no answer to show")), "italic"),)
    if answer.state in SET_ASIDE:
        return (Line(Text(SET_ASIDE[answer.state]), "italic"),)
    if answer.pieces:
        return tuple(piece(one) for one in answer.pieces)
    return (Line(value(question, answer, reader)),)


def value(question: Question, answer: Answer, reader: Side | None) -> Value:
    """A given answer of codes as one value."""
    if isinstance(question, MonthQuestion):
        return Month.parse(answer.value)
    if isinstance(question, Counts):
        return Listing(tuple(answer.value))
    labels = labels_of(question, reader)
    if isinstance(answer.value, list):
        codes: list[str] = answer.value
        return Listing(tuple(labels.get(code, code) for code in codes))
    return labels.get(str(answer.value), str(answer.value))


def labels_of(question: Question, reader: Side | None) -> dict[str, Value]:
    """Each option's code and what it is called, for one reader."""
    if isinstance(question, Level):
        return {str(n): Text(wording) for n, wording in enumerate(question.steps, 1)}
    labels: dict[str, Value] = {o.code: o.label for o in question.options(reader or Side.DANISH)}
    if reader is None and set(Side) <= set(labels):
        labels |= {Side.DANISH: Text(N_("Danish side")), Side.LOCAL: Text(N_("Local side"))}
    return labels


def files(answer: Answer | None) -> tuple[tuple[int, str], ...]:
    """(media id, kind) of the files an answer holds."""
    return tuple((p["f"], p["k"]) for p in answer.pieces if "f" in p) if answer else ()


def piece(one: dict[str, object]) -> Line:
    """One message of an answer in somebody's own words: a file by what it is, with what was written with it."""
    words = str(one.get("t", ""))
    if "k" not in one:
        return Line(words, "quote")
    kind = Text(MEDIA[str(one["k"])])
    if not words:
        return Line(kind, "quote")
    # Translators: A file somebody sent and what they wrote with it.
    return Line(Text(N_("{file} {words}"), {"file": kind, "words": words}), "quote")
