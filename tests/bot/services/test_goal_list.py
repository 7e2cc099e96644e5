"""The editor of the joint list: everything is one's own until it is put forward, and nothing written is lost."""

from __future__ import annotations

import pytest

from tests.bot.services import goals_cast as cast
from tests.bot.services.goals_cast import CLINIC, HAVN, NAMED, Sides, agreed, change, draft, labels, press, state
from tests.bot.services.joining_cast import texts
from tests.stage import Stage

NOTHING = (None, None)


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return cast.sides(after_the_talk)


async def test_the_editor_begins_with_what_both_sides_named(both: Sides) -> None:
    shown = await press(both.danish, "Ge:1")
    assert shown.text == (
        "Our joint list of goals\n"
        "☑ is in the list, ☐ is not. At most 6. Press a number to change it.\n"
        "\n"
        f"☑ 1. {NAMED[0]}\n"
        f"Named by {HAVN}\n"
        "\n"
        f"☑ 2. {NAMED[1]}\n"
        f"Named by {CLINIC}\n"
        "\n"
        f"☑ 3. {NAMED[2]}\n"
        f"Named by {HAVN}\n"
        "\n"
        f"☑ 4. {NAMED[3]}\n"
        f"Named by {CLINIC}\n"
        "\n"
        f"☑ 5. {NAMED[4]}\n"
        f"Named by {CLINIC}\n"
        "\n"
        "Nothing counts before the other side has accepted the list."
    )
    assert labels(shown) == [["1", "2", "3", "4", "5"], ["Add a goal"], ["Put it forward"], ["Cancel"]]
    assert await state(both.stage) == NOTHING


async def test_goals_are_left_out_moved_reworded_marked_and_added_and_then_put_forward(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    for n in (2, 3):
        await change(both.danish, n, "Leave it out")
    await change(both.danish, 4, "Move up", "Move up", "Back to the list")
    await change(both.danish, 2, "Reword")
    await both.danish.says("Two people can\nrepair what breaks", show=False)
    await change(both.danish, 2, "Makes local side stronger")
    await both.danish.taps("Add a goal", show=False)
    await both.danish.says("Clean water", show=False)
    put = (await both.danish.taps("Put it forward"))[-1]
    assert put.edited
    assert put.text == (
        "Goals\n"
        "Which goals do we share?\n"
        f"1. {NAMED[0]}\n"
        "2. Two people can repair what breaks\n"
        "It makes the local organisation stronger.\n"
        f"3. {NAMED[4]}\n"
        "4. Clean water\n"
        "\n"
        "✓ Put forward. The other side has been told. It counts when they accept."
    )
    assert "Back to Goals" in str(labels(put))
    assert f"{HAVN} puts forward:\n1. {NAMED[0]}\n2. Two people can repair what breaks\n" in both.local.sees()
    words = [NAMED[0], "Two people can repair what breaks", NAMED[4], "Clean water"]
    assert await state(both.stage) == (None, words)
    assert await agreed(both.stage) == ()
    await both.local.taps("Accept", show=False)
    assert [(g.n, g.words, g.stronger) for g in await agreed(both.stage)] == [
        (1, words[0], False),
        (2, words[1], True),
        (3, words[2], False),
        (4, words[3], False),
    ]


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("a" * 4096, "At most 200 letters and signs, to be read at a glance. Nothing was put forward."),
        (" \u200b", "I received an empty message. Nothing was put forward."),
        ("Call 0712 345 678", "This looks like a private number. Nothing was saved."),
        (f"{NAMED[0].upper()}.", "This goal is in the list already. Nothing was changed."),
    ],
)
async def test_what_cannot_be_a_goal_is_refused_and_asked_again(both: Sides, words: str, refused: str) -> None:
    await press(both.danish, "Ge:1")
    before = await both.danish.taps("Add a goal")
    (shown,) = await both.danish.says(words)
    assert shown.text.startswith(refused)
    assert labels(shown) == labels(before[-1]) == [["Back to the list"]]
    (shown,) = await both.danish.says("Clean water")
    assert "☑ 6. Clean water" in shown.text


async def test_a_recording_is_no_goal(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await both.danish.taps("Add a goal", show=False)
    shown = (await both.danish.sends("voice", size=1000, seconds=3))[-1]
    assert shown.text.startswith("This has to be written, so that it can stand in the agreement.")


async def test_an_empty_list_and_one_that_is_too_long_are_not_put_forward(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    for words in ("Clean water", "A road"):
        await both.danish.taps("Add a goal", show=False)
        await both.danish.says(words, show=False)
    shown = (await both.danish.taps("Put it forward"))[-1]
    assert shown.text.startswith("At most 6 goals can be kept in sight. Nothing was put forward.")
    for n in range(1, 8):
        await change(both.danish, n, "Leave it out")
    shown = (await both.danish.taps("Put it forward"))[-1]
    assert shown.text.startswith("The joint list needs at least one goal. Nothing was put forward.")
    assert await state(both.stage) == NOTHING


async def test_a_button_of_an_older_draft_changes_nothing_and_shows_the_list_as_it_is(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    one = await change(both.danish, 2)
    buttons = [data for row in one.buttons for _, data in row]
    await both.danish.taps("Leave it out", show=False)
    before = await draft(both.danish)
    for data in buttons:
        shown = await press(both.danish, data)
        assert shown.text.startswith("This button is of an older list. Nothing was changed.")
        assert await draft(both.danish) == before


async def test_whoever_does_something_else_first_writes_no_goal_and_finds_their_list_again(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await change(both.danish, 1, "Leave it out")
    await both.danish.taps("Add a goal", show=False)
    await both.danish.says("/menu", show=False)
    await both.danish.says("What we secretly hope", show=False)
    assert "What we secretly hope" not in str(await draft(both.danish))
    shown = await press(both.danish, "Ge:1")
    assert shown.text.startswith("Your changes from before are still here. Nobody else has seen them.")
    assert f"☐ 1. {NAMED[0]}" in shown.text


async def test_what_was_written_before_the_other_side_put_something_forward_can_still_be_ticked(both: Sides) -> None:
    await press(both.local, "Ge:1")
    await both.local.taps("Add a goal", show=False)
    await both.local.says("Clean water", show=False)
    await press(both.danish, "Ge:1")
    await both.danish.taps("Put it forward", show=False)
    shown = await press(both.local, "Ge:1")
    assert "☐ 6. Clean water" in shown.text


async def test_a_cancelled_list_is_gone_and_nothing_was_put_forward(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await change(both.danish, 1, "Leave it out")
    shown = (await both.danish.taps("Cancel"))[-1]
    assert shown.text == "Cancelled. Nothing was put forward."
    assert await draft(both.danish) is None
    assert f"☑ 1. {NAMED[0]}" in (await press(both.danish, "Ge:1")).text
    assert await state(both.stage) == NOTHING


async def test_nobody_else_edits_a_list_or_uses_the_buttons_of_one(both: Sides) -> None:
    shown = await press(both.danish, "Ge:1")
    before = await draft(both.danish)
    for who in (both.staff, both.stage.person(77)):
        for data in ("Ge:1", *(data for row in shown.buttons for _, data in row)):
            assert NAMED[0] not in (await press(who, data)).text
        assert await draft(who) is None
    for row in shown.buttons:
        for _, data in row:
            assert "no longer active" in (await press(both.local, data)).text
    assert await draft(both.danish) == before
    assert await state(both.stage) == NOTHING


async def test_editing_a_message_of_ones_own_leaves_the_list_as_it_is(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    before = await draft(both.danish)
    await both.danish.edits(1, "Another word", show=False)
    assert await draft(both.danish) == before


async def test_in_a_closed_partnership_no_list_is_edited(both: Sides) -> None:
    shown = await press(both.danish, "Ge:1")
    await both.danish.taps("Add a goal", show=False)
    await press(both.staff, "qc:1")
    await press(both.staff, "qcy:1")
    assert texts(await both.danish.says("Clean water"))[-1] == "Not found."
    for data in ("Ge:1", cast.data_of(shown, "Put it forward")):
        assert "no longer active" in (await press(both.danish, data)).text
    assert await state(both.stage) == NOTHING


async def test_a_draft_outlives_whatever_else_its_writer_puts_forward(both: Sides) -> None:
    await press(both.danish, "Ge:1")
    await both.danish.taps("Add a goal", show=False)
    await both.danish.says("A well of our own", show=False)
    await press(both.danish, "ep:1:su.plan.review")
    await both.danish.taps("Cancel", show=False)
    assert "A well of our own" in (await press(both.danish, "Ge:1")).text
