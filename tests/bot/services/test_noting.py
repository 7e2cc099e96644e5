"""Notes and translations: added where they were asked for, and never in the place of a sealed answer."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.services.inputs import Pressed
from bot.store import tables as t
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.test_opening import SIDES
from tests.bot.services.walking_cast import COORDINATOR, DANISH, LOCAL, Cast, answered, cast, tried, words
from tests.conversations.hostile import KEPT_EXACTLY
from tests.stage import Stage
from tests.transcripts import quick

ADD = "Add it"
WRITE = "Write your note about this topic. You see it once more before anybody else does."
CHOOSE = "Choose first what you want to add, or press Cancel. Nothing was saved."


async def _opened(stage: Stage) -> Cast:
    everybody = await cast(stage)
    for who, side in SIDES.items():
        await quick.finishes(everybody[who], side, "en")
    for who in SIDES:
        everybody[who].new.clear()
    return everybody


async def _notes(stage: Stage) -> list[tuple[str, int | None, str]]:
    query = select(t.Note.side, t.Note.answer_id, t.Note.words).order_by(t.Note.id)
    return [(side, answer, said) for side, answer, said in await run(stage, lambda tx: tx.execute(query).all())]


async def test_a_note_is_shown_with_its_topic_to_both_sides_and_staff(stage: Stage) -> None:
    everybody = await _opened(stage)
    (write,) = await everybody[DANISH].taps("Add a note")
    assert write.text == "Getting to know each other\n" + WRITE
    assert [label for row in write.buttons for label, _ in row] == ["Translate an answer", "Cancel"]
    (asked,) = await everybody[DANISH].says("Our <new> chair")
    assert asked.text.startswith("Our <new> chair\n")
    assert [label for row in asked.buttons for label, _ in row] == [ADD, "Cancel"]
    assert await _notes(stage) == []
    saved, question = await everybody[DANISH].taps(ADD)
    assert saved.text == "Our <new> chair\n✓ Saved and shown with the topic."
    assert question.text.startswith("Expectations · 1 of 4")
    assert await _notes(stage) == [("danish", None, "Our <new> chair")]
    assert "A note was added to: Getting to know each other" in texts(everybody[LOCAL].new)
    for reader in (DANISH, LOCAL, COORDINATOR):
        (all_of_it,) = await tried(stage, reader, Pressed("O:1:all", None))
        assert (
            "Notes added afterwards</b>\nHavn\n<blockquote>Our &lt;new&gt; chair</blockquote>" in all_of_it.told[0][1]
        )
    await everybody[LOCAL].does(Pressed("N:1", None), False)
    assert "Our <new> chair" in everybody[LOCAL].new[-1].text


async def test_a_translation_stands_beside_the_original_even_after_it_is_opened_further(stage: Stage) -> None:
    everybody = await _opened(stage)
    await everybody[LOCAL].taps("Add a note")
    (which,) = await everybody[LOCAL].taps("Translate an answer")
    listed = [line.rsplit(" ", 1)[1] for line in which.text.splitlines()[2:]]
    assert listed == sorted(listed)  # (Havn), which the local side did not say itself, before (Shore)
    assert {"(Havn)", "(Shore)"} == set(listed)
    numbers = [label for row in which.buttons for label, _ in row]
    assert numbers == [*(str(n) for n in range(1, len(listed) + 1)), "Cancel"]
    await everybody[LOCAL].taps("1")
    (write,) = await everybody[LOCAL].taps("English")
    assert "We are volunteers" in write.text
    assert "Write the translation in one message. You see it once more before anybody else does." in write.text
    await everybody[LOCAL].says("They are volunteers.")
    await everybody[LOCAL].taps(ADD)
    await everybody[DANISH].does(Pressed("V:1:su.know.who:both", None), False)
    (all_of_it,) = await tried(stage, LOCAL, Pressed("O:1:all", None))
    assert "Translation (English):</i>\n<blockquote>They are volunteers.</blockquote>" in all_of_it.told[0][1]


@pytest.mark.parametrize("meanwhile", ["/menu", "/start", "/answers", "tap"])
async def test_somebody_who_does_something_else_first_writes_no_note(sqlite_stage: Stage, meanwhile: str) -> None:
    """What they write next may be a sealed answer, and a note would show it to the other side at once."""
    everybody = await _opened(sqlite_stage)
    await everybody[DANISH].taps("Add a note")
    if meanwhile == "tap":
        await everybody[DANISH].taps("We agree")
    else:
        await everybody[DANISH].says(meanwhile)
    await everybody[DANISH].says("What we secretly hope")
    assert await _notes(sqlite_stage) == []
    assert (await words(sqlite_stage, 1))["su.exp.gain"] == ["What we secretly hope"]


async def test_a_reply_to_a_question_is_its_answer_and_no_note(stage: Stage) -> None:
    everybody = await _opened(stage)
    question = next(n for n, shown in everybody[DANISH].chat.items() if shown.text.startswith("Expectations · 1 of 4"))
    await everybody[DANISH].taps("Add a note")
    await everybody[DANISH].says("What we secretly hope", reply_to=question)
    assert await _notes(stage) == []
    assert (await words(stage, 1))["su.exp.gain"] == ["What we secretly hope"]


async def test_what_cannot_be_a_note_is_refused_and_the_wish_stays(stage: Stage) -> None:
    everybody = await _opened(stage)
    await everybody[DANISH].taps("Add a note")
    for said in ("\u200b", "a" * 4097):
        (refused,) = await everybody[DANISH].says(said)
        assert "Nothing was saved." in refused.text
        assert "Skip" not in refused.text
        assert "Done" not in refused.text
    (refused,) = await everybody[DANISH].sends("voice", size=10)
    assert refused.text.startswith("A note has to be written. Nothing was saved.")
    assert await _notes(stage) == []
    await everybody[DANISH].says("Now")
    await everybody[DANISH].taps(ADD)
    assert await _notes(stage) == [("danish", None, "Now")]


async def test_what_is_written_while_choosing_is_refused_and_kept_nowhere(stage: Stage) -> None:
    """Neither as a note about the topic, which it may not be, nor as an answer to the sealed question."""
    everybody = await _opened(stage)
    before = await answered(stage, 2)
    await everybody[LOCAL].taps("Add a note")
    for choose in ("Translate an answer", "1"):
        await everybody[LOCAL].taps(choose)
        assert texts(await everybody[LOCAL].says("Too soon")) == [CHOOSE]
    assert texts(await everybody[LOCAL].sends("voice", size=10, seconds=3)) == [CHOOSE]
    assert (await _notes(stage), await answered(stage, 2)) == ([], before)
    await everybody[LOCAL].taps("English")
    await everybody[LOCAL].says("They are volunteers.")
    await everybody[LOCAL].taps(ADD)
    ((side, answer, said),) = await _notes(stage)
    assert (side, said) == ("local", "They are volunteers.")
    assert answer is not None


async def test_a_note_with_a_private_number_is_not_shown_to_anybody_unasked(stage: Stage) -> None:
    everybody = await _opened(stage)
    await everybody[DANISH].taps("Add a note")
    await everybody[DANISH].says("Call 0712 345 678")
    assert await _notes(stage) == []


async def test_an_old_confirmation_never_adds_what_was_written_since(stage: Stage) -> None:
    everybody = await _opened(stage)
    await everybody[DANISH].taps("Add a note")
    (first,) = await everybody[DANISH].says("First")
    await everybody[DANISH].says("Second")
    add_first = next(data for row in first.buttons for label, data in row if label == ADD)
    await everybody[DANISH].does(Pressed(add_first, first.id))
    assert await _notes(stage) == []


async def test_a_note_can_be_anything_and_cancelled(stage: Stage) -> None:
    everybody = await _opened(stage)
    for said in KEPT_EXACTLY[:12]:
        await everybody[DANISH].does(Pressed("n:1", None), False)
        await everybody[DANISH].says(said, show=False)
        await everybody[DANISH].taps(ADD, show=False)
    assert [said for _, _, said in await _notes(stage)] == list(KEPT_EXACTLY[:12])
    await everybody[DANISH].does(Pressed("n:1", None), False)
    cancelled, _ = (await everybody[DANISH].taps("Cancel"))[-2:]
    assert cancelled.text == "Cancelled. Nothing was saved."
    before = await answered(stage, 1)
    await everybody[DANISH].says("An answer again")
    assert set(await answered(stage, 1)) - set(before) == {"su.exp.gain"}
