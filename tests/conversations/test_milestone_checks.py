"""Done when: what the talks show, what is missing, and what has to be told in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.milestone_checks import Check, Facts, How, check
from conversations.milestones import MILESTONES
from conversations.sides import Side
from conversations.text import Listing, Text, text

NAMES = {Side.DANISH: "Havn", Side.LOCAL: "Clinic"}
NOTHING = Facts(NAMES)
BOTH = frozenset(Side)
ALL = Facts(
    NAMES,
    decided=BOTH,
    kept_named=BOTH,
    works=(("Night shift", True),),
    help_agreed=True,
    incomes=("sure",),
    repair=True,
    care=3,
    papers=(("Beds", "local_paper"),),
    good=BOTH,
    bad=BOTH,
    learnt=BOTH,
    thanks=BOTH,
    proud=BOTH,
    looks_back=2,
)
TOLD = {"m02", "m06", "m08", "m09", "m11", "m12", "m14"}


@pytest.mark.parametrize("code", MILESTONES)
def test_each_is_met_by_data_or_told_in_words_and_with_nothing_known_none_is_met(code: str) -> None:
    assert check(code, ALL).how is (How.NO_DATA if code in TOLD else How.MET)
    assert check(code, NOTHING).how is (How.NO_DATA if code in TOLD else How.UNMET)
    assert (check(code, NOTHING).tell is not None) == (code in TOLD)


def test_what_is_missing_is_named_with_whose_it_is() -> None:
    said = check("m01", replace(ALL, decided=frozenset({Side.DANISH})))
    wording = "The reason and the kind of ending, answered by {side}."
    assert said == Check(How.UNMET, (text(wording, side=Listing(("Clinic",))),))


def test_a_work_that_nobody_takes_over_is_named() -> None:
    said = check("m03", replace(ALL, works=(("Night shift", True), ("The ward", False))))
    assert said == Check(How.UNMET, (text("Who takes over: {works}", works=Listing(("The ward",))),))


@pytest.mark.parametrize(
    ("incomes", "how"),
    [
        (("sure",), How.MET),
        (("likely", "likely"), How.MET),
        (("likely",), How.UNMET),
        (("likely", "idea", "idea"), How.UNMET),
        ((), How.UNMET),
    ],
)
def test_an_income_plan_needs_one_that_is_sure_or_two_that_are_likely(incomes: tuple[str, ...], how: How) -> None:
    assert check("m05", replace(ALL, incomes=incomes)).how is how


def test_repair_needs_the_answer_and_the_level_three() -> None:
    assert len(check("m07", replace(ALL, repair=False, care=2)).missing) == 2
    assert len(check("m07", replace(ALL, care=None)).missing) == 1


def test_every_group_of_equipment_must_be_the_local_sides_on_paper() -> None:
    said = check("m10", replace(ALL, papers=(("Beds", "local_paper"), ("Lamps", "local"), ("Carts", None))))
    wording = "On paper that the local side owns it: {groups}"
    assert said == Check(How.UNMET, (text(wording, groups=Listing(("Lamps", "Carts"))),))


def test_the_second_look_back_needs_two() -> None:
    assert check("m16", replace(ALL, looks_back=1)).how is How.MET
    again = "How much of the work is still going, asked a second time."
    assert check("m17", replace(ALL, looks_back=1)) == Check(How.UNMET, (Text(again),))
