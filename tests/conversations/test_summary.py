"""What a busy person needs to know of a round."""

from __future__ import annotations

import pytest

from conversations.answers import Answer, State
from conversations.comparison import Compared, TalkPoint, Verdict, Why
from conversations.opening import Mark, TopicOutcome
from conversations.sides import Side
from conversations.summary import NextStep, Summary, summarise
from tests.conversations.talks import STATE

BOTH_AGREE = dict.fromkeys(Side, Mark.AGREE)
ONE_TALKS = {Side.DANISH: Mark.AGREE, Side.LOCAL: Mark.TALK}
ROW = Compared(STATE, {Side.DANISH: Answer("t.state", State.TALK), Side.LOCAL: None}, Verdict.SILENT)
ASKED, APART = TalkPoint(ROW, Why.TALK), TalkPoint(ROW, Why.APART)


def test_every_topic_stands_in_one_place_in_the_dialogues_order() -> None:
    outcomes = [
        TopicOutcome("unopened", "closed", BOTH_AGREE),
        TopicOutcome("handed", "handed"),
        TopicOutcome("unmarked", "opened", {Side.DANISH: Mark.AGREE}),
        TopicOutcome("talk", "opened", ONE_TALKS),
        TopicOutcome("agreed", "opened", BOTH_AGREE),
        TopicOutcome("agreed too", "opened", BOTH_AGREE),
    ]
    topics = ["agreed too", "sealed", "talk", "agreed", "unmarked", "handed", "unopened"]

    assert summarise(topics, outcomes, [ASKED, APART]) == Summary(
        agreed=("agreed too", "agreed"),
        to_talk=("talk",),
        unmarked=("unmarked",),
        unopened=("handed", "unopened"),
        sealed=("sealed",),
        asked=(ASKED,),
        points=(APART,),
        more=0,
        next_step=NextStep.WAIT,
    )


def test_all_that_is_asked_for_is_named_and_at_most_three_of_the_others() -> None:
    summary = summarise(["a"], [], [*[ASKED] * 5, *[APART] * 4])
    assert (len(summary.asked), len(summary.points), summary.more) == (5, 3, 1)


@pytest.mark.parametrize(
    ("outcomes", "step"),
    [
        ([TopicOutcome("a", "opened", BOTH_AGREE)], "wait"),
        ([TopicOutcome("a", "opened", BOTH_AGREE), TopicOutcome("b", "opened", BOTH_AGREE)], "agree"),
        ([TopicOutcome("a", "opened", BOTH_AGREE), TopicOutcome("b", "opened")], "mark"),
        ([TopicOutcome("a", "opened", ONE_TALKS), TopicOutcome("b", "opened")], "talk"),
        ([TopicOutcome("a", "opened", BOTH_AGREE), TopicOutcome("b", "closed")], "talk"),
    ],
)
def test_the_next_step_follows_from_where_the_topics_stand(outcomes: list[TopicOutcome], step: str) -> None:
    assert summarise(["a", "b"], outcomes, []).next_step == step
