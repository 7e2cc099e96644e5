"""`python -m conversations`, as it is typed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conversations.__main__ import shared
from conversations.answers import Answer, State
from conversations.dialogue import Dialogue, Topic
from conversations.dialogues import DIALOGUES
from conversations.dialogues.startup import STARTUP
from conversations.questions import Choice, option
from conversations.sides import Side, Visible
from conversations.walk import Walk
from tests.conversations.talks import STATE

TOP = Path(__file__).parents[2]
LENGTH = re.compile(r"  .+: \d+ questions?, \d+( to \d+)? taps?, about \d+ minutes? to read and answer")
NEEDED = {
    "danish": ["us", "one", "done", "2", "13", "done", "no", "ready", "yes"],
    "local": ["we", "two", "done", "3", "1 2", "done", "no", "ready", "yes"],
}


def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "conversations", *arguments],
        cwd=TOP,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_without_a_dialogue_all_are_listed_with_what_each_side_is_asked() -> None:
    listed = run().stdout.splitlines()

    assert listed[:3] == [
        "startup: Start-up talk",
        "  Danish side: 28 questions, 41 to 88 taps, about 15 minutes to read and answer",
        "  Local side: 30 questions, 44 to 104 taps, about 17 minutes to read and answer",
    ]
    assert listed[listed.index("  Plan") : listed.index("  Contributions")] == [
        "  Plan",
        "    Danish side: 2 questions and 0 more",
        "    Local side: 4 questions and 0 more",
    ]


def test_every_dialogue_stands_in_the_list_with_its_length_for_each_side() -> None:
    listed = run().stdout.splitlines()
    headed = [n for n, line in enumerate(listed) if not line.startswith(" ")]

    assert [listed[n] for n in headed] == [f"{id}: {dialogue.title}" for id, dialogue in DIALOGUES.items()]
    for n in headed:
        for line, side in zip(listed[n + 1 : n + 3], ("Danish side", "Local side"), strict=True):
            assert LENGTH.fullmatch(line), line
            assert line.startswith(f"  {side}: ")


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_both_sides_can_skip_through_every_dialogue(dialogue: str) -> None:
    typed = "\n".join(["skip", "no", "ready", "yes"] * 400)
    talk = run(dialogue, "--both", typed=typed)

    assert (talk.returncode, talk.stderr) == (0, "")
    assert talk.stdout.count("That was the last topic. Thank you.") == 2
    assert talk.stdout.count("both sides' answers") == len(DIALOGUES[dialogue].topics)


def test_piped_input_is_shown_and_its_end_is_polite() -> None:
    talk = run("startup", typed="We are a school\n")

    assert talk.returncode == 0
    assert talk.stderr == ""
    assert talk.stdout.splitlines()[-8:] == [
        "Who is your organisation for, and what do you do? A sentence or two is enough.",
        "> We are a school",
        "",
        "Getting to know each other · 2 of 4",
        "Who works with this partnership on your side? One name and task per message.",
        "> ",
        "",
        "The input has ended. Nothing is kept after a talk in a terminal.",
    ]


def test_anything_at_all_can_be_piped_in() -> None:
    talk = subprocess.run(
        [sys.executable, "-m", "conversations", "startup"],
        cwd=TOP,
        input=b"\xff\xfe\x00\r\n\xed\xa0\x80\n" + b"a" * 70000,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (talk.returncode, talk.stderr) == (0, b"")


def test_answers_can_come_from_a_file(tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("We are a school\nquit\n", "utf-8")

    assert run("startup", "--answers", str(answers)).stdout.endswith(
        "> quit\n\nStopped. Nothing is kept after a talk in a terminal.\n"
    )
    missing = run("startup", "--answers", str(tmp_path / "none.txt"))
    assert (missing.returncode, missing.stderr) == (
        2,
        "The answers cannot be read: No such file or directory.\n",
    )


def test_with_both_sides_what_both_finished_is_opened_side_by_side() -> None:
    typed = "\n".join([*NEEDED["danish"], "quit", *NEEDED["local"], "quit", ""])
    printed = run("startup", "--both", typed=typed).stdout.splitlines()

    assert printed[printed.index("Getting to know each other: both sides' answers") :] == [
        "Getting to know each other: both sides' answers",
        "Who is your organisation for, and what do you do? A sentence or two is enough.",
        "     Danish side: us",
        "     Local side: we",
        "     → Side by side",
        "Who works with this partnership on your side? One name and task per message.",
        "     Danish side: one",
        "     Local side: two",
        "     → Side by side",
        "Who decides for your side in this partnership?",
        "     Danish side: A small group",
        "     Local side: The board",
        "     → Side by side",
        "In which months is it hard for you to answer? We will write less then.",
        "     Danish side: No month",
        "     Local side: January, February",
        "     → Side by side",
    ]


def test_what_one_side_has_not_finished_is_not_opened() -> None:
    typed = "\n".join([*NEEDED["danish"], "quit", *NEEDED["local"][:-1], "quit", ""])

    assert "both sides' answers" not in run("startup", "--both", typed=typed).stdout


def test_a_diagram_is_printed_whole() -> None:
    diagram = run("startup", "--diagram").stdout

    assert diagram.startswith('flowchart TD\n  begin(["Start-up talk"])\n')
    assert all(f'"{id}<br/>' in diagram for id in STARTUP.questions)


def test_an_unknown_language_or_dialogue_is_named() -> None:
    unknown = run("startup", "--lang", "xx")

    assert unknown.returncode == 2
    assert unknown.stderr.startswith("There is no compiled catalogue for 'xx'; there is: en")
    assert run("nothing").returncode == 2


@pytest.mark.parametrize(("said", "shown"), [("all", {"t.state", "t.shown"}), ("result", set()), (None, set())])
def test_a_side_that_did_not_say_all_shows_nothing_of_its_answers(said: str | None, shown: set[str]) -> None:
    choices = (option("all", "All"), option("result", "The result"))
    gate = Choice(id="t.shown", prompt="What may they see?", choices=choices, side=Side.LOCAL)
    topic = Topic("one", "One", (STATE, gate))
    dialogue = Dialogue("gated", "Gated", (topic,), shown_if=("t.shown", "all"))
    given = {"t.state": Answer("t.state", State.GIVEN, "well", Visible.BOTH)}
    local = given | ({"t.shown": Answer("t.shown", State.GIVEN, said, Visible.BOTH)} if said else {})
    walks = {Side.DANISH: Walk(Side.DANISH, given), Side.LOCAL: Walk(Side.LOCAL, local)}

    found = shared(dialogue, topic, walks)

    assert {side: set(answers) for side, answers in found.items()} == {Side.DANISH: {"t.state"}, Side.LOCAL: shown}
