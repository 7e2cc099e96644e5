"""Sending over real HTTP, from the outbox to what people see."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select, update

from bot.clock import MovableClock
from bot.rehearsal.testing import Rehearsal
from bot.screen import Attachment, Button, Line, Screen
from bot.store import claims, outbox
from bot.store.database import Store
from bot.store.tables import Message, Person
from bot.store.transaction import Transaction
from bot.telegram.api import BotApi
from bot.telegram.transport import HttpTransport
from tests.bot.telegram.edge import Forgetful, add_person, owe, sending, states, texts


@pytest.fixture
async def somebody(world: Rehearsal, store: Store) -> tuple[int, int]:
    """Telegram's number and ours of a person who has pressed Start."""
    return await started(world, store)


async def started(world: Rehearsal, store: Store, name: str = "Danish side") -> tuple[int, int]:
    chat = await world.person(name)
    await world.start(chat)
    return chat, await store.run(lambda tx: add_person(tx, chat))


async def settled(store: Store) -> list[tuple[object, ...]]:
    """All rows, once none is due or under way."""
    for _ in range(500):
        rows = await store.read(states)
        if not any(row[0] in ("due", "sending") for row in rows):
            return rows
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never settled: {rows}")


async def test_what_is_owed_is_sent_in_order_and_its_words_are_forgotten(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    async with sending(store, api):
        for number in range(5):
            await owe(store, person, f"number {number}")
        seen = await world.sees(chat, lambda c: len(texts(c)) == 5)
        rows = await settled(store)
    numbers = [message["message_id"] for message in seen["messages"] if message["from"] == "bot"]
    assert texts(seen) == [f"number {number}" for number in range(5)]
    assert rows == [("sent", False, number) for number in numbers]
    assert await store.read(lambda tx: tx.execute(select(Message.screen)).scalars().all()) == [None] * 5


async def test_what_was_owed_before_the_start_is_sent_after_it(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    await owe(store, person, "from before")
    async with sending(store, api):
        assert texts(await world.sees(chat, lambda c: len(texts(c)) == 1)) == ["from before"]


async def test_a_row_left_under_way_by_a_crash_is_repeated_with_a_mark(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    await owe(store, person, "perhaps said")
    await store.run(lambda tx: claims.claim(tx, datetime.now(UTC), 10))
    async with sending(store, api):
        await settled(store)
    assert texts(await world.chat(chat)) == ["(repeat)\nperhaps said"]


@pytest.mark.parametrize("kind", ["timeout_after", "reset_after", "reset_before", "html", "500"])
async def test_an_unknown_outcome_is_repeated_once_with_a_mark(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int], kind: str
) -> None:
    chat, person = somebody
    await world.fault("sendMessage", kind)
    async with sending(store, api):
        await owe(store, person, "one")
        await owe(store, person, "two")
        await settled(store)
    accepted = ["one"] if kind.endswith("_after") else []
    assert texts(await world.chat(chat)) == [*accepted, "(repeat)\none", "two"]


@pytest.mark.parametrize("kind", ["timeout_after", "reset_before", "500"])
async def test_an_edit_is_repeated_without_a_mark(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int], kind: str
) -> None:
    chat, person = somebody
    async with sending(store, api):
        await owe(store, person, "before")
        ((_, _, number),) = await settled(store)
        await world.fault("editMessageText", kind)
        await owe(store, person, "after", edits=number)
        rows = await settled(store)
    assert texts(await world.chat(chat)) == ["after"]
    assert [(state, edited) for state, _, edited in rows] == [("sent", number), ("sent", number)]


async def test_an_edit_that_changes_nothing_or_finds_nothing_counts_as_sent(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    async with sending(store, api):
        await owe(store, person, "the same")
        ((_, _, number),) = await settled(store)
        await owe(store, person, "the same", edits=number)
        await owe(store, person, "nowhere", edits=424242)
        rows = await settled(store)
    assert rows == [("sent", False, number), ("sent", False, number), ("sent", False, 424242)]
    assert texts(await world.chat(chat)) == ["the same"]


async def test_a_refusal_for_speed_holds_this_chat_and_no_other(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    other_chat, other = await started(world, store, "Local side")
    await world.fault("sendMessage", "429", retry_after=2, chat_id=chat)
    async with sending(store, api):
        await owe(store, person, "held one")
        await owe(store, person, "held two")
        await owe(store, other, "free")
        await world.sees(other_chat, lambda c: texts(c) == ["free"])
        assert texts(await world.chat(chat)) == []
        await world.sees(chat, lambda c: texts(c) == ["held one", "held two"])
        assert await settled(store)
    assert [call["method"] for call in await world.calls()].count("sendMessage") == 3


async def test_what_is_owed_to_somebody_who_blocked_the_bot_waits_and_comes_one_by_one(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    await world.block(chat)
    long_ago = datetime.now(UTC) - timedelta(hours=3)
    async with sending(store, api, rate=1000, chat_rate=4) as sender:
        for number in range(4):
            await owe(store, person, f"number {number}", now=long_ago, priority=1)
        reach = select(Person.reach)
        for _ in range(200):
            if await store.read(lambda tx: tx.execute(reach).scalar_one()) == "blocked":
                break
            await asyncio.sleep(0.02)
        assert await store.read(states) == [("due", False, None)] * 4
        await world.unblock(chat)
        await store.run(lambda tx: tx.execute(update(Person).values(reach="open")))
        sender.wake()
        await settled(store)
    calls = [call for call in await world.calls() if call["method"] == "sendMessage"]
    assert texts(await world.chat(chat)) == [f"number {number}" for number in range(4)]
    gaps = [later["time"] - earlier["time"] for earlier, later in pairwise(calls)]
    assert all(gap > 0.2 for gap in gaps)


async def test_a_deleted_account_ends_what_is_owed_to_it(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    await world.deactivate(chat)
    async with sending(store, api):
        await owe(store, person, "nobody reads this")
        await owe(store, person, "nor this")
        rows = await settled(store)
    assert rows == [("gone", False, None)] * 2
    assert await store.read(lambda tx: tx.execute(select(Person.reach)).scalar_one()) == "gone"


async def test_a_message_telegram_can_never_take_is_kept_for_staff_and_holds_up_nothing(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    too_long = Screen((Line("tap"),), ((Button("here", "x" * 65),),))
    async with sending(store, api):
        await owe(store, person, screen=too_long)
        await owe(store, person, screen=Screen(()))
        await owe(store, person, "after")
        rows = await settled(store)
    assert [row[0] for row in rows] == ["undelivered", "undelivered", "sent"]
    assert texts(await world.chat(chat)) == ["after"]


async def test_a_long_screen_comes_in_parts_with_its_buttons_on_the_last(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    paragraphs = [f"{number} " + "word " * 300 for number in range(6)]
    lines = [line for words in paragraphs for line in (Line(words.strip()), Line(""))]
    async with sending(store, api):
        await owe(store, person, screen=Screen(tuple(lines), ((Button("Go on", "go"),),)))
        await settled(store)
    said = [message for message in (await world.chat(chat))["messages"] if message["from"] == "bot"]
    together = "\n\n".join(message["text"] for message in said)
    assert together == "\n\n".join(words.strip() for words in paragraphs)
    assert [bool(message["buttons"]) for message in said] == [False] * (len(said) - 1) + [True]
    assert len(said) > 1


async def test_a_long_screen_goes_on_where_it_stopped(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    one, two, three = (letter * 3000 for letter in "abc")
    async with sending(store, api, rate=2):
        await owe(store, person, one, "", two, "", three)
        await world.sees(chat, lambda c: len(texts(c)) == 1)
        await world.fault("sendMessage", "500")
        await settled(store)
    assert texts(await world.chat(chat)) == [one, f"(repeat)\n{two}", three]


async def test_a_picture_a_page_and_a_file_carry_words_and_buttons(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    buttons = ((Button("Done", "done"),),)
    qr = Attachment("qr", "", link="https://t.me/bot?start=abc")
    kept = Attachment("page", "summary.html", lines=(Line("Goals", "bold"), Line("<fish> & chips")))
    async with sending(store, api):
        await owe(store, person, screen=Screen((Line("scan"),), buttons, qr))
        await owe(store, person, screen=Screen((Line("keep " * 300),), buttons, kept))
        await settled(store)
        messages = (await world.chat(chat))["messages"]
        document = next(message for message in messages if message["kind"] == "document")
        page = await (await world.session.get(world.base_url + document["file"]["url"])).text()
    shown = [(m["kind"], bool(m.get("caption") or m["text"]), bool(m["buttons"])) for m in messages[1:]]
    assert shown == [("photo", True, True), ("document", False, False), ("text", True, True)]
    assert "&lt;fish&gt; &amp; chips" in page


async def test_a_persons_answer_does_not_wait_behind_what_the_bot_says_on_its_own(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    crowd = [await started(world, store, "Local side") for _ in range(30)]
    for _, other in crowd:
        await owe(store, other, "reminder", priority=1)
    async with sending(store, api, rate=20):
        await asyncio.sleep(0.2)
        await owe(store, person, "your answer")
        await world.sees(chat, lambda c: texts(c) == ["your answer"])
        reminders = [row for row in await store.read(states) if row[0] in ("due", "sending")]
    assert len(reminders) > 15


async def test_with_limits_enforced_nothing_is_refused(world: Rehearsal, store: Store, api: BotApi) -> None:
    crowd = [await started(world, store, "Local side") for _ in range(20)]
    await world.enforce_limits()
    async with sending(store, api, rate=29.5):
        for number in range(4):
            for _, person in crowd:
                await owe(store, person, f"number {number}")
        await settled(store)
    assert world.telegram.limits.refused == 0
    for chat, _ in crowd:
        assert texts(await world.chat(chat)) == [f"number {number}" for number in range(4)]


async def test_nothing_goes_out_before_it_is_due_and_a_moved_clock_counts(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    clock = MovableClock()
    async with sending(store, api, clock=clock):
        await owe(store, person, "tomorrow", due_at=datetime.now(UTC) + timedelta(days=1))
        await owe(store, person, "today")
        await world.sees(chat, lambda c: texts(c) == ["today"])
        await asyncio.sleep(0.1)
        clock.set_offset(86_400)
        await world.sees(chat, lambda c: texts(c) == ["today", "tomorrow"])


async def test_nothing_more_is_sent_after_it_was_cancelled(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    await world.fault("sendMessage", "500")
    async with sending(store, api):
        await owe(store, person, "wrong")
        await asyncio.sleep(0.3)
        await store.run(lambda tx: outbox.cancel(tx, datetime.now(UTC), person_id=person, partnership_id=None))
        await asyncio.sleep(1.5)
    assert await store.read(states) == [("cancelled", True, None)]
    assert texts(await world.chat(chat)) == []


async def test_while_telegram_cannot_be_reached_everything_waits_unmarked(
    store: Store, transport: HttpTransport
) -> None:
    person = await store.run(lambda tx: add_person(tx, 1))
    nowhere = BotApi(transport, "http://127.0.0.1:9", "1:x")
    async with sending(store, nowhere):
        for number in range(3):
            await owe(store, person, f"number {number}")
        await asyncio.sleep(0.5)
    assert await store.read(states) == [("due", False, None)] * 3


async def test_a_wrong_token_stops_sending_with_one_line_that_does_not_show_it(
    world: Rehearsal,
    store: Store,
    transport: HttpTransport,
    somebody: tuple[int, int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, person = somebody
    wrong = BotApi(transport, world.base_url, "12345:wrong")
    async with sending(store, wrong):
        for number in range(3):
            await owe(store, person, f"number {number}")
        await asyncio.sleep(0.5)
    assert await store.read(states) == [("due", False, None)] * 3
    assert [record.message for record in caplog.records] == [
        "sending has stopped: Telegram does not accept the bot's token"
    ]


async def test_rows_claimed_when_the_databases_answer_was_lost_are_sent_once_and_unmarked(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    for number in range(3):
        await owe(store, person, f"number {number}")
    async with sending(Forgetful(store, lost=3), api):
        await settled(store)
    assert texts(await world.chat(chat)) == [f"number {number}" for number in range(3)]


async def test_a_persons_own_message_can_be_taken_out_of_the_chat(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    chat, person = somebody
    said = await world.say(chat, "my secret place")

    def take_back(tx: Transaction) -> None:
        for number in (said, 424242):
            outbox.take_back(tx, datetime.now(UTC), person_id=person, message=number)

    await store.run(take_back)
    async with sending(store, api):
        rows = await settled(store)
    assert rows == [("sent", False, said), ("sent", False, 424242)]
    messages = (await world.chat(chat))["messages"]
    assert [m["deleted"] for m in messages if m["message_id"] == said] in ([True], [])


async def test_closing_leaves_nothing_under_way_but_what_telegram_has_not_answered(
    world: Rehearsal, store: Store, api: BotApi, somebody: tuple[int, int]
) -> None:
    _, person = somebody
    async with sending(store, api, rate=20):
        for number in range(10):
            await owe(store, person, f"number {number}")
        await asyncio.sleep(0.2)
    rows = await store.read(states)
    assert {row[0] for row in rows} == {"sent", "due"}
