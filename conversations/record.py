"""The whole record of a partnership, as one reader may see it, and how it is written as JSON.

Source: milestone `m14` hands it over; either side may take it at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime

from conversations import record_plans as plans
from conversations import record_talks as talks
from conversations.answers import Json
from conversations.text import Month, Value

# Grows when a field changes its meaning or goes; a new field is no new format.
FORMAT = 1


@dataclass(frozen=True)
class Record:
    """`reader` is danish, local or staff; `language` is that of everything under `said`, `title` and `asks`."""

    made: datetime
    reader: str
    language: str
    partnership: talks.Parties
    people: tuple[talks.Somebody, ...] = ()
    rounds: tuple[talks.Round, ...] = ()
    settled: tuple[plans.Settled, ...] = ()
    goals: tuple[plans.OneGoal, ...] = ()
    plan: tuple[plans.Promised, ...] = ()
    agreements: tuple[plans.Version, ...] = ()
    capacity: tuple[talks.Capacity, ...] = ()
    vulnerability: tuple[talks.Vulnerability, ...] = ()
    trips: tuple[plans.OneTrip, ...] = ()
    phase_out: plans.Ending = field(default_factory=plans.Ending)
    due: tuple[plans.Due, ...] = ()
    files: tuple[talks.File, ...] = ()
    left_out: tuple[str, ...] = ()
    format: int = FORMAT


Say = Callable[[Value], str]


def to_json(record: Record, say: Say) -> dict[str, Json]:
    """As it is written, the format first. Months are `2027-02`, days `2027-02-01`."""
    written: dict[str, Json] = _plain(record, say)
    return {"format": written.pop("format"), **written}


# What these fields hold is there to be read, months among it.
_READ = frozenset({"said", "title", "asks", "result"})


def _read(value: Value | tuple[Value, ...], say: Say) -> Json:
    return [say(one) for one in value] if isinstance(value, tuple) else say(value)


def _plain(value: object, say: Say) -> Json:
    match value:
        case Month():
            return str(value)
        case str():
            return str(value)  # a code of ours may be more than a str
        case date() | datetime():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(inner, say) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner, say) for inner in value]
    if is_dataclass(value):
        held = {one.name: getattr(value, one.name) for one in fields(value)}
        return {
            name: (_read if name in _READ and inner is not None else _plain)(inner, say) for name, inner in held.items()
        }
    return value


def fitted(record: Record, most: int, size: Callable[[Record], int]) -> Record:
    """The record, no larger than `most` if that can be: the oldest answers go first, and `left_out` says which."""
    if size(record) <= most:
        return record
    for smaller in _smaller(record):
        record = smaller
        if size(record) <= most:
            break
    return record


def _smaller(record: Record) -> Iterator[Record]:
    for n, one in enumerate(record.rounds):
        emptied = replace(one, topics=tuple(replace(t, answers=(), notes=()) for t in one.topics), result=())
        rounds: Sequence[talks.Round] = (*record.rounds[:n], emptied, *record.rounds[n + 1 :])
        record = replace(record, rounds=tuple(rounds), left_out=(*record.left_out, f"answers:{one.round}"))
        yield record
    for n, version in enumerate(record.agreements[:-1]):
        agreements = (*record.agreements[:n], replace(version, lines=()), *record.agreements[n + 1 :])
        record = replace(record, agreements=agreements, left_out=(*record.left_out, f"agreement:{version.version}"))
        yield record
    settled = tuple(replace(one, history=()) for one in record.settled)
    yield replace(record, settled=settled, left_out=(*record.left_out, "history"))
