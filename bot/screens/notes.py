"""Adding words to an opened topic."""

from __future__ import annotations

from bot.screen import Button, Line, Screen
from bot.screens import answers
from bot.screens.openings import Opened
from conversations.answers import Answer
from conversations.questions import Question
from conversations.sides import Side
from conversations.text import N_, Text, text

CANCEL = (Button(Text(N_("Cancel")), "C"),)


def translatable(view: Opened) -> list[tuple[Side, Answer, Question]]:
    """The readable answers that are in somebody's own words."""
    return [
        (side, answer, row.question)
        for row in view.rows
        for side, answer in row.answers.items()
        if answer is not None and answer.id is not None and any("t" in piece for piece in answer.pieces)
    ]


def what_kind(view: Opened, own_words: list[tuple[Side, Answer, Question]]) -> Screen:
    lines = [
        Line(Text(view.topic.title), "bold"),
        Line(Text(N_("What do you want to add? Both sides and staff will see it."))),
    ]
    rows = [(Button(Text(N_("A note about the topic")), f"n:{view.opening}:note"),)]
    for n, (side, answer, question) in enumerate(own_words, 1):
        lines.append(
            Line(text(N_("{n}. {question} ({side})"), n=n, question=Text(question.prompt), side=view.names[side]))
        )
        rows.append((Button(text(N_("Translate answer {n}"), n=n), f"n:{view.opening}:t:{answer.id}"),))
    return Screen(tuple(lines), (*rows, CANCEL))


def which_language(opening: int, answer: int, languages: tuple[tuple[str, str], ...]) -> Screen:
    rows = [(Button(name, f"n:{opening}:t:{answer}:{code}"),) for code, name in languages]
    return Screen((Line(Text(N_("Into which language do you translate?"))),), (*rows, CANCEL))


def write_now(title: str, original: tuple[Answer, Question] | None) -> Screen:
    """`original` is the answer to be translated, which the writer needs before their eyes."""
    quoted = answers.said(original[1], original[0], None) if original else ()
    write = Line(Text(N_("Write it now, in one message. Your next message will be added.")))
    return Screen((Line(title, "italic"), *quoted, write), (CANCEL,))


def add_it(words: str, source: int) -> Screen:
    """What was written, shown back before anybody else sees it."""
    return Screen(
        (
            Line(words, "quote"),
            Line(Text(N_("Add this to the opened topic? Both sides and staff will see it. Nothing is saved yet."))),
        ),
        ((Button(Text(N_("Add it")), f"Y:{source}"), *CANCEL),),
    )


def told(opening: int) -> Screen:
    """To everybody else on both sides: something was added."""
    return Screen(
        (Line(Text(N_("Something was added to an opened topic."))),),
        ((Button(Text(N_("See the topic")), f"N:{opening}"),),),
    )
