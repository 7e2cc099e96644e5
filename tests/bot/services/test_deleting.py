"""Deleting a partnership: who may ask, who must agree, the days to regret it, and what is left afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Column, ColumnElement, func, insert, select
from sqlalchemy import Table as FromTable

from bot.services.inputs import Pressed
from bot.services.partnerships import delete_due
from bot.services.places import STALE
from bot.store import tables as t
from bot.store.transaction import Transaction
from bot.store.types import UtcDateTime
from conversations.sides import Side
from tests.bot.services.joining_cast import admin, invitation, labels, member, partnership, person_id, run
from tests.bot.services.staff_cast import actions, colleague, forget, kept, seen
from tests.stage import Shown, Somebody, Stage

DUE = (
    "Havn – Shore\n"
    "This partnership will be deleted on 8 February 2027, with everything in it. No more questions are asked."
)
GONE = "Havn – Shore\nThis partnership has been deleted, with everything that was written in it."
Cast = tuple[Somebody, Somebody, Somebody, int]


async def cast(stage: Stage) -> Cast:
    """Staff, the Danish side, the local side, and the partnership they are in."""
    one = await admin(stage)
    where = await partnership(stage, one)
    danish = await member(stage, 20, where, Side.DANISH, "Danish side")
    local = await member(stage, 21, where, Side.LOCAL, "Local side")
    forget(stage)
    return one, danish, local, where


async def opened(stage: Stage, how: str = "opened") -> None:
    """Something the other side has read."""

    def unit(tx: Transaction) -> None:
        round_id = tx.execute(select(t.Round.id)).scalar_one()
        row = {"round_id": round_id, "topic": "goals", "how": how, "side": None, "at": stage.now}
        tx.execute(insert(t.Opening), row)

    await run(stage, unit)


async def asks_to_delete(one: Somebody, name: str = "Shore") -> list[Shown]:
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Delete")
    return await one.says(name)


async def agrees(somebody: Somebody) -> list[Shown]:
    await somebody.taps("Delete it for good")
    return await somebody.taps("Yes, delete it for good")


async def later(stage: Stage, **passed: int) -> int:
    stage.now += timedelta(**passed)
    number = await run(stage, lambda tx: delete_due(tx, stage.now))
    await stage.deliver()
    return number


async def test_the_name_is_asked_for_before_anything_happens(stage: Stage) -> None:
    one, _, _, _ = await cast(stage)
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    (asked,) = await one.taps("Delete")
    assert asked.text == (
        "Havn – Shore\n"
        "Everything in it will be gone for good; it can be undone for 7 days.\n\n"
        "To go on, write exactly: Shore"
    )
    (wrong,) = await one.says("Havn")
    assert wrong.text.startswith("That is not the name of the local organisation. Nothing was deleted.")
    assert (await kept(stage))["state"] == "open"
    (cancelled,) = await one.taps("Cancel")
    assert cancelled.text == "Havn – Shore\nCancelled. Nothing was deleted."
    assert not any("deleted on" in shown.text for shown in await one.says("Shore"))


@pytest.mark.parametrize("name", ["Shore", "havn – shore", "Havn - Shore"])
async def test_the_local_name_or_the_whole_title_is_written(stage: Stage, name: str) -> None:
    one, _, _, _ = await cast(stage)
    (due,) = await asks_to_delete(one, name)
    assert due.text == DUE


async def test_once_asked_for_the_name_it_is_what_start_shows(stage: Stage) -> None:
    one, _, _, _ = await cast(stage)
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    (asked,) = await one.taps("Delete")
    (shown,) = await one.says("/nonsense")
    assert shown.text == f"I don't know that command. /help says what there is. You are here:\n\n{asked.text}"


@pytest.mark.parametrize("how", [None, "closed"])
async def test_before_anything_was_read_staff_delete_alone_with_seven_days_to_regret(
    stage: Stage, how: str | None
) -> None:
    one, danish, local, _ = await cast(stage)
    if how is not None:
        await opened(stage, how)
    (due,) = await asks_to_delete(one, " SHORE ")
    assert (due.text, labels(due)) == (DUE, ["Do not delete it"])
    for somebody in (danish, local):
        assert labels(list(somebody.chat.values())[-1]) == []
        assert seen(somebody) == [DUE]
    assert await later(stage, days=6, hours=23) == 0
    assert await later(stage, hours=1) == 1
    assert (seen(one), seen(danish), seen(local)) == ([GONE], [GONE], [GONE])
    assert await actions(stage, "partnership_deleted") == [("partnership_deleted", None)]


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_staff_who_regret_it_leave_it_as_it_was(stage: Stage, state: str) -> None:
    one, danish, _, _ = await cast(stage)
    if state == "closed":
        await one.says("/partnerships")
        await one.taps("Havn – Shore")
        await one.taps("Close")
        await one.taps("Yes, close it")
    await asks_to_delete(one)
    forget(stage)
    (card,) = (await one.says("/partnerships"))[-1:]
    (card,) = await one.taps("Havn – Shore")
    assert card.text.startswith("Havn – Shore\nTo be deleted on 8 February 2027. Until then it can be kept.\n")
    assert labels(card) == [
        "Answers and summary",
        "What is settled",
        "Status",
        "The record",
        "People",
        "Staff",
        "Do not delete it",
        "All partnerships",
    ]
    (left,) = await one.taps("Do not delete it")
    assert left.text == "Havn – Shore\n✓ It is not deleted. Everything is as it was."
    assert seen(danish) == [left.text]
    assert (await kept(stage))["state"] == state
    assert await later(stage, days=30) == 0


async def test_the_sides_cannot_stop_what_was_staffs_to_decide(stage: Stage) -> None:
    one, danish, _, where = await cast(stage)
    await asks_to_delete(one)
    danish.new.clear()
    (stale,) = await danish.does(Pressed(f"qu:{where}", None))
    assert stale.text.startswith(STALE)
    assert (await kept(stage))["state"] == "deleting"


@pytest.mark.parametrize("how", ["opened", "handed"])
async def test_after_an_opening_both_sides_must_agree(stage: Stage, how: str) -> None:
    one, danish, local, _ = await cast(stage)
    await opened(stage, how)
    (asked,) = await asks_to_delete(one)
    assert asked.text == (
        "Havn – Shore\nBoth sides have been asked. If both agree, it is deleted once the time to undo it is over."
    )
    question = (
        "Havn – Shore\n"
        "Staff ask whether this partnership may be deleted here: everything you and your partner wrote would be "
        "gone for good. It happens only if both sides agree.\n"
        "After that it can be undone for 7 days."
    )
    assert (seen(danish), seen(local)) == ([question], [question])
    assert await later(stage, days=30) == 0

    (really,) = await danish.taps("Delete it for good")
    assert really.text == "Havn – Shore\nReally? Everything both sides wrote will be gone after 7 days."
    assert labels(really) == ["No, keep everything", "Yes, delete it for good"]
    assert await actions(stage, "deletion_agreed") == []
    (agreed,) = await danish.taps("Yes, delete it for good")
    assert agreed.text == "Havn – Shore\n✓ Your side agrees. It is deleted only if the other side agrees too."
    assert (await kept(stage))["state"] == "open"
    assert seen(one) == []
    await agrees(local)
    assert (await kept(stage))["state"] == "deleting"
    assert "will be deleted on" in seen(one)[0]
    assert await later(stage, days=7) == 1


async def test_one_side_agreeing_twice_is_not_both(stage: Stage) -> None:
    one, danish, _, where = await cast(stage)
    other = await member(stage, 22, where, Side.DANISH, "Danish side two")
    await opened(stage)
    await asks_to_delete(one)
    await agrees(danish)
    other.new.clear()
    (already,) = await other.taps("Delete it for good")
    assert already.text == "Havn – Shore\nYour side has agreed already. Nothing was changed."
    assert (await kept(stage))["state"] == "open"


async def test_one_no_keeps_it_and_nobody_learns_whose(stage: Stage) -> None:
    one, danish, local, _ = await cast(stage)
    await opened(stage)
    await asks_to_delete(one)
    await agrees(danish)
    forget(stage)
    (mine,) = await local.taps("No, keep everything")
    assert mine.text == "Havn – Shore\n✓ Your side does not agree. Nothing is deleted."
    declined = ["Havn – Shore\nThe partnership is not deleted: not everybody agrees to it."]
    assert (seen(one), seen(danish)) == (declined, declined)
    question = next(shown for shown in local.chat.values() if shown.text == mine.text)
    (stale,) = await local.does(Pressed("qdy:1", question.id))
    assert stale.text.startswith(STALE)
    assert (await kept(stage))["state"] == "open"


@pytest.mark.parametrize("who", [0, 1, 2])
async def test_what_took_both_sides_anybody_of_them_may_regret(stage: Stage, who: int) -> None:
    everybody = await cast(stage)
    one, danish, local, _ = everybody
    await opened(stage)
    await asks_to_delete(one)
    await agrees(danish)
    await agrees(local)
    forget(stage)
    regrets = (one, danish, local)[who]
    (left,) = await regrets.taps("Do not delete it")
    assert left.text == "Havn – Shore\n✓ It is not deleted. Everything is as it was."
    assert (await kept(stage))["state"] == "open"
    assert await later(stage, days=30) == 0


async def test_agreeing_to_one_deletion_is_not_agreeing_to_the_next(stage: Stage) -> None:
    one, danish, local, _ = await cast(stage)
    await opened(stage)
    await asks_to_delete(one)
    await agrees(danish)
    await agrees(local)
    await one.taps("Do not delete it")
    await asks_to_delete(one)
    await agrees(danish)
    assert (await kept(stage))["state"] == "open"


async def test_nothing_of_it_is_left_but_the_audit_and_others_keep_theirs(stage: Stage) -> None:
    one, danish, _, where = await cast(stage)
    await colleague(stage, 2, "Staff Two")
    other = await partnership(stage, one, "Bro", "Bridge")
    kept_by = await member(stage, 23, other, Side.LOCAL, "Local side two")
    await asks_to_delete(one)
    forget(stage)
    await fill(stage, where, danish)
    await fill(stage, other, kept_by)
    counted = await rows(stage, other)
    every = {table.name for table in t.Table.metadata.sorted_tables if belongs(table, where) is not None}
    assert set(counted) == set(await rows(stage, where)) == every
    assert every >= {"answer", "agreement_file", "trip", "phase_out", "phase_out_plan", "milestone", "milestone_move"}
    assert await later(stage, days=7) == 1
    assert await rows(stage, where) == {}
    assert await rows(stage, other) == counted
    held = await run(stage, lambda tx: tx.execute(select(t.Held.person_id)).scalars().all())
    assert list(held) == [await person_id(stage, kept_by)]
    states = await run(stage, lambda tx: tx.execute(select(t.Media.state).order_by(t.Media.id)).scalars().all())
    assert list(states) == ["unwanted", "pending"]
    assert (await actions(stage, "partnership_deleted")) == [("partnership_deleted", None)]
    assert await later(stage, days=1) == 0


async def fill(stage: Stage, where: int, somebody: Somebody) -> None:
    """A row in every table that can belong to a partnership."""
    person = await person_id(stage, somebody)
    await invitation(stage, where)
    now = stage.now

    def unit(tx: Transaction) -> None:
        round_id = tx.execute(select(t.Round.id).where(t.Round.partnership_id == where)).scalar_one()
        walk = tx.execute(select(t.Walk.id).where(t.Walk.round_id == round_id)).scalars().first()
        file = {"person_id": person, "file_id": "f", "kind": "voice", "state": "pending", "next_at": now, "at": now}
        media = tx.execute(insert(t.Media).returning(t.Media.id), file).scalar_one()
        answer = {
            "walk_id": walk,
            "question": "q",
            "state": "given",
            "value": {"pieces": [{"f": media, "k": "voice"}]},
            "visible": "both",
            "author_id": person,
            "at": now,
        }
        answered = tx.execute(insert(t.Answer).returning(t.Answer.id), answer).scalar_one()
        tx.execute(insert(t.Ready), {"walk_id": walk, "topic": "goals", "at": now})
        row = {"round_id": round_id, "topic": "goals", "how": "closed", "at": now}
        opening = tx.execute(insert(t.Opening).returning(t.Opening.id), row).scalar_one()
        by = {"opening_id": opening, "side": "danish", "author_id": person, "at": now}
        tx.execute(insert(t.Mark), {**by, "mark": "agree"})
        tx.execute(insert(t.Note), {**by, "words": "w", "answer_id": answered})
        held = {"person_id": person, "why": "note", "content": {"opening": opening}, "at": now}
        tx.execute(insert(t.Held), held)
        invited = tx.execute(select(t.Invitation.id).where(t.Invitation.partnership_id == where)).scalars().first()
        tx.execute(insert(t.Joining), {"person_id": person, "invitation_id": invited, "at": now})
        for table in t.Table.metadata.sorted_tables:
            mine = belongs(table, where)
            if mine is not None and tx.execute(select(table).where(mine)).first() is None:
                tx.execute(insert(table), {c.name: sample(tx, stage, c, where, person) for c in filled(table)})

    await run(stage, unit)


def filled(table: FromTable) -> list[Column[Any]]:
    """All columns but those the database counts up itself."""
    return [c for c in table.columns if not (c.primary_key and c.name == "id" and not c.foreign_keys)]


def sample(tx: Transaction, stage: Stage, column: Column[Any], where: int, person: int) -> Any:
    """Something that fits a column: what it points to belongs to the same partnership."""
    for key in column.foreign_keys:
        of = key.column.table
        mine = of.c.id == person if of.name == "person" else belongs(of, where)
        return tx.execute(select(key.column).where(mine) if mine is not None else select(key.column)).scalars().first()
    if isinstance(column.type, JSON):
        return {}
    kinds: dict[type, Any] = {date: stage.now.date(), int: 1, bool: False, str: "w"}
    return stage.now if isinstance(column.type, UtcDateTime) else kinds[column.type.python_type]


def belongs(table: FromTable, where: int) -> ColumnElement[bool] | None:
    """Which rows of a table are of this partnership, found by what they point to; None where none can be.

    The audit stays, and people and their files are not a partnership's.
    """
    if table.name in ("audit", "person", "media"):
        return None
    if table.name == "partnership":
        return table.c.id == where
    if "partnership_id" in table.c:
        return table.c.partnership_id == where
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        of = belongs(key.column.table, where)
        if of is not None:
            return key.parent.in_(select(key.column).where(of))
    return None


async def rows(stage: Stage, where: int) -> dict[str, int]:
    """How many rows each table holds of a partnership; tables without any are left out."""

    def unit(tx: Transaction) -> dict[str, int]:
        conditions = {table: belongs(table, where) for table in t.Table.metadata.sorted_tables}
        counted = {
            table.name: tx.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
            for table, condition in conditions.items()
            if condition is not None
        }
        return {name: number for name, number in counted.items() if number}

    return await run(stage, unit)
