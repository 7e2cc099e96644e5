"""When each dialogue is due is written down from what happened, and taken back when it is due no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, update

from bot.services import dates
from bot.services.common import common
from bot.services.scene import Scene
from bot.store import partnerships, people, reviews, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.dialogues.catch_up import CATCH_UP
from conversations.sides import Side
from conversations.stage import Stage as Reached
from tests.bot.services.agreement_cast import in_force, settles, talked
from tests.bot.services.joining_cast import run
from tests.bot.services.walking_cast import DANISH, Cast, cast
from tests.stage import WORLD, Stage

TALKED = date(2027, 2, 1)  # the stage's first day, in the partnership's zone too


def _scene(tx: Transaction, stage: Stage) -> Scene:
    return Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, DANISH, "en"))


async def recorded(everybody: Cast) -> dict[str, date]:
    """What is written down of the partnership after looking again."""

    def unit(tx: Transaction) -> dict[str, date]:
        dates.record(_scene(tx, everybody.stage), everybody.partnership)
        found = reviews.of(tx, everybody.partnership)
        return {row.dialogue: row.due_on for row in found if row.round is None and row.dialogue != CATCH_UP.id}

    return await run(everybody.stage, unit)


async def reached(everybody: Cast) -> Reached:
    def unit(tx: Transaction) -> Reached:
        scene = _scene(tx, everybody.stage)
        now = common(scene, everybody.partnership)
        assert now is not None
        return dates.stage_of(scene, now)

    return await run(everybody.stage, unit)


async def over(everybody: Cast, dialogue: str = "startup", *, opened: datetime | None = None) -> None:
    """The open round of a dialogue is over; with `opened` its topics were opened then."""
    stage = everybody.stage

    def unit(tx: Transaction) -> None:
        number = next(n for n, name in walks.rounds(tx, everybody.partnership) if name == dialogue)
        tx.execute(update(t.Round).where(t.Round.id == number).values(closed_at=stage.now, summary_at=stage.now))
        if opened is not None:
            row = {"round_id": number, "topic": "work", "how": "opened", "at": opened}
            tx.execute(insert(t.Opening), row)

    await run(stage, unit)


async def plan(everybody: Cast, end: str, *milestones: tuple[str, str]) -> None:
    """Both have settled an end; each milestone is (code, month)."""

    def unit(tx: Transaction) -> None:
        now, p = everybody.stage.now, everybody.partnership
        row = {"partnership_id": p, "end": end, "tier": "vulnerable", "lead": 24, "available": 24, "at": now}
        tx.execute(insert(t.PhaseOutPlan), row)
        for code, due in milestones:
            made = {"partnership_id": p, "code": code, "due": due, "state": "open", "at": now}
            tx.execute(insert(t.Milestone), made)

    await run(everybody.stage, unit)


async def test_before_the_start_is_over_nothing_is_written_down(stage: Stage) -> None:
    everybody = await cast(stage)
    assert (await recorded(everybody), await reached(everybody)) == ({}, Reached.STARTING)


async def test_the_first_dates_are_counted_from_the_end_of_the_start_by_the_slower_rhythm(stage: Stage) -> None:
    everybody = await talked(stage)
    await over(everybody)
    assert await recorded(everybody) == {
        "checkin": date(2027, 8, 1),
        "capacity": TALKED + timedelta(days=90),
        "vulnerability": TALKED + timedelta(days=90),
    }


async def test_a_settled_rhythm_moves_the_date_and_leaves_one(stage: Stage) -> None:
    everybody = await talked(stage)
    await over(everybody)
    await recorded(everybody)
    await settles(everybody, "su.plan.rhythm", {"c": "1"})
    assert (await recorded(everybody))["checkin"] == date(2027, 3, 1)
    rows = await run(stage, lambda tx: reviews.of(tx, everybody.partnership, "checkin"))
    assert len(rows) == 1


async def test_the_day_is_that_of_the_partnerships_zone(stage: Stage) -> None:
    everybody = await talked(stage)
    stage.now = datetime(2027, 2, 28, 22, tzinfo=UTC)  # the first of March in Nairobi
    await over(everybody)
    assert (await recorded(everybody))["checkin"] == date(2027, 9, 1)


async def test_an_agreement_makes_it_well_under_way(stage: Stage) -> None:
    everybody = await talked(stage)
    assert await reached(everybody) is Reached.STARTING
    await in_force(everybody)
    assert await reached(everybody) is Reached.ESTABLISHED


async def test_a_check_in_that_is_open_is_not_due_and_its_opening_counts_for_the_next(stage: Stage) -> None:
    everybody = await talked(stage)
    await over(everybody)
    stage.now = datetime(2027, 8, 3, 9, tzinfo=UTC)

    def begin(tx: Transaction) -> None:
        row = {"partnership_id": everybody.partnership, "dialogue": "checkin", "about": {}, "opened_at": stage.now}
        tx.execute(insert(t.Round), row)

    await run(stage, begin)
    assert "checkin" not in await recorded(everybody)
    stage.now = datetime(2027, 8, 31, 9, tzinfo=UTC)
    await over(everybody, "checkin", opened=datetime(2027, 8, 30, 9, tzinfo=UTC))
    assert (await recorded(everybody))["checkin"] == date(2028, 2, 29)


async def test_a_check_in_that_was_ended_before_anything_opened_moves_no_date(stage: Stage) -> None:
    everybody = await talked(stage)
    await over(everybody)
    before = await recorded(everybody)
    row = {"partnership_id": everybody.partnership, "dialogue": "checkin", "about": {}, "opened_at": stage.now}
    await run(stage, lambda tx: tx.execute(insert(t.Round), row | {"closed_at": stage.now}))
    assert await recorded(everybody) == before


async def test_in_a_closed_partnership_nothing_is_due_until_it_is_open_again(stage: Stage) -> None:
    everybody = await talked(stage)
    await over(everybody)
    before = await recorded(everybody)
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, state="closed"))
    assert (await recorded(everybody), await reached(everybody)) == ({}, Reached.ENDED)
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, state="open"))
    assert await recorded(everybody) == before


async def test_a_running_partnership_counts_from_the_day_both_joined_if_it_brought_an_agreement(stage: Stage) -> None:
    everybody = await cast(stage)

    def running(tx: Transaction) -> None:
        partnerships.change(tx, everybody.partnership, running=True)
        row = {
            "partnership_id": everybody.partnership,
            "version": 1,
            "how": "uploaded",
            "seal": "s" * 64,
            "at": stage.now,
        }
        tx.execute(insert(t.Agreement), row)

    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, running=True))
    assert await recorded(everybody) == {}
    await run(stage, running)
    assert (await recorded(everybody))["checkin"] == date(2027, 5, 1)
    assert await reached(everybody) is Reached.ESTABLISHED


async def test_a_plan_adds_readiness_and_looks_back_and_ends_what_comes_after_the_end(stage: Stage) -> None:
    everybody = await talked(stage)
    await over(everybody)
    await plan(everybody, "2027-06", ("m01", "2027-02"))
    assert await reached(everybody) is Reached.PHASING_OUT
    assert await recorded(everybody) == {
        "capacity": TALKED + timedelta(days=90),
        "vulnerability": TALKED + timedelta(days=90),
        "ready": date(2027, 5, 1),
        "lookback": date(2027, 12, 31),
    }
    stage.now = datetime(2027, 7, 1, 9, tzinfo=UTC)
    assert (await recorded(everybody), await reached(everybody)) == ({"lookback": date(2027, 12, 31)}, Reached.ENDED)


async def test_neither_side_moves_a_date_alone(stage: Stage) -> None:
    """What only one side may see of the other's rhythm says nothing to the other by a date."""
    everybody = await talked(stage)
    await over(everybody)

    def keep(tx: Transaction) -> None:
        (local,) = walks.of_side(tx, everybody.partnership, Side.LOCAL)
        kept = update(t.Answer).where(t.Answer.question == "su.plan.rhythm", t.Answer.walk_id == local.id)
        tx.execute(kept.values(visible="own"))

    await run(stage, keep)
    assert (await recorded(everybody))["checkin"] == date(2027, 5, 1)
