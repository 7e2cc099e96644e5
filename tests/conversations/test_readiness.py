"""Two reds in a row on one topic ask whether the end should be moved."""

from __future__ import annotations

from conversations.answers import Answer, State
from conversations.readiness import Round, colours, red_again
from conversations.sides import Side


def said(danish: dict[str, str], local: dict[str, str]) -> Round:
    return {
        side: {f"po.ready.{topic}": Answer(f"po.ready.{topic}", State.GIVEN, value) for topic, value in given.items()}
        for side, given in ((Side.DANISH, danish), (Side.LOCAL, local))
    }


RED_INCOME = said({"income": "red", "repair": "green"}, {"income": "yellow"})


def test_it_takes_two_rounds_in_a_row_and_either_sides_word_counts() -> None:
    assert red_again([RED_INCOME]) == ()
    assert red_again([RED_INCOME, said({}, {"income": "red", "users": "red"})]) == ("income",)
    assert red_again([RED_INCOME, said({"income": "yellow"}, {}), RED_INCOME]) == ()


def test_what_is_not_to_be_seen_or_was_skipped_is_no_colour() -> None:
    skipped: Round = {Side.DANISH: {"po.ready.income": Answer("po.ready.income", State.SKIPPED)}, Side.LOCAL: {}}
    assert colours(skipped) == {}
    assert colours(RED_INCOME) == {
        "income": {Side.DANISH: "red", Side.LOCAL: "yellow"},
        "repair": {Side.DANISH: "green"},
    }
