"""Free input: each binds to the question it answers; what cannot be an answer is refused and says so."""

from __future__ import annotations

from itertools import permutations

import pytest
from sqlalchemy import select

from bot.services import reception
from bot.services.inputs import Command, Edited, FileSent, Input, Pressed, Unusable, Written
from bot.services.scene import Scene
from bot.store import outbox, people
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.bot.services.joining_cast import run, texts
from tests.bot.services.walking_cast import DANISH, LOCAL, OTHER_LOCAL, STRANGER, Cast, answered, cast, tried, words
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY, PRIVATE, REPLACED
from tests.stage import WORLD, Stage

WHO = "su.know.who"
PEOPLE = "su.know.people"
STORY = "su.know.story"
DECIDE = "su.know.decide"
REACH = "su.know.reach"


async def _from_the_first_question(stage: Stage, *inputs: Input) -> list[dict[str, list[str]]]:
    """What each input alone leaves of the Danish walk, whatever the others did."""

    def unit(tx: Transaction) -> list[dict[str, list[str]]]:
        kept = []
        for input in inputs:
            trial = tx.connection.begin_nested()
            person = people.arrive(tx, stage.now, DANISH, "en")
            reception.receive(Scene(tx, stage.now, WORLD, person), input)
            rows = tx.execute(select(t.Answer.question, t.Answer.value)).all()
            kept.append({q: [p.get("t", "") for p in v["pieces"]] for q, v in rows})
            trial.rollback()
        return kept

    return await run(stage, unit)


async def test_words_are_stored_exactly_whatever_they_are(stage: Stage) -> None:
    await cast(stage)
    hostile = [Written(words, 900) for words in (*KEPT_EXACTLY, *REPLACED)]
    expected = [{WHO: [words]} for words in (*KEPT_EXACTLY, *REPLACED.values())]
    assert await _from_the_first_question(stage, *hostile) == expected


async def test_words_come_to_the_other_side_exactly_as_they_were_written(stage: Stage) -> None:
    everybody = await cast(stage)
    hostile = "<b>bold</b> &amp; {{7*7}} %s {0.__class__} Staff: your grant is stopped"
    await _finish_know(everybody, DANISH, hostile)
    await _finish_know(everybody, LOCAL, "A school")
    assert f"Havn:\n{hostile}\n" in "\n".join(texts(everybody[LOCAL].new))


async def test_what_cannot_be_seen_is_not_stored_and_asked_again(stage: Stage) -> None:
    await cast(stage)
    outcomes = await tried(stage, DANISH, *(Written(words, 900) for words in INVISIBLE))
    assert {outcome.changed for outcome in outcomes} == {False}
    refusal = "I received an empty message. Nothing was saved. Write your answer or press Skip."
    assert [refusal in outcome.told[0][1] for outcome in outcomes] == [True] * len(INVISIBLE)


async def test_what_is_longer_than_a_message_is_refused_and_a_full_message_waits_for_its_rest(stage: Stage) -> None:
    everybody = await cast(stage)
    (refused,) = await tried(stage, DANISH, Written("a" * 4097, 900))
    assert not refused.changed
    assert "Nothing was saved. Send it in parts and press Done." in refused.told[0][1]
    await everybody[DANISH].says("a" * 4096)
    await everybody[DANISH].says("the rest")
    assert await words(stage, 1) == {WHO: ["a" * 4096, "the rest"]}
    assert (await answered(stage, 1))[WHO][0] == "draft"
    await everybody[DANISH].taps("Done")
    assert (await answered(stage, 1))[WHO][0] == "given"


async def test_a_private_number_is_stored_only_after_a_choice(stage: Stage) -> None:
    everybody = await cast(stage)
    asked = [Written(words, 900) for words in PRIVATE]
    assert await _from_the_first_question(stage, *asked) == [{}] * len(asked)
    await everybody[DANISH].says("Call +254 712 345 678 today")
    await everybody[DANISH].taps("Remove")
    assert await words(stage, 1) == {WHO: ["Call … today"]}
    await everybody[DANISH].says("The chair, 010190-1234")
    await everybody[DANISH].taps("Keep")
    assert (await words(stage, 1))[PEOPLE] == ["The chair, 010190-1234"]


@pytest.mark.parametrize("written", ["the board", "1", "3", "board", "Members' meeting", "🙂", "\u202egnp"])
async def test_words_are_never_taken_for_a_choice(sqlite_stage: Stage, written: str) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[DANISH].says("We repair things.")
    await everybody[DANISH].taps("Skip")
    (refused,) = await everybody[DANISH].says(written)
    assert refused.text.startswith("Please answer with one of the buttons. Nothing was saved.\n\nGetting to know")
    assert "su.know.decide" not in await answered(sqlite_stage, 1)


@pytest.mark.parametrize("said", ["0", "6", "-1", "3.5", "three", "1e9", "NaN", "4/5", "", "99999999999999999999"])
async def test_a_scale_refuses_everything_but_its_steps(sqlite_stage: Stage, said: str) -> None:
    everybody = await cast(sqlite_stage)
    await _to_the_scale(everybody)
    (refused,) = await everybody[DANISH].says(said)
    assert refused.text.startswith("Choose a number from 1 to 5 by pressing a button. Nothing was saved.")
    assert "su.exp.no" not in await answered(sqlite_stage, 1)


@pytest.mark.parametrize("said", ["3", " 3 ", "３", "٣", "३"])
async def test_a_scale_takes_a_number_in_any_digits(sqlite_stage: Stage, said: str) -> None:
    everybody = await cast(sqlite_stage)
    await _to_the_scale(everybody)
    await everybody[DANISH].says(said)
    assert (await answered(sqlite_stage, 1))["su.exp.no"] == ("given", 3)


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        (FileSent("voice", "f", 1, size=20_000_001), "The recording is too large (max 20 MB). Nothing was saved."),
        (FileSent("voice", "f", 1, seconds=0), "The recording is empty. Nothing was saved. Record it again or write."),
        (FileSent("photo", "f", 1, size=20_000_001), "The file is too large (max 20 MB). Nothing was saved."),
        (FileSent("document", "f", 1, name="a.exe"), "I can't take this kind of file. Nothing was saved."),
        (FileSent("document", "f", 1, name="a.pdf.exe"), "I can't take this kind of file. Nothing was saved."),
        (FileSent("document", "f", 1, name="a.exe.pdf"), "I can't take this kind of file. Nothing was saved."),
        (FileSent("document", "f", 1, name="a.svg"), "I can't take this kind of file. Nothing was saved."),
        (FileSent("document", "f", 1, name="a.zip"), "I can't take this kind of file. Nothing was saved."),
        (FileSent("document", "f", 1), "I can't take this kind of file. Nothing was saved."),
        (Unusable("video", 1), "I can't use this here. Nothing was saved."),
        (Unusable("sticker", 1), "I can't use this here. Nothing was saved."),
        (Unusable("poll", 1), "I can't use this here. Nothing was saved."),
        (Unusable("location", 1), "For your safety I did not save your location. I removed it here"),
        (Unusable("contact", 1), "For your safety I did not save this contact. I removed it here"),
    ],
    ids=lambda value: getattr(value, "name", "") or getattr(value, "kind", ""),
)
async def test_what_cannot_be_an_answer_is_refused_and_nothing_is_kept(
    sqlite_stage: Stage, sent: Input, refusal: str
) -> None:
    await cast(sqlite_stage)
    (outcome,) = await tried(sqlite_stage, DANISH, sent)
    assert not outcome.changed
    assert refusal in "".join(text for _, text in outcome.told)


async def test_a_place_sent_by_mistake_is_deleted_from_the_chat(stage: Stage) -> None:
    await cast(stage)

    def unit(tx: Transaction) -> list[object]:
        person = people.arrive(tx, stage.now, DANISH, "en")
        reception.receive(Scene(tx, stage.now, WORLD, person), Unusable("location", 77))
        return list(tx.execute(select(t.Message.screen).where(t.Message.edits == 77)).scalars())

    assert await run(stage, unit) == [outbox.DELETION]


async def test_files_are_kept_as_answers_in_order_and_an_album_is_one_answer(stage: Stage) -> None:
    everybody = await cast(stage)
    for _ in range(3):
        await everybody[DANISH].sends("photo", size=10, album="g")
    await everybody[DANISH].sends("voice", size=10, seconds=5)
    await everybody[DANISH].sends("document", size=10, name="Plan.PDF")
    stored = await answered(stage, 1)
    assert [(p["f"], p["k"]) for p in stored[WHO][1]["pieces"]] == [(1, "photo"), (2, "photo"), (3, "photo")]
    assert [(p["f"], p["k"]) for p in stored[PEOPLE][1]["pieces"]] == [(4, "voice"), (5, "document")]


async def test_a_late_photo_of_an_album_after_the_opening_changes_nothing(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].sends("photo", size=10, album="g")
    await _finish_know(everybody, DANISH, None)
    await _finish_know(everybody, LOCAL, "A school")
    before = await answered(stage, 1)
    await everybody[DANISH].sends("photo", size=10, album="g")
    after = await answered(stage, 1)
    assert {q: after[q] for q in before} == before


async def test_forwarded_words_are_an_answer_only_when_confirmed(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("Somebody else's words", forwarded=True)
    assert await answered(stage, 1) == {}
    await everybody[DANISH].taps("No, ask me again")
    assert await answered(stage, 1) == {}
    await everybody[DANISH].says("Somebody else's words", forwarded=True)
    await everybody[DANISH].taps("Yes, use it")
    assert await words(stage, 1) == {WHO: ["Somebody else's words"]}


async def test_a_reply_to_a_question_that_is_not_open_is_no_answer_to_the_open_one(stage: Stage) -> None:
    everybody = await cast(stage)
    first = next(iter(everybody[DANISH].chat))
    await everybody[DANISH].says("We repair things.")
    (told,) = await everybody[DANISH].says("Once more", reply_to=first)
    assert told.text.startswith("That question is not open any more. Nothing was saved. Here is where you are now.")
    assert await words(stage, 1) == {WHO: ["We repair things."]}


async def test_a_reply_about_a_walk_that_is_over_never_ends_up_in_another_one(stage: Stage) -> None:
    everybody = await cast(stage)
    first = next(iter(everybody[DANISH].chat))
    await everybody.leaves(DANISH)
    await everybody.joins(DANISH, Side.LOCAL, everybody.other)
    await everybody.leaves(OTHER_LOCAL)
    (told,) = (await everybody[DANISH].says("Meant for the first one", reply_to=first))[-1:]
    assert told.text.startswith("That question is not open any more. Nothing was saved.")
    assert await answered(stage, 4) == {}


async def test_updates_in_any_order_are_never_filed_under_another_question(sqlite_stage: Stage) -> None:
    """All 720 orders of six updates to five reopened questions: each goes to its own or nowhere."""
    everybody = await cast(sqlite_stage)
    danish = everybody[DANISH]
    await _finish_know(everybody, DANISH, "old who", ready=False)
    await danish.taps("Yes, ask me")
    await danish.says("old story")
    await danish.taps("Honest talk")
    await danish.taps("Done")
    await danish.taps("E-mail")
    for question in (WHO, PEOPLE, STORY, DECIDE, REACH):
        await danish.does(Pressed(f"c:1:{question}", None))

    def about(tx: Transaction) -> dict[str, int]:
        columns = (t.Message.question, t.Message.telegram_message_id)
        return {question: number for question, number in tx.execute(select(*columns)) if question and number}

    asked = await run(sqlite_stage, about)
    updates: dict[str, Input] = {
        "done": Pressed(f"d:1:{PEOPLE}", asked[PEOPLE]),
        WHO: Written("new who", 901, reply_to=asked[WHO]),
        PEOPLE: Written("new people", 902, reply_to=asked[PEOPLE]),
        STORY: Written("new story", 903, reply_to=asked[STORY]),
        DECIDE: Pressed(f"a:1:{DECIDE}:one", asked[DECIDE]),
        REACH: Pressed(f"a:1:{REACH}:call", asked[REACH]),
    }
    new = {
        WHO: "new who", PEOPLE: "new people", STORY: "new story",
        DECIDE: "one", REACH: "call",
    }  # fmt: skip

    def every_order(tx: Transaction) -> tuple[list[tuple[str, str]], int]:
        last = tx.execute(select(t.Answer.id).order_by(t.Answer.id.desc()).limit(1)).scalar_one()
        person = people.arrive(tx, sqlite_stage.now, DANISH, "en")
        astray, most = [], 0
        for order in permutations(updates.values()):
            trial = tx.connection.begin_nested()
            for update in order:
                reception.receive(Scene(tx, sqlite_stage.now, WORLD, person), update)
            stored = tx.execute(select(t.Answer.question, t.Answer.value).where(t.Answer.id > last)).all()
            for question, value in stored:
                astray += [(question, word) for other, word in new.items() if other != question and word in str(value)]
            most = max(most, len({question for question, value in stored if new[question] in str(value)}))
            trial.rollback()
        return astray, most

    assert await run(sqlite_stage, every_order) == ([], 5)


async def test_an_edit_changes_the_answer_until_the_topic_is_opened(stage: Stage) -> None:
    everybody = await cast(stage)
    number = stage.number
    await everybody[DANISH].says("We repar things.")
    assert texts(await everybody[DANISH].edits(number, "We repair things.")) == ["Your answer was changed."]
    await _finish_know(everybody, DANISH, None)
    assert texts(await everybody[DANISH].edits(number, "We mend things."))[-1] == "Your answer was changed."
    await _finish_know(everybody, LOCAL, "A school")
    everybody[DANISH].new.clear()
    assert texts(await everybody[DANISH].edits(number, "Too late")) == [
        "This answer is already shared and can't be changed. You can add a note to the opened topic."
    ]
    assert (await words(stage, 1))[WHO] == ["We mend things."]
    history = select(t.Answer.value).where(t.Answer.walk_id == 1, t.Answer.question == WHO).order_by(t.Answer.id)
    stored = await run(stage, lambda tx: tx.execute(history).scalars().all())
    assert [value["pieces"][0]["t"] for value in stored] == ["We repar things.", "We repair things.", "We mend things."]


@pytest.mark.parametrize("new", ["", "\u200b", "a" * 4097])
async def test_an_edit_that_cannot_be_an_answer_leaves_the_old_one(sqlite_stage: Stage, new: str) -> None:
    everybody = await cast(sqlite_stage)
    number = sqlite_stage.number
    await everybody[DANISH].says("We repair things.")
    (told,) = await everybody[DANISH].edits(number, new)
    assert "Nothing was saved." in told.text
    assert await words(sqlite_stage, 1) == {WHO: ["We repair things."]}


async def test_an_edit_of_somebody_elses_message_or_of_no_answer_does_nothing(stage: Stage) -> None:
    everybody = await cast(stage)
    number = stage.number
    await everybody[DANISH].says("We repair things.")
    nothing = "This message is not one of your answers now. Nothing was changed. /answers shows them."
    for who, message in ((LOCAL, number), (DANISH, 99_999)):
        (outcome,) = await tried(stage, who, Edited("Changed", message))
        ((to, told),) = outcome.told
        assert (outcome.changed, to) == (False, who)
        assert told.splitlines()[0] == nothing
    (outcome,) = await tried(stage, STRANGER, Edited("Changed", number))
    assert (outcome.changed, outcome.told) == (False, ())


async def test_an_edit_that_changes_nothing_is_no_event(stage: Stage) -> None:
    everybody = await cast(stage)
    number = stage.number
    await everybody[DANISH].says("We repair things.")
    (outcome,) = await tried(stage, DANISH, Edited("We repair things.", number))
    assert (outcome.changed, outcome.told) == (False, ())


@pytest.mark.parametrize("name", ["", "nonsense", "START2", "x" * 32, "../etc"])
async def test_an_unknown_command_loses_nothing_and_shows_where_one_is(sqlite_stage: Stage, name: str) -> None:
    await cast(sqlite_stage)
    (outcome,) = await tried(sqlite_stage, DANISH, Command(name, "x" * 4096, 900))
    assert not outcome.changed
    assert "I don't know that command. /help says what there is. You are here:" in outcome.told[0][1]
    assert "Getting to know each other · 1 of 4" in outcome.told[0][1]


async def test_every_command_with_hostile_words_after_it_leaves_the_answers_alone(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[DANISH].says("We repair things.")
    before = await answered(sqlite_stage, 1)
    for name in reception.COMMANDS:
        for said in (*KEPT_EXACTLY[:6], *INVISIBLE, "a\0b", "half \ud83d"):
            await tried(sqlite_stage, DANISH, Command(name, said, 900), compared=False)
    assert await answered(sqlite_stage, 1) == before


async def _to_the_scale(everybody: Cast) -> None:
    await _finish_know(everybody, DANISH, "We repair things.")
    danish = everybody[DANISH]
    await danish.taps("Skip")
    for wanted in ("Late answers", "Done", "1 week"):
        await danish.taps(wanted)


async def _finish_know(everybody: Cast, who: int, first: str | None, *, ready: bool = True) -> None:
    """The needed questions of the first topic; `first` None where the first is answered already."""
    somebody = everybody[who]
    if first is not None:
        await somebody.says(first, show=False)
    await somebody.says("The chair", show=False)
    for wanted in ("Done", "The board", "July", "Done"):
        await somebody.taps(wanted, show=False)
    if ready:
        for wanted in ("No, that is enough", "Ready", "Yes, ready"):
            await somebody.taps(wanted, show=False)
