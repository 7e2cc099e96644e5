"""Trips: planned by either side or staff, one thing at a time, and everybody is told in their own language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.services.inputs import Pressed
from bot.store import deletion, people, reviews
from bot.store import tables as t
from bot.store.ahead import TripRow
from tests.bot.services import goals_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, Sides
from tests.bot.services.joining_cast import run
from tests.bot.services.trips_cast import STALE, labels, planned, press, read_all, trips, unread
from tests.stage import Somebody, Stage
from tests.transcripts.beginnings import a_new_partnership

PURPOSE = "See the delivery room"
FIRST = TripRow(1, date(2027, 3, 3), date(2027, 3, 9), "danish", None, PURPOSE, cancelled=False)


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    """It is 2 February 2027."""
    found = goals_cast.sides(after_the_talk)
    read_all(found)
    return found


async def due(both: Sides) -> dict[str, str]:
    """The days that are written down because of trips."""
    rows = await run(both.stage, lambda tx: reviews.of(tx, 1))
    return {row.dialogue: str(row.due_on) for row in rows if row.dialogue in ("agenda", "unsaid")}


async def speaks_danish(somebody: Somebody) -> None:
    def unit(tx: Any) -> None:
        people.change(tx, people.arrive(tx, somebody.stage.now, somebody.telegram_id, None).id, language="da")

    await run(somebody.stage, unit)


async def test_one_thing_is_asked_at_a_time_and_the_whole_is_shown_before_anything_is_saved(both: Sides) -> None:
    asked = [(await both.danish.says("/trip"))[-1].text]
    for wanted in ("Plan a trip", "Mar 2027", "3", "Mar 2027", "9", "1"):
        asked.append((await both.danish.taps(wanted))[-1].text)
    asked.append((await both.danish.says("Anna and two more"))[-1].text)
    asked.append((await both.danish.says(PURPOSE))[-1].text)
    picked = "Press the month, then the day. Or write it, as in 2027-02-01."
    day = "March 2027\nPress the day, or write it as in 2027-02-01."
    assert asked == [
        "Trips\nNo trip is planned. When the days are known, plan it here: both sides are told.",
        f"Which is the first day of the trip?\n{picked}",
        f"Which is the first day of the trip?\n{day}",
        f"Which is the last day of the trip?\nThe first day is 3 March 2027.\n{picked}",
        f"Which is the last day of the trip?\nThe first day is 3 March 2027.\n{day}",
        f"Who travels?\n1. {HAVN} travels to {CLINIC}.\n2. {CLINIC} travels to {HAVN}.\n3. Both sides meet elsewhere.",
        "Who is with you? Write names, or how many. You can leave it open.",
        "What is the trip for? Write it in a few words.",
        f"3 March 2027 to 9 March 2027\n{HAVN} travels to {CLINIC}.\nWho: Anna and two more\n{PURPOSE}\n"
        "Plan this trip? Both sides are told. Nothing is saved yet.",
    ]
    assert (await trips(both), unread(both.local)) == ((), [])
    await both.danish.taps("Plan this trip")
    assert await trips(both) == (
        TripRow(1, FIRST.starts, FIRST.ends, "danish", "Anna and two more", PURPOSE, cancelled=False),
    )


async def test_the_other_side_and_the_staff_are_told_once_each_in_their_language(both: Sides) -> None:
    await speaks_danish(both.local)
    await planned(both.danish, "2027-03-03", "2027-03-09")
    (local,), (staff,) = unread(both.local), unread(both.staff)
    assert "3. marts 2027" in local.text
    assert staff.text == (
        f"{HAVN} – {CLINIC}\n{HAVN} has planned a trip.\n3 March 2027 to 9 March 2027\n"
        f"{HAVN} travels to {CLINIC}.\n{PURPOSE}"
    )


@pytest.mark.parametrize("who", ["danish", "local", "staff"])
async def test_either_side_and_the_staff_who_follow_can_plan_and_the_others_are_told(both: Sides, who: str) -> None:
    await planned(getattr(both, who), "2027-03-03", "2027-03-09", travels="both")
    name = {"danish": HAVN, "local": CLINIC, "staff": "Staff"}[who]
    for other in {"danish", "local", "staff"} - {who}:
        (told,) = unread(getattr(both, other))
        assert f"{name} has planned a trip.\n3 March 2027 to 9 March 2027\nBoth sides meet elsewhere." in told.text
    assert len(await trips(both)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("31.02.2027", "There is no such day. Nothing was saved."),
        ("2027-13-01", "There is no such day. Nothing was saved."),
        ("tomorrow", "I can't read this as a day. Nothing was saved."),
        ("01/02/26", "This day is over. Nothing was saved."),
        ("0001-01-01", "This day is over. Nothing was saved."),
        ("01/02/2570", "This is more than 3 years ahead. Nothing was saved."),
        ("9999-12-31", "This is more than 3 years ahead. Nothing was saved."),
        ("x" * 4096, "I can't read this as a day. Nothing was saved."),
    ],
)
async def test_a_day_that_cannot_be_is_refused_and_asked_for_again(both: Sides, words: str, said: str) -> None:
    await press(both.danish, "Jn:1")
    (shown,) = await both.danish.says(words)
    assert shown.text.startswith(said)
    assert "Which is the first day of the trip?" in shown.text


@pytest.mark.parametrize("words", ["2027-03-01", "1 March 2027", "1 mar 27", "٢٠٢٧/٣/١", "1. marts 2027", "१.३.२०२७"])
async def test_a_written_day_is_said_in_words_before_it_is_taken(both: Sides, words: str) -> None:
    if "marts" in words:
        await speaks_danish(both.danish)
    await press(both.danish, "Jn:1")
    (shown,) = await both.danish.says(words)
    assert ("mandag den 1. marts 2027" if "marts" in words else "I read this as Monday, 1 March 2027.") in shown.text
    (shown,) = await both.danish.does(Pressed("Jr:1:0:2027-03-01:y", None))
    assert ("1. marts 2027" if "marts" in words else "The first day is 1 March 2027.") in shown.text


async def test_where_figures_leave_it_open_the_other_day_is_asked_before_it_is_written_anew(both: Sides) -> None:
    await press(both.danish, "Jn:1")
    asked = [(await both.danish.says("05/04/27"))[-1].text]
    asked += [(await both.danish.taps("No"))[-1].text for _ in range(2)]
    assert asked[:2] == ["I read this as Monday, 5 April 2027. Right?", "I read this as Tuesday, 4 May 2027. Right?"]
    assert asked[2].startswith("Then write it another way, or press it. Nothing was saved.")


async def test_of_two_days_it_can_mean_one_that_is_over_is_not_asked_about(both: Sides) -> None:
    await press(both.danish, "Jn:1")
    (shown,) = await both.danish.says("01/03/27")
    assert shown.text == "I read this as Monday, 1 March 2027. Right?"
    (shown,) = await both.danish.taps("No")
    assert shown.text.startswith("Then write it another way")


async def test_an_old_yes_to_another_day_takes_nothing(both: Sides) -> None:
    await press(both.danish, "Jn:1")
    await both.danish.says("2027-03-01", show=False)
    await both.danish.says("2027-03-02", show=False)
    assert STALE in await press(both.danish, "Jr:1:0:2027-03-01:y")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-03-02", "The last day can't be before the first day. Nothing was saved."),
        ("2028-03-04", "A trip lasts a year at the most. Nothing was saved."),
    ],
)
async def test_a_last_day_that_does_not_fit_the_first_is_refused(both: Sides, day: str, said: str) -> None:
    await press(both.danish, "Jn:1")
    await press(both.danish, "Jd:1:0:starts:2027-03-03")
    assert (await both.danish.says(day))[-1].text.startswith(said)
    assert (await press(both.danish, f"Jd:1:0:ends:{day}")).startswith(said)


@pytest.mark.parametrize("words", ["\u2800", "x" * 201, "call +45 12 34 56 78"])
async def test_a_purpose_that_cannot_be_kept_is_refused_and_asked_for_again(both: Sides, words: str) -> None:
    await press(both.danish, "Jn:1")
    for data in ("Jd:1:0:starts:2027-03-03", "Jd:1:0:ends:2027-03-03", "Jw:1:0:both", "Js:1:0"):
        await press(both.danish, data)
    (shown,) = await both.danish.says(words)
    assert "What is the trip for?" in shown.text
    assert "Nothing was" in shown.text or "empty" in shown.text
    (shown,) = await both.danish.sends("voice")
    assert shown.text.startswith("This has to be written. Nothing was saved.")


async def test_whoever_does_something_else_keeps_the_draft_and_its_buttons(both: Sides) -> None:
    await press(both.danish, "Jn:1")
    await press(both.danish, "Jd:1:0:starts:2027-03-03")
    shown = await both.danish.says("/menu")
    assert shown[0].text == "The trip you were planning is kept and not saved yet. Its buttons still work."
    await both.danish.says("2027-03-09", show=False)
    assert "I read this" not in both.danish.sees()
    assert "Who travels?" in await press(both.danish, "Jd:1:0:ends:2027-03-03")


async def test_cancelling_the_draft_saves_nothing_and_its_buttons_are_old(both: Sides) -> None:
    await press(both.danish, "Jn:1")
    assert "Cancelled. Nothing was saved." in await press(both.danish, "JC:1:0")
    for data in ("Jd:1:0:starts:2027-03-03", "Jy:1:0:starts:2028", "Jw:1:0:both", "JY:1:0", "JC:1:0", "Js:1:0"):
        assert STALE in await press(both.danish, data)
    assert await trips(both) == ()


async def test_planning_it_twice_plans_it_once(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    assert STALE in await press(both.danish, "JY:1:0")
    assert await trips(both) == (FIRST,)


async def test_trips_with_a_day_in_common_are_allowed_and_said(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    read_all(both)
    await planned(both.local, "2027-03-09", "2027-03-20", travels="local", purpose="Training")
    said = "Another trip has some of these days: 3 March 2027 to 9 March 2027. That is allowed."
    assert said in both.local.sees()
    assert said in unread(both.danish)[-1].text
    assert len(await trips(both)) == 2


async def test_the_days_that_follow_from_a_trip_are_written_down_and_move_with_it(both: Sides) -> None:
    assert await due(both) == {}
    await planned(both.danish, "2027-05-03", "2027-05-09")
    assert await due(both) == {"agenda": "2027-04-26", "unsaid": "2027-05-14"}
    await planned(both.danish, "2027-03-03", "2027-03-09")
    assert await due(both) == {"agenda": "2027-02-24", "unsaid": "2027-03-14"}
    await press(both.local, "Jx:2:y")
    assert await due(both) == {"agenda": "2027-04-26", "unsaid": "2027-05-14"}
    await press(both.local, "Jx:1:y")
    assert await due(both) == {}


async def test_changing_the_days_tells_everybody_which_they_were(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    read_all(both)
    assert "Save this? Both sides are told. Nothing is changed yet." in await press(both.local, "Jj:1")
    await both.local.taps("First day", show=False)
    await press(both.local, "Jd:1:1:starts:2027-03-20")
    assert both.local.sees().startswith("Which is the last day of the trip?\nThe first day is 20 March 2027.")
    await press(both.local, "Jd:1:1:ends:2027-03-22")
    await both.local.taps("Save the change", show=False)
    assert await trips(both) == (TripRow(1, date(2027, 3, 20), date(2027, 3, 22), "danish", None, PURPOSE, False),)
    for somebody in (both.danish, both.staff):
        (told,) = unread(somebody)
        assert f"{CLINIC} has changed a trip.\n20 March 2027 to 22 March 2027" in told.text
        assert "Before: 3 March 2027 to 9 March 2027" in told.text


async def test_saving_without_a_change_changes_nothing_and_tells_nobody(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    read_all(both)
    await press(both.local, "Jj:1")
    assert (await press(both.local, "JY:1:1")).startswith("Nothing was changed.")
    assert (unread(both.danish), await trips(both)) == ([], (FIRST,))


async def test_two_who_change_it_at_once_do_not_overwrite_each_other_unseen(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    for somebody, purpose in ((both.danish, "Repairs"), (both.local, "Training")):
        await press(somebody, "Jj:1")
        await press(somebody, "Je:1:1:purpose")
        await somebody.says(purpose, show=False)
    await press(both.local, "JY:1:1")
    assert "Meanwhile somebody else has changed this trip." in await press(both.danish, "JY:1:1")
    assert (await trips(both))[0].purpose == "Training"
    await press(both.danish, "JY:1:1")
    assert (await trips(both))[0].purpose == "Repairs"


async def test_cancelling_is_asked_twice_and_everybody_is_told(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    read_all(both)
    assert (await press(both.local, "Jx:1")).startswith("Cancel this trip?\n3 March 2027 to 9 March 2027")
    assert (await trips(both), unread(both.danish)) == ((FIRST,), [])
    await both.local.taps("Yes, cancel the trip")
    assert (await trips(both))[0].cancelled
    for somebody in (both.danish, both.staff):
        assert f"{CLINIC} has cancelled this trip.\n3 March 2027 to 9 March 2027" in unread(somebody)[-1].text


async def test_a_cancelled_trip_stays_in_the_list_and_its_old_buttons_say_so(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    await press(both.danish, "Jj:1")
    await press(both.local, "Jx:1:y")
    for data in ("Jj:1", "Jx:1", "Jx:1:y", "Jb:1", "Ju:1"):
        assert "This trip was cancelled." in await press(both.danish, data), data
    assert STALE in await press(both.danish, "JY:1:1")
    assert labels(both.danish)[:1] != ["Change the trip"]
    (shown,) = await both.danish.says("/trip")
    assert shown.text == f"Trips\n\nPast\n· 3 March 2027 to 9 March 2027: {PURPOSE} (cancelled)"


async def test_words_for_a_trip_that_was_cancelled_meanwhile_are_not_lost_in_silence(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    await press(both.danish, "Jj:1")
    await press(both.danish, "Je:1:1:purpose")
    await press(both.local, "Jx:1:y")
    unread(both.danish)
    (shown,) = await both.danish.says("Repairs")
    assert "This trip was cancelled." in shown.text


async def test_a_trip_that_is_over_is_past_and_stays_as_it_was(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    both.stage.now += timedelta(days=60)
    assert "This trip is over." in await press(both.local, "Jj:1")
    assert "Change the trip" not in labels(both.local)
    (shown,) = await both.local.says("/trip")
    assert shown.text == f"Trips\n\nPast\n· 3 March 2027 to 9 March 2027: {PURPOSE}"


async def test_a_trip_under_way_keeps_its_first_day(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    both.stage.now += timedelta(days=31)  # 5 March
    await press(both.local, "Jj:1")
    await press(both.local, "Je:1:1:ends")
    await press(both.local, "Jd:1:1:ends:2027-03-07")
    await press(both.local, "JY:1:1")
    assert (await trips(both))[0].ends == date(2027, 3, 7)


EVERY = (
    "Jt:1", "Jo:1", "Jb:1", "Ju:1", "Jp:1:y", "Jx:1", "Jx:1:y", "Jn:1", "Jj:1", "Je:1:1:ends", "Jy:1:0:starts:2028",
    "Jm:1:0:starts:2027-03", "Jd:1:0:starts:2027-03-03", "Jr:1:0:2027-03-03:y", "Jw:1:0:both", "Js:1:0", "JY:1:0",
    "JC:1:0",
)  # fmt: skip
NEVER_MADE = (
    "Jt", "Jo", "Jo:999999999", "Jo:x", "Jx::y", "Jp:1", "Jp:1:z", "Jn:0", "Jm:1:0:starts:nonsense", "Jd:1:0:ends:",
    "Jd:1:0:starts:2027-02-31", "Jm:1:0:starts:2026-01", "Jm:1:0:starts:2027-13", "Jd:1:0:purpose:2027-03-03",
    "Jr:1:0:2027-03-03", "Jw:1:0:moon", "Je:1:0:nothing", "JY:1", "Jy:1:0:starts:-1:2",
)  # fmt: skip


@pytest.mark.parametrize("data", EVERY)
async def test_a_stranger_learns_nothing_by_any_button(both: Sides, data: str) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    read_all(both)
    stranger = both.stage.person(99)
    said = await press(stranger, data)
    assert not any(word in said for word in (HAVN, CLINIC, PURPOSE, "2027"))
    assert (await trips(both), unread(both.danish), unread(both.local)) == ((FIRST,), [], [])


@pytest.mark.parametrize("data", [*NEVER_MADE, "Jw:1:0:both", "JY:1:0", "Jd:2:0:starts:2027-03-03"])
async def test_a_button_that_was_never_made_changes_nothing(both: Sides, data: str) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    await press(both.local, "Jn:1")
    assert STALE in await press(both.local, data)
    assert await trips(both) == (FIRST,)


async def test_whoever_is_of_another_partnership_finds_nothing_of_this_one(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    await a_new_partnership(both.stage, {})

    def moved(tx: Any) -> None:
        local = people.arrive(tx, both.stage.now, both.local.telegram_id, None).id
        tx.execute(update(t.Member).where(t.Member.person_id == local).values(partnership_id=2))

    await run(both.stage, moved)
    for data in ("Jo:1", "Jj:1", "Jx:1:y", "Jb:1", "Jt:1"):
        assert STALE in await press(both.local, data)
    assert await trips(both) == (FIRST,)


async def test_in_a_closed_partnership_trips_can_be_read_and_nothing_is_planned(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")

    def closed(tx: Any) -> None:
        tx.execute(update(t.Partnership).values(state="closed"))

    await run(both.stage, closed)
    assert STALE in await press(both.danish, "Jn:1")
    for data in ("Jj:1", "Jx:1:y", "Jb:1"):
        assert (await press(both.danish, data)).startswith("This partnership is closed")
    assert "3 March 2027" in await press(both.danish, "Jt:1")
    assert (await press(both.danish, "Jo:1")) == f"3 March 2027 to 9 March 2027\n{HAVN} travels to {CLINIC}.\n{PURPOSE}"
    assert "Plan a trip" not in labels(both.danish)
    assert await trips(both) == (FIRST,)


async def test_with_the_partnership_its_trips_go_and_the_drafts_of_them(both: Sides) -> None:
    await planned(both.danish, "2027-03-03", "2027-03-09")
    await press(both.local, "Jn:1")
    await press(both.local, "Jd:1:0:starts:2027-05-03")
    await run(both.stage, lambda tx: deletion.erase(tx, 1))
    left = await run(both.stage, lambda tx: [tx.execute(select(one)).all() for one in (t.Trip.id, t.Held.person_id)])
    assert left == [[], []]
