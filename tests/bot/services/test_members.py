"""Who is on a side, who is told of it, and who may take whom out."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.screen import Line, Screen
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.store import outbox, people, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.bot.services.joining_cast import (
    admin,
    audited,
    code_in,
    introduced,
    invitation,
    labels,
    member,
    on_sides,
    partnership,
    person_id,
    run,
    texts,
)
from tests.stage import WORLD, Stage

STALE = "This button is no longer active. Here is where you are now."


async def test_the_inviter_and_staff_are_told_who_joined_and_nobody_else_is(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    danish = await member(stage, 10, where, Side.DANISH, "Danish side")
    inviter = await member(stage, 11, where, Side.LOCAL, "Local one")
    colleague = await member(stage, 12, where, Side.LOCAL, "Local two")
    for somebody in (staff, danish, inviter, colleague):
        somebody.new.clear()
    new = stage.person(13)
    await introduced(new, await invitation(stage, where, by=inviter), "Local three", "driver")
    await new.taps("Yes")
    told = ["Havn – Shore\nLocal three (driver) has joined Shore (Local side)."]
    assert [texts(s.new) for s in (staff, inviter, colleague, danish)] == [told, told, [], []]
    assert labels(inviter.new[0]) == ["Not the right person"]


async def test_not_the_right_person_removes_at_once_and_nothing_further_is_sent(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    wrong = await member(stage, 10, where, Side.LOCAL, "Local side")
    theirs = await person_id(stage, wrong)

    def owe_more(tx: Transaction) -> None:
        screen = Screen((Line("about the partnership"),))
        outbox.owe(tx, stage.now, person_id=theirs, screen=screen, partnership_id=where, priority=1)

    await run(stage, owe_more)
    staff.new.clear()
    (done,) = await staff.taps("Not the right person")
    assert done.text == "Local side is no longer with Shore (Local side)."
    assert (done.edited, labels(done)) == (True, ["Invite somebody else", "Show everybody"])
    assert texts(wrong.new) == [
        "You have been taken out of the partnership.\n"
        "You get nothing more about it. If this is a mistake, ask the person who invited you."
    ]
    assert await on_sides(stage, where) == {}
    assert await run(stage, lambda tx: walks.holder(tx, where, Side.LOCAL)) is None
    assert "removed" in await audited(stage)


async def test_whoever_is_elsewhere_too_hears_which_one_they_were_taken_out_of(stage: Stage) -> None:
    staff = await admin(stage)
    one, other = await partnership(stage, staff), await partnership(stage, staff, "Fjord", "Reef")
    local = await member(stage, 10, one, Side.LOCAL, "Local side")
    await member(stage, 10, other, Side.LOCAL, "Local side")
    await staff.taps("Not the right person")
    assert texts(local.new)[0].startswith("You have been taken out of Reef here.")


async def test_a_removed_holder_s_walk_goes_to_a_colleague_who_is_told(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    await member(stage, 10, where, Side.LOCAL, "Local one")
    colleague = await member(stage, 11, where, Side.LOCAL, "Local two")
    await staff.says("/people")
    await staff.taps("Remove Local one")
    await staff.taps("Yes, remove Local one")
    assert texts(colleague.new) == [
        "You answer for your side from now on.",
        "Havn – Shore\nLocal one is no longer with Shore (Local side).",
    ]


async def test_people_shows_members_both_sides_and_what_they_may_do(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    await member(stage, 10, where, Side.DANISH, "Danish side")
    one = await member(stage, 11, where, Side.LOCAL, "Local one")
    await member(stage, 12, where, Side.LOCAL, "Local two")
    (shown,) = await one.says("/people")
    assert shown.text == (
        "Havn – Shore\n\n"
        "Havn (Danish side)\n· Danish side\n\n"
        "Shore (Local side)\n· Local one\n   answers for this side at the moment\n· Local two\n\n"
        "Staff: Staff One"
    )
    assert labels(shown) == ["Remove Local two", "Invite to Shore", "Leave this partnership"]


async def test_people_shows_staff_who_answers_on_both_sides(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    await member(stage, 10, where, Side.DANISH, "Danish side")
    staff.new.clear()
    (shown,) = await staff.says("/people")
    assert shown.text == (
        "Havn – Shore\n\n"
        "Havn (Danish side)\n· Danish side\n   answers for this side at the moment\n\n"
        "Shore (Local side)\nNobody yet.\n\n"
        "Staff: Staff One"
    )
    assert labels(shown) == ["Remove Danish side", "Invite to Havn", "Invite to Shore"]


async def test_a_removal_is_asked_about_once(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    await member(stage, 10, where, Side.LOCAL, "Local side")
    await staff.says("/people")
    (asked,) = await staff.taps("Remove Local side")
    assert asked.text == (
        "Remove Local side from Shore (Local side)?\n"
        "They are told nothing further from that moment. Answers stay with the side."
    )
    assert labels(asked) == ["Yes, remove Local side", "Move to the other side", "No"]
    (back,) = await staff.taps("No")
    assert back.text.startswith("Havn – Shore")
    assert await on_sides(stage, where) == {"Local side": "local"}


async def test_staff_move_somebody_who_joined_on_the_wrong_side(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    moved = await member(stage, 10, where, Side.DANISH, "Local side")
    await staff.says("/people")
    await staff.taps("Remove Local side")
    (done,) = await staff.taps("Move to the other side")
    assert done.text == ("✓ Local side is now with Shore (Local side). Earlier answers stay where they were given.")
    assert texts(moved.new)[0] == "Havn – Shore\nStaff have moved you: you are now with Shore (Local side)."
    assert len(moved.new) == 2  # and where they are now
    assert await on_sides(stage, where) == {"Local side": "local"}
    assert await run(stage, lambda tx: walks.holder(tx, where, Side.DANISH)) is None


@pytest.mark.parametrize("button", ["pr", "pR", "pM", "jn"])
async def test_only_who_may_can_take_somebody_out(stage: Stage, button: str) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    elsewhere = await partnership(stage, staff, "Fjord", "Reef")
    danish = await member(stage, 10, where, Side.DANISH, "Danish side")
    target = await member(stage, 11, where, Side.LOCAL, "Local side")
    outsider = await member(stage, 12, elsewhere, Side.LOCAL, "Reef side")
    stranger = stage.person(13)
    number = next(m.id for m in await run(stage, lambda tx: people.members(tx, where)) if m.side is Side.LOCAL)
    for somebody in (danish, outsider, stranger, target):
        (said,) = await somebody.does(Pressed(f"{button}:{number}", None))
        assert said.text.startswith(STALE)
    for forged in ("", ":", ":x", f":{10**14}", ":-1", ":٣"):
        assert (await danish.does(Pressed(f"{button}{forged}", None)))[0].text.startswith(STALE)
    assert await on_sides(stage, where) == {"Danish side": "danish", "Local side": "local"}


async def test_a_member_cannot_move_anybody(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    one = await member(stage, 10, where, Side.LOCAL, "Local one")
    await member(stage, 11, where, Side.LOCAL, "Local two")
    await one.says("/people")
    (asked,) = await one.taps("Remove Local two")
    assert labels(asked) == ["Yes, remove Local two", "No"]
    number = asked.buttons[0][0][1].partition(":")[2]
    (said,) = await one.does(Pressed(f"pM:{number}", asked.id))
    assert said.text.startswith(STALE)


async def test_whom_one_may_not_know_is_not_found(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    elsewhere = await partnership(stage, staff, "Fjord", "Reef")
    outsider = await member(stage, 12, elsewhere, Side.LOCAL, "Reef side")
    for button in (f"pp:{where}", "pp:999", "pp"):
        assert texts(await outsider.does(Pressed(button, None))) == ["Not found."]


async def test_leaving_says_what_stays_and_tells_the_side_and_staff(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    danish = await member(stage, 10, where, Side.DANISH, "Danish side")
    one = await member(stage, 11, where, Side.LOCAL, "Local one")
    other = await member(stage, 12, where, Side.LOCAL, "Local two")
    for somebody in (staff, danish, one, other):
        somebody.new.clear()
    (asked,) = await other.says("/leave")
    assert asked.text == (
        "Leave Havn – Shore?\n"
        "You get nothing more about it. What you have answered stays with Shore. "
        "Invitations of yours that nobody has used end. To come back you need a new one."
    )
    (done,) = await other.taps("Yes, leave")
    assert (done.text, done.edited) == ("✓ You have left Havn – Shore.", True)
    told = ["Havn – Shore\nLocal two is no longer with Shore (Local side)."]
    assert [texts(s.new) for s in (staff, one, danish)] == [told, told, []]
    assert await on_sides(stage, where) == {"Danish side": "danish", "Local one": "local"}


async def test_the_last_one_to_leave_is_told_so_and_staff_too(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    local = await member(stage, 11, where, Side.LOCAL, "Local side")
    (asked,) = await local.says("/leave")
    assert asked.text.endswith("You are the last one on your side: nobody answers until somebody is invited.")
    (stays,) = await local.taps("No, stay")
    assert stays.text == "✓ You stay in Havn – Shore."
    await local.says("/leave")
    await local.taps("Yes, leave")
    assert staff.sees() == (
        "Havn – Shore\nLocal side is no longer with Shore (Local side).\n"
        "Nobody is on this side now. What was answered is kept; /invite brings somebody in."
    )


async def test_in_several_partnerships_one_chooses_which(stage: Stage) -> None:
    staff = await admin(stage)
    one, other = await partnership(stage, staff), await partnership(stage, staff, "Fjord", "Reef")
    local = await member(stage, 10, one, Side.LOCAL, "Local side")
    await member(stage, 10, other, Side.DANISH, "Local side")
    for command in ("/leave", "/people", "/invite"):
        (asked,) = await local.says(command)
        assert labels(asked) == ["Havn – Shore", "Fjord – Reef"], command
    (asked,) = [m for m in local.chat.values() if m.text == "Which partnership do you want to leave?"]
    await local.taps("Fjord – Reef", on=asked.id)
    await local.taps("Yes, leave")
    assert await on_sides(stage, one) == {"Local side": "local"}
    assert await on_sides(stage, other) == {}


async def test_a_member_invites_to_their_own_side_in_one_step(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    news = await local.says("/invite")
    code = code_in(news)
    shown = f"{code[:4]}-{code[4:]}"
    assert texts(news) == [
        "You are invited to join Shore in the partnership Havn – Shore.\n"
        "1. Install Telegram on your phone, open it and sign up.\n"
        "2. Come back here and press this link, again if you did before: "
        f"https://t.me/partnerdialog_bot?start={code}\n"
        "3. Press START at the bottom of the chat that opens.\n"
        "If nothing opens: search for @partnerdialog_bot in Telegram, press START and write the code "
        f"{shown}.\n"
        "It works once, only for you, until 8 February 2027.",
        "[qr: invitation.png]\n"
        f"Invitation to Shore (Local side)\nCode: {shown}\nIt works once, until 8 February 2027.\n"
        "Forward the message above, show this picture, or read out the code.",
    ]
    new = stage.person(11)
    await introduced(new, code, "Local two", "driver")
    await new.taps("Yes")
    assert await on_sides(stage, where) == {"Local side": "local", "Local two": "local"}


async def test_staff_choose_the_side_and_it_stays_visible(stage: Stage) -> None:
    staff = await admin(stage)
    await partnership(stage, staff)
    (asked,) = await staff.says("/invite")
    assert labels(asked) == ["Havn (Danish side)", "Shore (Local side)"]
    made, forward, _ = await staff.taps("Shore (Local side)")
    assert (made.text, made.edited, labels(made)) == ("✓ Invitation to Shore (Local side)", True, [])
    assert forward.text.startswith("You are invited to join Shore")


async def test_nobody_invites_to_the_other_side_or_elsewhere(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    elsewhere = await partnership(stage, staff, "Fjord", "Reef")
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    count = select(t.Invitation.id)
    before = await run(stage, lambda tx: len(tx.execute(count).all()))
    for button in (f"pi:{where}:danish", f"pi:{elsewhere}:local", f"pi:{elsewhere}", f"pi:{where}:", "pi"):
        assert (await local.does(Pressed(button, None)))[0].text.startswith(STALE)
    assert texts(await stage.person(11).says("/invite")) == [
        "There is no partnership you can invite anybody to. Nothing was made."
    ]
    assert await run(stage, lambda tx: len(tx.execute(count).all())) == before


async def test_a_new_account_takes_over_the_side_s_walk_when_the_old_one_is_gone(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    old = await member(stage, 10, where, Side.LOCAL, "Local side")
    theirs = await person_id(stage, old)
    await run(stage, lambda tx: people.change(tx, theirs, reach="blocked"))
    new = await member(stage, 11, where, Side.LOCAL, "Local side again")
    holder = await run(stage, lambda tx: walks.holder(tx, where, Side.LOCAL))
    held = await run(stage, lambda tx: people.member(tx, holder or 0))
    assert held is not None
    assert held.person == await person_id(stage, new)


async def test_a_wrong_member_of_the_staff_is_taken_off_at_once(stage: Stage) -> None:
    first = await admin(stage)
    second = await admin(stage, 2)
    assert first.sees() == "Staff One has joined the staff."
    first.new.clear()
    (done,) = await first.taps("Not the right person")
    assert done.text == "Staff One is no longer on the staff."
    assert second.sees().startswith("You are no longer on the staff")
    number = await person_id(stage, first)
    second.new.clear()
    (said,) = await second.does(Pressed(f"jN:{number}", None))
    assert said.text.startswith(STALE)


async def test_leaving_takes_what_was_owed_about_it_along(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    theirs = await person_id(stage, local)

    def owe_later(tx: Transaction) -> None:
        scene = Scene(tx, stage.now, WORLD, people.person(tx, theirs))
        scene.tell(Screen((Line("later"),)), partnership=where, waited_for=False)

    await run(stage, owe_later)
    await local.says("/leave")
    local.new.clear()
    await local.taps("Yes, leave")
    assert "later" not in texts(local.new)
