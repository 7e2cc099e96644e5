"""/attention: what needs a human now, for whom, and how it goes away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.i18n import language
from bot.screens.attention import Shown, listing
from bot.services.inputs import Pressed, ReachChanged
from bot.store import answers, openings, partnerships, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.answers import Answer, Json, State
from conversations.attention import Item, Reason
from conversations.dialogues.checkin import BETWEEN
from conversations.sides import Side, Visible
from tests.bot.services import agreement_cast
from tests.bot.services.joining_cast import labels, run
from tests.bot.services.test_opening import SIDES
from tests.bot.services.walking_cast import (
    ADMIN,
    COORDINATOR,
    DANISH,
    LOCAL,
    STRANGER,
    UNASSIGNED,
    Cast,
    cast,
)
from tests.stage import Shown as Message
from tests.stage import Stage
from tests.transcripts import quick

DAY = date(2027, 5, 31)
NOTHING = "Nothing needs a human now in the partnerships you follow."


async def sees(everybody: Cast, who: int = COORDINATOR) -> Message:
    """The list, asked for now."""
    return (await everybody[who].says("/attention"))[-1]


async def checked_in(
    everybody: Cast,
    *,
    danish: Mapping[str, Json],
    local: Mapping[str, Json],
    visible: Visible = Visible.BOTH,
    how: str | None = "opened",
    by: Side | None = None,
) -> int:
    """A check-in of both sides, whose second sitting is opened; returns the opening (0: it is still sealed)."""
    stage, said = everybody.stage, {Side.DANISH: danish, Side.LOCAL: local}
    about = {"names": {"danish": "Havn", "local": "Shore"}, "goals": [], "gone": [], "sittings": [2]}

    def unit(tx: Transaction) -> int:
        round_id = walks.open_round(tx, stage.now, everybody.partnership, "checkin", about)
        for side, row in walks.of_round(tx, round_id).items():
            for question, value in said[side].items():
                answers.add(tx, stage.now, row.id, Answer(question, State.GIVEN, value, visible), author=1)
        if how is None:
            return 0
        walks.summarised(tx, stage.now, round_id)
        return openings.open_topic(tx, stage.now, round_id, BETWEEN, how, by)

    return await run(stage, unit)


async def audited(everybody: Cast, action: str) -> list[tuple[int | None, str | None]]:
    query = select(t.Audit.partnership_id, t.Audit.about).where(t.Audit.action == action).order_by(t.Audit.id)
    return [(row[0], row[1]) for row in await run(everybody.stage, lambda tx: tx.execute(query).all())]


async def test_it_says_so_when_nothing_needs_a_human(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    for who in (COORDINATOR, UNASSIGNED, ADMIN):
        shown = await sees(everybody, who)
        assert (shown.text, shown.buttons) == (NOTHING, [])


async def test_nobody_but_staff_finds_it(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    for who in (DANISH, LOCAL, STRANGER):
        assert (await sees(everybody, who)).text == "Not found."


async def test_it_stands_in_the_menu_of_staff(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[COORDINATOR].says("/menu")
    (shown,) = await everybody[COORDINATOR].taps("What needs a human now")
    assert shown.text == NOTHING


async def test_a_side_of_which_nobody_can_be_reached_is_named_until_somebody_can(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[LOCAL].does(ReachChanged(False), False)
    shown = await sees(everybody)
    assert shown.text == "What needs a human now\n\n1. Havn – Shore: the bot can reach nobody at Shore."
    assert shown.buttons == [[("1. Havn – Shore", "qp:1")]]
    (card,) = await everybody[COORDINATOR].taps("1. Havn – Shore")
    assert "No route to Person 12 (Local side)." in card.text
    await everybody[LOCAL].does(ReachChanged(True), False)
    assert (await sees(everybody)).text == NOTHING


async def test_one_colleague_who_can_be_reached_is_a_route(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody.joins(STRANGER, SIDES[LOCAL])
    await everybody[LOCAL].does(ReachChanged(False), False)
    assert (await sees(everybody)).text == NOTHING


async def test_a_side_that_has_left_cannot_be_reached(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody.leaves(DANISH)
    assert (await sees(everybody)).text.endswith("1. Havn – Shore: the bot can reach nobody at Havn.")


async def test_an_invitation_that_nobody_took_up_counts_after_three_weeks(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    new = await run(
        sqlite_stage,
        lambda tx: partnerships.create(
            tx, sqlite_stage.now, 1, danish_name="Vig", local_name="Bay", country="KE", zone="Africa/Nairobi",
            common_language="en", running=False, start="2027-02", end=None,
        ),
    )  # fmt: skip
    sqlite_stage.now += timedelta(days=20)
    assert (await sees(everybody)).text == NOTHING
    sqlite_stage.now += timedelta(days=1)
    shown = await sees(everybody)
    assert shown.text == "What needs a human now\n\n1. Vig – Bay: the bot can reach nobody at Vig and Bay."
    assert shown.buttons == [[("1. Vig – Bay", f"qp:{new}")]]


async def test_staff_see_what_they_follow_and_admins_see_all_with_a_trace(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[LOCAL].does(ReachChanged(False), False)
    assert (await sees(everybody, UNASSIGNED)).text == NOTHING
    assert await audited(everybody, "admin_saw_attention") == []
    assert "Shore" in (await sees(everybody, ADMIN)).text
    assert await audited(everybody, "admin_saw_attention") == [(everybody.partnership, None)]


async def test_a_closed_partnership_needs_nobody(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[LOCAL].does(ReachChanged(False), False)
    await run(sqlite_stage, lambda tx: partnerships.change(tx, everybody.partnership, state="closed"))
    assert (await sees(everybody)).text == NOTHING


async def test_a_side_that_keeps_the_other_waiting_is_named_after_21_days_until_it_has_finished(
    sqlite_stage: Stage,
) -> None:
    everybody = await cast(sqlite_stage)
    await quick.finishes(everybody[DANISH], SIDES[DANISH], "en")
    sqlite_stage.now += timedelta(days=21)
    assert (await sees(everybody)).text == NOTHING
    sqlite_stage.now += timedelta(days=1)
    assert (await sees(everybody)).text.splitlines()[-1] == (
        "1. Havn – Shore: Shore has not finished what the other side finished on 1 February 2027."
    )
    await everybody[LOCAL].says("/start")
    await quick.finishes(everybody[LOCAL], SIDES[LOCAL], "en")
    assert (await sees(everybody)).text == NOTHING


async def test_three_months_without_a_word_are_a_long_silence_until_somebody_answers(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    sqlite_stage.now += timedelta(days=90)
    assert (await sees(everybody)).text == NOTHING
    sqlite_stage.now += timedelta(days=1)
    assert (await sees(everybody)).text.splitlines()[-1] == (
        "1. Havn – Shore: nothing has been heard since 1 February 2027."
    )
    await everybody[LOCAL].says("/start")
    await everybody[LOCAL].says("We run a clinic.")
    assert (await sees(everybody)).text == NOTHING


async def test_an_agreement_that_waits_for_a_month_is_shown_until_both_have_approved(sqlite_stage: Stage) -> None:
    everybody = await agreement_cast.talked(sqlite_stage)
    version = await agreement_cast.made(everybody)
    await agreement_cast.approves(everybody, DANISH, version)
    sqlite_stage.now += timedelta(days=31)
    shown = await sees(everybody)
    assert shown.text.splitlines()[-1].startswith("1. Havn – Shore: version 1 of the agreement has waited since ")
    assert shown.buttons == [[("1. Havn – Shore", "Ka:1")]]
    await agreement_cast.approves(everybody, LOCAL, version)
    assert (await sees(everybody)).text == NOTHING


async def test_five_are_shown_and_the_others_counted(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)

    def seven(tx: Transaction) -> None:
        for n in range(7):
            partnerships.create(
                tx, sqlite_stage.now, 1, danish_name=f"Havn {n}", local_name=f"Shore {n}", country="KE",
                zone="Africa/Nairobi", common_language="en", running=False, start="2027-02", end=None,
            )  # fmt: skip

    await run(sqlite_stage, seven)
    sqlite_stage.now += timedelta(days=30)
    shown = await sees(everybody)
    assert [len(row) for row in shown.buttons] == [1] * 5
    assert labels(shown)[0] == "1. Havn 0 – Shore 0"
    assert shown.text.splitlines()[-1] == "2 more things wait. They are shown when these have been dealt with."


async def test_a_wish_for_a_call_and_a_red_temperature_are_shown_with_who_and_when(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    opening = await checked_in(
        everybody, danish={"ci.temp": 4, "ci.call": "no"}, local={"ci.temp": 2, "ci.call": "week"}
    )
    shown = await sees(everybody)
    assert shown.text.splitlines() == [
        "What needs a human now",
        "",
        "1. Havn – Shore: Shore would like a call this week (said on 1 February 2027).",
        "",
        "2. Havn – Shore: the temperature is red, according to Shore (1 February 2027).",
    ]
    assert shown.buttons == [
        [("1. Havn – Shore", f"N:{opening}"), ("1. Called", f"Xd:1:call_now:{opening}")],
        [("2. Havn – Shore", f"N:{opening}"), ("2. Dealt with", f"Xd:1:red:{opening}")],
    ]


async def test_both_sides_stand_in_one_line(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await checked_in(everybody, danish={"ci.call": "some"}, local={"ci.call": "some"})
    (_, _, line) = (await sees(everybody)).text.splitlines()
    assert line == "1. Havn – Shore: Havn and Shore would like a call some time (said on 1 February 2027)."


async def test_staff_are_shown_what_they_may_read_and_no_more(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    for visible, shown in ((Visible.BOTH, True), (Visible.STAFF, True), (Visible.OWN, False)):
        await checked_in(everybody, danish={}, local={"ci.temp": 1}, visible=visible)
        assert ("the temperature is red" in (await sees(everybody)).text) is shown


async def test_what_a_side_handed_to_staff_leads_to_their_summary(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await checked_in(everybody, danish={"ci.call": "week"}, local={"ci.call": "week"}, how="handed", by=Side.LOCAL)
    shown = await sees(everybody)
    assert shown.text.endswith("1. Havn – Shore: Shore would like a call this week (said on 1 February 2027).")
    assert shown.buttons[0][0] == ("1. Havn – Shore", "h:1")


async def test_what_is_not_opened_needs_nobody(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await checked_in(everybody, danish={}, local={"ci.temp": 1, "ci.call": "week"}, how=None)
    assert (await sees(everybody)).text == NOTHING


async def test_the_newest_check_in_is_the_one_that_counts(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await checked_in(everybody, danish={}, local={"ci.temp": 1})
    await checked_in(everybody, danish={"ci.temp": 4}, local={"ci.temp": 3})
    assert (await sees(everybody)).text == NOTHING


async def test_a_call_that_was_made_is_ticked_off_for_all_staff_and_a_new_wish_is_a_new_one(
    sqlite_stage: Stage,
) -> None:
    everybody = await cast(sqlite_stage)
    opening = await checked_in(everybody, danish={}, local={"ci.call": "week"})
    await sees(everybody)
    (shown,) = await everybody[COORDINATOR].taps("1. Called")
    assert (shown.text, shown.edited) == (NOTHING, True)
    assert await audited(everybody, "attended") == [(everybody.partnership, f"call_now:{opening}")]
    assert (await sees(everybody, ADMIN)).text == NOTHING
    await checked_in(everybody, danish={}, local={"ci.call": "week"})
    assert "Shore would like a call this week" in (await sees(everybody)).text


async def test_pressed_twice_it_is_written_down_once(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    opening = await checked_in(everybody, danish={}, local={"ci.call": "week"})
    for _ in range(2):
        await everybody[COORDINATOR].does(Pressed(f"Xd:1:call_now:{opening}", None), False)
    assert len(await audited(everybody, "attended")) == 1


async def test_only_what_staff_can_know_to_be_done_can_be_ticked_off(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[LOCAL].does(ReachChanged(False), False)
    for reason in ("no_route", "silence", "red", "nonsense"):
        await everybody[COORDINATOR].does(Pressed(f"Xd:1:{reason}:None", None), False)
    assert await audited(everybody, "attended") == []
    assert "nobody at Shore" in (await sees(everybody)).text


async def test_an_old_or_foreign_button_ticks_nothing_off(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    for who, data in (
        (COORDINATOR, "Xd"),
        (COORDINATOR, "Xd:1:call:99"),
        (COORDINATOR, "Xd:2:call:1"),
        (UNASSIGNED, "Xd:1:call:1"),
        (DANISH, "Xd:1:call:1"),
        (STRANGER, "Xd:1:call:1:1"),
    ):
        await everybody[who].does(Pressed(data, None), False)
    assert await audited(everybody, "attended") == []


BOTH = frozenset(Side)
DANES = frozenset({Side.DANISH})


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (
            Item(1, Reason.MILESTONE, DAY, place=1, due=DAY),
            "1. A – B: 1 milestone of the phase-out is past due, since 31 May 2027.",
        ),
        (
            Item(1, Reason.MILESTONE, DAY, place=3, due=DAY),
            "1. A – B: 3 milestones of the phase-out are past due, the first since 31 May 2027.",
        ),
        (
            Item(1, Reason.DUTY, date(2027, 5, 17), DANES, due=DAY),
            "1. A – B: what the talk about vulnerability asks of A by 31 May 2027 stands open.",
        ),
        (Item(1, Reason.SILENCE, DAY, BOTH), "1. A – B: each side waits for the other to finish, since 31 May 2027."),
    ],
    ids=lambda value: getattr(value, "reason", ""),
)
def test_how_each_reason_is_said(item: Item, line: str) -> None:
    english = language("en")
    due = english.say(item.due) if item.due else ""
    names = {Side.DANISH: "A", Side.LOCAL: "B"}
    screen = listing([Shown(item, "A – B", names, english.say(item.since), "qp:1", due)], 0)
    assert english.say(screen.lines[-1].text) == line
