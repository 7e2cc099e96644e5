"""The partnerships staff follow: the list, the card, closing one, and another coordinator."""

from __future__ import annotations

from bot.services.inputs import Pressed
from bot.services.places import STALE
from bot.store import partnerships
from conversations.sides import Side
from tests.bot.services.joining_cast import admin, labels, member, partnership, person_id, run, texts
from tests.bot.services.staff_cast import actions, colleague, forget, kept, seen
from tests.stage import Stage

CARD = (
    "Havn – Shore\n\n"
    "Where we are: starting.\n"
    "Danish organisation: Havn\n"
    "Local organisation: Shore\n"
    "Country: Kenya\n"
    "Time zone: Nairobi\n"
    "Common language: English\n"
    "New or running: New\n"
    "Start: February 2027\n"
    "Expected end: Not known yet\n"
    "Coordinator: Staff One\n"
    "Danish side: 0 people, not started\n"
    "Local side: 1 person, not started\n\n"
    "Time horizon: not settled yet.\n"
    "Settled: 0 joint goals, 0 steps in the plan and 0 promises.\n"
    "There is no agreement yet."
)


async def test_the_list_names_country_and_how_far_each_side_is(stage: Stage) -> None:
    one = await admin(stage)
    (nothing,) = await one.says("/partnerships")
    assert nothing.text == "You follow no partnership yet. /new begins one."
    await partnership(stage, one)
    await partnership(stage, one, "Bro", "Bridge")
    (listed,) = await one.says("/partnerships")
    assert listed.text == (
        "Partnerships\n\n"
        "Bro – Bridge, Kenya\nDanish side: not started\nLocal side: not started\n"
        "Where we are: starting.\nTime horizon: not settled yet.\n\n"
        "Havn – Shore, Kenya\nDanish side: not started\nLocal side: not started\n"
        "Where we are: starting.\nTime horizon: not settled yet."
    )
    assert labels(listed) == ["Bro – Bridge", "Havn – Shore"]


async def test_a_member_who_is_not_staff_is_shown_where_they_are(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 20, where, Side.LOCAL, "Local side")
    (here,) = await local.says("/start")
    assert texts(await local.says("/partnerships")) == [here.text]
    assert texts(await stage.person(30).says("/partnerships")) == ["Not found."]


async def test_a_page_holds_eight(stage: Stage) -> None:
    one = await admin(stage)
    for n in range(10):
        await partnership(stage, one, "Havn", f"Shore {'abcdefghij'[n]}")
    (first,) = await one.says("/partnerships")
    assert (len(first.buttons), labels(first)[0], labels(first)[-1]) == (9, "Havn – Shore j", "»")
    (second,) = await one.taps("»")
    assert second.edited
    assert labels(second) == ["Havn – Shore b", "Havn – Shore a", "«"]


async def test_the_card_shows_all_that_staff_may_know_before_an_opening(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    await member(stage, 20, where, Side.LOCAL, "Local side", by=one)
    one.new.clear()
    await one.says("/partnerships")
    (card,) = await one.taps("Havn – Shore")
    assert (card.text, card.edited) == (CARD, True)
    assert labels(card) == [
        "Answers and summary",
        "What is settled",
        "Status",
        "The record",
        "People",
        "Staff",
        "Invite",
        "Edit",
        "Close",
        "Delete",
        "All partnerships",
    ]


async def test_the_card_says_what_was_chosen_also_once_it_has_begun(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    stage.now = stage.now.replace(year=2028)
    (card,) = await one.does(Pressed(f"qp:{where}", None))
    assert "New or running: New" in card.text.splitlines()
    await run(stage, lambda tx: partnerships.change(tx, where, running=True))
    (card,) = await one.does(Pressed(f"qp:{where}", None))
    assert "New or running: Already running" in card.text.splitlines()


async def test_every_button_of_the_card_leads_somewhere(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    for label in (
        "Answers and summary",
        "What is settled",
        "Status",
        "The record",
        "People",
        "Staff",
        "Invite",
        "Edit",
        "Close",
        "Delete",
    ):
        await one.says("/partnerships")
        (card,) = await one.taps("Havn – Shore")
        led_to = await one.taps(label, on=card.id)
        assert led_to
        assert not led_to[0].text.startswith(STALE)


async def test_closing_stops_the_questions_and_tells_both_sides_the_same(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    danish = await member(stage, 20, where, Side.DANISH, "Danish side")
    local = await member(stage, 21, where, Side.LOCAL, "Local side")
    forget(stage)
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    (asked,) = await one.taps("Close")
    assert labels(asked) == ["Yes, close it", "To the partnership"]
    assert (await kept(stage))["state"] == "open"
    (closed,) = await one.taps("Yes, close it")
    assert closed.text == "Havn – Shore\n✓ Closed. No more questions are asked, and both sides have been told."
    assert (await kept(stage))["state"] == "closed"
    told = [
        "The partnership Havn – Shore is closed for now. You will not be asked more questions in it. "
        "What you have answered is kept."
    ]
    assert (seen(danish), seen(local)) == (told, told)
    question = next(shown for shown in danish.chat.values() if "More …" in labels(shown))
    await danish.taps(labels(question)[0], on=question.id)
    assert await actions(stage, "partnership_") == [("partnership_closed", None)]


async def test_a_closed_one_can_be_opened_again(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    local = await member(stage, 21, where, Side.LOCAL, "Local side")
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Close")
    await one.taps("Yes, close it")
    (card,) = await one.taps("To the partnership")
    assert card.text.startswith("Havn – Shore\nClosed: no more questions are asked.\n")
    forget(stage)
    (opened,) = await one.taps("Open it again")
    assert opened.text == "Havn – Shore\n✓ Open again. Both sides have been told."
    assert seen(local) == ["The partnership Havn – Shore is open again. /start brings you back to where you were."]
    assert (await kept(stage))["state"] == "open"
    (question,) = await local.says("/start")
    assert question.buttons


async def test_the_coordinator_can_be_another_of_the_staff(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    where = await partnership(stage, one)
    await colleague(stage, 22, "Staff Three")
    await member(stage, 22, where, Side.LOCAL, "Staff Three")  # a member here is no staff here
    one.new.clear()
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Edit")
    (who,) = await one.taps("Coordinator")
    assert labels(who) == ["Staff Two", "To the partnership"]
    (changed,) = await one.taps("Staff Two")
    assert changed.text == "Havn – Shore\n\nCoordinator\nBefore: Staff One\nAfter: Staff Two\n\n✓ Saved."
    assert (await kept(stage))["coordinator_id"] == await person_id(stage, two)
    assert seen(two) == ["Havn – Shore\nYou coordinate the partnership Havn – Shore from now on."]
    (listed,) = await two.says("/partnerships")
    assert labels(listed) == ["Havn – Shore"]


async def test_staff_see_only_what_they_follow_and_admins_everything(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    await partnership(stage, one)
    await partnership(stage, two, "Bro", "Bridge")
    assert labels((await one.says("/partnerships"))[0]) == ["Bro – Bridge", "Havn – Shore"]
    assert labels((await two.says("/partnerships"))[0]) == ["Bro – Bridge"]


async def test_nobody_is_staff_where_they_are_a_member(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two", "admin")
    where = await partnership(stage, one)
    await member(stage, 2, where, Side.DANISH, "Staff Two")
    assert texts(await two.says("/partnerships")) == ["You follow no partnership yet. /new begins one."]


OF_STAFF = (
    "qp:1", "qe:1", "qf:1:country", "qk:1", "qk:1:2", "qc:1", "qcy:1", "qo:1", "qd:1", "qu:1", "qw:1", "qv:1:2",
    "qs", "qsi:staff", "qsi:admin", "qsp:1", "qsa:1:0", "qst:2:1:0", "qsr:1", "qsR:1", "ql:0",
)  # fmt: skip
FORGED = (
    "qp", "qp:", "qp:x", "qp:-1", "qp:99999999999999999999", "qf:1", "qf:1:running", "qk:1:x", "wa", "wa:1", "wa:::",
    "wc", "wc:0", "we:x:country", "wy:1:start:2027", "qsi", "qsi:owner", "qst:1", "qdx:0", "qdy:1", "qdn:1", "qu:1",
)  # fmt: skip


async def test_no_button_of_staff_does_anything_for_others(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    before = await kept(stage)
    others = (
        await member(stage, 20, where, Side.DANISH, "Danish side"),
        await member(stage, 21, where, Side.LOCAL, "Local side"),
        stage.person(30),
    )
    noted = await actions(stage, "")
    for somebody in others:
        for data in OF_STAFF:
            news = await somebody.does(Pressed(data, None))
            assert news[0].text.startswith(STALE), (data, texts(news))
    unassigned = await colleague(stage, 40, "Staff Four")
    noted += [entry for entry in await actions(stage, "") if entry not in noted]
    for data in OF_STAFF[:12]:
        news = await unassigned.does(Pressed(data, None))
        assert news[0].text.startswith(STALE), (data, texts(news))
    assert await kept(stage) == before
    assert len(await actions(stage, "partnership")) == 0


async def test_forged_buttons_are_harmless(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    before = await kept(stage)
    for data in FORGED:
        news = await one.does(Pressed(data, None))
        assert news[0].text.startswith(STALE), (data, texts(news))
    assert await kept(stage) == before
