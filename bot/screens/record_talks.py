"""The record's page: what was said in each round, and the abilities and vulnerability over time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bot.screen import GAP, Line
from bot.screens.openings import MARKS
from bot.screens.vulnerability import TIERS
from conversations.opening import Mark
from conversations.record import Record
from conversations.record_talks import Answered, Capacity, Note, OneTopic, Round, Said, Vulnerability
from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, text
from conversations.vulnerability import Tier

Names = Mapping[Side, str]
Day = Callable[[date], str]

_HOW: dict[str, str] = {
    "closed": N_("Closed without being opened."),
    "handed": N_("One side gave its own answers to staff."),
}
_UNKNOWN = "–"


def rounds(record: Record, names: Names, day: Day) -> Iterator[Line]:
    for one in record.rounds:
        yield from _round(one, names, day, emptied=f"answers:{one.round}" in record.left_out)


def _round(one: Round, names: Names, day: Day, *, emptied: bool) -> Iterator[Line]:
    yield GAP
    yield Line(one.title, "title")
    yield Line(text(N_("Begun on {date}."), date=day(one.begun)))
    over = text(N_("Over on {date}."), date=day(one.over)) if one.over else Text(N_("Not over yet."))
    yield Line(over)
    yield from (Line(said) for said in one.result)
    if emptied:
        yield Line(Text(N_("What was answered is left out here, to keep this file small enough.")), "italic")
    for topic in one.topics:
        yield from _topic(topic, names, day)


def _topic(topic: OneTopic, names: Names, day: Day) -> Iterator[Line]:
    yield GAP
    # Translators: a topic and the day its answers were opened or it was closed.
    yield Line(text(N_("{topic} ({date})"), topic=topic.title, date=day(topic.on)), "bold")
    if topic.how in _HOW:
        yield Line(Text(_HOW[topic.how]), "italic")
    for side in Side:
        if side.value in topic.marks:
            mark = Text(MARKS[Mark(topic.marks[side.value])])
            yield Line(text(N_("{side}: {answer}"), side=names[side], answer=mark))
    for answered in topic.answers:
        yield from _answered(answered, names)
    for note in topic.notes:
        yield from _note(note, names)


def _answered(row: Answered, names: Names) -> Iterator[Line]:
    yield GAP
    yield Line(row.asks, "bold")
    for side, said in ((Side.DANISH, row.danish), (Side.LOCAL, row.local)):
        if said is not None:
            yield from by_side(names[side], said.said, words=_is_words(said))


def _is_words(said: Said) -> bool:
    return isinstance(said.value, dict) and "pieces" in said.value


def by_side(name: Value, said: tuple[Value, ...], *, words: bool) -> Iterator[Line]:
    """What a side said: codes on one line, people's own words below as a quotation."""
    if words:
        yield Line(text(N_("{side}:"), side=name))
        yield from (Line(one, "quote") for one in said)
    else:
        yield from (Line(text(N_("{side}: {answer}"), side=name, answer=one)) for one in said)


def _note(note: Note, names: Names) -> Iterator[Line]:
    yield GAP
    if note.language is not None:
        yield Line(text(N_("Translation by {side} ({language}):"), side=names[Side(note.side)], language=note.language))
    else:
        yield Line(text(N_("Note by {side}:"), side=names[Side(note.side)]))
    yield Line(note.words, "quote")


def capacity(record: Record, names: Names, day: Day) -> Iterator[Line]:
    if record.capacity:
        yield GAP
        yield Line(Text(N_("Abilities over time")), "title")
        yield Line(
            Text(N_("The level an organisation gave itself / the level the other gave it, from 1 to 4")), "italic"
        )
    for one in record.capacity:
        yield from _levels(one, names, day)


def _levels(one: Capacity, names: Names, day: Day) -> Iterator[Line]:
    yield GAP
    yield Line(day(one.on), "bold")
    for level in one.levels:
        own, other = (level.danish, level.local) if level.of == Side.DANISH else (level.local, level.danish)
        said = N_("{side}, {area}: {own} / {other}")
        yield Line(
            text(
                said,
                side=names[Side(level.of)],
                area=level.title,
                own=_UNKNOWN if own is None else own,
                other=_UNKNOWN if other is None else other,
            )
        )


def vulnerability(record: Record, day: Day) -> Iterator[Line]:
    if record.vulnerability:
        yield GAP
        yield Line(Text(N_("How much hangs on this partner")), "title")
    for one in record.vulnerability:
        yield from _result(one, day)


def _result(one: Vulnerability, day: Day) -> Iterator[Line]:
    result = Text(TIERS[Tier(one.result)]) if one.result else Text(N_("not known"))
    # Translators: a day and a result, as in "3 May 2028: medium".
    yield Line(text(N_("{date}: {result}"), date=day(one.on), result=result))
    if one.points is not None:
        points = tuple(str(n) for n in one.points.values() if n is not None)
        if points:
            yield Line(text(N_("Points in the order asked: {points}"), points=Listing(points)), "italic")
