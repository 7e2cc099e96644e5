"""Talk to any dialogue in a terminal, in any language, or see it as a diagram. Nothing is kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from conversations import printed
from conversations.access import Actor, readable
from conversations.answers import Answer, State
from conversations.diagram import mermaid
from conversations.dialogue import Dialogue, Topic
from conversations.dialogues import DIALOGUES
from conversations.length import Length, length, length_of
from conversations.opening import opens
from conversations.sides import Side
from conversations.spoken import ENGLISH, Spoken, folder, language, languages
from conversations.terminal import Terminal
from conversations.text import N_, Text, counted, text
from conversations.walk import Walk


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may send or lack any sign
    place = folder()
    if options.lang not in languages(place):
        known = ", ".join(languages(place))
        print(f"There is no compiled catalogue for {options.lang!r}; there is: {known}.", file=sys.stderr)
        return 2
    spoken = language(options.lang, place)
    if options.dialogue is None:
        print(listing(spoken))
        return 0
    dialogue = DIALOGUES[options.dialogue]
    if options.diagram:
        print(mermaid(dialogue, spoken), end="")
        return 0
    sides = tuple(Side) if options.both else (Side(options.side),)
    try:
        with _lines(options.answers) as source:
            talk(dialogue, sides, spoken=spoken, lines=_heard(source))
    except (BrokenPipeError, KeyboardInterrupt):
        return 130
    except OSError as error:
        print(f"The answers cannot be read: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def listing(spoken: Spoken) -> str:
    """Every dialogue with its topics: what is asked, how many taps it takes, and how long."""
    lines: list[str] = []
    for dialogue in DIALOGUES.values():
        lines.append(f"{dialogue.id}: {spoken.say(Text(dialogue.title))}")
        lines += [f"  {spoken.say(_takes(side, length(dialogue, side)))}" for side in Side]
        for topic in dialogue.topics:
            lines.append(f"  {spoken.say(Text(topic.title))}")
            lines += [f"    {spoken.say(_asks(topic, side))}" for side in Side]
    return "\n".join(lines)


def _takes(side: Side, found: Length) -> Text:
    # Translators: How many taps a talk takes, from {fewest} to {most}.
    taps = text(N_("{fewest} to {most} taps"), fewest=found.fewest, most=found.most)
    if found.fewest == found.most:
        taps = counted("{n} tap", "{n} taps", found.most)
    return text(
        # Translators: How long a talk is, as in "Danish side: 10 questions, 8 to 14 taps, about 7 minutes".
        N_("{side}: {questions}, {taps}, {minutes}"),
        side=Text(printed.SIDES[side]),
        questions=counted("{n} question", "{n} questions", found.questions),
        taps=taps,
        minutes=counted("about {n} minute to read and answer", "about {n} minutes to read and answer", found.minutes),
    )


def _asks(topic: Topic, side: Side) -> Text:
    """The questions asked of everybody on a side, and all others: on a condition, or offered."""
    needed = length_of(topic, side).questions
    return text(
        # Translators: {questions} everybody is asked, {more} more are offered or depend on an answer.
        N_("{side}: {questions} and {more} more"),
        side=Text(printed.SIDES[side]),
        questions=counted("{n} question", "{n} questions", needed),
        more=len(topic.asked_of(side)) - needed,
    )


def talk(dialogue: Dialogue, sides: tuple[Side, ...], *, spoken: Spoken, lines: Iterator[str]) -> None:
    """Walks the sides one after another; with both, prints the opening of every topic both have finished."""
    walks: dict[Side, Walk] = {}
    for side in sides:
        if len(sides) > 1:
            print(f"\n=== {spoken.say(Text(printed.SIDES[side]))} ===")
        walks[side] = Terminal(dialogue, side, spoken=spoken, tell=print).talk(lines)
    if len(sides) > 1:
        for topic in dialogue.topics:
            if opens(topic.id, walks):
                for line in printed.opening(topic, shared(dialogue, topic, walks)):
                    parts = line if isinstance(line, tuple) else (line,)
                    print("".join(spoken.say(part) for part in parts))


def shared(dialogue: Dialogue, topic: Topic, walks: dict[Side, Walk]) -> dict[Side, dict[str, Answer]]:
    """What each side may read of the other's opened answers: all that can be shown to both at once."""
    seen: dict[Side, dict[str, Answer]] = {side: {} for side in Side}
    for side in Side:
        if _keeps(dialogue, walks[side]):
            continue
        reader = Actor(person=0, side=side.other)
        for question in topic.questions:
            answer = walks[side].answers.get(question.id)
            shown = answer and readable(answer, author_side=side, reader=reader, how="opened")
            if shown is not None:
                seen[side][question.id] = shown
    return seen


def _keeps(dialogue: Dialogue, walk: Walk) -> bool:
    """Whether this side, asked what may be shown of its answers, has not said all."""
    if dialogue.shown_if is None or dialogue.questions[dialogue.shown_if[0]].side is not walk.side:
        return False
    question, all_of_it = dialogue.shown_if
    answer = walk.answers.get(question)
    return answer is None or answer.state is not State.GIVEN or answer.value != all_of_it


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m conversations", description=__doc__)
    parser.add_argument("dialogue", nargs="?", choices=sorted(DIALOGUES), help="none: list the dialogues")
    parser.add_argument("--lang", default=ENGLISH, help="a language with a compiled catalogue")
    parser.add_argument("--side", default=Side.LOCAL.value, choices=[side.value for side in Side])
    parser.add_argument("--both", action="store_true", help="walk both sides, then print the openings")
    parser.add_argument("--answers", type=Path, help="a file with one line for each thing typed")
    parser.add_argument("--diagram", action="store_true", help="print the dialogue as Mermaid")
    return parser.parse_args(argv)


def _lines(answers: Path | None) -> TextIO:
    return answers.open(encoding="utf-8", errors="replace") if answers else sys.stdin


def _heard(source: TextIO) -> Iterator[str]:
    """Lines without their ends; what was piped is shown, so that the talk can be read afterwards."""
    while True:
        print("> ", end="", flush=True)
        line = source.readline()
        if not line:
            print()
            return
        line = line.removesuffix("\n")
        if not source.isatty():
            print(line)
        yield line


if __name__ == "__main__":
    sys.exit(main())
