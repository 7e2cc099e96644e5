"""Steps of a phase-out plan: done by what the talks show, by words or with an exception; moved; not needed."""

from __future__ import annotations

import pytest

from bot.store import ahead
from bot.store.ahead import MilestoneRow
from conversations.text import Month
from tests.bot.services import goals_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, Sides
from tests.bot.services.joining_cast import run
from tests.bot.services.test_phase_out import STALE, planned, press
from tests.stage import Stage


@pytest.fixture
async def both(after_the_talk: Stage) -> Sides:
    found = goals_cast.sides(after_the_talk)
    await planned(found, "2029-08")
    return found


async def row(both: Sides, n: int) -> MilestoneRow:
    return (await run(both.stage, lambda tx: ahead.milestones(tx, 1)))[n - 1]


async def standing(both: Sides, n: int) -> tuple[str, str | None, str | None]:
    one = await row(both, n)
    return one.state, one.how, one.words


async def says(both: Sides, who: str, words: str) -> None:
    somebody = getattr(both, who)
    await somebody.says(words, show=False)
    await somebody.taps("Save", show=False)


async def test_what_no_talk_can_show_is_told_in_words_by_the_side_that_answers_for_it(both: Sides) -> None:
    assert STALE in await press(both.danish, "Pd:6")
    assert "Write on which day they were told, and who was told." in await press(both.local, "Pd:6")
    await says(both, "local", "<b>1 March</b>, the district office")
    assert await standing(both, 6) == ("done", "words", "<b>1 March</b>, the district office")
    assert f"{CLINIC} says that this step is done." in both.danish.sees()


async def test_what_is_missing_is_said_and_an_exception_can_be_written(both: Sides) -> None:
    shown = await press(both.local, "Pd:5")
    assert "One source of income that is sure, or two that are likely." in shown
    await says(both, "local", "The district has taken over")
    assert await standing(both, 5) == ("done", "exception", "The district has taken over")


async def test_words_that_cannot_be_kept_are_refused_and_nothing_is_saved(both: Sides) -> None:
    await press(both.local, "Pd:5")
    await both.local.says("x" * 201, show=False)
    assert "Nothing was put forward. Write it shorter." in both.local.sees()
    await both.local.says("\u2800", show=False)
    assert "I received an empty message." in both.local.sees()
    assert await standing(both, 5) == ("open", None, None)


async def test_whoever_does_something_else_first_has_left_it(both: Sides) -> None:
    await press(both.local, "Pd:5")
    await both.local.says("/menu", show=False)
    await both.local.says("words for something else", show=False)
    assert STALE in await press(both.local, "Pb:5")
    assert await standing(both, 5) == ("open", None, None)


async def test_a_step_is_not_needed_for_a_reason(both: Sides) -> None:
    await press(both.danish, "Pk:9")
    await says(both, "danish", "There is no shipment any more")
    assert await standing(both, 9) == ("not_needed", None, "There is no shipment any more")
    assert STALE in await press(both.local, "Pk:9")


@pytest.mark.parametrize("n", [2, 14])
async def test_the_notice_and_the_hand_over_count_when_the_other_side_confirms(both: Sides, n: int) -> None:
    await press(both.danish, f"Pd:{n}")
    await says(both, "danish", "On 1 March")
    assert await standing(both, n) == ("open", None, None)
    await press(both.local, f"Po:{n}")
    await both.local.taps("Yes, confirm", show=False)
    assert await standing(both, n) == ("done", "both", "On 1 March")


async def test_a_step_moves_when_both_accept_and_keeps_its_history(both: Sides) -> None:
    await press(both.danish, "Pz:9:2028-10")
    assert (await row(both, 9)).due == Month(2028, 8)
    await press(both.local, "Pz:9:2028-11")
    await press(both.danish, "Po:9")
    await both.danish.taps("Accept the month", show=False)
    moved = await row(both, 9)
    assert (moved.due, [(m.before, m.after) for m in moved.moves]) == (
        Month(2028, 11),
        [(Month(2028, 8), Month(2028, 11))],
    )
    assert "This step is moved from August 2028 to November 2028." in both.local.sees()


async def test_a_step_moves_neither_behind_the_end_nor_into_the_past(both: Sides) -> None:
    for month in ("2029-09", "2027-01"):
        assert "Nothing was put forward." in await press(both.danish, f"Pz:9:{month}")
    assert (await row(both, 9)).due == Month(2028, 8)


async def test_staff_only_remind_and_decide_nothing(both: Sides) -> None:
    for data in ("Pd:9", "Pk:9", "Pz:9:2028-11", "Pv:9"):
        assert "no longer active" in await press(both.staff, data)
    await press(both.staff, "Po:9")
    await both.staff.taps("Remind both sides of it", show=False)
    assert "Staff ask both sides to look at this step." in both.local.sees()
    assert "Staff ask both sides to look at this step." in both.danish.sees()


async def test_the_farewell_reaches_both_sides(both: Sides) -> None:
    await press(both.danish, "Pd:15")
    await says(both, "danish", "We said goodbye on a visit")
    for somebody in (both.danish, both.local):
        assert any(
            f"The partnership of {HAVN} and {CLINIC} ends in August 2029." in shown.text
            for shown in somebody.chat.values()
        )


async def test_buttons_of_what_is_not_there_or_not_theirs_change_nothing(both: Sides) -> None:
    stranger = both.stage.person(99)
    for data in ("Po:1", "Pl:1", "Pd:1", "Pp:1", "PA:1", "Pz:1:2028-10"):
        await press(stranger, data)
    for data in ("Po:999", "Pd:", "Pz:9", "Pz:9:nonsense", "PA:999", "PW:x", "Pb:9", "PC", "Pc:1:2028-13"):
        assert STALE in await press(both.local, data)
    assert all(one.state == "open" for one in await run(both.stage, lambda tx: ahead.milestones(tx, 1)))
