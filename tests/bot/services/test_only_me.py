"""What somebody keeps to themselves nobody else reads: to the colleagues of the same side it looks skipped."""

from __future__ import annotations

from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.services.serving import load, served
from bot.store import answers, openings, people, walks
from bot.store.transaction import Transaction
from conversations.answers import Answer, State
from conversations.sides import Side, Visible
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.walking_cast import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    DANISH,
    LOCAL,
    OUTSIDERS,
    Cast,
    cast,
    tried,
)
from tests.stage import WORLD, Stage

MINE = "canary-only-mine"
QUESTION = "tc.unsaid"


async def begin(stage: Stage) -> tuple[Cast, dict[Side, int]]:
    """The talk after a trip, asked of one on each side; a colleague is on the local one."""
    everybody = await cast(stage)
    await everybody.joins(COLLEAGUE, Side.LOCAL)

    def unit(tx: Transaction) -> dict[Side, int]:
        round_id = walks.open_round(tx, stage.now, 1, "unsaid")
        rows = walks.of_round(tx, round_id)
        for side, row in rows.items():
            walks.hold(tx, row.id, walks.last_holder(tx, 1, side, before=row.id))
        return {side: row.id for side, row in rows.items()}

    return everybody, await run(stage, unit)


async def answered(everybody: Cast, walk: int) -> None:
    await everybody[LOCAL].does(Pressed(f"g:{walk}", None), show=False)
    (shown,) = [m for m in everybody[LOCAL].chat.values() if "hard to say face to face" in m.text]
    await everybody[LOCAL].says(MINE, reply_to=shown.id, show=False)


async def as_loaded(stage: Stage, walk: int, telegram_id: int) -> Answer | None:
    """The answer as it is served to this person."""

    def unit(tx: Transaction) -> Answer | None:
        row = walks.walk(tx, walk)
        assert row is not None
        person = people.arrive(tx, stage.now, telegram_id, "en")
        return load(Scene(tx, stage.now, WORLD, person), row).walk.answers.get(QUESTION)

    return await run(stage, unit)


async def test_it_begins_as_the_writers_alone_and_a_colleague_sees_it_as_skipped(stage: Stage) -> None:
    everybody, walk = await begin(stage)
    await answered(everybody, walk[Side.LOCAL])
    own = await as_loaded(stage, walk[Side.LOCAL], LOCAL)
    seen = await as_loaded(stage, walk[Side.LOCAL], COLLEAGUE)
    assert own is not None
    assert seen is not None
    assert (own.state, own.visible, [piece["t"] for piece in own.pieces]) == (State.GIVEN, Visible.ME, [MINE])
    assert (seen.state, seen.value) == (State.SKIPPED, None)


async def test_what_would_be_shown_is_not_offered_where_nothing_is_shown(stage: Stage) -> None:
    """Until its writer lets others see it: then "rather talk about it" is what it says it is."""
    everybody, walk = await begin(stage)
    number = walk[Side.LOCAL]
    more, talk = f"m:{number}:{QUESTION}", f"t:{number}:{QUESTION}"
    await everybody[LOCAL].does(Pressed(f"g:{number}", None), show=False)
    asked = (await everybody[LOCAL].does(Pressed(more, None)))[-1]
    assert talk not in [data for row in asked.buttons for _, data in row]
    await everybody[LOCAL].says(MINE, reply_to=asked.id, show=False)
    for data in (f"V:{number}:{QUESTION}:staff", f"c:{number}:{QUESTION}"):
        await everybody[LOCAL].does(Pressed(data, None), show=False)
    asked = (await everybody[LOCAL].does(Pressed(more, None)))[-1]
    assert talk in [data for row in asked.buttons for _, data in row]
    await everybody[LOCAL].does(Pressed(talk, None), show=False)
    (review,) = (await everybody[LOCAL].does(Pressed(f"l:{number}:unsaid", None)))[-1:]
    assert "Who may see this" not in review.text


async def test_a_colleague_who_takes_over_reads_and_changes_nothing_of_it(stage: Stage) -> None:
    everybody, walk = await begin(stage)
    number = walk[Side.LOCAL]
    await answered(everybody, number)
    await everybody[COLLEAGUE].does(Pressed(f"T:{number}", None), show=False)
    buttons = [f"A:{number}", f"l:{number}:unsaid", f"g:{number}", f"i:{number}:{QUESTION}", f"c:{number}:{QUESTION}"]
    buttons += [f"V:{number}:{QUESTION}:{visible}" for visible in Visible]
    for data in buttons:
        await everybody[COLLEAGUE].does(Pressed(data, None), show=False)
    assert MINE not in "\n".join(shown.text for shown in everybody[COLLEAGUE].chat.values())
    own = await as_loaded(stage, number, LOCAL)
    assert own is not None
    assert (own.state, own.visible, [piece["t"] for piece in own.pieces]) == (State.GIVEN, Visible.ME, [MINE])


async def test_the_writer_can_open_it_to_others(stage: Stage) -> None:
    everybody, walk = await begin(stage)
    number = walk[Side.LOCAL]
    await answered(everybody, number)
    await everybody[LOCAL].does(Pressed(f"V:{number}:{QUESTION}:own", None), show=False)
    seen = await as_loaded(stage, number, COLLEAGUE)
    assert seen is not None
    assert [piece["t"] for piece in seen.pieces] == [MINE]


async def test_after_the_opening_nobody_else_is_shown_it_by_anything(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    everybody, walk = await begin(stage)
    await answered(everybody, walk[Side.LOCAL])
    await everybody[LOCAL].does(Pressed(f"R:{walk[Side.LOCAL]}:unsaid", None), show=False)
    await everybody[DANISH].does(Pressed(f"g:{walk[Side.DANISH]}", None), show=False)
    for data in (f"s:{walk[Side.DANISH]}:{QUESTION}", f"R:{walk[Side.DANISH]}:unsaid"):
        await everybody[DANISH].does(Pressed(data, None), show=False)

    def unit(tx: Transaction) -> int:
        row = walks.walk(tx, walk[Side.LOCAL])
        assert row is not None
        return openings.of_round(tx, row.round)["unsaid"].id

    opening = await run(stage, unit)
    readers = (COLLEAGUE, DANISH, *OUTSIDERS)
    for who in readers:
        pressed = [Pressed(f"{data}:{opening}", None) for data in ("N", "n")]
        pressed += [Pressed(data, None) for data in (f"O:{opening}:all", "h:1", "F:1", "es:1", "Ss:1")]
        outcomes = await tried(stage, who, *pressed, compared=False)
        assert MINE not in str([outcome.told for outcome in outcomes])
        assert MINE not in "\n".join(texts(list(everybody[who].chat.values())))
    (own,) = (await everybody[LOCAL].does(Pressed(f"N:{opening}", None)))[-1:]
    assert "hard to say face to face" in own.text


async def test_no_reader_of_both_sides_gets_it_but_its_writer(stage: Stage) -> None:
    everybody, walk = await begin(stage)
    await answered(everybody, walk[Side.LOCAL])

    def unit(tx: Transaction) -> dict[int, bool]:
        row = walks.walk(tx, walk[Side.LOCAL])
        assert row is not None
        openings.open_topic(tx, stage.now, row.round, "unsaid", "opened", None)
        both = answers.both(tx, row.round, row.definition)
        assert not any(both.for_both().values())
        found = {}
        for who in (LOCAL, COLLEAGUE, DANISH, COORDINATOR, ADMIN):
            person = people.arrive(tx, stage.now, who, "en")
            found[who] = QUESTION in both.for_reader(people.actor(tx, person, 1))[Side.LOCAL]
        return found

    assert await run(stage, unit) == {LOCAL: True, COLLEAGUE: False, DANISH: False, COORDINATOR: False, ADMIN: False}


async def test_a_stranger_to_the_walk_is_served_nothing(stage: Stage) -> None:
    _, walk = await begin(stage)

    def unit(tx: Transaction) -> list[bool]:
        scenes = [Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, who, "en")) for who in (*OUTSIDERS, DANISH)]
        return [served(scene, walk[Side.LOCAL]) is None for scene in scenes]

    assert await run(stage, unit) == [True] * (len(OUTSIDERS) + 1)
