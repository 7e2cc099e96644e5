"""What could go wrong where two sides settle things: forged and old buttons, edits that cross, whoever leaves."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import func, insert, select

from bot.screen import Line, Screen
from bot.services import reception
from bot.services.inputs import Command, Pressed
from bot.store import forgetting, goals, held, outbox, people
from bot.store import tables as t
from bot.store.transaction import Transaction
from tests.bot.services.joining_cast import run
from tests.bot.services.test_settling import press, state, write
from tests.bot.services.walking_cast import tried
from tests.stage import Somebody, Stage
from tests.transcripts.beginnings import ROLES

CUSTOMS = "su.role.customs"


@pytest.mark.parametrize(
    "subject",
    [
        "su.plan.step:+999", "su.give.promise:+999", "su.give.promise:+1", "su.role.repair:+", "su.know.who:+",
        "su.goal.sign", "su.goal.sign:999", "su.goal.month", "su.goal.top", "su.goal.list", "su.exp.worry", "su.exp.no",
        "su.exp.guess", "su.plan.step", "su.plan.step:999", "su.fut.end:1", "nothing", "", ":", "su.plan.step:+x",
    ],
)  # fmt: skip
async def test_what_cannot_be_settled_cannot_be_put_forward(
    after_the_talk: Stage, danish: Somebody, subject: str
) -> None:
    before = await run(after_the_talk, lambda tx: tx.execute(select(func.count(t.Proposal.id))).scalar())
    for data in (f"ep:1:{subject}", f"em:1:{subject}", f"eq:1:{subject}:c:local", f"eY:1:{subject}", f"ex:1:{subject}"):
        assert "This button is no longer active." in await press(danish, data)
    assert await run(after_the_talk, lambda tx: tx.execute(select(func.count(t.Proposal.id))).scalar()) == before


async def test_any_button_with_anything_behind_it_is_harmless(after_the_talk: Stage, danish: Somebody) -> None:
    """Forged buttons of every kind that belongs to settling: none stops the bot, and nobody else is told of one."""
    await write(danish, CUSTOMS, "The school does it")
    stranger, chance = 77, random.Random(3)
    names = [name for name in reception.PRESSED if name[0] in "eGKU"]
    pieces = [
        "1",
        "2",
        "99999999",
        "",
        "su.role.customs",
        "su.plan.step",
        "+",
        "+1",
        "goal",
        "c",
        "m",
        "2027-06",
        "x",
        "0",
    ]
    forged = [":".join([chance.choice(names), *chance.choices(pieces, k=chance.randint(0, 4))]) for _ in range(500)]
    for who in (stranger, ROLES["Staff"]):
        outcomes = await tried(after_the_talk, who, *(Pressed(data, None) for data in forged), compared=False)
        told = {to for outcome in outcomes for to, _ in outcome.told}
        assert told <= {who}


async def test_a_newer_change_of_a_message_is_never_undone_by_an_older_one(
    after_the_talk: Stage, danish: Somebody
) -> None:
    """Both are owed before either is sent; the older one waits behind whoever is waited for."""
    await press(danish, "es:1")
    shown = list(danish.chat.values())[-1]

    def unit(tx: Transaction) -> None:
        person = people.arrive(tx, after_the_talk.now, danish.telegram_id, "en").id
        old, new = (Screen((Line(words),)) for words in ("old", "new"))
        outbox.owe(tx, after_the_talk.now, person_id=person, screen=old, edits=shown.id, priority=1)
        outbox.owe(tx, after_the_talk.now, person_id=person, screen=new, edits=shown.id, priority=0)

    await run(after_the_talk, unit)
    await after_the_talk.deliver()
    assert danish.chat[shown.id].text == "new"


async def test_what_a_list_of_goals_leaves_out_is_named(danish: Somebody, local: Somebody) -> None:
    await press(danish, "Ge:1")
    await danish.taps("2", show=False)
    await danish.taps("Leave it out", show=False)
    await danish.taps("Put it forward", show=False)
    assert (
        "Left out of this list:\n· The delivery room is open at night (named by The Blue Door Clinic)\n" in local.sees()
    )


async def test_whoever_changes_a_step_keeps_what_they_do_not_change(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await press(danish, "ep:1:su.plan.step:+")
    await danish.says("Train two people in repair", show=False)
    await danish.taps("Them", show=False)
    await danish.says("2027-06", show=False)
    await danish.taps("Put it forward", show=False)
    await local.taps("Suggest something else", show=False)
    await local.taps("Other month", show=False)
    await local.says("2027-09", show=False)
    await local.taps("Put it forward", show=False)
    assert await state(after_the_talk, "su.plan.step:1") == (
        None,
        {"w": "Train two people in repair", "who": "local", "m": "2027-09"},
    )


async def test_what_was_just_put_forward_can_be_taken_back_at_once(after_the_talk: Stage, danish: Somebody) -> None:
    await write(danish, CUSTOMS, "The school does it")
    await danish.taps("Take it back", show=False)
    assert await state(after_the_talk, CUSTOMS) == (None, None)


async def test_an_old_suggestion_to_take_a_step_out_does_not_throw_away_what_waits(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await test_whoever_changes_a_step_keeps_what_they_do_not_change(after_the_talk, danish, local)
    await danish.taps("Accept", show=False)
    await press(danish, "ex:1:su.plan.step:1")
    await press(local, "ep:1:su.plan.step:1")
    await local.taps("Other month", show=False)
    await local.says("2027-11", show=False)
    await local.taps("Put it forward", show=False)
    shown = await danish.taps("Put it forward")
    assert "Yours is kept, and nothing of it has been put forward yet:" in shown[-1].text
    assert (await state(after_the_talk, "su.plan.step:1"))[1] == {
        "w": "Train two people in repair",
        "who": "local",
        "m": "2027-11",
    }


async def test_an_edited_message_does_not_change_what_was_shown_back(danish: Somebody, after_the_talk: Stage) -> None:
    await press(danish, "ep:1:su.plan.step:+")
    number = after_the_talk.number
    await danish.says("Train two people", show=False)
    shown = await danish.edits(number, "Train ten people")
    assert shown[-1].text == "An edited message changes nothing here. Send it again as a new message instead."


async def test_a_draft_does_not_go_with_its_writer(after_the_talk: Stage, danish: Somebody) -> None:
    """Whoever leaves a side, or is moved to the other, has no drafts of it any more."""
    await press(danish, "Ge:1")
    await press(danish, "ep:1:su.plan.step:+")

    def drafts(tx: Transaction) -> tuple[object, object]:
        person = people.arrive(tx, after_the_talk.now, danish.telegram_id, "en").id
        return goals.draft(tx, person, 1), held.held(tx, person)

    assert None not in await run(after_the_talk, drafts)
    await danish.does(Command("leave", "", 9000), show=False)
    await press(danish, "ep:1:su.plan.step:+")
    await press(danish, "pV:1")
    assert await run(after_the_talk, drafts) == (None, None)


async def test_what_anybody_was_about_to_send_goes_with_a_deleted_partnership(after_the_talk: Stage) -> None:
    """Staff are no members, and may have been sending an agreement."""
    staff = after_the_talk.person(ROLES["Staff"])

    def unit(tx: Transaction) -> tuple[object, str | None]:
        person = people.arrive(tx, after_the_talk.now, staff.telegram_id, "en").id
        file = {"person_id": person, "file_id": "f", "kind": "photo", "state": "pending", "tries": 0}
        row = {**file, "next_at": after_the_talk.now, "at": after_the_talk.now}
        number = tx.execute(insert(t.Media).returning(t.Media.id), row).scalar_one()
        held.hold(tx, after_the_talk.now, person, "agreement", {"partnership": 1, "media": [number]})
        forgetting.drafts(tx, partnership_id=1)
        return held.held(tx, person), tx.execute(select(t.Media.state).where(t.Media.id == number)).scalar()

    assert await run(after_the_talk, unit) == (None, "unwanted")


async def test_whoever_looks_at_something_else_finds_what_they_had_begun(
    after_the_talk: Stage, danish: Somebody
) -> None:
    """What they write meanwhile is not taken for it; its own buttons still are."""
    await press(danish, "ep:1:su.give.promise:+")
    await danish.says("Two beds", show=False)
    shown = await danish.says("/menu")
    kept = "What you had begun to put forward is kept, and the other side has not seen it. Its buttons still work."
    assert kept in [message.text for message in shown]
    await danish.says("2027-06", show=False)
    assert "Two beds" not in danish.sees()
    for wanted in ("Us", "Without a month", "Put it forward"):
        await danish.taps(wanted, show=False)
    assert (await state(after_the_talk, "su.give.promise:1"))[1] == {"w": "Two beds", "who": "danish", "m": None}


async def test_a_suggestion_to_take_something_out_says_what(danish: Somebody, local: Somebody) -> None:
    await press(danish, "ep:1:su.give.promise:+")
    await danish.says("Two beds", show=False)
    for wanted in ("Us", "Without a month", "Put it forward"):
        await danish.taps(wanted, show=False)
    await local.taps("Accept", show=False)
    await press(local, "ex:1:su.give.promise:1")
    await local.taps("Put it forward", show=False)
    assert "Take this promise away:\nTwo beds\nUdstyr på vej, without a month\n" in danish.sees()
    await danish.taps("Accept", show=False)
    assert "Two beds" in local.sees()
