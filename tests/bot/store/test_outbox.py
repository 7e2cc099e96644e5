"""The outbox: who gets what next, and what becomes of it. On either kind of database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from bot.store import claims, outbox, outcomes
from bot.store.claims import Owed
from bot.store.database import Store
from bot.store.outcomes import HandedBack, Later, Outcome, PartSent, Sent, Undelivered, Unreachable
from bot.store.tables import Message, Person
from bot.store.transaction import Transaction
from tests.bot.telegram.edge import add_person, saying, states

NOW = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=30)


def owe(tx: Transaction, person: int, *words: str, **more: object) -> bool:
    return outbox.owe(tx, NOW, person_id=person, screen=saying(*words), **more)  # type: ignore[arg-type]


def said(claimed: list[Owed]) -> list[str]:
    return [owed.screen["l"][0][0] for owed in claimed]


def claimed(limit: int = 10, *, now: datetime = NOW, **more: object) -> Callable[[Transaction], list[str]]:
    return lambda tx: said(claims.claim(tx, now, limit, **more))  # type: ignore[arg-type]


def became(*what: Outcome) -> Callable[[Transaction], None]:
    return lambda tx: outcomes.record(tx, NOW, what)


async def two_people(store: Store) -> tuple[int, int]:
    return await store.run(lambda tx: (add_person(tx, 101), add_person(tx, 102, language=None)))


async def test_a_persons_rows_are_taken_together_in_order(store: Store) -> None:
    one, other = await two_people(store)
    for person, words in ((one, "1"), (other, "2"), (one, "3")):
        await store.run(lambda tx, person=person, words=words: owe(tx, person, words))  # type: ignore[misc]
    assert await store.run(claimed()) == ["1", "2", "3"]
    assert await store.run(claimed()) == []


async def test_nothing_is_taken_for_somebody_who_has_a_row_under_way(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: owe(tx, one, "first"))
    assert await store.run(claimed()) == ["first"]
    await store.run(lambda tx: [owe(tx, one, "second"), owe(tx, other, "elsewhere")])
    assert await store.run(claimed()) == ["elsewhere"]
    await store.run(became(Sent(1, 55)))
    assert await store.run(claimed()) == ["second"]


async def test_what_failed_is_not_overtaken_by_what_was_said_after_it(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "first"), owe(tx, one, "second"), owe(tx, other, "elsewhere")])
    await store.run(claimed())
    await store.run(became(Later(1, SOON, unknown=True), HandedBack(2), Sent(3, 55)))
    await store.run(lambda tx: [owe(tx, one, "third"), owe(tx, other, "free")])
    assert await store.run(claimed()) == ["free"]
    assert await store.run(claimed(now=SOON)) == ["first"]
    await store.run(became(Sent(1, 56)))
    assert await store.run(claimed(now=SOON)) == ["second", "third"]


async def test_what_a_person_waits_for_goes_before_what_the_bot_says_on_its_own(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, person, "reminder", priority=1) for person in (other, one)])
    await store.run(lambda tx: owe(tx, one, "answer"))
    assert await store.run(claimed(1)) == ["answer"]
    assert await store.run(claimed(5, unasked=0)) == []
    assert await store.run(claimed(5)) == ["reminder"]
    await store.run(became(Sent(3, 55)))
    assert await store.run(claimed(5)) == ["reminder"]


async def test_what_waits_for_its_time_holds_up_nothing(store: Store) -> None:
    one, _ = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "tomorrow", due_at=SOON), owe(tx, one, "today")])
    assert await store.run(claimed()) == ["today"]
    assert await store.run(lambda tx: claims.next_due(tx, NOW)) == SOON
    await store.run(became(Sent(2, 55)))
    assert await store.run(claimed(now=SOON)) == ["tomorrow"]
    assert await store.run(lambda tx: claims.next_due(tx, SOON)) is None


async def test_a_chat_that_may_get_nothing_now_is_passed_over(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "held"), owe(tx, other, "free")])
    assert await store.run(claimed(skip=[101])) == ["free"]
    assert await store.run(claimed()) == ["held"]


async def test_rows_of_people_who_cannot_or_will_not_be_written_to_wait(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "blocked"), owe(tx, one, "too")])
    await store.run(lambda tx: owe(tx, other, "silent", priority=1))
    await store.run(lambda tx: tx.execute(update(Person).where(Person.id == other).values(reach="silent")))
    assert await store.run(claimed()) == ["blocked", "too"]
    await store.run(became(Unreachable(one, "blocked")))
    assert await store.run(claimed()) == []
    assert await store.run(lambda tx: claims.next_due(tx, NOW - SOON.resolution)) is None
    assert await store.run(states) == [("due", False, None)] * 3
    await store.run(lambda tx: tx.execute(update(Person).values(reach="open")))
    assert await store.run(claimed()) == ["blocked", "too", "silent"]


async def test_somebody_silent_is_still_answered(store: Store) -> None:
    one, _ = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "reminder", priority=1), owe(tx, one, "answer")])
    await store.run(lambda tx: tx.execute(update(Person).values(reach="silent")))
    assert await store.run(claimed()) == ["answer"]


async def test_a_claimed_row_says_everything_needed_to_send_it(store: Store) -> None:
    _, other = await two_people(store)
    await store.run(lambda tx: tx.execute(update(Person).where(Person.id == other).values(hint="da")))
    await store.run(lambda tx: owe(tx, other, "changed", edits=77))
    assert await store.run(lambda tx: claims.claim(tx, NOW, 1)) == [
        Owed(
            id=1,
            person_id=other,
            telegram_id=102,
            language="da",
            screen={"l": [["changed", "plain"]]},
            edits=77,
            priority=0,
            repeat=False,
            tries=0,
            parts_sent=0,
            due_at=NOW,
        )
    ]


async def test_a_key_is_owed_once(store: Store) -> None:
    one, other = await two_people(store)
    assert await store.run(lambda tx: owe(tx, one, "once", key="reminder:1"))
    assert not await store.run(lambda tx: owe(tx, other, "again", key="reminder:1"))
    await store.run(claimed())
    await store.run(became(Sent(1, 55)))
    assert not await store.run(lambda tx: owe(tx, one, "after", key="reminder:1"))
    assert len(await store.run(states)) == 1


async def test_a_sent_row_keeps_its_number_and_none_of_its_words(store: Store) -> None:
    one, _ = await two_people(store)
    await store.run(lambda tx: owe(tx, one, "secret"))
    await store.run(claimed())
    await store.run(became(PartSent(1, 1), Sent(1, 55)))
    columns = (Message.state, Message.screen, Message.telegram_message_id, Message.done_at)
    assert await store.run(lambda tx: tx.execute(select(*columns)).one()) == ("sent", None, 55, NOW)


async def test_writing_outcomes_twice_changes_nothing(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, person, "words") for person in (one, other)])
    await store.run(claimed())
    both = became(Sent(1, 55), Later(2, SOON, unknown=True))
    await store.run(both)
    tries = select(Message.tries, Message.due_at).order_by(Message.id)
    before = await store.run(lambda tx: tx.execute(tries).all())
    await store.run(both)
    assert await store.run(lambda tx: tx.execute(tries).all()) == before
    assert await store.run(states) == [("sent", False, 55), ("due", True, None)]


async def test_a_row_given_up_is_kept_with_its_reason_and_lets_others_pass(store: Store) -> None:
    one, _ = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "never"), owe(tx, one, "next")])
    await store.run(claimed())
    await store.run(became(Undelivered(1, "too long"), HandedBack(2)))
    assert await store.run(claimed()) == ["next"]
    kept = select(Message.state, Message.error, Message.screen).where(Message.id == 1)
    row = await store.run(lambda tx: tx.execute(kept).one())
    assert row == ("undelivered", "too long", {"l": [["never", "plain"]]})


async def test_rows_of_a_deleted_account_end(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "1"), owe(tx, other, "2"), owe(tx, one, "3", due_at=SOON)])
    await store.run(claimed())
    await store.run(became(Unreachable(one, "gone")))
    assert await store.run(states) == [("gone", False, None), ("sending", False, None), ("gone", False, None)]


async def test_cancelled_rows_stay_cancelled_even_when_under_way(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, one, "1"), owe(tx, one, "2"), owe(tx, one, "3"), owe(tx, other, "4")])
    await store.run(claimed(3))
    await store.run(lambda tx: outbox.cancel(tx, NOW, person_id=one, partnership_id=None))
    await store.run(became(Later(1, NOW, unknown=True), HandedBack(2), Sent(3, 55)))
    assert await store.run(states) == [
        ("cancelled", False, None),
        ("cancelled", False, None),
        ("sent", False, 55),
        ("due", False, None),
    ]


async def test_after_a_crash_rows_under_way_are_due_again_and_marked(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, person, "words") for person in (one, other)])
    await store.run(claimed(1))
    assert await store.run(claims.recover) == 1
    assert await store.run(states) == [("due", True, None), ("due", False, None)]


async def test_rows_of_a_lost_claim_are_due_again_unmarked(store: Store) -> None:
    one, other = await two_people(store)
    await store.run(lambda tx: [owe(tx, person, "words") for person in (one, other)])
    await store.run(claimed())
    assert await store.run(lambda tx: claims.release(tx, under_way=[1])) == 1
    assert await store.run(states) == [("sending", False, None), ("due", False, None)]


async def test_the_sender_is_woken_only_by_what_was_added(store: Store) -> None:
    woken: list[str] = []
    store.on_commit.append(lambda: woken.append("woken"))
    one, _ = await two_people(store)
    await store.run(lambda tx: owe(tx, one, "words", key="k"))
    await store.run(lambda tx: owe(tx, one, "words", key="k"))
    await store.run(claimed())
    assert woken == ["woken"]
