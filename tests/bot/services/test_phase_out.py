"""The ending on its page: a talk is offered before anything is asked, and an end counts when both sides accept it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.services.inputs import Pressed
from bot.store import ahead, phase_out, walks
from bot.store import tables as t
from conversations.milestones import MILESTONES
from conversations.phasing_out import State
from conversations.text import Month
from tests.bot.services import goals_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, Sides, labels
from tests.bot.services.joining_cast import run
from tests.stage import Shown, Somebody, Stage

STALE = "This button is no longer active."


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return goals_cast.sides(after_the_talk)


async def page(who: Somebody) -> Shown:
    return (await who.says("/phaseout"))[-1]


async def press(who: Somebody, data: str) -> str:
    news = await who.does(Pressed(data, None))
    return news[-1].text if news else ""


async def proposed(who: Somebody) -> None:
    await page(who)
    await who.taps("Suggest a talk", show=False)
    await who.taps("Suggest it", show=False)


async def states(stage: Stage) -> list[State]:
    return [one.state for one in await run(stage, lambda tx: phase_out.proposed(tx, 1))]


async def rounds(stage: Stage) -> list[str]:
    return [dialogue for _, dialogue in await run(stage, lambda tx: walks.rounds(tx, 1)) if dialogue == "phaseout"]


async def planned(both: Sides, month: str) -> None:
    """An end agreed on from the page."""
    await press(both.danish, f"Pm:1:{month}")
    await both.local.taps("Accept this end", show=False)


async def test_nobody_meets_the_questions_cold(both: Sides) -> None:
    await proposed(both.danish)
    offered = both.local.sees()
    assert f"{HAVN} would like to talk about how and when the partnership could end." in offered
    assert "This is not a notice, and nothing is decided." in offered
    assert await rounds(both.stage) == []
    assert await states(both.stage) == [State.PROPOSED]


async def test_the_questions_open_when_the_other_side_accepts(both: Sides) -> None:
    await proposed(both.danish)
    await both.local.taps("Accept", show=False)
    assert await states(both.stage) == [State.ACCEPTED]
    assert await rounds(both.stage) == ["phaseout"]


async def test_or_when_a_person_has_noted_that_the_talk_took_place(both: Sides) -> None:
    await proposed(both.local)
    await both.staff.taps("The talk took place", show=False)
    assert await states(both.stage) == [State.TALKED]
    assert await rounds(both.stage) == ["phaseout"]


async def test_what_staff_propose_needs_both_sides(both: Sides) -> None:
    await proposed(both.staff)
    await both.danish.taps("Accept", show=False)
    assert await rounds(both.stage) == []
    assert "Accept" not in [label for row in labels(await page(both.danish)) for label in row]
    await both.local.taps("Accept", show=False)
    assert await rounds(both.stage) == ["phaseout"]


async def test_not_now_ends_it_without_a_question_and_leaves_a_trace(both: Sides) -> None:
    await proposed(both.danish)
    await both.local.taps("Not now", show=False)
    assert await states(both.stage) == [State.WITHDRAWN]
    assert f"{CLINIC} would rather not talk about ending now." in both.danish.sees()
    newest = select(t.Audit.action).order_by(t.Audit.id.desc()).limit(1)
    assert await run(both.stage, lambda tx: tx.execute(newest).scalar()) == "phase_out_not_now"
    await proposed(both.local)
    assert await states(both.stage) == [State.WITHDRAWN, State.PROPOSED]


async def test_one_at_a_time_and_a_side_takes_its_own_back(both: Sides) -> None:
    await proposed(both.danish)
    assert STALE in await press(both.local, "Psy:1")
    assert STALE in await press(both.danish, "Pa:1")
    await page(both.danish)
    await both.danish.taps("Take it back", show=False)
    assert await states(both.stage) == [State.WITHDRAWN]
    assert STALE in await press(both.local, "Pa:1")


async def test_an_end_is_held_against_the_lead_time_before_it_is_put_forward(both: Sides) -> None:
    shown = await press(both.danish, "Pc:1:2028-02")
    assert "We recommend that both sides know the end 24 months before. It would be 12 months." in shown
    assert "A later end gives more time." in shown
    assert "2027-01" not in shown
    assert "is in the past. Nothing was put forward." in await press(both.danish, "Pm:1:2027-01")


async def test_an_end_counts_when_the_other_side_accepts_and_then_there_is_a_plan(both: Sides) -> None:
    await press(both.danish, "Pm:1:2029-06")
    assert await run(both.stage, lambda tx: ahead.plan(tx, 1)) is None
    await both.local.taps("Suggest another end", show=False)
    await press(both.local, "Pm:1:2029-08")
    await page(both.danish)
    await both.danish.taps("Accept this end", show=False)
    plan = await run(both.stage, lambda tx: ahead.plan(tx, 1))
    assert plan is not None
    assert (plan.end, plan.tier, plan.lead, plan.available, plan.shorter) == (
        Month(2029, 8), "vulnerable", 24, 30, False,
    )  # fmt: skip
    assert [m.code for m in await run(both.stage, lambda tx: ahead.milestones(tx, 1))] == list(MILESTONES)
    assert "The plan for the ending is made: it ends in August 2029." in both.local.sees()


async def test_a_short_plan_says_so_on_every_view_until_the_end_is_moved(both: Sides) -> None:
    await planned(both, "2028-02")
    short = "Shorter than recommended: 12 months instead of 24."
    assert short in (await page(both.local)).text
    assert short in await press(both.danish, "Pl:1")
    assert short in await press(both.danish, "Po:1")
    await planned(both, "2029-02")
    assert short not in await press(both.danish, "Pl:1")


async def test_when_the_end_moves_open_steps_keep_where_they_stood(both: Sides) -> None:
    await planned(both, "2029-02")
    await planned(both, "2029-08")
    moved = (await run(both.stage, lambda tx: ahead.milestones(tx, 1)))[14]
    assert (moved.due, [(m.before, m.after) for m in moved.moves]) == (
        Month(2029, 8),
        [(Month(2029, 2), Month(2029, 8))],
    )
    assert "The end is moved to August 2029." in both.local.sees()


async def test_stopping_a_talk_ends_the_round_and_says_so(both: Sides) -> None:
    await proposed(both.danish)
    await both.local.taps("Accept", show=False)
    await page(both.danish)
    await both.danish.taps("Stop this talk", show=False)
    await both.danish.taps("Yes, stop it", show=False)
    assert f"{HAVN} has stopped the talk about ending." in both.local.sees()
    (newest, *_) = await run(both.stage, lambda tx: walks.rounds_of(tx, 1, "phaseout"))
    assert newest.closed_at is not None
    assert STALE in await press(both.local, "Pxy:1")
