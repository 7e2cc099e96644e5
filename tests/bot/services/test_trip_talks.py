"""The talks of a trip: its agenda, the temperature, answers copied from paper, and what was hard to say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.services.inputs import Pressed
from bot.store import deletion, people, walks
from bot.store import tables as t
from conversations.sides import Side
from tests.bot.services import capacity_cast, goals_cast
from tests.bot.services.agreement_cast import at_once
from tests.bot.services.goals_cast import CLINIC, HAVN, Sides
from tests.bot.services.joining_cast import run
from tests.bot.services.running_cast import both_joined
from tests.bot.services.trips_cast import (
    STALE,
    planned,
    press,
    read_all,
    takes_the_temperature,
    unread,
    walk_of,
)
from tests.stage import Somebody, Stage

TALK = "marked “we need to talk”"
BOTH = f"{HAVN} and {CLINIC}"
COUNT = "Count the equipment: how many pieces work, stand still, are missing"


@pytest.fixture
async def both(after_the_talk: Stage) -> Sides:
    """It is 2 February 2027, and a trip from 3 to 9 March is planned."""
    found = goals_cast.sides(after_the_talk)
    await planned(found.danish, "2027-03-03", "2027-03-09")
    read_all(found)
    return found


def days_pass(both: Sides, days: int) -> None:
    both.stage.now += timedelta(days=days)


def agenda(page: str) -> list[str]:
    """The numbered lines of a page."""
    return [line.partition(". ")[2] for line in page.splitlines() if line.partition(". ")[0].isdigit()]


async def test_the_agenda_is_what_stands_open_for_both_sides_and_the_staff_alike(both: Sides) -> None:
    for somebody in (both.danish, both.local, both.staff):
        page = await press(somebody, "Jo:1")
        assert agenda(page) == [
            f"Expectations: {BOTH} {TALK}",
            f"Contributions: {BOTH} {TALK}",
            f"Roles: {BOTH} {TALK}",
            COUNT,
        ]
        assert "Read it together from 24 February 2027 on." in page


async def test_what_is_put_forward_and_not_answered_stands_on_it_until_it_is(both: Sides) -> None:
    await press(both.danish, "ep:1:su.fut.end")
    await press(both.danish, "eq:1:su.fut.end:m:2029-08")
    waits = [line for line in agenda(await press(both.local, "Jo:1")) if "waits for" in line]
    assert waits == [f"“Until which month do we plan for now?”: an answer waits for {CLINIC}"]
    assert [line for line in agenda(await press(both.staff, "Jo:1")) if "waits for" in line] == waits


async def test_areas_stand_on_it_for_whom_they_can_be_seen_and_for_nobody_else(both: Sides) -> None:
    levels = capacity_cast.levels(danish="4444 4444 44444", local="1444 4444 14444")
    await capacity_cast.held(both.stage, levels)
    expected = {
        "danish": [f"Daily administration of {CLINIC}: 1 in its own eyes, 4 in those of {HAVN}"],
        "local": [
            f"Daily administration of {CLINIC}: 1 in its own eyes, 4 in those of {HAVN}",
            f"Answers and promises of {HAVN}: 4 in its own eyes, 1 in those of {CLINIC}",
        ],
    }
    expected["staff"] = expected["local"]
    for who, lines in expected.items():
        found = agenda(await press(getattr(both, who), "Jo:1"))
        assert [line for line in found if "in its own eyes" in line] == lines, who


async def test_equipment_is_counted_where_the_danish_side_comes_to_it(both: Sides) -> None:
    await planned(both.local, "2027-05-03", "2027-05-09", travels="local")
    assert COUNT not in agenda(await press(both.local, "Jo:2"))


async def test_what_was_counted_on_a_trip_is_off_its_agenda_and_stands_beside_the_next_count(both: Sides) -> None:
    days_pass(both, 29)
    await press(both.danish, "Jb:1")
    await takes_the_temperature(both, {"temp": "4"}, {"temp": "3"})
    (row,) = await run(both.stage, lambda tx: walks.rounds_of(tx, 1, "temperature"))
    await press(both.danish, f"ep:1:tc.count:{row.id}")
    await both.danish.says("12 3 1", show=False)
    await both.danish.taps("Put it forward", show=False)
    assert COUNT in agenda(await press(both.local, "Jo:1"))
    await both.local.taps("Accept", show=False)
    await planned(both.local, "2027-05-03", "2027-05-09")
    counts = {
        data: [one for one in agenda(await press(both.local, data)) if "ount" in one] for data in ("Jo:1", "Jo:2")
    }
    assert counts == {
        "Jo:1": [],
        "Jo:2": ["Count the equipment. Last time: 12 worked, 3 stood still, 1 were missing"],
    }


async def test_a_step_agreed_on_the_trip_stands_in_the_plan(both: Sides) -> None:
    days_pass(both, 29)
    await press(both.danish, "Jb:1")
    await takes_the_temperature(both, {"temp": "4"}, {"temp": "3"})
    await press(both.danish, "ep:1:tc.agree:+")
    await both.danish.says("Repair the autoclave", show=False)
    await press(both.danish, "eq:1:tc.agree:+:who:local")
    await press(both.danish, "eq:1:tc.agree:+:m:2027-06")
    await both.danish.taps("Put it forward", show=False)
    waits = f"“Repair the autoclave”: put forward, waits for {CLINIC}"
    assert waits in agenda(await press(both.local, "Jo:1"))
    await both.local.taps("Accept", show=False)
    assert waits not in agenda(await press(both.local, "Jo:1"))
    assert f"Repair the autoclave\n{CLINIC}, by June 2027" in (await both.local.says("/plan"))[-1].text


async def test_partners_who_never_held_a_start_find_it_first_on_the_agenda(sqlite_stage: Stage) -> None:
    where, danish, local, _ = await both_joined(sqlite_stage)
    assert where == 1
    await planned(danish, "2027-03-03", "2027-03-09")
    assert agenda(await press(local, "Jo:1")) == ["The start-up talk: you have never held one here", COUNT]
    await press(local, "Uc:1")
    assert agenda(await press(local, "Jo:1")) == ["The start-up talk: it is not finished", COUNT]


async def test_the_temperature_is_taken_from_the_first_day_on(both: Sides) -> None:
    assert "Temperature check: it can be begun from 3 March 2027 on." in await press(both.local, "Jb:1")
    days_pass(both, 29)
    assert "The temperature · 1 of 10" in await press(both.local, "Jb:1")
    (told,) = unread(both.danish)
    assert told.text.startswith(f"Temperature check\n{CLINIC} has begun it.")
    assert "The temperature check is open." in await press(both.staff, "Jb:1")


async def test_staff_can_begin_it_and_both_sides_are_told(both: Sides) -> None:
    days_pass(both, 29)
    assert (await press(both.staff, "Jb:1")).startswith(f"✓ Begun. Both sides have been told.\n\n{HAVN} – {CLINIC}")
    for somebody in (both.danish, both.local):
        assert unread(somebody)[-1].text.startswith("Temperature check\nStaff have begun it.")


async def test_while_another_check_is_open_this_trips_waits_for_it(both: Sides) -> None:
    await press(both.danish, "Db:1:temperature")
    days_pass(both, 29)
    said = "Another temperature check is still open. When it is over, this trip's can be begun."
    assert said in await press(both.local, "Jb:1")


KEPT = "The other side does not see all of this. “See all answers” says which of your answers it does not see."


async def test_the_next_time_each_side_sees_what_has_changed_as_far_as_it_may(both: Sides) -> None:
    days_pass(both, 29)
    await press(both.danish, "Jb:1")
    await takes_the_temperature(both, {"temp": "4", "safe": "4"}, {"temp": "3", "equal": "2", "safe": "2"})
    await press(both.danish, "Db:1:temperature")
    read_all(both)
    await takes_the_temperature(both, {"temp": "3", "safe": "4"}, {"temp": "5", "equal": "2", "safe": "3"})
    assert await result(both.danish) == [
        "How warm the partnership is",
        f"{HAVN}: Mild (last time Warm: cooler)",
        f"{CLINIC}: Very warm (last time Mild: warmer)",
        "How safe it is to bring bad news",
        f"{HAVN}: Mostly (last time Mostly: the same)",
        KEPT,
    ]
    assert await result(both.local) == [
        "How warm the partnership is",
        f"{HAVN}: Mild (last time Warm: cooler)",
        f"{CLINIC}: Very warm (last time Mild: warmer)",
        "How equal you are when something is decided",
        f"{CLINIC}: A little (last time A little: the same)",
        "How safe it is to bring bad news",
        f"{CLINIC}: Half (last time A little: safer)",
        KEPT,
    ]


async def result(somebody: Somebody) -> list[str]:
    """What is computed, in the newest opening they were shown."""
    opening = [m.text for m in somebody.chat.values() if m.text.startswith("The temperature: both sides are ready")][-1]
    return next(part for part in opening.split("\n\n") if part.startswith("How warm the partnership is")).splitlines()


async def test_where_there_was_no_proper_talk_it_is_said_and_nothing_is_offered_where_there_was_one(
    both: Sides,
) -> None:
    days_pass(both, 29)
    await press(both.danish, "Jb:1")
    read_all(both)
    await takes_the_temperature(both, {"start": "no"}, {"start": "partly"})
    for somebody in (both.danish, both.local):
        shown = unread(somebody)
        said = f"No proper talk about goals, roles and expectations yet, or only in parts, says {BOTH}."
        assert any(said in m.text for m in shown)
        assert not any(data.startswith("Uc:") for m in shown for row in m.buttons for _, data in row)


async def test_partners_who_never_had_the_talk_are_offered_it_when_one_of_them_says_so(sqlite_stage: Stage) -> None:
    where, danish, local, staff = await both_joined(sqlite_stage)
    both = Sides(sqlite_stage, danish, local, staff)
    await danish.does(Pressed(f"Db:{where}:temperature", None))
    await takes_the_temperature(both, {"start": "spoken"}, {"start": "partly"})
    for somebody in (danish, local):
        (offer,) = (m for m in somebody.chat.values() if m.text.startswith("You have not had a proper talk"))
        assert offer.buttons == [[("Catch-up start", f"Uc:{where}")]]


async def test_what_a_side_keeps_from_the_other_about_the_start_offers_nothing(sqlite_stage: Stage) -> None:
    where, danish, local, staff = await both_joined(sqlite_stage)
    both = Sides(sqlite_stage, danish, local, staff)
    await danish.does(Pressed(f"Db:{where}:temperature", None))
    await takes_the_temperature(both, {"start": "spoken"}, {"start": "no"}, ready=False)
    walk = await walk_of(both, "temperature", Side.LOCAL)
    await local.does(Pressed(f"V:{walk}:tc.start:staff", None))
    for somebody, side in ((local, Side.LOCAL), (danish, Side.DANISH)):
        await somebody.does(Pressed(f"R:{await walk_of(both, 'temperature', side)}:temp", None))
    assert any("both sides are ready" in m.text for m in danish.chat.values())
    offers = [m for who in (danish, local) for m in who.chat.values() if m.text.startswith("You have not had")]
    assert offers == []
    assert not any("No proper talk" in m.text for m in danish.chat.values())
    assert any("No proper talk" in m.text for m in local.chat.values())


async def test_a_side_marks_that_it_answered_on_paper_and_can_take_it_back_until_it_is_opened(both: Sides) -> None:
    days_pass(both, 29)
    await press(both.local, "Jb:1")
    assert f"Answered on paper first: {CLINIC}" in await press(both.local, "Jp:1:y")
    assert "Answered on paper first" not in await press(both.danish, "Jo:1")
    assert "Answered on paper first" not in await press(both.local, "Jp:1:n")
    await press(both.local, "Jp:1:y")
    await takes_the_temperature(both, {"temp": "4"}, {"temp": "3"})
    opening = next(data for row in list(both.danish.chat.values())[-1].buttons for _, data in row if data[0] in "ON")
    shown = await press(both.danish, f"O:{opening.split(':')[1]}:all")
    assert f"{CLINIC} (from paper): Mild" in shown
    assert f"{HAVN}: Warm" in shown
    assert "The temperature check of this trip was taken." in await press(both.local, "Jp:1:n")
    assert f"Answered on paper first: {CLINIC}" in await press(both.danish, "Jo:1")


@pytest.mark.parametrize("who", ["staff", "stranger"])
async def test_only_a_side_can_say_that_it_answered_on_paper(both: Sides, who: str) -> None:
    days_pass(both, 29)
    await press(both.local, "Jb:1")
    assert STALE in await press(both.staff if who == "staff" else both.stage.person(99), "Jp:1:y")
    (row,) = await run(both.stage, lambda tx: walks.rounds_of(tx, 1, "temperature"))
    assert (row.about["trip"], row.about["paper"]) == (1, [])


async def test_cancelling_a_trip_ends_its_open_check_and_keeps_what_was_answered(both: Sides) -> None:
    days_pass(both, 29)
    await press(both.local, "Jb:1")
    walk = await walk_of(both, "temperature", Side.LOCAL)
    await press(both.local, f"a:{walk}:tc.start:no")
    read_all(both)
    assert "Its questions are not asked any more. What was answered is kept." in await press(both.danish, "Jx:1")
    await press(both.danish, "Jx:1:y")
    told = [m.text for m in unread(both.local)]
    assert told[0].startswith(f"{HAVN} has cancelled this trip.")
    assert told[1] == (
        "Temperature check\nThe trip was cancelled.\n"
        "No more questions are asked in it. What you answered is kept with your side."
    )
    assert STALE in await press(both.local, f"a:{walk}:tc.temp:4")
    answers = await run(
        both.stage, lambda tx: tx.execute(t.Answer.__table__.select().where(t.Answer.walk_id == walk)).mappings().all()
    )
    assert [(a["question"], a["value"]) for a in answers] == [("tc.start", "no")]
    assert "No proper talk" not in await press(both.danish, "Jo:1")


async def test_a_check_that_does_not_belong_to_the_trip_goes_on_when_the_trip_is_cancelled(both: Sides) -> None:
    await press(both.danish, "Db:1:temperature")
    await press(both.danish, "Jx:1:y")
    assert await run(both.stage, lambda tx: walks.running(tx, 1, "temperature")) is not None


async def test_what_was_hard_to_say_is_asked_from_five_days_after_the_trip(both: Sides) -> None:
    days_pass(both, 39)  # 13 March
    said = "What was hard to say face to face is asked from 14 March 2027 on."
    assert said in await press(both.local, "Ju:1")
    days_pass(both, 1)
    assert "Was something hard to say face to face?\nOnly you will see this answer" in await press(both.local, "Ju:1")
    assert unread(both.danish)[-1].text.startswith(f"After the trip\n{CLINIC} has begun it.")


async def test_what_was_hard_to_say_is_seen_by_its_writer_alone_unless_they_open_it(both: Sides) -> None:
    """Not by the other side, nor the staff, nor a colleague of the same side, before the opening and after."""
    colleague = both.stage.person(77)

    def joins(tx: Any) -> None:
        who = people.arrive(tx, both.stage.now, 77, "en").id
        people.change(tx, who, name="Colleague", consent_version=1)
        people.join(tx, both.stage.now, person_id=who, partnership=1, side=Side.LOCAL, task=None, by=None)

    await run(both.stage, joins)
    days_pass(both, 40)
    await press(both.local, "Ju:1")
    secret = "He shouted at our nurse"
    await both.local.says(secret)
    mine, theirs = await walk_of(both, "unsaid", Side.LOCAL), await walk_of(both, "unsaid", Side.DANISH)
    await press(both.local, f"R:{mine}:unsaid")
    await press(both.danish, f"s:{theirs}:tc.unsaid")
    await press(both.danish, f"R:{theirs}:unsaid")
    (row,) = await run(both.stage, lambda tx: walks.rounds_of(tx, 1, "unsaid"))
    assert row.over
    others = (both.danish, both.staff, colleague)
    for somebody in others:
        for words in ("/answers", "/status", "/record", "/menu"):
            await somebody.says(words)
        openings = {d for m in somebody.chat.values() for r in m.buttons for _, d in r if d[:2] in ("O:", "N:")}
        for data in ("Jo:1", f"h:{mine}", f"i:{mine}:tc.unsaid", *(f"O:{d.split(':')[1]}:all" for d in openings)):
            await press(somebody, data)
        assert not any(secret in m.text for m in somebody.chat.values())
        assert not any(secret in str(m.attachment) for m in somebody.chat.values())
    assert any(secret in m.text for m in both.local.chat.values())


async def test_what_two_press_at_the_same_instant_happens_once_and_loses_nothing(stage: Stage) -> None:
    """On both databases: the check is begun once, both sides' marks stay, the trip is cancelled once."""
    where, danish, local, staff = await both_joined(stage)
    both = Sides(stage, danish, local, staff)
    await planned(danish, "2027-02-01", "2027-02-09")
    await at_once(stage, (danish.telegram_id, "Jb:1"), (local.telegram_id, "Jb:1"))
    await at_once(stage, (danish.telegram_id, "Jp:1:y"), (local.telegram_id, "Jp:1:y"))
    (row,) = await run(stage, lambda tx: walks.rounds_of(tx, where, "temperature"))
    assert (row.about["trip"], row.about["paper"]) == (1, ["danish", "local"])
    read_all(both)
    await at_once(stage, (danish.telegram_id, "Jx:1:y"), (local.telegram_id, "Jx:1:y"))
    assert sum("has cancelled this trip." in m.text for m in unread(staff)) == 1
    await run(stage, lambda tx: deletion.erase(tx, where))
