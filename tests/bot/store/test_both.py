"""What is handed out of both sides' answers: by reader, and in a talk that asks for it only if a side said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.store.answers import Both
from bot.store.openings import OpeningRow
from conversations.access import Actor
from conversations.answers import Answer, State
from conversations.dialogue import Dialogue, Topic
from conversations.questions import Choice, FreeText, ListOf, When, option
from conversations.sides import Side, Visible

D, L = Side.DANISH, Side.LOCAL
SHOW = Choice(
    id="b.show",
    prompt="What may be seen?",
    choices=(option("all", "All"), option("keep", "Keep it")),
    side=L,
    visible=Visible.OWN,
)
ASKED = FreeText(id="b.asked", prompt="How is it?")
LISTED = ListOf(id="b.list", prompt="Which?", most=2)
ABOUT = FreeText(id="b.about.2", item="2", each=("b.list", 2), prompt="{item}: how?")
WHY = FreeText(id="b.why", prompt="Why?", when=When("b.asked", frozenset({"badly"})))
TOPIC = Topic("b", "B", (ASKED, LISTED, ABOUT, WHY, SHOW))
OPEN = Dialogue("b", "B", (TOPIC,))
GATED = replace(OPEN, shown_if=("b.show", "all"))

READERS = {
    "danish": Actor(1, side=D),
    "local": Actor(2, side=L),
    "staff": Actor(3, staff="staff", assigned=True),
    "admin": Actor(4, staff="admin"),
    "unassigned": Actor(5, staff="staff"),
    "stranger": Actor(6),
}


def given(question: str, value: object = "words", state: State = State.GIVEN, **more: Any) -> Answer:
    return Answer(question, state, value, **more)


def both(dialogue: Dialogue, danish: list[Answer], local: list[Answer], how: str = "opened") -> Both:
    row = OpeningRow(1, 1, "b", how, None, datetime(2027, 2, 1, tzinfo=UTC))
    said = {D: danish, L: local}
    return Both({"b": row}, dialogue, {side: {a.question: a for a in said[side]} for side in Side})


def readers_of(found: Both, side: Side, question: str) -> set[str]:
    return {name for name, actor in READERS.items() if question in found.for_reader(actor)[side]}


@pytest.mark.parametrize(
    "said",
    [None, given("b.show", "keep"), given("b.show", None, State.SKIPPED), given("b.show", "all", State.REOPENED)],
)
def test_a_side_that_has_not_said_all_is_read_by_nobody_but_itself(said: Answer | None) -> None:
    found = both(GATED, [given("b.asked")], [given("b.asked"), *([said] if said else [])])

    assert readers_of(found, L, "b.asked") == {"local"}
    assert found.for_both() == {D: {"b.asked": given("b.asked")}, L: {}}


def test_the_side_that_is_not_asked_is_read_all_the_same() -> None:
    found = both(GATED, [given("b.asked")], [given("b.show", "keep")])

    assert readers_of(found, D, "b.asked") == {"danish", "local", "staff", "admin"}


def test_with_the_one_answer_that_shows_them_they_are_read_and_that_answer_is_not() -> None:
    found = both(GATED, [], [given("b.asked"), given("b.show", "all", visible=Visible.OWN)])

    assert readers_of(found, L, "b.asked") == {"danish", "local", "staff", "admin"}
    assert readers_of(found, L, "b.show") == {"local"}
    assert found.for_both()[L] == {"b.asked": given("b.asked")}


def test_what_shows_answers_opens_none_that_is_kept_by_itself() -> None:
    kept = given("b.asked", visible=Visible.OWN)
    found = both(GATED, [], [kept, given("b.show", "all")])

    assert readers_of(found, L, "b.asked") == {"local"}


def test_where_nothing_asks_it_answers_are_read_as_they_are() -> None:
    found = both(OPEN, [], [given("b.asked"), given("b.show", "keep")])

    assert readers_of(found, L, "b.asked") == {"danish", "local", "staff", "admin"}


@pytest.mark.parametrize("how", ["closed", "unheard of"])
def test_nothing_is_read_before_its_topic_is_opened(how: str) -> None:
    found = both(GATED, [], [given("b.asked"), given("b.show", "all")], how)

    assert readers_of(found, L, "b.asked") == {"local"}


def test_what_is_only_mine_is_nobody_elses_whoever_else_is_on_my_side() -> None:
    found = both(OPEN, [], [given("b.asked", visible=Visible.ME, author=2)])

    assert readers_of(found, L, "b.asked") == {"local"}
    assert found.for_reader(Actor(9, side=L))[L] == {}
    assert found.for_both() == {D: {}, L: {}}


def test_an_answer_about_an_item_that_is_no_longer_on_the_list_is_nobodys_word() -> None:
    two = given("b.list", {"pieces": [{"t": "one"}, {"t": "two"}]})
    one = given("b.list", {"pieces": [{"t": "one"}]})

    assert readers_of(both(OPEN, [], [two, given("b.about.2")]), L, "b.about.2") >= {"danish", "local"}
    assert readers_of(both(OPEN, [], [one, given("b.about.2")]), L, "b.about.2") == set()


def test_what_was_answered_about_something_that_is_gone_is_still_read() -> None:
    gone = Dialogue("b", "B", (replace(TOPIC, questions=(replace(ASKED, gone=True), SHOW)),))

    assert readers_of(both(gone, [], [given("b.asked")]), L, "b.asked") >= {"danish", "local", "staff"}
    assert readers_of(both(gone, [], [given("b.asked", state=State.REOPENED)]), L, "b.asked") == set()
