"""Partners who worked together before they came here: asked nothing by joining, and when the catch-up start is due."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.services.inputs import Pressed, ReachChanged
from bot.store import partnerships, reviews, walks
from bot.store import tables as t
from bot.store.reviews import ReviewRow
from conversations.sides import Side
from tests.bot.services.joining_cast import audited, labels, member, partnership, run, texts
from tests.bot.services.running_cast import COLLEAGUE, DANISH, LOCAL, both_joined, joins, running
from tests.stage import Stage
from tests.transcripts import quick

DUE = "Catch-up start due on 2 April 2027"
STALE = "This button is no longer active. Here is where you are now."
QUESTIONS = "10 short questions. Skip what you like. The other side sees them only when both sides are ready."


async def _reviews(stage: Stage, where: int) -> tuple[ReviewRow, ...]:
    return await run(stage, lambda tx: reviews.of(tx, where))


async def _rounds(stage: Stage, where: int) -> tuple[tuple[int, str], ...]:
    return await run(stage, lambda tx: walks.rounds(tx, where))


async def test_joining_begins_nothing_and_shows_what_there_is(stage: Stage) -> None:
    where = await running(stage)

    welcome, offer = await joins(stage, where, DANISH, Side.DANISH, "Anna")

    assert welcome.text == "Welcome, Anna!\nYou have joined Havn (Danish side) in the partnership Havn – Shore."
    assert offer.text == (
        "Havn – Shore\n"
        "You work together already. This is there for you, in whichever order suits you:\n"
        "· Send the agreement you have, if there is one. Both sides approve it as it is.\n"
        f"· Catch-up start: {QUESTIONS}\n"
        "Catch-up start due 60 days after both sides have joined"
    )
    assert labels(offer) == ["Catch-up start", "Send our agreement"]
    assert (await _rounds(stage, where), await _reviews(stage, where)) == ((), ())


async def test_the_day_it_is_due_is_recorded_once_when_both_have_joined(stage: Stage) -> None:
    where = await running(stage)
    await joins(stage, where, DANISH, Side.DANISH, "Anna")
    _, offer = await joins(stage, where, LOCAL, Side.LOCAL, "Grace")
    assert offer.text.endswith(f"\n{DUE}")
    due = (ReviewRow(1, where, "catchup", date(2027, 4, 2), None),)
    assert await _reviews(stage, where) == due

    stage.now = datetime(2027, 2, 20, 9, tzinfo=UTC)
    await joins(stage, where, COLLEAGUE, Side.DANISH, "Bo")
    assert await _reviews(stage, where) == due


async def test_the_day_is_the_partnerships_own(stage: Stage) -> None:
    where = await running(stage)
    stage.now = datetime(2027, 2, 1, 22, 30, tzinfo=UTC)  # in Nairobi it is the second already
    await member(stage, DANISH, where, Side.DANISH, "Anna")
    await member(stage, LOCAL, where, Side.LOCAL, "Grace")
    assert [review.due_on for review in await _reviews(stage, where)] == [date(2027, 4, 3)]


async def test_whoever_takes_it_answers_and_the_other_side_is_told(stage: Stage) -> None:
    where, danish, local, _ = await both_joined(stage)

    (question,) = await danish.taps("Catch-up start")

    assert question.text.startswith("Catching up · 1 of 10\n")
    (told,) = local.new
    assert told.text == (f"Havn – Shore\nHavn has begun the catch-up start: {QUESTIONS}")
    assert await _rounds(stage, where) == ((1, "catchup"),)
    assert await _reviews(stage, where) == (ReviewRow(1, where, "catchup", date(2027, 4, 2), 1),)
    local.new.clear()
    (question,) = await local.taps("Begin")
    assert question.text.startswith("Catching up · 1 of 10\n")
    assert "catch_up_begun" in await audited(stage)


async def test_what_the_other_side_writes_before_it_has_seen_a_question_is_no_answer(stage: Stage) -> None:
    _, danish, local, _ = await both_joined(stage)
    await danish.taps("Catch-up start")
    local.new.clear()

    (question,) = await local.says("Fine, I have time tonight")

    assert question.text.startswith(
        "Nothing was saved: you had not seen this question yet. Here it is.\n\nCatching up · 1 of 10\n"
    )
    assert await run(stage, lambda tx: tx.execute(select(t.Answer.id)).all()) == []
    await local.says("A school")
    assert await run(stage, lambda tx: tx.execute(select(t.Answer.question)).scalars().all()) == ["su.know.who"]


async def test_begun_already_it_goes_on_from_either_side_and_a_colleague_may_take_over(stage: Stage) -> None:
    where, danish, local, _ = await both_joined(stage)
    colleague = await member(stage, COLLEAGUE, where, Side.DANISH, "Bo")
    await danish.taps("Catch-up start")
    await danish.says("We are volunteers")

    (again,) = await danish.does(Pressed(f"Uc:{where}", None))
    assert again.text.startswith("Catching up · 2 of 10\n")
    local.new.clear()
    (other,) = await local.taps("Catch-up start")
    assert other.text.startswith("Catching up · 1 of 10\n")
    (asked,) = await colleague.taps("Catch-up start")
    assert labels(asked) == ["Take over"]
    assert await _rounds(stage, where) == ((1, "catchup"),)


async def test_the_first_of_a_side_that_joins_later_answers_for_it(stage: Stage) -> None:
    where = await running(stage)
    danish = await member(stage, DANISH, where, Side.DANISH, "Anna")
    await danish.taps("Catch-up start")

    welcome, question = await joins(stage, where, LOCAL, Side.LOCAL, "Grace")

    assert QUESTIONS in welcome.text
    assert question.text.startswith("Catching up · 1 of 10\n")
    assert await _reviews(stage, where) == (ReviewRow(1, where, "catchup", date(2027, 4, 2), 1),)


async def test_from_the_first_question_to_the_summary_it_is_a_talk_like_any_other(stage: Stage) -> None:
    where, danish, local, staff = await both_joined(stage)
    await danish.taps("Catch-up start")
    await local.taps("Begin")
    await quick.finishes(danish, Side.DANISH, "en")
    await quick.finishes(local, Side.LOCAL, "en")

    for somebody in (danish, local):
        assert any(text.startswith("Catching up: both sides are ready") for text in texts(somebody.new))
    assert any("Catch-up start: summary" in text for text in texts(staff.new))
    (answers,) = (await danish.says("/answers"))[-1:]
    assert labels(answers) == ["Catching up"]
    await danish.taps("We agree")
    staff.new.clear()
    await local.taps("We agree")
    assert any("Agreed: Catching up" in text for text in texts(staff.new))
    menu = (await danish.says("/menu"))[-1]
    assert "Catch-up start" not in labels(menu)
    assert {"Settle together", "My answers", "Catching up"} <= set(labels(menu))
    (done,) = await danish.does(Pressed(f"Uc:{where}", None))
    assert done.text == "There is no question open for you now. /menu shows what there is."
    assert await _rounds(stage, where) == ((1, "catchup"),)


async def test_the_menu_and_staffs_card_say_when_it_is_due_and_how_it_stands(stage: Stage) -> None:
    where, danish, local, staff = await both_joined(stage)
    (menu,) = await danish.says("/menu")
    assert menu.text.startswith(f"Havn – Shore\n{DUE}\n")
    assert "Time horizon: not settled yet." in menu.text.splitlines()
    assert labels(menu) == ["Catch-up start", "Send our agreement", "Status", "Talks"]
    (card,) = await staff.does(Pressed(f"qp:{where}", None))
    assert DUE in card.text.splitlines()
    assert "Send their agreement" in labels(card)

    await danish.taps("Catch-up start")
    (menu,) = (await danish.says("/menu"))[-1:]
    begun = "Catch-up start: begun, due on 2 April 2027"
    assert menu.text.startswith(
        f"Havn – Shore\nYou are in Catching up, question 1 of 10.\n{begun}\nTime horizon: not settled yet.\n"
    )
    assert labels(menu) == ["Go on", "Send our agreement", "Status", "Talks", "My answers"]
    (card,) = await staff.does(Pressed(f"qp:{where}", None))
    assert begun in card.text.splitlines()

    await local.taps("Begin")
    await quick.finishes(danish, Side.DANISH, "en")
    await quick.finishes(local, Side.LOCAL, "en")
    (card,) = (await staff.does(Pressed(f"qp:{where}", None)))[-1:]
    assert "Catch-up start: done" in card.text.splitlines()


async def test_with_several_partnerships_the_buttons_name_theirs(stage: Stage) -> None:
    _, danish, _, staff = await both_joined(stage)
    other = await partnership(stage, staff, "Fjord", "Reef")
    await member(stage, DANISH, other, Side.DANISH, "Anna")
    (menu,) = await danish.says("/menu")
    assert labels(menu) == [
        "Catch-up start: Havn – Shore",
        "Send our agreement: Havn – Shore",
        "Status: Havn – Shore",
        "Talks: Havn – Shore",
        "Go on: Fjord – Reef",
        "Status: Fjord – Reef",
        "Talks: Fjord – Reef",
        "My answers",
    ]


async def test_nobody_else_takes_it_and_no_other_partnership_offers_it(stage: Stage) -> None:
    where, danish, _, staff = await both_joined(stage)
    new = await partnership(stage, staff, "Fjord", "Reef")
    await member(stage, DANISH, new, Side.DANISH, "Anna")
    stranger = stage.person(99)
    for who, data in ((staff, f"Uc:{where}"), (stranger, f"Uc:{where}"), (danish, f"Uc:{new}"), (danish, "Uc:0")):
        who.new.clear()
        (told,) = await who.does(Pressed(data, None))
        assert told.text.startswith(STALE)
    assert (await _rounds(stage, where), await _rounds(stage, new)) == ((), ((1, "startup"),))


async def test_in_a_closed_partnership_nothing_is_due(stage: Stage) -> None:
    where, danish, _, _ = await both_joined(stage)
    await run(stage, lambda tx: partnerships.change(tx, where, state="closed"))
    (menu,) = await danish.says("/menu")
    assert menu.text.startswith("Havn – Shore\nNothing is open for you now.\n")
    assert labels(menu) == ["Status", "Talks"]
    (told,) = await danish.does(Pressed(f"Uc:{where}", None))
    assert told.text.startswith(STALE)


async def test_in_one_that_was_closed_after_it_was_begun_nothing_is_due_either(stage: Stage) -> None:
    where, danish, _, staff = await both_joined(stage)
    await danish.taps("Catch-up start")
    await run(stage, lambda tx: partnerships.change(tx, where, state="closed"))
    (card,) = await staff.does(Pressed(f"qp:{where}", None))
    assert "Catch-up start" not in card.text


async def test_a_running_partnership_that_had_a_start_up_talk_goes_on_with_it(stage: Stage) -> None:
    """As those have that were entered before there was a catch-up start."""
    where = await running(stage)
    await run(stage, lambda tx: walks.open_round(tx, stage.now, where, "startup"))
    _, question = await joins(stage, where, DANISH, Side.DANISH, "Anna")
    await member(stage, LOCAL, where, Side.LOCAL, "Grace")
    assert question.text.startswith("Getting to know each other · 1 of ")
    (menu,) = (await stage.person(DANISH).says("/menu"))[-1:]
    assert labels(menu) == ["Go on", "Send our agreement", "Status", "Talks", "My answers"]
    assert await _reviews(stage, where) == ()


async def test_it_is_asked_of_somebody_who_can_be_reached_and_everybody_of_the_side_is_told(stage: Stage) -> None:
    where, danish, local, _ = await both_joined(stage)
    colleague = await member(stage, COLLEAGUE, where, Side.LOCAL, "Local side two")
    await local.does(ReachChanged(False), show=False)
    await danish.does(Pressed(f"Uc:{where}", None), show=False)
    assert "has begun the catch-up start:" in colleague.sees()
    await colleague.taps("Begin", show=False)
    assert "Catching up · 1 of 10" in colleague.sees()
