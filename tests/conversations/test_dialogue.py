"""A dialogue refuses nonsense when it is built."""

from __future__ import annotations

import pytest

from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    Choice,
    FreeText,
    Multi,
    Question,
    RedAmberGreen,
    Scale,
    When,
    WhoDoesIt,
    option,
)
from conversations.sides import Side
from tests.conversations.talks import FIRST, LAST, MORE, STATE, TALK


def built(*questions: Question) -> Dialogue:
    return Dialogue("d", "D", (Topic("t", "T", questions),))


def free(id: str = "q", prompt: str = "?", **more: object) -> Question:
    return FreeText(id=id, prompt=prompt, **more)  # type: ignore[arg-type]


AB = (option("a", "A"), option("b", "B"))


@pytest.mark.parametrize(
    ("questions", "fault"),
    [
        ((), "topic t has no questions"),
        ((free(), free()), "question q stands twice"),
        (tuple(free(f"q{n}") for n in range(11)), "topic t asks 11 questions of one side in one sitting"),
        ((free(prompt="x" * 91),), "q: the prompt has 91 characters, at most 90"),
        ((free(prompt="Goal {}?"),), "q: a value in the prompt has no name"),
        ((free(prompt="Goal {0}?"),), "q: a value in the prompt has no name"),
        ((free(prompt="Goal {n?"),), "q: a value in the prompt has no name"),
        ((free(when=When("p", frozenset({"a"}))),), "q: depends on p, which is not asked before it"),
        (
            (free(when=When("p", frozenset({"a"}))), Choice(id="p", prompt="?", choices=AB)),
            "q: depends on p, which is not asked before it",
        ),
        (
            (Choice(id="p", prompt="?", choices=AB), free(when=When("p", frozenset({"c"})))),
            "q: asked on codes that p does not offer",
        ),
        ((Choice(id="q", prompt="?", choices=(AB[0], AB[0])),), "q: an option stands twice"),
        ((Choice(id="q", prompt="?", choices=()),), "q: offers nothing"),
        ((Multi(id="q", prompt="?", choices=()),), "q: offers nothing"),
        (
            (Multi(id="q", prompt="?", choices=AB, alone="none"),),
            "q: none excludes all others but is not offered",
        ),
        (
            (Choice(id="q", prompt="?", choices=(option("a", "x" * 29),)),),
            f"q: {'x' * 29!r} has 29 characters, at most 28",
        ),
        (
            (Scale(id="q", prompt="?", steps=("Low", "x" * 29)),),
            f"q: {'x' * 29!r} has 29 characters, at most 28",
        ),
        (
            (Choice(id="q" * 32, prompt="?", choices=(option("a" * 19, "A"),)),),
            f"{'q' * 32}: the code {'a' * 19} does not fit into a button",
        ),
        ((free("q" * 33),), f"{'q' * 33}: not an id of at most 32 characters that ends in its item"),
        ((free("goal.4", item="5"),), "goal.4: not an id of at most 32 characters that ends in its item"),
        ((free("goal4", item="4"),), "goal4: not an id of at most 32 characters that ends in its item"),
        ((free(each=("list", 1)),), "q: is asked about items of list, which is not asked before it"),
        ((free(asked_of={Side.LOCAL: "x" * 91}),), "q: the prompt has 91 characters, at most 90"),
        ((free(asked_of={Side.DANISH: "Goal {}?"}),), "q: a value in the prompt has no name"),
        ((free(across="p"),), "nothing to mirror: p"),
        ((free(mirror="p"),), "nothing to mirror: p"),
    ],
)
def test_nonsense_is_refused_and_named(questions: tuple[Question, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=r"^dialogue d: ") as refused:
        built(*questions)

    assert fault in str(refused.value).removeprefix("dialogue d: ").split("; ")


def test_a_topic_stands_only_once() -> None:
    with pytest.raises(ValueError, match="topic first stands twice"):
        Dialogue("d", "D", (FIRST, Topic("first", "F", (free(),))))


def test_a_question_stands_only_once_in_the_whole_dialogue() -> None:
    with pytest.raises(ValueError, match=r"question t\.end stands twice"):
        Dialogue("d", "D", (LAST, Topic("again", "A", LAST.questions)))


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"91 characters.*; nothing to mirror: p$"):
        built(free(prompt="x" * 91, mirror="p"))


def test_what_is_at_the_limit_is_taken() -> None:
    built(
        *(free(f"q{n}", prompt="x" * 87 + "{n}") for n in range(9)),
        Choice(id="c" * 32, prompt="?", choices=(option("a" * 18, "x" * 28),)),
        free("more", needed=False),
        free("if", when=When("c" * 32, frozenset({"a" * 18}))),
        WhoDoesIt(id="who", prompt="?", needed=False),
        RedAmberGreen(id="rag", prompt="?", needed=False),
    )


def test_of_what_is_asked_about_each_of_many_one_counts_for_the_sitting() -> None:
    goals = (free(f"goal.{n}", item=str(n)) for n in range(12))
    built(*goals, *(free(f"q{n}") for n in range(9)))

    with pytest.raises(ValueError, match="topic t asks 11 questions of one side"):
        built(free("goal.1", item="1"), *(free(f"q{n}") for n in range(10)))


def test_the_question_that_says_whether_answers_are_shown_has_to_be_there_and_does_not_count() -> None:
    ten = tuple(free(f"q{n}") for n in range(10))
    shown = Choice(id="show", prompt="?", choices=AB, side=Side.LOCAL)
    Dialogue("d", "D", (Topic("t", "T", (*ten, shown)),), shown_if=("show", "a"))

    with pytest.raises(ValueError, match="nothing says whether answers are shown: show"):
        Dialogue("d", "D", (Topic("t", "T", ten),), shown_if=("show", "a"))


def test_questions_and_topics_are_found_by_their_ids() -> None:
    assert TALK.topic("last") == LAST
    assert TALK.topic("nowhere") is None
    assert TALK.topic_of("t.end") == LAST
    assert TALK.topic_of("nothing") is None
    assert TALK.questions["t.state"] == STATE


def test_a_side_is_asked_what_is_needed_first() -> None:
    assert [q.id for q in FIRST.asked_of(Side.DANISH)] == ["t.state", "t.why", "t.ticks", "t.items", "t.more"]
    assert FIRST.asked_of(Side.LOCAL)[-1] == MORE
