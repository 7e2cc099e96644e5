"""What the talk about readiness, the talk about ending and the look back come to, in a few lines each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.screen import Line
from conversations.dialogues.look_back import HALF, LOOK_BACK
from conversations.dialogues.readiness import READY_FOR
from conversations.questions import RAG, Choice
from conversations.readiness import Round, colours, red_again
from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, text

Names = Mapping[Side, str]
_COLOURS = {option.code: option.label for option in RAG}


def ready(rounds: Sequence[Round], names: Names) -> tuple[Line, ...]:
    """The newest round's topics that are red, what has changed since the one before, and the question it raises."""
    now = colours(rounds[-1])
    before = colours(rounds[-2]) if len(rounds) > 1 else {}
    lines = []
    red = tuple(Text(READY_FOR[topic]) for topic, said in now.items() if "red" in said.values())
    if red:
        lines.append(Line(text(N_("Red: {topics}"), topics=Listing(red))))
    for topic, said in now.items():
        for side, colour in said.items():
            was = before.get(topic, {}).get(side)
            if was is not None and was != colour:
                changed = N_("Since last time, {topic}, {side}: from {before} to {after}.")
                lines.append(
                    Line(
                        text(
                            changed,
                            topic=Text(READY_FOR[topic]),
                            side=names[side],
                            before=_COLOURS[was],
                            after=_COLOURS[colour],
                        )
                    )
                )
    again = tuple(Text(READY_FOR[topic]) for topic in red_again(rounds))
    if again:
        point = N_("Red twice in a row: {topics}. Talk about it: should the end be moved?")
        lines.append(Line(text(point, topics=Listing(again)), "bold"))
    return tuple(lines)


def look_back(now: str | None, before: str | None) -> tuple[Line, ...]:
    """How much of the work is still going; None is not to be seen."""
    if now is None:
        return ()
    lines = [Line(text(N_("Still going: {how}"), how=_half(now)))]
    if before is not None and before != now:
        lines.append(Line(text(N_("Last time: {how}"), how=_half(before)), "italic"))
    return tuple(lines)


def _half(code: str) -> Value:
    question = LOOK_BACK.questions[HALF]
    assert isinstance(question, Choice)
    return next(option.label for option in question.choices if option.code == code)


def without_owner(works: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    """The works nobody takes over yet, and those that have found somebody since last time."""
    lines = []
    if works:
        lines.append(Line(text(N_("Nobody takes over yet: {works}"), works=Listing(tuple(works))), "bold"))
    if new:
        lines.append(Line(text(N_("Since last time somebody takes over: {works}"), works=Listing(tuple(new)))))
    return tuple(lines)
