"""A joint value as both sides and staff read it: organisations by their names, people's words as a quotation."""

from __future__ import annotations

from collections.abc import Mapping

from bot.screen import Line, Style
from bot.screens import answers
from conversations.answers import Json, State
from conversations.comparison import Compared
from conversations.goals import Draft
from conversations.questions import Choice, JointCounts, Question
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, Value, counted, text
from conversations.together import PROMISE, STEP, Matter

Names = Mapping[Side, str]

# What stands where a question about one of many goals, steps or promises is about none in particular.
_WITHOUT_NUMBER = {
    STEP: N_("A step of the plan: what, who, by which month?"),
    # Asked of each side they say "your organisation"; here both read them.
    "su.give.kinds": N_("What does each side bring?"),
    "su.give.mine": N_("What is the most important thing each side brings?"),
    "su.give.costs": N_("Who carries which costs?"),
    "su.give.limit": N_("What can each side not promise?"),
}
STRONGER = N_("It makes the local organisation stronger.")


def prompt(question: Question, n: int | None) -> Text:
    """The question as it is asked, about the goal with this number."""
    if n is not None:
        return text(question.prompt, n=n)
    without = _WITHOUT_NUMBER.get(question.id)
    return Text(without) if without else question.asks()


def asked(about: Matter, style: Style = "plain") -> tuple[Line, ...]:
    """What is to be settled, with the goal it is about: a number alone says nothing on a phone."""
    line = Line(prompt(about.question, about.n), style)
    if about.goal is None:
        return (line,)
    return (line, Line(text(N_("Goal {n}: {words}"), n=about.goal.n, words=about.goal.words), "italic"))


def left_out(goals: Draft, names: Names) -> tuple[Line, ...]:
    """What a list of goals does without, so that nobody accepts it unseen."""
    if not goals:
        return ()
    lines = [Line(Text(N_("Left out of this list:")), "bold")]
    for goal in goals:
        if goal.by:
            by = Listing(tuple(names[side] for side in goal.by))
            # Translators: A goal, and the organisation that named it.
            lines.append(Line(text(N_("· {words} (named by {side})"), words=goal.words, side=by)))
        else:
            lines.append(Line(text(N_("· {words}"), words=goal.words)))
    if any(goal.id is not None for goal in goals):
        gone = N_("With a goal that is left out go its sign and its month; its steps stay in the plan.")
        lines.append(Line(Text(gone), "italic"))
    return tuple(lines)


def who(code: str, names: Names) -> Value:
    return names[Side(code)] if code in set(Side) else Text(N_("Both sides"))


def said(question: Question, value: Json, names: Names) -> tuple[Line, ...]:
    """A joint value as lines: a list of goals is several, everything else one or two."""
    if value.get("drop"):
        return (Line(Text(_DROPPED[question.id]), "italic"), *_commitment(value, names))
    if "goals" in value:
        return tuple(line for n, goal in enumerate(value["goals"], 1) for line in _goal(n, goal))
    if "who" in value:
        return _commitment(value, names)
    if "w" in value:
        return (Line(value["w"], "quote"),)
    if "m" in value:
        return (Line(Month.parse(value["m"]), "bold"),)
    if "cs" in value:
        return (Line(codes(question, value["cs"], names), "bold"),)
    if "n" in value:
        assert isinstance(question, JointCounts)
        pairs = zip(value["n"], question.counted, strict=True)
        # Translators: A number and what it counts, as in "3 stand still".
        counts = (text(N_("{n} {what}"), n=n, what=Text(what)) for n, what in pairs)
        return (Line(Listing(tuple(counts)), "bold"),)
    return (Line(code(question, value["c"], names), "bold"),)


def code(question: Question, chosen: str, names: Names) -> Value:
    """An option as both sides read it: a side by its organisation's name."""
    labels = answers.labels_of(question, None)
    # Where both sides are among the options; "local" may also be a transport.
    if set(Side) <= set(labels) and chosen in (*Side, "both"):
        return who(chosen, names)
    return labels.get(chosen, chosen)


def codes(question: Question, chosen: list[str], names: Names) -> Listing:
    return Listing(tuple(code(question, one, names) for one in chosen))


def answered(row: Compared, names: Names) -> tuple[Line, ...]:
    """What each side answered under seal, as far as both may see it."""
    lines: list[Line] = []
    for side in Side:
        if row.question.side not in (None, side):
            continue
        answer = row.answers.get(side)
        shown = answers.said(row.question, answer, None)
        if answer is not None and isinstance(row.question, Choice) and answer.state is State.GIVEN:
            shown = (Line(code(row.question, str(answer.value), names)),)
        if len(shown) == 1 and shown[0].style in ("plain", "italic"):
            lines.append(Line(text(N_("{side}: {answer}"), side=names[side], answer=shown[0].text)))
        else:
            lines += [Line(text(N_("{side}:"), side=names[side])), *shown]
    return tuple(lines)


def to_settle(points: int) -> Text:
    """How many points are open between the sides."""
    return counted(
        "{n} point is still to be settled between the two sides.",
        "{n} points are still to be settled between the two sides.",
        points,
    )


def by_when(who_does_it: Value, month: Month | None) -> Text:
    if month is None:
        return text(N_("{who}, without a month"), who=who_does_it)
    # Translators: who does it, and by which month, as in "The Blue Door Clinic, by March 2027".
    return text(N_("{who}, by {month}"), who=who_does_it, month=month)


_DROPPED = {
    STEP: N_("Take this step out of the plan:"),
    PROMISE: N_("Take this promise away:"),
}


def _goal(n: int, goal: Json) -> tuple[Line, ...]:
    numbered = Line(text(N_("{n}. {words}"), n=n, words=goal["w"]))
    return (numbered, Line(Text(STRONGER), "italic")) if goal.get("s") else (numbered,)


def _commitment(value: Json, names: Names) -> tuple[Line, ...]:
    month = Month.parse(value["m"]) if value.get("m") else None
    return (Line(value["w"], "quote"), Line(by_when(who(value["who"], names), month)))
