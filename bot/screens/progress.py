"""How each goal is going, over all check-ins, and the words for what was chosen in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens.joint import Names
from bot.screens.together import Setting
from conversations.checkins import At
from conversations.dialogues.checkin import STATE, made
from conversations.goals import Goal
from conversations.sides import Side
from conversations.text import N_, Month, Text, Value, text

NEWEST = 3  # check-ins shown under each goal of the list

_ALL = made({"goals": [[0, ""]], "gone": [], "sittings": [1, 2]})
_LABELS: dict[str, dict[str, Value]] = {
    q.root: {o.code: o.label for o in q.options(Side.DANISH)} for q in _ALL.questions.values()
}


def label(root: str, code: str) -> Value:
    """What an option of this question is called; the code itself if it is offered no more."""
    return _LABELS.get(root, {}).get(code, code)


def said(states: Mapping[Side, str], names: Names, root: str = STATE) -> Text:
    """What both sides chose, side by side; at least one has."""
    shown = [(names[side], label(root, states[side])) for side in Side if side in states]
    if len(shown) == 1:
        return text(N_("{side}: {answer}"), side=shown[0][0], answer=shown[0][1])
    (side, answer), (other, others) = shown
    # Translators: Two organisations and what each of them answered, as in "A: Slow · B: On the way".
    return text(N_("{side}: {answer} · {other}: {other_answer}"), side=side, answer=answer, other=other,
                other_answer=others)  # fmt: skip


def lines(series: Sequence[At], names: Names) -> tuple[Line, ...]:
    """A line for each check-in, in the order given."""
    return tuple(_line(at, names) for at in series)


def _line(at: At, names: Names) -> Line:
    month = Month(at.on.year, at.on.month)
    # Translators: How a goal was going in a month, as in "March 2027: A: Slow · B: On the way".
    return Line(text(N_("{month}: {states}"), month=month, states=said(at.states, names)))


def newest(series: Sequence[At], names: Names) -> tuple[Line, ...]:
    """Under a goal of the list: the last few check-ins, the newest first."""
    return lines(series[::-1][:NEWEST], names)


Row = tuple[Button, ...]


def buttons(setting: Setting, goals: Sequence[Goal], long: Mapping[int, Sequence[At]]) -> tuple[Row, ...]:
    """To the whole series of each goal that has more check-ins than stand under it."""
    # Translators: a button; {n} is a goal's number, and it leads to how the goal went in every check-in.
    label = N_("Goal {n}: over time")
    return tuple(
        (Button(text(label, n=goal.n), f"Bg:{setting.partnership}:{goal.id}"),)
        for goal in goals
        if len(long.get(goal.id, ())) > NEWEST
    )


def whole(setting: Setting, goal: Goal, series: Sequence[At]) -> Screen:
    """One goal through all check-ins, the newest first."""
    shown = [*setting.heading(), Line(text(N_("{n}. {words}"), n=goal.n, words=goal.words), "bold"), GAP]
    shown += lines(series[::-1], setting.names)
    return Screen(tuple(shown), ((Button(Text(N_("Our joint goals")), f"Gg:{setting.partnership}"),),))
