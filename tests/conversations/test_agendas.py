"""The agenda of a trip: what stands open, most important first, and never more than ten things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conversations.agendas import MOST, Count, Facts, Item, Late, Point, Start, Talk, Unsettled, agenda
from conversations.areas import AREAS, areas_of
from conversations.capacity import Judged
from conversations.dialogues.startup import STARTUP
from conversations.duties import Duty, State, What
from conversations.sides import Side
from conversations.text import Month
from conversations.together import END, Matter, Subject

_, _END = STARTUP.settled_together[END]
HORIZON = Matter(Subject(END), _END)
ADMIN, SECOND, *_rest = areas_of(Side.LOCAL)

POINT = Point("Roles", (Side.DANISH,))
WAITS = Unsettled(HORIZON, Side.LOCAL)
OPEN = Duty(What.HELP, date(2027, 5, 1), State.OPEN)
LATE = Late("Notice is given", Month(2027, 1))
APART, LOW, FINE = Judged(ADMIN, 4, 1), Judged(SECOND, 2, 2), Judged(SECOND, 3, 2)
COUNT = Count((12, 3, 1))
ALL = Facts(Talk.NONE, (POINT,), (WAITS,), (OPEN,), (LATE,), (LOW, APART, FINE), COUNT)


def test_the_talk_that_never_was_comes_first_and_the_equipment_last() -> None:
    assert agenda(ALL) == ((Start(begun=False), POINT, WAITS, OPEN, LATE, APART, LOW, COUNT), 0)


def test_where_nothing_stands_open_there_is_nothing_on_it() -> None:
    met = Duty(What.HELP, date(2027, 5, 1), State.MET, date(2027, 3, 1))
    assert agenda(Facts(Talk.OVER, duties=(met,), areas=(FINE,))) == ((), 0)


@pytest.mark.parametrize(
    ("talk", "first"), [(Talk.NONE, (Start(begun=False),)), (Talk.BEGUN, (Start(begun=True),)), (Talk.OVER, ())]
)
def test_a_start_that_is_not_over_is_on_it(talk: Talk, first: tuple[Item, ...]) -> None:
    assert agenda(Facts(talk)) == (first, 0)


@pytest.mark.parametrize("state", [State.OPEN, State.PAST])
def test_what_is_asked_and_not_met_is_on_it_also_after_its_day(state: State) -> None:
    duty = replace(OPEN, state=state)
    assert agenda(Facts(Talk.OVER, duties=(duty,))) == ((duty,), 0)


def test_an_area_stands_there_once_even_if_it_is_low_and_seen_differently() -> None:
    both = Judged(ADMIN, 1, 3)
    assert agenda(Facts(Talk.OVER, areas=(both,))) == ((both,), 0)


def test_a_level_that_only_the_other_side_gave_makes_no_area_low() -> None:
    assert agenda(Facts(Talk.OVER, areas=(Judged(ADMIN, None, 1),))) == ((), 0)


def test_equipment_is_counted_whether_or_not_it_was_counted_before() -> None:
    for count in (Count(), COUNT):
        assert agenda(Facts(Talk.OVER, count=count)) == ((count,), 0)


def test_at_most_ten_things_the_most_important_and_it_says_how_many_more() -> None:
    points = tuple(Point(f"Topic {n}", (Side.LOCAL,)) for n in range(MOST - 1))
    items, more = agenda(replace(ALL, points=points))
    assert (items, more) == ((Start(begun=False), *points), 6)


def test_whatever_is_open_keeps_its_order_when_something_else_is_settled() -> None:
    whole, _ = agenda(ALL)
    for emptied in (
        replace(ALL, points=()),
        replace(ALL, proposals=()),
        replace(ALL, duties=()),
        replace(ALL, late=()),
        replace(ALL, areas=()),
    ):
        fewer, _ = agenda(emptied)
        assert fewer == tuple(one for one in whole if one in fewer)


def _mirror(item: Any) -> Any:
    """The same as it is when the sides have changed places."""
    match item:
        case Point(topic, by):
            return Point(topic, tuple(side.other for side in by))
        case Unsettled(matter, side, words):
            return Unsettled(matter, side.other, words)
        case Judged(area, own, other):
            return Judged(replace(area, side=area.side.other), own, other)
        case _:
            return item


def test_sides_swapped_give_the_mirrored_agenda() -> None:
    areas = tuple(Judged(area, n % 4 + 1, n * 3 % 4 + 1) for n, area in enumerate(AREAS))
    for facts in (ALL, replace(ALL, areas=areas)):
        mirrored = replace(
            facts,
            points=tuple(_mirror(one) for one in facts.points),
            proposals=tuple(_mirror(one) for one in facts.proposals),
            areas=tuple(_mirror(one) for one in facts.areas),
        )
        items, more = agenda(facts)
        assert agenda(mirrored) == (tuple(_mirror(one) for one in items), more)
