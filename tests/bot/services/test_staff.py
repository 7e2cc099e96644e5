"""/staff: who is on it, inviting, assigning to partnerships, and taking somebody off."""

from __future__ import annotations

import pytest

from bot.services.inputs import Pressed
from bot.services.places import STALE
from conversations.sides import Side
from tests.bot.services.joining_cast import (
    CANT_USE,
    admin,
    code_in,
    introduced,
    labels,
    member,
    partnership,
    person_id,
    texts,
)
from tests.bot.services.staff_cast import actions, colleague, forget, kept, seen
from tests.stage import Stage


async def test_the_list_shows_names_and_roles_and_to_admins_what_they_can_do(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    (to_admin,) = await one.says("/staff")
    assert to_admin.text == "Staff\nStaff One, staff admin\nStaff Two, staff"
    assert labels(to_admin) == ["Staff One", "Staff Two", "Invite staff", "Invite a staff admin"]
    (to_staff,) = await two.says("/staff")
    assert (to_staff.text, to_staff.buttons) == (to_admin.text, [])


async def test_an_admin_invites_to_either_role(stage: Stage) -> None:
    one = await admin(stage)
    for telegram_id, button, role in ((2, "Invite staff", "staff"), (3, "Invite a staff admin", "staff admin")):
        await one.says("/staff")
        invited = await one.taps(button)
        new = stage.person(telegram_id)
        await introduced(new, code_in(invited), f"New {'ABCD'[telegram_id]}")
        await new.taps("Yes")
        (listed,) = await new.says("/staff")
        assert listed.text.splitlines()[-1] == f"New {'ABCD'[telegram_id]}, {role}"
    assert (await actions(stage, "invited"))[1:] == [("invited", "staff:staff"), ("invited", "staff:admin")]


async def test_an_admin_assigns_to_any_partnership_and_takes_it_back(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    await partnership(stage, one)
    await one.says("/staff")
    (card,) = await one.taps("Staff Two")
    assert card.text == "Staff Two, staff\nFollows no partnership."
    await one.taps("Assign to partnerships")
    (ticked,) = await one.taps("Havn – Shore")
    assert labels(ticked) == ["✓ Havn – Shore", "Back"]
    assert seen(two) == ["You follow the partnership Havn – Shore from now on."]
    assert labels((await two.says("/partnerships"))[0]) == ["Havn – Shore"]
    (card,) = await one.taps("Back")
    assert card.text == "Staff Two, staff\nFollows: Havn – Shore"
    await one.taps("Assign to partnerships")
    await one.taps("✓ Havn – Shore")
    assert seen(two) == ["You no longer follow the partnership Havn – Shore."]
    assert texts(await two.says("/partnerships")) == ["You follow no partnership yet. /new begins one."]
    two_id = await person_id(stage, two)
    assert await actions(stage, "staff_") == [
        ("staff_assigned", f"person:{two_id}"),
        ("staff_unassigned", f"person:{two_id}"),
    ]


async def test_staff_assign_others_to_their_own_partnerships(stage: Stage) -> None:
    await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    three = await colleague(stage, 3, "Staff Three")
    await partnership(stage, two)
    forget(stage)
    (listed,) = await two.says("/staff")
    assert listed.text.endswith("To assign somebody, open a partnership in /partnerships and press Staff.")
    await two.says("/partnerships")
    await two.taps("Havn – Shore")
    (who,) = await two.taps("Staff")
    assert labels(who) == ["Staff One", "Staff Three", "To the partnership"]
    (ticked,) = await two.taps("Staff Three")
    assert labels(ticked) == ["Staff One", "✓ Staff Three", "To the partnership"]
    assert seen(three) == ["You follow the partnership Havn – Shore from now on."]


async def test_nobody_is_assigned_where_they_are_a_member(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    await colleague(stage, 2, "Staff Two")
    await member(stage, 2, where, Side.LOCAL, "Staff Two")
    one.new.clear()
    two = await person_id(stage, stage.person(2))
    (stale,) = await one.does(Pressed(f"qv:{where}:{two}", None))
    assert stale.text.startswith(STALE)
    await one.says("/staff")
    await one.taps("Staff Two")
    (which,) = await one.taps("Assign to partnerships")
    assert labels(which) == ["Back"]


async def test_the_coordinator_cannot_be_taken_off(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    (stale,) = await one.does(Pressed(f"qv:{where}:{await person_id(stage, one)}", None))
    assert stale.text.startswith(STALE)


async def test_who_is_removed_follows_nothing_and_others_coordinate(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    await partnership(stage, two)
    forget(stage)
    await one.says("/staff")
    await one.taps("Staff Two")
    (asked,) = await one.taps("Remove from staff")
    assert asked.text == (
        "Remove Staff Two from the staff?\n"
        "They follow no partnership any more, from that moment.\n"
        "You become the coordinator of 1 partnership in their place."
    )
    (removed,) = await one.taps("Yes, remove Staff Two")
    assert removed.text == "Staff Two is no longer on the staff."
    assert seen(two) == ["You are no longer on the staff. If this is a mistake, ask who invited you."]
    assert (await kept(stage))["coordinator_id"] == await person_id(stage, one)
    assert texts(await two.says("/partnerships")) == ["Not found."]
    assert await actions(stage, "removed_staff") == [("removed_staff", f"person:{await person_id(stage, two)}")]


async def test_the_last_admin_stays(stage: Stage) -> None:
    one = await admin(stage)
    await colleague(stage, 2, "Staff Two")
    await one.says("/staff")
    await one.taps("Staff One")
    (refused,) = await one.taps("Remove from staff")
    assert refused.text == "This is the last staff admin. Nothing was changed. Invite another one first."
    (still,) = await one.does(Pressed(f"qsR:{await person_id(stage, one)}", None))
    assert still.text == refused.text
    assert (await one.says("/staff"))[0].text.startswith("Staff\nStaff One, staff admin")


async def test_an_admin_may_go_when_another_stays(stage: Stage) -> None:
    one = await admin(stage)
    await colleague(stage, 2, "Staff Two", "admin")
    await partnership(stage, one)
    await one.says("/staff")
    await one.taps("Staff One")
    (asked,) = await one.taps("Remove from staff")
    assert asked.text.endswith("Somebody else on the staff becomes the coordinator of 1 partnership.")
    await one.taps("Yes, remove Staff One")
    assert (await kept(stage))["coordinator_id"] == await person_id(stage, stage.person(2))
    assert texts(await one.says("/staff")) == ["Not found."]


async def test_nobody_is_removed_while_only_they_can_coordinate(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    where = await partnership(stage, two)
    await member(stage, 1, where, Side.DANISH, "Staff One")
    one.new.clear()
    await one.says("/staff")
    await one.taps("Staff Two")
    (refused,) = await one.taps("Remove from staff")
    assert refused.text == (
        "Nobody else on the staff can coordinate Havn – Shore. Nothing was changed. Invite somebody to the staff first."
    )


async def test_invitations_to_the_staff_end_with_whoever_made_them(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two", "admin")
    await two.says("/staff")
    code = code_in(await two.taps("Invite a staff admin"))
    await one.says("/staff")
    await one.taps("Staff Two")
    await one.taps("Remove from staff")
    await one.taps("Yes, remove Staff Two")
    assert texts(await stage.person(5).says(f"/start {code}"))[0].startswith(CANT_USE)


STAFF_MENU = ["What needs a human now", "New partnership", "Partnerships", "People", "Invite", "Staff"]


@pytest.mark.parametrize("words", ["/menu", "/answers", "/start"])
async def test_staff_have_a_menu_of_buttons(stage: Stage, words: str) -> None:
    one = await admin(stage)
    (menu,) = await one.says(words)
    assert menu.text.startswith("You are on the staff. What do you want to do?")
    assert labels(menu) == STAFF_MENU


async def test_each_button_of_staffs_menu_does_what_its_command_does(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    await one.says("/new")
    for label, command in zip(
        STAFF_MENU, ("/attention", "/new", "/partnerships", "/people", "/invite", "/staff"), strict=True
    ):
        told = texts(await one.says(command))
        (menu,) = await one.says("/menu")
        assert texts(await one.taps(label, on=menu.id)) == told


async def test_staff_who_are_members_too_see_both_in_their_menu(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    two = await colleague(stage, 2, "Staff Two")
    await member(stage, 2, where, Side.DANISH, "Staff Two")
    (menu,) = await two.says("/menu")
    assert labels(menu) == ["Go on", "Status", "Talks", "My answers", *STAFF_MENU]


async def test_staffs_menu_is_dead_for_everybody_else(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 20, where, Side.LOCAL, "Local side")
    for button in ("M:new", "M:partnerships", "M:people", "M:invite", "M:staff", "M:", "M", "M:start"):
        (stale,) = await local.does(Pressed(button, None))
        assert stale.text.startswith(STALE), button
