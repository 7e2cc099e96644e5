"""One side's talk in a terminal: what is typed, and what is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from conversations import inputs as do
from conversations.answers import Answer, State
from conversations.dialogue import Dialogue, Topic
from conversations.dialogues import DIALOGUES
from conversations.printed import opening
from conversations.questions import ListOf
from conversations.sides import Side, Visible
from conversations.spoken import language
from conversations.terminal import COMMANDS, Terminal, meant
from conversations.text import Text
from conversations.walk import Walk
from tests.conversations.talks import NEEDED, READY, STATE, TALK, say, tap, walked

ENGLISH = language("en", Path())
NEW = Walk(Side.DANISH)
AT_WHY = walked(NEW, tap("t.state", "badly"))
AT_TICKS = walked(NEW, tap("t.state", "well"))
AT_ITEMS = walked(AT_TICKS, tap("t.ticks", "a"), do.Done("t.ticks"))
AT_FEW_MORE = walked(NEW, *NEEDED)
IN_REVIEW = walked(AT_FEW_MORE, do.FewMore("first", wanted=False))
IS_READY = walked(NEW, *READY)
AT_SCALE = walked(Walk(Side.LOCAL), *NEEDED)


def talked(*lines: str, side: Side = Side.DANISH) -> tuple[Walk, list[str]]:
    """The walk in the end and everything printed, but the list of commands."""
    printed: list[str] = []
    walk = Terminal(TALK, side, spoken=ENGLISH, tell=printed.append).talk(iter(lines))
    assert printed[0] == f"Commands: {COMMANDS}"
    return walk, printed[1:]


@pytest.mark.parametrize(
    ("walk", "line", "inputs"),
    [
        (NEW, "1", (tap("t.state", "well"),)),
        (NEW, " ٢ ", (tap("t.state", "badly"),)),
        (NEW, "Badly", (tap("t.state", "badly"),)),
        (NEW, "bad", (tap("t.state", "badly"),)),
        (NEW, "so-so", (say("t.state", "so-so"),)),
        (NEW, "1 2", (say("t.state", "1 2"),)),
        (NEW, "skip", (do.Skip("t.state"),)),
        (NEW, " SKIP ", (do.Skip("t.state"),)),
        (NEW, "back", (do.Back("t.state"),)),
        (NEW, "talk", (do.RatherTalk("t.state"),)),
        (NEW, "?", (do.Explain("t.state"),)),
        (NEW, "unclear", (do.PutAside("t.state"),)),
        (NEW, "keep", (do.Keep("t.state"),)),
        (NEW, "ready", (do.AskReady("first"),)),
        (NEW, "change", (do.LookThrough("first"),)),
        (AT_TICKS, "1, 2", (tap("t.ticks", "a"), tap("t.ticks", "b"))),
        (AT_TICKS, "none", (tap("t.ticks", "none"),)),
        (AT_TICKS, "done", (do.Done("t.ticks"),)),
        (AT_TICKS, "change 1", (do.Change("t.state"),)),
        (AT_TICKS, "see 1 own", (do.Show("t.state", Visible.OWN),)),
        (AT_TICKS, "see 1 me", (do.Show("t.state", Visible.ME),)),
        (AT_ITEMS, "-", (do.Give("t.items", do.Tap("-")),)),
        (AT_ITEMS, " 1 sack of rice ", (say("t.items", " 1 sack of rice "),)),
        (AT_ITEMS, "change the board", (say("t.items", "change the board"),)),
        (AT_ITEMS, "", (say("t.items", ""),)),
        (AT_WHY, "<b>{0}</b>", (say("t.why", "<b>{0}</b>"),)),
        (AT_SCALE, "2", (tap("t.local", "2"),)),
        (AT_SCALE, "easy", (tap("t.local", "3"),)),
        (AT_FEW_MORE, "yes", (do.FewMore("first", wanted=True),)),
        (AT_FEW_MORE, "no", (do.FewMore("first", wanted=False),)),
        (AT_FEW_MORE, "perhaps", (do.Resume(),)),
        (IN_REVIEW, "ready", (do.AskReady("first"),)),
        (IN_REVIEW, "change 3", (do.Change("t.items"),)),
        (IN_REVIEW, "yes", (do.Resume(),)),
        (IS_READY, "withdraw", (do.Withdraw("first"),)),
    ],
)
def test_what_a_line_means(walk: Walk, line: str, inputs: tuple[do.Input, ...]) -> None:
    assert meant(line, TALK, walk, ENGLISH) == inputs


@pytest.mark.parametrize(
    ("walk", "line", "said"),
    [
        (NEW, "3", "Choose from 1 to 2. Nothing was saved."),
        (NEW, "0", "Choose from 1 to 2. Nothing was saved."),
        (AT_TICKS, "1 9", "Choose from 1 to 3. Nothing was saved."),
        (AT_SCALE, "s", "Several fit: So-so, Easy. Write the number."),
        (IN_REVIEW, "change 9", "There is no answer with that number. Choose from 1 to 3."),
        (IN_REVIEW, "see 0 own", "There is no answer with that number. Choose from 1 to 3."),
        (NEW, "withdraw", "No topic is finished yet."),
    ],
)
def test_what_a_line_cannot_mean_is_said(walk: Walk, line: str, said: str) -> None:
    meaning = meant(line, TALK, walk, ENGLISH)

    assert isinstance(meaning, Text)
    assert ENGLISH.say(meaning) == said


def test_a_question_shows_progress_prompt_and_numbered_options() -> None:
    assert talked()[1] == [
        "",
        "First · 1 of 3",
        "How is it going?",
        "  1  Well",
        "  2  Badly",
        "",
        "The input has ended. Nothing is kept after a talk in a terminal.",
    ]


def test_ticks_are_shown_as_they_are_set() -> None:
    assert talked("1", "b")[1][5:] == [
        "",
        "First · 2 of 3",
        "Which?",
        "  1  [ ] A",
        "  2  [ ] B",
        "  3  [ ] None",
        "  1  [ ] A",
        "  2  [x] B",
        "  3  [ ] None",
        "Write done when this is all.",
        "",
        "The input has ended. Nothing is kept after a talk in a terminal.",
    ]


def test_a_refusal_is_printed_and_nothing_is_stored() -> None:
    walk, printed = talked("so-so")

    assert walk == NEW
    assert printed[5] == "Please answer with one of the buttons. Nothing was saved."


def test_the_review_shows_every_answer_and_who_may_see_it() -> None:
    _, printed = talked("2", "rain", "skip", "one", "two", "done", "no", "see 2 own", "quit")
    review = [
        "",
        "First: look through your answers",
        "  1  How is it going?",
        "     Badly · seen by both sides and staff",
        "  2  Why?",
        "     rain · seen by our side and staff",
        "  3  Which?",
        "     skipped",
        "  4  Name up to three.",
        "     one / two · seen by both sides and staff",
    ]
    changed = ["     rain · seen by only our side" if line.startswith("     rain") else line for line in review]

    assert printed[-len(review) * 2 - 3 :] == [
        *review,
        "Write ready, or change 2, or see 2 and both, staff, own or me.",
        *changed,
        "",
        "Stopped. Nothing is kept after a talk in a terminal.",
    ]


def test_ready_is_confirmed_once_and_can_be_taken_back() -> None:
    needed = ("1", "1", "done", "x", "done", "no")

    assert talked(*needed, "ready")[0].ready == frozenset()
    assert talked(*needed, "ready", "yes")[0].ready == {"first"}
    assert talked(*needed, "ready", "ready")[0].ready == {"first"}
    assert talked(*needed, "ready", "change", "yes")[0].ready == frozenset()
    assert talked(*needed, "ready", "yes", "withdraw")[0].ready == frozenset()


def test_a_reopened_answer_shows_what_it_was() -> None:
    assert "Your answer so far: Well (write keep to leave it so)" in talked("1", "back")[1]


def test_a_private_number_is_stored_only_after_a_choice() -> None:
    def why(*lines: str) -> Answer | None:
        return talked("2", "call 12345678", *lines)[0].answers.get("t.why")

    def said(words: str) -> Answer:
        return Answer("t.why", State.GIVEN, {"pieces": [{"t": words}]}, Visible.STAFF)

    assert why() is None
    assert why("again") is None
    assert why("keep") == said("call 12345678")
    assert why("remove") == said("call …")
    assert why("I would rather not say") == said("I would rather not say")


def test_an_explanation_says_how_to_answer_and_how_to_go_on() -> None:
    assert talked("?")[1][5:7] == [
        "Press the button that fits best. It does not have to fit perfectly.",
        "Still not clear? Write unclear, and we put the question aside.",
    ]


def test_the_talk_ends_by_itself_and_leaves_the_rest_of_the_input() -> None:
    lines = iter(("1", "1", "done", "x", "done", "no", "ready", "yes", "end", "ready", "yes", "the other side's"))
    walk = Terminal(TALK, Side.DANISH, spoken=ENGLISH, tell=lambda line: None).talk(lines)

    assert walk.ready == {"first", "last"}
    assert list(lines) == ["the other side's"]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_every_talk_can_be_skipped_through(dialogue: Dialogue, side: Side) -> None:
    lines = iter(["skip", "no", "ready", "yes"] * 200)
    walk = Terminal(dialogue, side, spoken=ENGLISH, tell=lambda line: None).talk(lines)

    assert walk.ready == {topic.id for topic in dialogue.topics}


def test_a_side_is_asked_in_its_own_words_and_about_what_it_named() -> None:
    guess = replace(STATE, asked_of={Side.LOCAL: "How is it going for you at {place}?"}, values={"place": "the clinic"})
    works = ListOf(id="t.works", prompt="Which work goes on?", most=2)
    owner = replace(STATE, id="t.owner.1", item="1", prompt="{item}: who takes over?", each=("t.works", 1))
    second = replace(owner, id="t.owner.2", item="2", each=("t.works", 2))
    asking = Dialogue("asking", "Asking", (Topic("one", "One", (guess, works, owner, second)),))
    printed: dict[Side, list[str]] = {side: [] for side in Side}
    for side in Side:
        lines = iter(("1", "Night duty", "done", "2"))
        Terminal(asking, side, spoken=ENGLISH, tell=printed[side].append).talk(lines)

    assert printed[Side.DANISH][3] == "How is it going?"
    assert printed[Side.LOCAL][3] == "How is it going for you at the clinic?"
    asked = [line for line in printed[Side.LOCAL] if line.endswith("who takes over?")]
    assert asked == ["Night duty: who takes over?", "  3  Night duty: who takes over?"]


def test_what_each_says_of_one_side_stands_together_in_the_opening() -> None:
    own = replace(STATE, id="t.own", across="t.other", across_prompt="Has {side} kept its word?")
    other = replace(STATE, id="t.other")
    topic = Topic("one", "One", (own, other))
    said = {
        side: {
            id: Answer(id, State.GIVEN, code, Visible.BOTH) for id, code in (("t.own", "well"), ("t.other", "badly"))
        }
        for side in Side
    }

    assert list(told(topic, said)) == [
        "",
        "One: both sides' answers",
        "Has Danish side kept its word?",
        "     Danish side: Well",
        "     Local side: Badly",
        "     → Apart",
        "Has Local side kept its word?",
        "     Danish side: Badly",
        "     Local side: Well",
        "     → Apart",
        "Talk about these first:",
        "  1  Has Danish side kept its word? (the answers are far apart)",
        "  2  Has Local side kept its word? (the answers are far apart)",
    ]


def told(topic: Topic, said: Mapping[Side, Mapping[str, Answer]]) -> Iterator[str]:
    for line in opening(topic, said):
        yield "".join(ENGLISH.say(part) for part in (line if isinstance(line, tuple) else (line,)))
