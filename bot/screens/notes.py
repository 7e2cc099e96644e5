"""Adding words to an opened topic."""

from __future__ import annotations

from bot.screen import Button, Line, Screen
from bot.screens import answers
from bot.screens.side_by_side import Opened
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


def write_note(opening: int, topic: Text, *, translatable: bool) -> Screen:
    translate = ((Button(Text(N_("Translate an answer")), f"n:{opening}:t"),),) if translatable else ()
    return Screen(
        (
            Line(topic, "bold"),
            Line(Text(N_("Write your note about this topic. You see it once more before anybody else does."))),
        ),
        (*translate, CANCEL),
    )


def which_answer(view: Opened) -> Screen:
    """The answers in somebody's own words, those of the other side first."""
    own_words = sorted(translatable(view), key=lambda found: found[0] is view.reader)
    lines = [Line(Text(view.topic.title), "bold"), Line(Text(N_("Which answer do you translate?")))]
    buttons = []
    for n, (side, answer, question) in enumerate(own_words, 1):
        lines.append(Line(text(N_("{n}. {question} ({side})"), n=n, question=question.asks(), side=view.names[side])))
        buttons.append(Button(str(n), f"n:{view.opening}:t:{answer.id}"))
    rows = [tuple(buttons[i : i + 5]) for i in range(0, len(buttons), 5)]
    return Screen(tuple(lines), (*rows, CANCEL))


def which_language(opening: int, answer: int, languages: tuple[tuple[str, str], ...]) -> Screen:
    rows = [(Button(name, f"n:{opening}:t:{answer}:{code}"),) for code, name in languages]
    return Screen((Line(Text(N_("Into which language do you translate?"))),), (*rows, CANCEL))


def write_translation(title: str, answer: Answer, question: Question) -> Screen:
    """With the answer, which the translator needs before their eyes."""
    write = Line(Text(N_("Write the translation in one message. You see it once more before anybody else does.")))
    return Screen((Line(title, "italic"), *answers.said(question, answer, None), write), (CANCEL,))


def add_it(words: str, source: int) -> Screen:
    """What was written, shown back before anybody else sees it."""
    return Screen(
        (
            Line(words, "quote"),
            Line(Text(N_("Add this to the opened topic? Both sides and staff will see it. Nothing is saved yet."))),
        ),
        ((Button(Text(N_("Add it")), f"Y:{source}"), *CANCEL),),
    )


def told(opening: int, topic: Text) -> Screen:
    """To everybody else on both sides."""
    return Screen(
        (Line(text(N_("A note was added to: {topic}"), topic=topic)),),
        ((Button(Text(N_("See the topic")), f"N:{opening}"),),),
    )
