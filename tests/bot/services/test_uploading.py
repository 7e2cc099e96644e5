"""An agreement the partners have already: sent as files by either side or by staff, and read by both as it is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.media.kinds import LARGEST
from bot.services.inputs import Pressed
from bot.store import agreements, held, partnerships
from bot.store import tables as t
from conversations.approving import Approval, How
from conversations.sides import Side
from tests.bot.services.joining_cast import audited, labels, member, partnership, run, texts
from tests.bot.services.running_cast import DANISH, LOCAL, both_joined
from tests.stage import Somebody, Stage
from tests.transcripts import quick

ASK = (
    "Havn – Shore\nSend the agreement you have: a PDF, a Word file (DOCX) or photos of each page. "
    "Press “That is all” after the last one."
)
NOT_TAKEN = (
    "I can't take this for the agreement. Nothing was saved. Send a PDF, a Word file (DOCX), or photos of each page "
    "sent as photos."
)
AS_FILE = (
    "The agreement has to be sent as a file: a PDF, a Word file (DOCX) or photos of each page. Nothing was saved. "
    "Send it, or press Cancel."
)
STOPPED = "Sending the agreement was stopped, and nothing of it was kept."
STALE = "This button is no longer active. Here is where you are now."
SEAL = "ab" * 32


def _received(n: int) -> str:
    files = "1 file" if n == 1 else f"{n} files"
    return f"Havn – Shore\n{files} received. Send the next page, or press “That is all”."


async def _files(stage: Stage) -> list[tuple[str, str]]:
    """(file id, state) of every file that anybody sent."""
    query = select(t.Media.file_id, t.Media.state).order_by(t.Media.id)
    return [(name, state) for name, state in await run(stage, lambda tx: tx.execute(query).all())]


async def _versions(stage: Stage, where: int) -> list[tuple[How, str | None, tuple[int, ...]]]:
    """(how, seal, files) of each version."""

    def unit(tx: Any) -> list[tuple[How, str | None, tuple[int, ...]]]:
        found = agreements.versions(tx, where)
        return [(v.how, v.seal, agreements.files(tx, v.id)) for v in found]

    return await run(stage, unit)


async def _wishes(stage: Stage) -> list[str]:
    return list(await run(stage, lambda tx: tx.execute(select(t.Held.why)).scalars().all()))


async def _pdf(somebody: Somebody, file_id: str = "file") -> str:
    (shown,) = await somebody.sends("document", file_id, name="Agreement.PDF")
    return shown.text


async def test_files_are_counted_and_become_a_version_when_that_is_all(stage: Stage) -> None:
    where, danish, local, staff = await both_joined(stage)

    (asked,) = await danish.taps("Send our agreement")
    assert (asked.text, labels(asked)) == (ASK, ["Cancel"])
    (first,) = await danish.sends("photo", "page-1")
    assert (first.text, labels(first)) == (_received(1), ["That is all", "Remove the last one", "Cancel"])
    assert texts(await danish.sends("document", "page-2", name="page.docx")) == [_received(2)]
    sent, _ = await danish.taps("That is all")

    assert (sent.edited, labels(sent), sent.text) == (
        True,
        [],
        "Havn – Shore\n✓ Sent: 2 files.\n"
        "In a few minutes both sides are told to read it. It counts once both have approved it as it is.",
    )
    assert await _versions(stage, where) == [(How.UPLOADED, None, (1, 2))]
    assert await _files(stage) == [("page-1", "pending"), ("page-2", "pending")]
    assert await _wishes(stage) == []
    assert (local.new, staff.new) == ([], [])
    assert "agreement_sent" in await audited(stage)


@pytest.mark.parametrize("who", ["Anna", "Grace", "staff"])
async def test_either_side_and_its_staff_may_send_it(stage: Stage, who: str) -> None:
    where, danish, local, staff = await both_joined(stage)
    somebody = {"Anna": danish, "Grace": local, "staff": staff}[who]
    if who == "staff":
        await staff.does(Pressed(f"qp:{where}", None))
        assert texts(await staff.taps("Send their agreement")) == [ASK]
    else:
        assert texts(await somebody.taps("Send our agreement")) == [ASK]
    assert await _pdf(somebody) == _received(1)
    await somebody.taps("That is all")
    assert await _versions(stage, where) == [(How.UPLOADED, None, (1,))]


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("voice", {"seconds": 5}),
        ("document", {"name": "agreement.odt"}),
        ("document", {"name": "agreement.txt"}),
        ("document", {"name": "agreement.pdf.exe"}),
        ("document", {"name": "table.xlsx"}),
        ("document", {"name": "page.jpg"}),
        ("document", {}),
    ],
)
async def test_what_is_no_page_of_an_agreement_is_refused_and_it_is_still_asked_for(
    sqlite_stage: Stage, kind: str, more: dict[str, Any]
) -> None:
    _, danish, _, _ = await both_joined(sqlite_stage)
    await danish.taps("Send our agreement")
    assert texts(await danish.sends(kind, **more)) == [NOT_TAKEN]
    assert await _files(sqlite_stage) == []
    assert await _pdf(danish) == _received(1)


async def test_words_are_refused_and_never_end_up_in_an_answer(stage: Stage) -> None:
    _, danish, _, _ = await both_joined(stage)
    await danish.taps("Catch-up start")
    await danish.says("/menu")
    await danish.taps("Send our agreement")
    assert texts(await danish.says("We agreed on the phone")) == [AS_FILE]
    assert await run(stage, lambda tx: tx.execute(select(t.Answer.id)).all()) == []


async def test_what_is_too_large_is_refused(sqlite_stage: Stage) -> None:
    _, danish, _, _ = await both_joined(sqlite_stage)
    await danish.taps("Send our agreement")
    (told,) = await danish.sends("document", name="a.pdf", size=LARGEST + 1)
    assert told.text == "The file is too large (max 20 MB). Nothing was saved. Send a smaller one."
    assert await _files(sqlite_stage) == []


async def test_ten_files_are_the_most(sqlite_stage: Stage) -> None:
    where, danish, _, _ = await both_joined(sqlite_stage)
    await danish.taps("Send our agreement")
    for number in range(10):
        await danish.sends("photo", f"page-{number}")
    assert texts(await danish.sends("photo", "page-10")) == [
        "At most 10 files can be sent. This one was not saved. Put the pages into one PDF, or press “That is all”."
    ]
    await danish.taps("That is all")
    assert await _versions(sqlite_stage, where) == [(How.UPLOADED, None, tuple(range(1, 11)))]


async def test_an_album_is_counted_in_one_message(stage: Stage) -> None:
    _, danish, _, _ = await both_joined(stage)
    await danish.taps("Send our agreement")
    first, second, other = [
        shown
        for page, album in (("page-1", "a"), ("page-2", "a"), ("page-3", "b"))
        for shown in await danish.sends("photo", page, album=album)
    ]
    assert [(shown.text, shown.edited) for shown in (first, second, other)] == [
        (_received(1), False),
        (_received(2), True),
        (_received(3), False),
    ]
    assert first.id == second.id != other.id


async def test_the_last_one_can_be_removed_once(stage: Stage) -> None:
    where, danish, _, _ = await both_joined(stage)
    await danish.taps("Send our agreement")
    await danish.sends("photo", "page-1")
    (second,) = await danish.sends("photo", "wrong")
    button = next(data for row in second.buttons for label, data in row if label == "Remove the last one")

    assert texts(await danish.taps("Remove the last one")) == [_received(1)]
    assert texts(await danish.does(Pressed(button, None)))[0].startswith(STALE)
    assert await _files(stage) == [("page-1", "pending"), ("wrong", "unwanted")]
    await danish.taps("That is all")
    assert await _versions(stage, where) == [(How.UPLOADED, None, (1,))]


async def test_without_a_file_there_is_nothing_to_send(stage: Stage) -> None:
    where, danish, _, _ = await both_joined(stage)
    await danish.taps("Send our agreement")
    await danish.sends("photo", "wrong")
    (asked,) = await danish.taps("Remove the last one")
    assert (asked.text, labels(asked)) == (ASK, ["Cancel"])
    (told,) = await danish.does(Pressed(f"Ud:{where}", None))
    assert told.text.startswith(STALE)
    assert await _versions(stage, where) == []


@pytest.mark.parametrize("leaves", ["Cancel", "/menu", "/answers", "Catch-up start"])
async def test_whoever_cancels_or_does_something_else_has_sent_nothing(sqlite_stage: Stage, leaves: str) -> None:
    where, danish, _, _ = await both_joined(sqlite_stage)
    await danish.taps("Send our agreement")
    await danish.sends("photo", "page-1")
    await (danish.says(leaves) if leaves.startswith("/") else danish.taps(leaves))
    assert await _files(sqlite_stage) == [("page-1", "unwanted")]
    assert await _versions(sqlite_stage, where) == []
    (told,) = (await danish.does(Pressed(f"Ud:{where}", None)))[:1]
    assert told.text.startswith(STALE)


@pytest.mark.parametrize("pages", [0, 1])
async def test_whoever_leaves_it_is_told_once_that_it_was_stopped(sqlite_stage: Stage, pages: int) -> None:
    _, danish, _, _ = await both_joined(sqlite_stage)
    await danish.taps("Send our agreement")
    for number in range(pages):
        await danish.sends("photo", f"page-{number}")
    told, menu = await danish.says("/menu")
    assert (told.text, labels(told)) == (STOPPED, ["Send our agreement"])
    assert menu.text.startswith("Havn – Shore\n")
    assert len(await danish.says("/menu")) == 1
    assert texts(await danish.taps("Send our agreement", on=told.id)) == [ASK]


async def test_sending_another_partnerships_agreement_stops_the_first(sqlite_stage: Stage) -> None:
    where, danish, _, staff = await both_joined(sqlite_stage)
    other = await partnership(sqlite_stage, staff, "Fjord", "Reef")
    await run(sqlite_stage, lambda tx: partnerships.change(tx, other, running=True))
    await member(sqlite_stage, DANISH, other, Side.DANISH, "Anna")
    await danish.does(Pressed(f"Us:{where}", None))
    await danish.sends("photo", "page-1")
    stopped, asked = texts(await danish.does(Pressed(f"Us:{other}", None)))
    assert (stopped, asked) == (STOPPED, ASK.replace("Havn – Shore", "Fjord – Reef"))
    assert await _files(sqlite_stage) == [("page-1", "unwanted")]
    assert await _wishes(sqlite_stage) == ["agreement"]


async def test_pressing_it_again_loses_nothing_that_was_sent(stage: Stage) -> None:
    where, danish, _, _ = await both_joined(stage)
    await danish.taps("Send our agreement")
    await danish.sends("photo", "page-1")
    assert texts(await danish.does(Pressed(f"Us:{where}", None))) == [_received(1)]


async def test_a_reply_to_a_question_answers_the_question(stage: Stage) -> None:
    _, danish, _, _ = await both_joined(stage)
    (question,) = await danish.taps("Catch-up start")
    await danish.says("/menu")
    await danish.taps("Send our agreement")
    await danish.says("We are volunteers", reply_to=question.id)
    assert await run(stage, lambda tx: tx.execute(select(t.Answer.question)).scalars().all()) == ["su.know.who"]
    assert await _wishes(stage) == ["agreement"]


async def test_two_who_send_it_at_once_send_it_once(stage: Stage) -> None:
    where, danish, local, _ = await both_joined(stage)
    for somebody in (danish, local):
        await somebody.taps("Send our agreement")
        await somebody.sends("photo", f"from {somebody.telegram_id}")
    await danish.taps("That is all")
    told = texts(await local.taps("That is all"))
    assert told == [
        "The agreement can't be sent now: it was sent in the meantime, or the partnership is closed. Nothing was saved."
    ]
    assert await _versions(stage, where) == [(How.UPLOADED, None, (1,))]
    assert await _files(stage) == [(f"from {DANISH}", "pending"), (f"from {LOCAL}", "unwanted")]
    (menu,) = await local.says("/menu")
    assert labels(menu) == ["Catch-up start", "Status", "Talks"]


async def test_after_being_removed_nobody_sends_a_page(stage: Stage) -> None:
    _, danish, _, _ = await both_joined(stage)
    await danish.taps("Send our agreement")
    await danish.sends("photo", "page-1")
    await run(stage, lambda tx: tx.execute(update(t.Member).values(left_at=stage.now)) and None)
    assert texts(await danish.sends("photo", "page-2")) == ["Not found."]
    assert (await _files(stage), await _wishes(stage)) == ([("page-1", "unwanted")], [])


async def test_it_is_not_offered_elsewhere_nor_to_anybody_else(stage: Stage) -> None:
    where, danish, _, staff = await both_joined(stage)
    new = await partnership(stage, staff, "Fjord", "Reef")
    await member(stage, DANISH, new, Side.DANISH, "Anna")
    stranger = stage.person(99)
    for who, data in ((stranger, f"Us:{where}"), (danish, f"Us:{new}"), (danish, "Us:0")):
        (told,) = await who.does(Pressed(data, None))
        assert told.text.startswith(STALE)
    await run(stage, lambda tx: partnerships.change(tx, where, state="closed"))
    (told,) = await danish.does(Pressed(f"Us:{where}", None))
    assert told.text.startswith(STALE)
    assert await _wishes(stage) == []


async def test_once_one_is_in_force_no_other_is_sent(stage: Stage) -> None:
    where, danish, _, _ = await both_joined(stage)
    await danish.taps("Send our agreement")
    await _pdf(danish)
    await danish.taps("That is all")

    def approve(tx: Any) -> None:
        agreements.put_seal(tx, 1, SEAL)
        for side in Side:
            agreements.approve(tx, 1, 1, Approval(side, "Anna", None, SEAL, stage.now))

    await run(stage, approve)
    (menu,) = await danish.says("/menu")
    assert labels(menu) == ["Agreement", "Catch-up start", "Read our agreement", "Status", "Talks"]
    (told,) = await danish.does(Pressed(f"Us:{where}", None))
    assert told.text.startswith(STALE)


async def test_nobody_reads_it_before_it_is_whole(stage: Stage) -> None:
    _, danish, local, staff = await both_joined(stage)
    await danish.taps("Send our agreement")
    await _pdf(danish)
    await danish.taps("That is all")
    for somebody in (danish, local, staff, stage.person(99)):
        (told,) = await somebody.does(Pressed("Uf:1", None))
        assert told.text.startswith(STALE)


async def test_the_two_go_side_by_side(stage: Stage) -> None:
    """The catch-up start can be taken while the agreement waits, and the other way round."""
    where, danish, local, _ = await both_joined(stage)
    await danish.taps("Catch-up start")
    await local.taps("Begin")
    await quick.finishes(danish, Side.DANISH, "en")
    await danish.says("/menu")
    await danish.taps("Send our agreement")
    await _pdf(danish)
    await danish.taps("That is all")
    await quick.finishes(local, Side.LOCAL, "en")
    assert await _versions(stage, where) == [(How.UPLOADED, None, (1,))]
    assert await run(stage, lambda tx: held.held(tx, 2)) is None
