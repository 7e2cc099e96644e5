"""Reading what people write, before any question sees it."""

from __future__ import annotations

import pytest

from conversations.words import is_empty, kept, whole_number, without_private_numbers
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY, NOT_PRIVATE, PRIVATE, REPLACED


@pytest.mark.parametrize("words", KEPT_EXACTLY)
def test_what_can_be_stored_is_kept_exactly(words: str) -> None:
    assert kept(words) == (words, False)


@pytest.mark.parametrize(("words", "stored"), REPLACED.items())
def test_what_cannot_be_stored_is_replaced_and_flagged(words: str, stored: str) -> None:
    assert kept(words) == (stored, True)


@pytest.mark.parametrize("words", INVISIBLE)
def test_nothing_that_can_be_seen_is_empty(words: str) -> None:
    assert is_empty(words)


@pytest.mark.parametrize("words", [*KEPT_EXACTLY, "\u200bx", "。"])
def test_anything_that_can_be_seen_is_not_empty(words: str) -> None:
    assert not is_empty(words)


@pytest.mark.parametrize(("words", "without"), PRIVATE.items())
def test_private_numbers_are_taken_out(words: str, without: str) -> None:
    assert without_private_numbers(words) == without


@pytest.mark.parametrize("words", NOT_PRIVATE)
def test_years_amounts_and_dates_are_not_private_numbers(words: str) -> None:
    assert without_private_numbers(words) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("３", 3),
        ("٣", 3),
        ("३", 3),
        ("-1", -1),
        ("0", 0),
        ("999999999999", 999999999999),
        ("1000000000000", None),
        ("3.5", None),
        ("4/5", None),
        ("1e9", None),
        ("NaN", None),
        ("three", None),
        ("½", None),
        ("³", None),
        ("+3", None),
        ("--3", None),
        ("-", None),
        ("", None),
    ],
)
def test_whole_numbers_are_read_in_any_script_and_nothing_else_is(words: str, number: int | None) -> None:
    assert whole_number(words) == number
