"""A file's row on either kind of database: whose answer it is, and that nothing brings back what nobody wants."""

from __future__ import annotations

from datetime import timedelta

from bot.store import media
from bot.store.database import Store
from bot.store.media import Given
from bot.store.transaction import Transaction
from tests.bot.telegram import given_files as given
from tests.bot.telegram.edge import LONG_AGO


def _file(tx: Transaction, *, person: int) -> media.MediaRow:
    row = media.media(tx, given.add_file(tx, LONG_AGO, person, "BQabc", "voice"))
    assert row is not None
    return row


async def test_a_file_is_found_in_its_latest_answer_or_with_what_is_held(store: Store) -> None:
    def unit(tx: Transaction) -> tuple[object, ...]:
        person = given.add_person(tx, 1001)
        walk = given.add_walk(tx, person)
        answered, waiting, dropped = (_file(tx, person=person) for _ in range(3))
        given.answer_with(tx, LONG_AGO, person, walk, answered.id, "voice")
        given.answer_with(tx, LONG_AGO, person, walk, 999, "voice")
        given.hold_file(tx, LONG_AGO, person, waiting.id, "voice")
        found = [(media.given(tx, row), media.waits(tx, row)) for row in (answered, waiting, dropped)]
        return found, walk

    found, walk = await store.run(unit)

    assert isinstance(walk, int)
    assert found == [(Given(walk, "A1", 1), False), (None, True), (None, False)]


async def test_what_is_put_off_goes_behind_what_is_due(store: Store) -> None:
    def unit(tx: Transaction) -> tuple[list[list[int]], list[int]]:
        person = given.add_person(tx, 1001)
        first, second = _file(tx, person=person), _file(tx, person=person)
        media.try_later(tx, first.id, 1, LONG_AGO + timedelta(minutes=1))
        now, later = LONG_AGO, LONG_AGO + timedelta(minutes=1)
        due = [[row.id for row in media.pending(tx, when)] for when in (now, later)]
        return due, [first.id, second.id]

    due, (first, second) = await store.run(unit)

    assert due == [[second], [second, first]]


async def test_an_unwanted_file_is_neither_kept_nor_failed_but_forgotten(store: Store) -> None:
    def unit(tx: Transaction) -> tuple[object, ...]:
        row = _file(tx, person=given.add_person(tx, 1001))
        media.let_go(tx, row.id)
        settled = (media.fetched(tx, row.id, "audio/ogg", 1), media.failed(tx, row.id, 1))
        listed = media.unwanted(tx) == ((row.id, row.path),)
        media.forget(tx, row.id)
        return settled, listed, given.files(tx)

    assert await store.run(unit) == ((False, False), True, [])
