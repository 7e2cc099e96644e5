"""What one side has not shared nobody else can see, by any button, command, summary or file: strings that may not
appear are looked for in everything anybody can be shown, before an opening and after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.services import reception
from bot.services.inputs import Command, Input, Pressed
from bot.store import tables as t
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.walking_cast import (
    ADMIN,
    COORDINATOR,
    DANISH,
    LOCAL,
    OUTSIDERS,
    Cast,
    cast,
    read,
    tried,
)
from tests.stage import Stage

BOTH, STAFF, OWN = "canary-for-both", "canary-for-staff", "canary-for-own-side"
OLD, SKIPPED, TALKED, HELD, DRAFT = "canary-changed", "canary-skipped", "canary-talk", "canary-held", "canary-draft"
ALL = (BOTH, STAFF, OWN, OLD, SKIPPED, TALKED, HELD, DRAFT)
READERS = (LOCAL, *OUTSIDERS)

Seen = dict[int, set[str]]


async def _danish_answers(everybody: Cast) -> None:
    """The first topic, up to *ready*, with every state and visibility an answer can have; the second begun."""
    danish = everybody[DANISH]
    for said in (OLD, "A chair " + OWN):
        await danish.says(said, show=False)
    for wanted in ("Done", "The board", "July", "Done", "Yes, ask me"):
        await danish.taps(wanted, show=False)
    await danish.says(STAFF, show=False)
    for wanted in ("Honest talk", "Done", "E-mail"):
        await danish.taps(wanted, show=False)
    await danish.does(Pressed("c:1:su.know.who", None), False)
    await danish.says(BOTH, show=False)
    await danish.does(Pressed("V:1:su.know.story:staff", None), False)
    await danish.does(Pressed("V:1:su.know.people:own", None), False)


async def _second_topic(everybody: Cast) -> None:
    """Given, then skipped; a low, sensitive scale; and what is on its way: a draft and words that are held."""
    danish = everybody[DANISH]
    await danish.says(SKIPPED, show=False)
    await danish.does(Pressed("c:1:su.exp.gain", None), False)
    await danish.taps("Skip", show=False)
    for wanted in ("Late answers", "Done", "1 week", "Very hard", "Yes, ask me"):
        await danish.taps(wanted, show=False)
    await danish.says(TALKED, show=False)
    await danish.does(Pressed("c:1:su.exp.guess", None), False)
    await danish.does(Pressed("t:1:su.exp.guess", None), False)
    for wanted in ("a:1:su.exp.clash:two", "a:1:su.exp.equip:most"):
        await danish.taps(wanted, show=False)


async def _on_the_way(everybody: Cast) -> None:
    await everybody[DANISH].says(DRAFT * 340, show=False)
    await everybody[DANISH].says(f"{HELD} 0712 345 678", show=False)


async def _local_is_ready(everybody: Cast) -> None:
    """With both topics."""
    local = everybody[LOCAL]
    for said in ("A school", "The head"):
        await local.says(said, show=False)
    for wanted in ("Done", "The board", "July", "Done", "No, that is enough", "Ready", "Yes, ready"):
        await local.taps(wanted, show=False)
    await local.says("To learn", show=False)
    for wanted in ("Late answers", "Done", "1 week", "Easy", "No, that is enough", "Ready", "Yes, ready"):
        await local.taps(wanted, show=False)


async def _is_ready(everybody: Cast, topic: str) -> None:
    await everybody[DANISH].does(Pressed(f"R:1:{topic}", None), False)


async def _everything_seen(everybody: Cast, readers: Iterable[int] = READERS) -> Seen:
    """Which canaries each has seen so far, or can see by any command and any button that anybody could have."""
    stage, seen = everybody.stage, {}
    for reader in readers:
        shown = list(texts(everybody[reader].new))
        inputs: list[Input] = [Command(name, "", 900) for name in sorted(reception.COMMANDS)]
        pressed: set[str] = set()
        offered: frozenset[str]
        fresh = {
            data for who in stage.people.values() for m in who.chat.values() for row in m.buttons for _, data in row
        }
        fresh |= {f"{name}:{n}" for name in ("h", "F", "N", "O", "n", "A", "T", "g") for n in (1, 2, 3, 4)}
        fresh |= {f"O:{n}:all" for n in (1, 2)} | {f"n:{n}:t:{a}" for n in (1, 2) for a in range(1, 20)}
        while fresh or inputs:
            pressed |= fresh
            inputs += [Pressed(data, None) for data in sorted(fresh) if data]
            outcomes = await tried(stage, reader, *inputs, compared=False)
            shown += [text for outcome in outcomes for to, text in outcome.told if to == reader]
            others = [text for outcome in outcomes for to, text in outcome.told if to not in (reader, DANISH)]
            assert not [text for text in others if "canary" in text and reader not in (DANISH, LOCAL)]
            offered = frozenset().union(*(o.offered for o in outcomes))
            fresh, inputs = set(offered - pressed), []
        seen[reader] = {canary for canary in ALL if any(canary in text for text in shown)}
    return seen


def _only(seen: Seen, **allowed: set[str]) -> Seen:
    names = {LOCAL: "local", COORDINATOR: "staff", ADMIN: "staff"}
    return {who: allowed.get(names.get(who, ""), set()) for who in seen}


async def test_nothing_sealed_is_seen_by_anybody_else(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    await _second_topic(everybody)
    await _on_the_way(everybody)
    seen = await _everything_seen(everybody)
    assert seen == _only(seen)


async def test_the_other_side_being_ready_opens_nothing_of_ours(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _local_is_ready(everybody)
    seen = await _everything_seen(everybody)
    assert seen == _only(seen)


async def test_an_opening_shows_each_reader_what_was_chosen_for_them_and_nothing_more(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    await _local_is_ready(everybody)
    await _second_topic(everybody)
    await _is_ready(everybody, "exp")
    await _on_the_way(everybody)
    seen = await _everything_seen(everybody)
    assert seen == _only(seen, local={BOTH}, staff={BOTH, STAFF})


@pytest.mark.parametrize(("how", "staff"), [("closed", set()), ("handed", {BOTH, STAFF})])
async def test_a_topic_closed_unopened_shows_staff_only_what_was_handed_to_them(
    sqlite_stage: Stage, how: str, staff: set[str]
) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    sqlite_stage.now += timedelta(days=22)
    await everybody[DANISH].does(Pressed(f"x:1:know:{how}", None), False)
    seen = await _everything_seen(everybody)
    assert seen == _only(seen, staff=staff)


async def test_what_is_computed_uses_only_what_its_reader_may_see(sqlite_stage: Stage) -> None:
    """A staff-only answer makes a talk point for staff; to the other side it is as if it had been skipped."""
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    await _local_is_ready(everybody)
    await _second_topic(everybody)
    await _is_ready(everybody, "exp")
    told = {}
    for reader in (LOCAL, COORDINATOR):
        outcomes = await tried(
            sqlite_stage, reader, Pressed("N:2", None), Pressed("O:2:all", None), Pressed("F:1", None)
        )
        told[reader] = "\n".join(text for outcome in outcomes for _, text in outcome.told)
    assert "This is hard for somebody" not in told[LOCAL]
    assert "This is hard for somebody" in told[COORDINATOR]
    assert "Havn: Very hard" not in told[LOCAL]
    assert "Havn: Very hard" in told[COORDINATOR]
    assert "would rather talk about it" in told[LOCAL]


async def test_taking_ready_back_before_the_opening_leaves_everything_sealed(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    await everybody[DANISH].does(Pressed("W:1:know", None), False)
    await _local_is_ready(everybody)
    seen = await _everything_seen(everybody)
    assert seen == _only(seen)


async def test_an_answer_can_be_opened_further_after_the_opening_but_never_closed_again(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    await _local_is_ready(everybody)
    for question, visible in (("who", "own"), ("who", "staff"), ("story", "own"), ("story", "both")):
        await everybody[DANISH].does(Pressed(f"V:1:su.know.{question}:{visible}", None), False)
    seen = await _everything_seen(everybody)
    assert seen == _only(seen, local={BOTH, STAFF}, staff={BOTH, STAFF})


async def test_a_removed_member_sees_nothing_any_more_and_gets_nothing(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    await _is_ready(everybody, "know")
    await everybody.leaves(LOCAL)
    seen = await _everything_seen(everybody, (LOCAL,))
    assert seen == {LOCAL: set()}


async def test_an_outbox_row_holds_no_words_once_it_is_sent(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await _danish_answers(everybody)
    rows = await run(sqlite_stage, lambda tx: tx.execute(select(t.Message.screen)).scalars().all())
    assert {read(row) for row in rows} == {""}
