"""A side is served through one of its members; the others may say *ready* and take over; answers stay with the side."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.services.inputs import Pressed, ReachChanged
from bot.store import outbox, people
from bot.store import tables as t
from conversations.sides import Side
from tests.bot.services.joining_cast import audited, run, texts
from tests.bot.services.walking_cast import COLLEAGUE, DANISH, LOCAL, Cast, answered, cast, words
from tests.stage import Stage
from tests.transcripts import quick

NOT_HOLDING = "Person 11 answers for your side at the moment. You can take over; nothing is lost."


async def _with_colleague(stage: Stage) -> Cast:
    everybody = await cast(stage)
    await everybody.joins(COLLEAGUE, Side.DANISH)
    for who in (DANISH, COLLEAGUE):
        everybody[who].new.clear()
    return everybody


async def test_a_tap_costs_one_edit_and_one_message(stage: Stage) -> None:
    everybody = await cast(stage)
    await quick.answers(everybody[DANISH], Side.DANISH, "en")
    await everybody[DANISH].does(Pressed("c:1:su.know.decide", None), False)
    everybody[DANISH].new.clear()
    question = list(everybody[DANISH].chat)[-1]
    settled, review = await everybody[DANISH].taps("A small group")
    assert (settled.id, settled.edited, settled.buttons) == (question, True, [])
    assert settled.text.endswith("✓ A small group")
    assert (review.edited, review.text.splitlines()[0]) == (False, "Getting to know each other: your answers")


async def test_only_the_holder_is_asked_and_only_their_words_are_answers(stage: Stage) -> None:
    everybody = await _with_colleague(stage)
    assert texts(await everybody[COLLEAGUE].says("I answer")) == [NOT_HOLDING]
    assert texts(await everybody[COLLEAGUE].does(Pressed("s:1:su.know.who", None))) == [NOT_HOLDING]
    assert await answered(stage, 1) == {}
    await everybody[DANISH].says("We answer")
    assert texts(everybody[COLLEAGUE].new) == []


async def test_taking_over_goes_on_at_the_same_question_and_tells_the_one_who_was(stage: Stage) -> None:
    everybody = await _with_colleague(stage)
    await everybody[DANISH].says("We answer")
    (question,) = await everybody[COLLEAGUE].does(Pressed("T:1", None))
    assert question.text.startswith("Getting to know each other · 2 of 4")
    everybody[DANISH].new = everybody[DANISH].new[-1:]
    assert texts(everybody[DANISH].new) == ["Person 20 answers for your side from now on. Nothing of yours is lost."]
    await everybody[COLLEAGUE].says("The treasurer")
    assert await words(stage, 1) == {"su.know.who": ["We answer"], "su.know.people": ["The treasurer"]}


async def test_an_old_button_of_a_colleague_tells_the_colleague_and_not_the_holder(stage: Stage) -> None:
    everybody = await _with_colleague(stage)
    (told,) = await everybody[COLLEAGUE].does(Pressed("r:1:know", None))
    assert told.text.startswith("This button is no longer active.")
    assert texts(everybody[DANISH].new) == []


async def test_an_edit_by_a_former_holder_that_cannot_be_an_answer_is_told_to_them_alone(stage: Stage) -> None:
    everybody = await _with_colleague(stage)
    number = stage.number
    await everybody[DANISH].says("We answer")
    await everybody[COLLEAGUE].does(Pressed("T:1", None), False)
    for who in (DANISH, COLLEAGUE):
        everybody[who].new.clear()
    (told,) = await everybody[DANISH].edits(number, "")
    assert "Nothing was saved." in told.text
    assert texts(everybody[COLLEAGUE].new) == []


async def test_any_member_may_say_ready_and_take_it_back(stage: Stage) -> None:
    everybody = await _with_colleague(stage)
    await quick.answers(everybody[DANISH], Side.DANISH, "en")
    everybody[DANISH].new.clear()
    await everybody[COLLEAGUE].does(Pressed("R:1:know", None), False)
    assert texts(everybody[DANISH].new)[0] == (
        "Person 20 has said that your side is ready with: Getting to know each other"
    )
    await everybody[COLLEAGUE].does(Pressed("W:1:know", None), False)
    assert await run(stage, lambda tx: tx.execute(select(t.Ready.topic)).all()) == []
    assert (await audited(stage))[-2:] == ["topic_finished", "topic_withdrawn"]


async def test_when_the_holder_leaves_the_walk_goes_to_a_colleague_with_everything_answered(stage: Stage) -> None:
    everybody = await _with_colleague(stage)
    await everybody[DANISH].says("We answer")
    await everybody.leaves(DANISH)
    assert "You answer for your side from now on." in texts(everybody[COLLEAGUE].new)
    (question,) = (await everybody[COLLEAGUE].taps("Go on"))[-1:]
    assert question.text.startswith("Getting to know each other · 2 of 4")
    assert await words(stage, 1) == {"su.know.who": ["We answer"]}


async def test_after_a_lost_phone_the_new_account_takes_over_the_sides_walk(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("We answer")
    await everybody[DANISH].does(ReachChanged(False), False)
    await everybody.joins(COLLEAGUE, Side.DANISH)
    assert everybody[COLLEAGUE].new[-1].text.startswith("Getting to know each other · 2 of 4")
    await everybody[COLLEAGUE].says("The treasurer")
    assert await words(stage, 1) == {"su.know.who": ["We answer"], "su.know.people": ["The treasurer"]}


async def test_somebody_who_was_the_last_of_a_side_leaves_the_walk_to_whoever_comes(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("We answer")
    await everybody.leaves(DANISH)
    await everybody.joins(COLLEAGUE, Side.DANISH)
    assert everybody[COLLEAGUE].new[-1].text.startswith("Getting to know each other · 2 of 4")


async def test_what_is_owed_to_somebody_who_leaves_is_never_sent(stage: Stage) -> None:
    everybody = await cast(stage)
    await quick.finishes(everybody[DANISH], Side.DANISH, "en")
    await quick.answers(everybody[LOCAL], Side.LOCAL, "en")
    await everybody[DANISH].says("/stop")
    await everybody[LOCAL].does(Pressed("R:2:know", None), False)
    waiting = select(t.Message.id).where(t.Message.state == "due")
    assert len(await run(stage, lambda tx: tx.execute(waiting).all())) == 1
    await everybody.leaves(DANISH)
    everybody[DANISH].new.clear()
    await everybody[DANISH].says("/start")
    assert not [text for text in texts(everybody[DANISH].new) if "Havn" in text or "Getting to know" in text]
    assert await run(stage, lambda tx: tx.execute(waiting).all()) == []


async def test_a_goal_needs_a_few_words_even_when_it_is_spoken_and_stays_short_when_edited(stage: Stage) -> None:
    everybody = await cast(stage)
    danish = everybody[DANISH]
    for _ in range(2):
        await quick.finishes(danish, Side.DANISH, "en")
    await danish.says("Less illness", show=False)
    for said, told in (("a" * 201, "At most 200 letters and signs, to be read at a glance."), ("School", "")):
        (asked,) = (await danish.says(said))[-1:]
        assert told in asked.text
    number = stage.number
    await danish.says("Water")
    (asked,) = (await danish.sends("voice", size=10, seconds=3))[-1:]
    assert "Now write a few words as its title." in asked.text
    (refused,) = (await danish.taps("Done"))[-1:]
    assert "Write a few words as its title first, or remove the last one." in refused.text
    assert (await answered(stage, 1))["su.goal.list"][0] == "draft"
    (refused,) = await danish.edits(number, "a" * 201)
    assert "At most 200 letters and signs" in refused.text
    await danish.says("A clinic", show=False)
    state, value = (await answered(stage, 1))["su.goal.list"]
    assert (state, [piece["t"] for piece in value["pieces"]]) == ("given", ["School", "Water", "A clinic"])
    assert value["pieces"][2]["k"] == "voice"


@pytest.mark.parametrize(
    ("pressed", "settled"),
    [
        (["s:1:su.know.who"], "✓ Skipped"),
        (["m:1:su.know.who", "t:1:su.know.who"], "✓ I would rather talk about it"),
        (["u:1:su.know.who", "z:1:su.know.who"], "✓ Put aside: the question is not clear"),
    ],
)
async def test_what_one_did_instead_of_answering_stands_under_the_question(
    sqlite_stage: Stage, pressed: list[str], settled: str
) -> None:
    everybody = await cast(sqlite_stage)
    question = next(iter(everybody[DANISH].chat))
    for button in pressed:
        await everybody[DANISH].does(Pressed(button, question), False)
    assert everybody[DANISH].chat[question].text.splitlines()[-1] == settled


async def test_a_question_is_found_again_by_a_reply_to_any_of_its_messages(stage: Stage) -> None:
    everybody = await cast(stage)
    person = await run(stage, lambda tx: people.arrive(tx, stage.now, DANISH, None).id)
    question = next(iter(everybody[DANISH].chat))
    await everybody[DANISH].does(Pressed("m:1:su.know.who", question), False)
    assert await run(stage, lambda tx: outbox.about(tx, person, question)) == (1, "su.know.who")
