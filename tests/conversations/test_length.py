"""How many taps and minutes a talk takes: whole results for small dialogues, and what more questions may do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.dialogue import Dialogue, Topic
from conversations.dialogues import DIALOGUES
from conversations.length import Length, length, length_of
from conversations.questions import (
    Choice,
    Counts,
    FreeText,
    Level,
    ListOf,
    MonthQuestion,
    Multi,
    Number,
    Question,
    When,
    option,
)
from conversations.sides import Side
from tests.conversations.talks import TALK

YES = Choice(id="q.yes", prompt="Is it so?", choices=(option("y", "Yes"), option("n", "No")))


def one(*questions: Question) -> Topic:
    return Topic("t", "T", questions)


def test_a_choice_is_read_and_tapped_and_the_topic_is_closed_with_two_taps() -> None:
    # Three words asked and two offered: two seconds; three taps: twelve.
    assert length_of(one(YES), Side.LOCAL) == Length(questions=1, fewest=3, most=3, seconds=14)


def test_a_small_talk_whole() -> None:
    # First: how is it going (1 tap), which (2 to 3), name up to three (0 to 1), a few more and ready (3).
    # To read, a quarter of a minute; nine taps, 36 s; to write, a minute twice, and half of one if it goes badly.
    danish = length(TALK, Side.DANISH)
    assert danish == Length(questions=4, fewest=8, most=10, seconds=danish.seconds)
    assert (round(danish.seconds), danish.minutes) == (197, 4)
    # The local side has one scale more.
    local = length(TALK, Side.LOCAL)
    assert local == Length(questions=5, fewest=9, most=11, seconds=local.seconds)
    assert round(local.seconds) == 203


@pytest.mark.parametrize(
    ("question", "taps"),
    [
        (YES, (1, 1)),
        (Multi(id="q", prompt="Which?", choices=tuple(option(c, c) for c in "abcd")), (2, 5)),
        (Multi(id="q", prompt="Which?", choices=tuple(option(c, c) for c in "abcd"), most=2), (2, 3)),
        (Multi(id="q", prompt="Which?", choices=tuple(option(c, c) for c in "abcd"), alone="d"), (2, 4)),
        (Level(id="q", prompt="Which?", steps=("a", "b", "c", "d")), (1, 1)),
        (MonthQuestion(id="q", prompt="When?"), (1, 3)),
        (ListOf(id="q", prompt="What?", most=3), (0, 1)),
        (ListOf(id="q", prompt="What?", most=1), (0, 0)),
        (FreeText(id="q", prompt="What?"), (0, 0)),
        (Number(id="q", prompt="How many?"), (0, 0)),
    ],
)
def test_taps_of_each_kind(question: Question, taps: tuple[int, int]) -> None:
    found = length_of(one(question), Side.DANISH)
    assert (found.fewest - 2, found.most - 2) == taps


@pytest.mark.parametrize(
    ("question", "seconds"),
    [
        (FreeText(id="q", prompt="What?"), 60),
        (ListOf(id="q", prompt="What?", most=1), 30),
        (ListOf(id="q", prompt="What?", most=5), 64),
        (Number(id="q", prompt="What?"), 15),
        (Counts(id="q", prompt="What?", counted=("a", "b", "c")), 45),
        (YES, 4),
    ],
)
def test_time_to_press_and_write_beside_the_reading(question: Question, seconds: float) -> None:
    reading = {1: 0.4, 3: 2.0}[len(question.prompt.split())]
    assert length_of(one(question), Side.DANISH).seconds == pytest.approx(8 + reading + seconds)


def test_the_sentences_of_a_level_and_the_words_of_values_are_read_too() -> None:
    level = Level(id="q", prompt="Which?", steps=("one two three", "one two", "one", "one two three four"))
    named = replace(YES, prompt='Is "{goal}" so?', values={"goal": "A school that is open"})
    assert length_of(one(level), Side.DANISH).seconds == pytest.approx(12 + 11 * 0.4)
    assert length_of(one(named), Side.DANISH).seconds == pytest.approx(12 + 9 * 0.4)


def test_what_is_asked_on_a_condition_counts_half_and_what_is_only_offered_not_at_all() -> None:
    why = replace(YES, id="q.why", when=When("q.yes", frozenset({"n"})))
    offered = replace(YES, id="q.more", needed=False)
    assert length_of(one(YES, why), Side.LOCAL) == Length(questions=1, fewest=3, most=4, seconds=17)
    assert length_of(one(YES, offered), Side.LOCAL) == Length(questions=1, fewest=4, most=5, seconds=18)


def test_what_is_asked_of_the_other_side_or_is_gone_takes_no_time() -> None:
    whole = length_of(one(YES), Side.LOCAL)
    assert length_of(one(YES, replace(YES, id="q.danish", side=Side.DANISH)), Side.LOCAL) == whole
    assert length_of(one(YES, replace(YES, id="q.gone", gone=True)), Side.LOCAL) == whole
    assert length_of(one(replace(YES, side=Side.DANISH)), Side.LOCAL) == Length()


def test_minutes_are_whole_and_rounded_up() -> None:
    assert [Length(seconds=s).minutes for s in (0, 1, 60, 61)] == [0, 1, 1, 2]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_more_questions_never_shorten_a_talk(dialogue: Dialogue, side: Side) -> None:
    for topic in dialogue.topics:
        before = Length()
        for n in range(1, len(topic.questions) + 1):
            now = length_of(replace(topic, questions=topic.questions[:n]), side)
            assert now.questions >= before.questions
            assert now.fewest >= before.fewest
            assert now.most >= before.most
            assert now.seconds >= before.seconds
            before = now


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_every_talk_asks_something_of_each_side(dialogue: Dialogue, side: Side) -> None:
    found = length(dialogue, side)
    assert found.questions >= 1
    assert 1 <= found.fewest <= found.most
    assert found.minutes >= 1
