"""After sending the agreement was stopped, a file is asked about for ten minutes: a page, or a sealed answer?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.services.inputs import Pressed
from bot.store import tables as t
from tests.bot.services.joining_cast import labels, run, texts
from tests.bot.services.running_cast import both_joined
from tests.stage import Somebody, Stage

ASKED = "Havn – Shore\n1 file came. Is it a page of the agreement?\nNothing is saved yet."
RECEIVED = "Havn – Shore\n1 file received. Send the next page, or press “That is all”."
STALE = "This button is no longer active. Here is where you are now."


async def _stopped(stage: Stage, by: str = "/menu") -> tuple[int, Somebody]:
    """Somebody with an open question of the catch-up start, who has left sending the agreement."""
    where, danish, _, _ = await both_joined(stage)
    await danish.taps("Catch-up start")
    await danish.says("/menu")
    await danish.taps("Send our agreement")
    await danish.sends("photo", "page-1")
    await (danish.says(by) if by.startswith("/") else danish.taps(by))
    return where, danish


async def _answers(stage: Stage) -> list[str]:
    return list(await run(stage, lambda tx: tx.execute(select(t.Answer.question)).scalars().all()))


async def _files(stage: Stage) -> list[tuple[str, str]]:
    query = select(t.Media.file_id, t.Media.state).order_by(t.Media.id)
    return [(name, state) for name, state in await run(stage, lambda tx: tx.execute(query).all())]


@pytest.mark.parametrize("by", ["/menu", "/start", "Cancel"])
async def test_the_next_file_is_asked_about_and_is_no_answer_yet(sqlite_stage: Stage, by: str) -> None:
    _, danish = await _stopped(sqlite_stage, by)
    (asked,) = await danish.sends("document", "page-2", name="Agreement.PDF")
    assert (asked.text, labels(asked)) == (ASKED, ["Yes, a page of it", "No, it is an answer"])
    assert await _answers(sqlite_stage) == []
    assert await _files(sqlite_stage) == [("page-1", "unwanted")]


async def test_as_a_page_it_goes_on_with_sending_the_agreement(stage: Stage) -> None:
    _, danish = await _stopped(stage)
    await danish.sends("document", "page-2", name="Agreement.PDF")
    (received,) = await danish.taps("Yes, a page of it")
    assert (received.text, received.edited) == (RECEIVED, True)
    assert labels(received) == ["That is all", "Remove the last one", "Cancel"]
    assert await _files(stage) == [("page-1", "unwanted"), ("page-2", "pending")]
    sent = (await danish.taps("That is all"))[0]
    assert sent.text.startswith("Havn – Shore\n✓ Sent: 1 file.")


async def test_as_an_answer_it_goes_to_the_open_question_and_no_more_is_asked(stage: Stage) -> None:
    _, danish = await _stopped(stage)
    await danish.sends("photo", "our-people")
    told = (await danish.taps("No, it is an answer"))[0]
    assert (told.text, told.edited, labels(told)) == ("This is not for the agreement.", True, [])
    assert await _answers(stage) == ["su.know.who"]
    await danish.sends("photo", "more-of-them")
    assert await _files(stage) == [("page-1", "unwanted"), ("our-people", "pending"), ("more-of-them", "pending")]


async def test_pages_that_come_before_it_is_clear_are_asked_about_together(sqlite_stage: Stage) -> None:
    where, danish = await _stopped(sqlite_stage)
    (first,) = await danish.sends("photo", "page-1", album="a")
    (second,) = await danish.sends("photo", "page-2", album="a")
    assert (second.id, second.edited) == (first.id, True)
    (third,) = await danish.sends("document", "page-3", name="page.odt")
    assert third.text == "Havn – Shore\n3 files came. Are they pages of the agreement?\nNothing is saved yet."
    (old,) = await danish.does(Pressed(second.buttons[0][0][1], None))
    assert old.text.startswith(STALE)
    refused, received = texts(await danish.taps("Yes, a page of it"))
    assert refused.startswith("I can't take this for the agreement. Nothing was saved.")
    assert received.startswith("Havn – Shore\n2 files received.")
    assert where


async def test_words_and_recordings_are_answers_as_ever(sqlite_stage: Stage) -> None:
    _, danish = await _stopped(sqlite_stage)
    await danish.says("We are volunteers")
    await danish.sends("voice", seconds=3)
    assert "su.know.who" in await _answers(sqlite_stage)


async def test_a_reply_to_the_question_is_its_answer(sqlite_stage: Stage) -> None:
    _, danish = await _stopped(sqlite_stage)
    (question,) = await danish.says("/start")
    await danish.sends("photo", "our-people", reply_to=question.id)
    assert await _answers(sqlite_stage) == ["su.know.who"]


async def test_after_ten_minutes_a_file_is_an_answer_again(sqlite_stage: Stage) -> None:
    _, danish = await _stopped(sqlite_stage)
    sqlite_stage.now += timedelta(minutes=11)
    await danish.sends("photo", "our-people")
    assert await _answers(sqlite_stage) == ["su.know.who"]


async def test_of_a_files_name_nothing_but_the_ending_is_kept(sqlite_stage: Stage) -> None:
    _, danish = await _stopped(sqlite_stage)
    await danish.sends("document", "page-2", name="Grace Achieng.pdf")
    (content,) = await run(sqlite_stage, lambda tx: tx.execute(select(t.Held.content)).scalars().all())
    assert [file["name"] for file in content["files"]] == [".pdf"]


async def test_after_being_removed_nothing_is_a_page_and_nobody_is_asked(sqlite_stage: Stage) -> None:
    where, danish = await _stopped(sqlite_stage)
    (asked,) = await danish.sends("photo", "page-2")
    await run(sqlite_stage, lambda tx: tx.execute(update(t.Member).values(left_at=sqlite_stage.now)) and None)
    for _, data in (button for row in asked.buttons for button in row[:1]):
        told = (await danish.does(Pressed(data, None)))[0]
        assert "agreement?" not in told.text
    assert texts(await danish.sends("photo", "page-3")) != [ASKED]
    assert await _files(sqlite_stage) == [("page-1", "unwanted")]
    assert await _answers(sqlite_stage) == []
    assert where
