"""/status over a real partnership: what is open for whom, and that either side is shown the same."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select, update

from bot.services.inputs import Pressed
from bot.store import partnerships, reviews, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.opening import Mark
from conversations.sides import Side
from tests.bot.services.agreement_cast import TOPICS, made, press, talked
from tests.bot.services.joining_cast import run
from tests.bot.services.walking_cast import (
    ADMIN,
    COORDINATOR,
    DANISH,
    LOCAL,
    OTHER_DANISH,
    REMOVED,
    STRANGER,
    UNASSIGNED,
    Cast,
    cast,
    tried,
)
from tests.stage import Stage


async def shown(everybody: Cast, who: int) -> str:
    return (await press(everybody, who, f"Ss:{everybody.partnership}"))[-1].text


def mirrored(said: str) -> str:
    """The same with the two organisations changed over; the title names them in one order for everybody."""
    _, _, rest = said.partition("\n")
    return rest.replace("Havn", "?").replace("Shore", "Havn").replace("?", "Shore")


async def due(everybody: Cast, dialogue: str, on: date) -> None:
    await run(
        everybody.stage, lambda tx: reviews.set_next(tx, everybody.stage.now, everybody.partnership, dialogue, on)
    )


async def finishes(everybody: Cast, side: Side, topic: str) -> None:
    def unit(tx: Transaction) -> None:
        row = walks.of_side(tx, everybody.partnership, side)[-1]
        walks.make_ready(tx, everybody.stage.now, row.id, topic)

    await run(everybody.stage, unit)


async def test_at_the_beginning_each_side_is_told_of_its_own_questions(stage: Stage) -> None:
    everybody = await cast(stage)
    assert await shown(everybody, DANISH) == (
        "Havn – Shore\n"
        "Where we are: starting.\n"
        "No agreement is approved by both sides yet.\n"
        "Time horizon: not settled yet.\n"
        "\n"
        "Open for Havn\n"
        "· questions: Start-up talk\n"
        "\n"
        "Open for Shore\n"
        "Nothing at the moment.\n"
        "\n"
        "What comes next\n"
        "No dates are known yet."
    )


async def test_how_far_the_other_side_is_in_a_sealed_topic_is_not_told(stage: Stage) -> None:
    everybody = await cast(stage)
    before = await shown(everybody, DANISH)
    await finishes(everybody, Side.LOCAL, TOPICS[0])
    assert await shown(everybody, DANISH) == before
    assert "Open for Havn\n· waited for: Start-up talk" in await shown(everybody, LOCAL)


async def test_both_sides_see_the_same_mirrored(stage: Stage) -> None:
    everybody = await talked(stage)
    version = await made(everybody)
    assert version.n == 1
    assert "· version 1 of the agreement to approve" in await shown(everybody, DANISH)
    assert mirrored(await shown(everybody, DANISH)) == (await shown(everybody, LOCAL)).partition("\n")[2]


async def test_what_waits_for_a_side_is_counted_for_it_and_not_for_the_other(stage: Stage) -> None:
    everybody = await talked(stage)

    def unmark(tx: Transaction) -> None:
        opening = select(t.Opening.id).where(t.Opening.topic == TOPICS[0]).scalar_subquery()
        tx.execute(delete(t.Mark).where(t.Mark.opening_id == opening, t.Mark.side == "local"))

    await run(stage, unmark)
    await press(everybody, DANISH, f"ep:{everybody.partnership}:su.fut.end")
    await press(everybody, DANISH, f"eq:{everybody.partnership}:su.fut.end:m:2030-12")
    for who in (DANISH, LOCAL):
        said = await shown(everybody, who)
        local = said.partition("Open for Shore\n")[2].partition("\n\n")[0]
        assert local == "· 1 proposal to answer\n· 1 opened topic to mark"
        assert said.partition("Open for Havn\n")[2].partition("\n\n")[0] == "Nothing at the moment."


async def test_dates_come_nearest_first_and_one_that_has_passed_is_no_reproach(stage: Stage) -> None:
    everybody = await talked(stage)
    await due(everybody, "capacity", date(2027, 5, 2))
    await due(everybody, "checkin", date(2027, 1, 30))
    assert (await shown(everybody, LOCAL)).partition("What comes next\n")[2] == (
        "· 30 January 2027: Check-in. There is still time for it.\n· 2 May 2027: Capacity talk"
    )


async def test_trips_ahead_stand_among_the_dates_and_those_that_are_over_or_cancelled_do_not(stage: Stage) -> None:
    everybody = await talked(stage)

    def plan(tx: Transaction) -> None:
        for first, last, travels, cancelled in (
            (date(2027, 4, 1), date(2027, 4, 9), "danish", None),
            (date(2027, 3, 1), date(2027, 3, 9), "both", stage.now),
            (date(2027, 1, 1), date(2027, 1, 9), "local", None),
        ):
            row = {"partnership_id": everybody.partnership, "starts_on": first, "ends_on": last, "travels": travels}
            row |= {"purpose": "See it", "author_id": 1, "at": stage.now, "cancelled_at": cancelled}
            tx.execute(insert(t.Trip), row)

    await run(stage, plan)
    assert (await shown(everybody, LOCAL)).partition("What comes next\n")[2] == "· 1 April 2027: Trip (Havn)"


async def milestones(everybody: Cast, **due: str) -> None:
    """Milestones of the plan by code, each with its month, all open."""

    def unit(tx: Transaction) -> None:
        for code, month in due.items():
            row = {"partnership_id": everybody.partnership, "code": code, "due": month, "state": "open"}
            tx.execute(insert(t.Milestone), row | {"at": everybody.stage.now})

    await run(everybody.stage, unit)


async def test_milestones_are_open_for_those_whose_they_are_from_their_month_on(stage: Stage) -> None:
    everybody = await talked(stage)
    await milestones(everybody, m02="2027-06", m03="2027-01", m05="2027-02", m09="2027-03")
    for who in (DANISH, LOCAL):
        said = await shown(everybody, who)
        assert "Open for Havn\n· 1 milestone of the phase-out\n" in said
        assert "Open for Shore\n· 2 milestones of the phase-out\n" in said
        assert said.partition("What comes next\n")[2] == (
            "· 31 January 2027: Shared picture of “after” agreed (Both sides). There is still time for it.\n"
            "· 28 February 2027: Income plan made (Shore)\n"
            "· 31 March 2027: Last shipment leaves (Havn)\n"
            "· 30 June 2027: Written notice with reason and end month"
        )


async def test_the_end_of_a_plan_that_is_short_says_so_to_everybody(stage: Stage) -> None:
    everybody = await talked(stage)

    def plan(tx: Transaction) -> None:
        row = {"partnership_id": everybody.partnership, "end": "2028-06", "tier": "vulnerable", "at": stage.now}
        tx.execute(insert(t.PhaseOutPlan), row | {"lead": 24, "available": 16})

    await run(stage, plan)
    for who in (DANISH, LOCAL, COORDINATOR):
        assert "The end: June 2028, sooner than recommended.\n" in await shown(everybody, who)


async def test_staff_are_shown_both_sides_and_nothing_to_press_that_is_not_theirs(stage: Stage) -> None:
    everybody = await cast(stage)
    await finishes(everybody, Side.LOCAL, TOPICS[0])
    news = await press(everybody, COORDINATOR, f"Ss:{everybody.partnership}")
    assert "Open for Havn\n· questions: Start-up talk\n" in news[-1].text
    assert "Open for Shore\n· questions: Start-up talk\n" in news[-1].text
    assert not [data for row in news[-1].buttons for _, data in row if data.startswith(("g:", "N:"))]


async def test_nobody_else_is_shown_anything(stage: Stage) -> None:
    everybody = await talked(stage)
    for who in (UNASSIGNED, OTHER_DANISH, REMOVED, STRANGER):
        (one,) = await tried(stage, who, Pressed(f"Ss:{everybody.partnership}", None))
        assert not any("Havn" in said for _, said in one.told)


async def test_an_admin_who_looks_leaves_a_trace(stage: Stage) -> None:
    everybody = await talked(stage)
    await press(everybody, ADMIN, f"Ss:{everybody.partnership}")
    rows = await run(stage, lambda tx: list(tx.execute(select(t.Audit.action)).scalars()))
    assert "admin_saw_settled" in rows


async def test_the_command_shows_the_only_partnership(stage: Stage) -> None:
    everybody = await talked(stage)
    assert (await everybody[LOCAL].says("/status"))[-1].text.startswith("Havn – Shore\n")


async def test_in_a_closed_partnership_it_can_be_read_and_nothing_is_open(stage: Stage) -> None:
    everybody = await talked(stage)
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, state="closed"))
    said = await shown(everybody, DANISH)
    assert "Where we are: ended." in said
    assert "Open for" not in said


async def test_the_topic_that_waits_for_a_mark_is_a_tap_away(stage: Stage) -> None:
    everybody = await talked(stage)

    def only_danish(tx: Transaction) -> None:
        tx.execute(update(t.Mark).where(t.Mark.side == "local").values(side="danish", mark=Mark.AGREE.value))

    await run(stage, only_danish)
    news = await press(everybody, LOCAL, f"Ss:{everybody.partnership}")
    assert ("Mark: Getting to know each other", "N:1") in [one for row in news[-1].buttons for one in row]
