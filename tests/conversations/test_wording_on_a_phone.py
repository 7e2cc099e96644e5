"""Prompts and buttons fit a phone in every language there is a catalogue for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from conversations.dialogues import DIALOGUES
from conversations.questions import Level
from conversations.sides import Side
from conversations.text import Text

LOCALE = Path(__file__).parents[2] / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/messages.po"))
LONGEST_BUTTON = 28
LONGEST_PROMPT = 120  # other languages need more room than English, which keeps to 90


def buttons() -> Iterator[str]:
    for dialogue in DIALOGUES.values():
        for question in dialogue.questions.values():
            for option in (o for side in Side for o in question.options(side)):
                if isinstance(option.label, Text):
                    yield option.label.wording


def prompts() -> Iterator[str]:
    for dialogue in DIALOGUES.values():
        for question in dialogue.questions.values():
            yield from (question.prompt, *question.asked_of.values())
            yield from (question.across_prompt,) if question.across_prompt else ()


def translated(catalogue: Path) -> dict[str, str]:
    with catalogue.open("rb") as source:
        return {str(message.id): str(message.string) for message in read_po(source) if message.string}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_buttons_are_short_in_every_language(catalogue: Path) -> None:
    said = translated(catalogue)

    assert {b: said[b] for b in buttons() if len(said.get(b, "")) > LONGEST_BUTTON} == {}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_prompts_are_short_in_every_language(catalogue: Path) -> None:
    said = translated(catalogue)

    assert {p: said[p] for p in prompts() if len(said.get(p, "")) > LONGEST_PROMPT} == {}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_options_of_one_question_differ_in_every_language(catalogue: Path) -> None:
    said = translated(catalogue)
    alike = set()
    for dialogue in DIALOGUES.values():
        for question in dialogue.questions.values():
            wordings = [o.label.wording for o in question.options(Side.LOCAL) if isinstance(o.label, Text)]
            labels = [said.get(wording, wording) for wording in wordings]
            if len(set(labels)) != len(labels) and not isinstance(question, Level):
                alike.add(question.id)

    assert alike == set()
