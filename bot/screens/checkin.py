"""What a check-in tells when it opens: goals side by side, what changed, promises, problems, thanks and calls."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import Button, Line, Screen
from bot.screens import answers as answer_screens
from bot.screens.joint import Names
from bot.screens.progress import label, said
from conversations.answers import Answer, State
from conversations.checkins import CheckIn, Promise, changes, last, promises, states
from conversations.dialogues.checkin import (
    CALL,
    KEPT_OTHER,
    KEPT_OWN,
    NO_PROBLEM,
    PROBLEM,
    PROBLEM_SAID,
    STATE,
    TEMPERATURE,
)
from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, text

GONE = N_("The goal you were asked about is no longer on the joint list. What was answered about it is kept.")


def work(now: CheckIn, before: Sequence[CheckIn], names: Names) -> tuple[Line, ...]:
    """The goals side by side, and which of them go otherwise than last time."""
    rows = [(words, found) for id, words in now.goals if (found := states(now, id))]
    made = [Line(Text(N_("How the goals are going")), "bold")] if rows else []
    # Translators: {goal} is a goal in somebody's own words, {states} what each organisation says, as in "A: Slow".
    made += [Line(text(N_("· {goal}: {states}"), goal=words, states=said(found, names))) for words, found in rows]
    words_of = {f"{STATE}.{id}": words for id, words in now.goals}
    moved = [one for one in changes(now, before) if one.question in words_of]
    if moved:
        made.append(Line(Text(N_("Since last time")), "bold"))
    for one in moved:
        # Translators: A goal in somebody's own words, and how an organisation said it goes last time and now.
        wording = N_("· {goal}: {side}: {before} → {now}")
        steps = {"before": label(STATE, one.before), "now": label(STATE, one.now)}
        made.append(Line(Text(wording, {"goal": words_of[one.question], "side": names[one.side], **steps})))
    return tuple(made)


def between(now: CheckIn, before: Sequence[CheckIn], names: Names) -> tuple[Line, ...]:
    """Temperature now and last time, promises crosswise, problems and wishes for a call: as the reader may see them."""
    made: list[Line] = []
    for heading, part in (
        (N_("The cooperation right now"), _followed(now, before, names, TEMPERATURE)),
        (N_("What was promised"), _promised(now, before, names)),
        (N_("Problems between the two sides"), _problems(now, names)),
        (N_("Wish for a call"), _followed(now, before, names, CALL)),
    ):
        if part:
            made += [Line(Text(heading), "bold"), *part]
    return tuple(made)


def _followed(now: CheckIn, before: Sequence[CheckIn], names: Names, question: str) -> list[Line]:
    made = []
    for side in Side:
        code, once = now.code(side, question), last(before, side, question)
        if code is not None:
            made.append(Line(_with_last(names[side], label(question, code), once and label(question, once))))
    return made


def _with_last(side: str, answer: Value, once: Value | None) -> Text:
    if once is None:
        return text(N_("{side}: {answer}"), side=side, answer=answer)
    # Translators: What an organisation answers now, and what it answered in the check-in before.
    return text(N_("{side}: {answer} (last time: {before})"), side=side, answer=answer, before=once)


def _promised(now: CheckIn, before: Sequence[CheckIn], names: Names) -> list[Line]:
    """By the side that promised."""
    made = []
    for side, promise in promises(now).items():
        states = _crosswise(side, promise)
        # Translators: Has {organisation} kept its promises? {states} is what each says, as in "A: Yes · B: Partly".
        wording = N_("· Kept by {organisation}? {states}")
        made.append(Line(text(wording, organisation=names[side], states=said(states, names, KEPT_OWN))))
    moved = [one for one in changes(now, before) if one.question in (KEPT_OWN, KEPT_OTHER)]
    for one in moved:
        about = one.side if one.question == KEPT_OWN else one.side.other
        wording = N_("· Kept by {organisation}? {side} said last time: {before}")
        made.append(
            Line(text(wording, organisation=names[about], side=names[one.side], before=label(KEPT_OWN, one.before)))
        )
    return made


def _crosswise(side: Side, promise: Promise) -> dict[Side, str]:
    given = {side: promise.own, side.other: promise.other}
    return {who: code for who, code in given.items() if code is not None}


def _problems(now: CheckIn, names: Names) -> list[Line]:
    made: list[Line] = []
    for side in Side:
        found = _given(now.answers[side].get(PROBLEM))
        if found is not None and NO_PROBLEM not in found.value:
            seen = Listing(tuple(label(PROBLEM, code) for code in found.value))
            made.append(Line(text(N_("{side}: {answer}"), side=names[side], answer=seen)))
        told = _given(now.answers[side].get(PROBLEM_SAID))
        if told is not None:
            made += [Line(text(N_("{side}:"), side=names[side])), *pieces(told)]
    return made


def _given(answer: Answer | None) -> Answer | None:
    return answer if answer is not None and answer.state is State.GIVEN else None


def pieces(answer: Answer) -> tuple[Line, ...]:
    """People's own words as they wrote them; a file by what it is."""
    return tuple(answer_screens.piece(one) for one in answer.pieces)


def play(opening: int, answer: Answer, name: str | None = None) -> tuple[tuple[Button, ...], ...]:
    """A button for each file of an answer; with `name` it says whose it is."""
    found = answer_screens.files(answer)
    return tuple((Button(_of_file(kind, name), f"y:{opening}:{media}"),) for media, kind in found)


def _of_file(kind: str, name: str | None) -> Text:
    file = Text(answer_screens.MEDIA[kind])
    return file if name is None else text(N_("{file} {words}"), file=file, words=name)


def thanks(opening: int, side: str, answer: Answer, *, named: str | None) -> Screen:
    """To everybody on the other side: what this side thanks them for."""
    shown = [Line(named, "italic")] if named else []
    shown.append(Line(text(N_("{organisation} thanks you:"), organisation=side), "bold"))
    return Screen((*shown, *pieces(answer)), play(opening, answer))


def wishes_call(title: str, side: str) -> Screen:
    """To the staff, at once. It holds no answer but this wish."""
    wish = text(N_("{organisation} would like a call this week."), organisation=side)
    return Screen((Line(title, "bold"), Line(wish)))
