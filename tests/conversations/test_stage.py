"""The stage of a partnership, derived from what is known of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from conversations.sides import Side
from conversations.stage import Facts, PhaseOut, Stage, stage
from conversations.text import Month

NOW = Month(2030, 6)
NEW = Facts(NOW)
AGREED = Facts(NOW, start_over=True, agreement_in_force=True)
FAR = PhaseOut(Month(2034, 12), Month(2032, 12))


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (NEW, Stage.STARTING),
        (replace(NEW, start_over=True), Stage.STARTING),
        (replace(NEW, agreement_in_force=True), Stage.STARTING),
        (AGREED, Stage.ESTABLISHED),
        (replace(NEW, running=True), Stage.ESTABLISHED),
        (replace(AGREED, phase_out=PhaseOut(talk_accepted=True)), Stage.ESTABLISHED),
        (replace(AGREED, phase_out=FAR), Stage.ESTABLISHED),
        (replace(NEW, phase_out=FAR), Stage.STARTING),
        (replace(AGREED, phase_out=replace(FAR, talk_accepted=True)), Stage.PHASING_OUT),
        (replace(AGREED, phase_out=FAR, this_month=Month(2032, 11)), Stage.ESTABLISHED),
        (replace(AGREED, phase_out=FAR, this_month=Month(2032, 12)), Stage.PHASING_OUT),
        (replace(AGREED, phase_out=FAR, this_month=Month(2034, 12)), Stage.PHASING_OUT),
        (replace(AGREED, phase_out=FAR, this_month=Month(2035, 1)), Stage.ENDED),
        (replace(NEW, phase_out=FAR, this_month=Month(2032, 12)), Stage.PHASING_OUT),
        (replace(NEW, closed=True), Stage.ENDED),
        (replace(AGREED, phase_out=FAR, closed=True), Stage.ENDED),
    ],
)
def test_the_stage_follows_from_what_is_known(facts: Facts, wanted: Stage) -> None:
    assert stage(facts) is wanted


def _every() -> list[Facts]:
    yes_or_no = (False, True)
    months = (None, Month(2030, 5), Month(2030, 6), Month(2030, 7))
    return [
        Facts(NOW, closed, over, agreed, running, PhaseOut(end, first, talk))
        for closed, over, agreed, running, talk in product(yes_or_no, repeat=5)
        for end, first in product(months, repeat=2)
    ]


def test_every_combination_has_one_stage_and_time_only_leads_onwards() -> None:
    order = list(Stage)
    for facts in _every():
        stages = [stage(replace(facts, this_month=Month(2030, month))) for month in range(1, 13)]
        assert [order.index(one) for one in stages] == sorted(order.index(one) for one in stages)


def test_nothing_ends_without_an_end_month_or_a_hand_that_closed_it() -> None:
    for facts in _every():
        if not facts.closed and facts.phase_out.end is None:
            assert stage(facts) in (Stage.STARTING, Stage.ESTABLISHED)


def test_no_fact_belongs_to_a_side_so_the_stage_is_the_same_for_both() -> None:
    assert not [name for name in Facts.__dataclass_fields__ if any(side in name for side in Side)]
