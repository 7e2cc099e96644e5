"""What a known result asks of the Danish organisation stands open until it is met, on the day it was met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from bot.services import duties, vulnerability
from bot.services.common import common
from bot.services.scene import Scene
from bot.store import goals, people, proposals
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.commitments import Commitment, Kind
from conversations.duties import Duty, State, What
from conversations.proposals import End
from conversations.sides import Side
from conversations.text import Month
from conversations.vulnerability import Tier
from tests.bot.services.vulnerability_cast import LOW, MEDIUM, TWO_KEYS, Talk, held
from tests.stage import WORLD, Stage

SOON, LATER = date(2027, 4, 3), date(2027, 6, 2)
OPENED = date(2027, 2, 2)


async def standing(talk: Talk) -> tuple[Duty, ...]:
    def read(tx: Transaction) -> tuple[Duty, ...]:
        scene = Scene(tx, talk.stage.now, WORLD, people.person(tx, 1))
        now = common(scene, talk.partnership)
        assert now is not None
        return duties.standing(scene, now)

    return await talk.stage.store.run(read)


async def done(talk: Talk, unit: Callable[[Transaction], object]) -> None:
    """Something was settled in the partnership."""
    await talk.stage.store.run(unit)


def accepted(talk: Talk, subject: str, value: object) -> Callable[[Transaction], object]:
    def settle(tx: Transaction) -> None:
        now = talk.stage.now
        number = proposals.put(tx, now, talk.partnership, subject, side=Side.DANISH, value=value, author=1)
        proposals.end(tx, now, number, End.ACCEPTED, 2)

    return settle


@pytest.mark.parametrize("show", ["all", "result"])
async def test_a_vulnerable_result_that_is_known_leaves_three_things_open(after_the_talk: Stage, show: str) -> None:
    talk = await held(after_the_talk, TWO_KEYS, show)

    assert await standing(talk) == (
        Duty(What.HELP, SOON, State.OPEN),
        Duty(What.HORIZON, SOON, State.OPEN),
        Duty(What.PLAN, LATER, State.OPEN),
    )


@pytest.mark.parametrize(
    ("points", "show"), [(TWO_KEYS, "keep"), (TWO_KEYS, None), ({**TWO_KEYS, "va.other": None}, "all"), (LOW, "all")]
)
async def test_what_is_unknown_outside_or_low_leaves_nothing_open(
    after_the_talk: Stage, points: dict[str, int | None], show: str | None
) -> None:
    assert await standing(await held(after_the_talk, points, show)) == ()


async def test_medium_leaves_the_time_horizon_open(after_the_talk: Stage) -> None:
    assert await standing(await held(after_the_talk, MEDIUM, "result")) == (Duty(What.HORIZON, SOON, State.OPEN),)


async def test_before_any_talk_nothing_stands_and_lead_times_are_the_longest(after_the_talk: Stage) -> None:
    def read(tx: Transaction) -> tuple[tuple[Duty, ...], Tier]:
        scene = Scene(tx, after_the_talk.now, WORLD, people.person(tx, 1))
        now = common(scene, 1)
        assert now is not None
        return duties.standing(scene, now), vulnerability.tier(scene, 1)

    assert await after_the_talk.store.run(read) == ((), Tier.VULNERABLE)


async def test_a_newer_result_takes_the_place_of_the_one_before(after_the_talk: Stage) -> None:
    await held(after_the_talk, TWO_KEYS, "all")

    assert await standing(await held(after_the_talk, LOW, "all")) == ()


async def test_the_day_after_its_last_a_duty_is_past_its_day(after_the_talk: Stage) -> None:
    talk = await held(after_the_talk, MEDIUM, "all")
    for days, state in ((60, State.OPEN), (61, State.PAST)):
        talk.stage.now = talk.stage.now.replace(month=2, day=2) + timedelta(days=days)

        assert await standing(talk) == (Duty(What.HORIZON, SOON, state),)


async def test_each_duty_is_met_by_what_is_settled_and_says_when(after_the_talk: Stage) -> None:
    talk = await held(after_the_talk, TWO_KEYS, "all")
    talk.stage.now += timedelta(days=10)
    await done(talk, accepted(talk, "su.fut.end", {"m": "2031-05"}))
    await done(talk, lambda tx: _help(tx, talk, "danish"))
    await done(talk, lambda tx: _plan(tx, talk, lead=24, available=30))

    met = OPENED + timedelta(days=10)
    assert await standing(talk) == (
        Duty(What.HELP, SOON, State.MET),
        Duty(What.HORIZON, SOON, State.MET, met),
        Duty(What.PLAN, LATER, State.MET, met),
    )
    shown = (await talk.presses(talk.danish, "Qd:1"))[-1].text
    assert "✓ Until when you plan together is recorded: since 12 February 2027" in shown


async def test_help_by_the_local_side_meets_nothing_and_a_plan_that_is_too_short_only_says_until_when(
    after_the_talk: Stage,
) -> None:
    talk = await held(after_the_talk, TWO_KEYS, "all")
    await done(talk, lambda tx: _help(tx, talk, "local"))
    await done(talk, lambda tx: _plan(tx, talk, lead=24, available=20))

    assert [duty.what for duty in await standing(talk) if duty.state is State.MET] == [What.HORIZON]


def _help(tx: Transaction, talk: Talk, who: str) -> None:
    one = Commitment(0, Kind.PROMISE, "Teach two bookkeepers", who, Month(2027, 9), area="money")
    goals.change_commitment(tx, goals.propose(tx, talk.stage.now, talk.partnership, one), state="agreed")


def _plan(tx: Transaction, talk: Talk, *, lead: int, available: int) -> None:
    row = {
        "partnership_id": talk.partnership,
        "end": "2030-01",
        "tier": "vulnerable",
        "lead": lead,
        "available": available,
        "at": talk.stage.now,
    }
    tx.execute(insert(t.PhaseOutPlan), row)
