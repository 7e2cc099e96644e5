"""What waits for its owner's word: an old question about it never files what was written since."""

from __future__ import annotations

from sqlalchemy import select

from bot.services.inputs import Pressed
from bot.store import tables as t
from conversations.sides import Side
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.walking_cast import DANISH, OTHER_LOCAL, Cast, answered, cast, words
from tests.stage import Stage

WHO = "su.know.who"


async def _in_two(stage: Stage) -> tuple[Cast, int]:
    """The Danish side's member is the local member of a second partnership too; returns its walk."""
    everybody = await cast(stage)
    await everybody.leaves(OTHER_LOCAL)
    await everybody.joins(DANISH, Side.LOCAL, everybody.other)
    return everybody, 4


async def test_words_in_two_partnerships_are_filed_only_where_their_owner_says(stage: Stage) -> None:
    everybody, second = await _in_two(stage)
    everybody[DANISH].new.clear()
    (asked,) = await everybody[DANISH].says("We are one of them.")
    assert asked.text.endswith("For which one is this? Nothing is saved yet.")
    assert await answered(stage, 1) == await answered(stage, second) == {}
    await everybody[DANISH].taps("Bakke – Hill")
    assert await answered(stage, 1) == {}
    assert await words(stage, second) == {WHO: ["We are one of them."]}


async def test_a_reply_needs_no_asking(stage: Stage) -> None:
    everybody, second = await _in_two(stage)
    first = next(iter(everybody[DANISH].chat))
    await everybody[DANISH].says("The first one", reply_to=first)
    assert await words(stage, 1) == {WHO: ["The first one"]}
    assert await answered(stage, second) == {}


async def test_the_question_of_somebody_in_two_partnerships_names_its_own(stage: Stage) -> None:
    everybody, _ = await _in_two(stage)
    await everybody[DANISH].says("One")
    told = texts(await everybody[DANISH].taps("Havn – Shore"))
    assert told[-1].startswith("Havn – Shore\nGetting to know each other · 2 of 4")


async def test_signs_that_no_database_keeps_can_wait_too(stage: Stage) -> None:
    everybody, second = await _in_two(stage)
    await everybody[DANISH].says("a\0b \ud83d <b>")
    await everybody[DANISH].taps("Bakke – Hill")
    assert await words(stage, second) == {WHO: ["a\ufffdb \ufffd <b>"]}


async def test_an_old_question_about_words_never_files_newer_ones(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("First 0712 345 678")
    old = list(everybody[DANISH].chat)[-1]
    await everybody[DANISH].says("Second 0712 999 888")
    for wanted in ("Keep", "Remove", "Write again"):
        (told,) = await everybody[DANISH].taps(wanted, on=old)
        assert told.text.startswith("This button is no longer active. Here is where you are now.")
    assert await answered(stage, 1) == {}
    await everybody[DANISH].taps("Keep")
    assert await words(stage, 1) == {WHO: ["Second 0712 999 888"]}


async def test_what_was_chosen_is_chosen_once(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("Call 0712 345 678")
    asked = list(everybody[DANISH].chat)[-1]
    buttons = [data for row in everybody[DANISH].chat[asked].buttons for _, data in row]
    await everybody[DANISH].taps("Remove")
    before = await answered(stage, 1)
    for data in buttons:
        await everybody[DANISH].does(Pressed(data, asked), False)
    assert await answered(stage, 1) == before
    assert await run(stage, lambda tx: tx.execute(select(t.Held.why)).all()) == []
