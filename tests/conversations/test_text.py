"""Wording that is not yet in a language."""

from __future__ import annotations

import pytest

from conversations.text import Month, Text, counted, text


def test_a_month_is_written_and_read_as_year_and_month() -> None:
    assert Month.parse("2027-02") == Month(2027, 2)
    assert str(Month(2027, 2)) == "2027-02"


@pytest.mark.parametrize("iso", ["", "2027", "2027-00", "2027-13", "1899-12", "2201-01", "a-b", "2027-02-01"])
def test_what_is_no_month_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Month.parse(iso)


def test_equal_texts_are_one_in_a_set() -> None:
    assert {text("{n} of {of}", n=1, of=2), text("{n} of {of}", of=2, n=1)} == {Text("{n} of {of}", {"n": 1, "of": 2})}


def test_counted_wording_brings_its_number_along() -> None:
    assert counted("One {thing}", "{n} {thing}", 3, thing="x") == Text(
        "One {thing}", {"n": 3, "thing": "x"}, "{n} {thing}"
    )
