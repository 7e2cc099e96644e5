"""The rounds of one talk over time: what was opened, as each reader may see it, and nothing that was not."""

from __future__ import annotations

from bot.services.past import Past, looked_at, past
from bot.services.scene import Scene
from bot.store import answers, openings, people, walks
from bot.store.transaction import Transaction
from conversations.answers import Answer, State
from conversations.sides import Side, Visible
from tests.bot.services.joining_cast import run
from tests.bot.services.walking_cast import COORDINATOR, DANISH, LOCAL, Cast, cast
from tests.stage import WORLD, Stage

D, L = Side.DANISH, Side.LOCAL


async def held(stage: Stage) -> tuple[Cast, list[int]]:
    """Three rounds: one that is over, one whose topic was closed unopened, and one that is sealed."""
    everybody = await cast(stage)
    return everybody, await run(stage, lambda tx: _hold(tx, stage))


def _hold(tx: Transaction, stage: Stage) -> list[int]:
    made = []
    for how in ("opened", "closed", None):
        number = walks.open_round(tx, stage.now, 1, "temperature", {"names": {"danish": "Havn", "local": "Shore"}})
        for row in walks.of_round(tx, number).values():
            for question, visible in (("tc.temp", Visible.BOTH), ("tc.safe", Visible.STAFF), ("tc.role", Visible.OWN)):
                value = "green" if question == "tc.role" else 4
                answers.add(tx, stage.now, row.id, Answer(question, State.GIVEN, value, visible), author=1)
        if how:
            openings.open_topic(tx, stage.now, number, "temp", how, None)
            walks.summarised(tx, stage.now, number)
        made.append(number)
    return made


async def seen(stage: Stage, telegram_id: int) -> tuple[Past, ...]:
    def unit(tx: Transaction) -> tuple[Past, ...]:
        person = people.arrive(tx, stage.now, telegram_id, "en")
        scene = Scene(tx, stage.now, WORLD, person)
        return past(scene, 1, "temperature", people.actor(tx, person, 1))

    return await run(stage, unit)


async def test_the_oldest_comes_first_and_says_when_it_was_opened_and_over(stage: Stage) -> None:
    _, rounds = await held(stage)
    found = await seen(stage, DANISH)
    assert [one.round for one in found] == rounds
    assert [set(one.opened) for one in found] == [{"temp"}, set(), set()]
    assert [one.ended is not None for one in found] == [True, True, False]
    assert [one.definition.id for one in found] == ["temperature"] * 3


async def test_each_reader_sees_what_they_may_and_of_what_was_not_opened_nothing(stage: Stage) -> None:
    await held(stage)
    expected = {
        DANISH: {D: {"tc.temp", "tc.safe", "tc.role"}, L: {"tc.temp"}},
        LOCAL: {D: {"tc.temp"}, L: {"tc.temp", "tc.safe", "tc.role"}},
        COORDINATOR: {D: {"tc.temp", "tc.safe"}, L: {"tc.temp", "tc.safe"}},
    }
    for who, of_the_first in expected.items():
        shown = [{side: set(one.answers[side]) for side in Side} for one in await seen(stage, who)]
        assert shown == [of_the_first, {D: set(), L: set()}, {D: set(), L: set()}]


async def test_a_round_is_looked_at_with_those_before_it_and_none_after(stage: Stage) -> None:
    _, (first, second, _) = await held(stage)

    def unit(tx: Transaction) -> tuple[int, list[int]]:
        person = people.arrive(tx, stage.now, DANISH, "en")
        scene = Scene(tx, stage.now, WORLD, person)
        now, before = looked_at(scene, 1, "temperature", second, people.actor(tx, person, 1))
        return now.round, [one.round for one in before]

    assert await run(stage, unit) == (second, [first])
