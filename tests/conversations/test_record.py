"""The record as a value: how it is written, and what goes first where it would be too large."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from conversations import record_plans as plans
from conversations import record_talks as talks
from conversations.answers import Json
from conversations.record import FORMAT, Record, fitted, to_json
from conversations.text import Month, Text, Value

HOSTILE = 'a"b\\ </script> {0} %s \u2028 \u0000 مرحبا 🇩🇰'
DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"


def said(value: Value) -> str:
    """Stands for a language: own words as they are, everything else in brackets."""
    if isinstance(value, Text):
        return f"[{value.wording}]"
    return value if isinstance(value, str) else f"[{value}]"


def a_round(number: int, words: str = HOSTILE) -> talks.Round:
    answer = talks.Said("given", {"pieces": [{"t": words}]}, (words,), "both")
    rows = (talks.Answered("ci.good", Text("What went well?"), answer, None, "beside"),)
    topic = talks.OneTopic("work", Text("Work"), "opened", date(2027, 3, 1), None, {"danish": "agree"}, rows, ())
    return talks.Round(number, "checkin", Text("Check-in"), date(2027, 2, 1), None, (topic,), (Text("Fine"),))


def a_record(*rounds: talks.Round) -> Record:
    return Record(
        datetime(2027, 2, 1, 9, tzinfo=UTC),
        "danish",
        "en",
        talks.Parties(
            "Havn", "Shore", "KE", "Africa/Nairobi", "en", False, "2027-02", None, Month(2030, 6), "open", "starting"
        ),
        rounds=rounds,
        settled=(plans.Settled("su.fut.end", Text("Until?"), {"m": "2030-06"}, (Month(2030, 6),), ()),),
    )


def _size(record: Record) -> int:
    return len(json.dumps(to_json(record, said)))


def test_it_says_its_format_first() -> None:
    assert next(iter(to_json(a_record(), said).items())) == ("format", FORMAT)


def test_own_words_come_back_as_they_were_written() -> None:
    back = json.loads(json.dumps(to_json(a_record(a_round(1)), said)))
    (answer,) = back["rounds"][0]["topics"][0]["answers"]
    assert answer["danish"] == {
        "state": "given",
        "value": {"pieces": [{"t": HOSTILE}]},
        "said": [HOSTILE],
        "visible": "both",
    }
    assert (answer["local"], answer["asks"]) == (None, "[What went well?]")


def test_months_and_days_are_data_but_what_is_to_be_read_is_said() -> None:
    written = to_json(a_record(), said)
    assert written["partnership"]["agreed_end"] == "2030-06"
    assert written["made"] == "2027-02-01T09:00:00+00:00"
    (matter,) = written["settled"]
    assert (matter["counts"], matter["said"]) == ({"m": "2030-06"}, ["[2030-06]"])
    assert written["rounds"] == []


def test_a_record_that_fits_is_left_as_it_is() -> None:
    whole = a_record(a_round(1), a_round(2))
    assert fitted(whole, _size(whole), _size) is whole


def test_where_it_is_too_large_the_oldest_answers_go_first_and_it_says_so() -> None:
    whole = a_record(a_round(1, "x" * 5000), a_round(2, "y" * 5000), a_round(3, "z" * 5000))
    small = fitted(whole, 25_000, _size)
    assert small.left_out == ("answers:1",)
    assert [bool(one.topics[0].answers) for one in small.rounds] == [False, True, True]
    assert _size(small) <= 25_000
    smaller = fitted(whole, 15_000, _size)
    assert smaller.left_out == ("answers:1", "answers:2")
    assert smaller.settled == whole.settled


def test_what_cannot_be_small_enough_still_comes_without_what_could_be_left_out() -> None:
    assert fitted(a_record(a_round(1)), 10, _size).left_out == ("answers:1", "history")


def _is_part(kind: object, module: str) -> bool:
    return is_dataclass(kind) and getattr(kind, "__module__", None) == module


def _keys(kind: type) -> Iterator[str]:
    yield from (one.name for one in fields(kind))


def test_the_document_names_every_field_there_can_be() -> None:
    kinds = [kind for module in (plans, talks) for kind in vars(module).values() if _is_part(kind, module.__name__)]
    known = set(re.findall(r"`([a-z_]+)`", DOCUMENT.read_text("utf-8")))
    assert {name for kind in (Record, *kinds) for name in _keys(kind)} - known == set()


def keys_of(value: Json) -> set[str]:
    """Every key anywhere in it."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    return {key for inner in value for key in keys_of(inner)} if isinstance(value, list) else set()
