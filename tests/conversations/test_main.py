"""`python -m conversations`, as it is typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conversations.dialogues.startup import STARTUP

TOP = Path(__file__).parents[2]
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

    assert listed[0] == "startup: Start-up talk"
    assert listed[listed.index("  Plan") : listed.index("  Contributions")] == [
        "  Plan",
        "    Danish side: 2 questions and 0 more",
        "    Local side: 4 questions and 0 more",
    ]


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
