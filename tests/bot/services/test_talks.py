"""The talks after the start: who may begin one, who is asked in it then, and that there is one of each at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.services import talks
from bot.services.inputs import Pressed, ReachChanged
from bot.services.places import STALE
from bot.services.scene import Scene
from bot.store import partnerships, people, reviews, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.sides import Side
from conversations.text import N_, Text
from tests.bot.services.agreement_cast import at_once
from tests.bot.services.joining_cast import labels, run, texts
from tests.bot.services.walking_cast import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    DANISH,
    LOCAL,
    OTHER_DANISH,
    REMOVED,
    STRANGER,
    UNASSIGNED,
    Cast,
    cast,
    tried,
)
from tests.stage import WORLD, Stage

BEGIN = "Db:1:temperature"
FIRST = "Have we ever had a proper talk about goals, roles and expectations?"


def told(minutes: int, who: str) -> str:
    return (
        f"Temperature check\n{who}\nIt takes about {minutes} minutes.\n"
        "Answer when it suits you. The other side sees nothing until both are ready."
    )


async def begin(stage: Stage) -> Cast:
    """Both sides are there, with a colleague on the local one; nobody has anything unread."""
    everybody = await cast(stage)
    await everybody.joins(COLLEAGUE, Side.LOCAL)
    quiet(stage)
    return everybody


def quiet(stage: Stage) -> None:
    for somebody in stage.people.values():
        somebody.new.clear()


async def rounds(stage: Stage, dialogue: str = "temperature", where: int = 1) -> list[int]:
    """The rounds of a dialogue, whether open or over."""
    return [one.id for one in await run(stage, lambda tx: walks.rounds_of(tx, where, dialogue))]


async def asked(stage: Stage, dialogue: str = "temperature") -> dict[Side, int]:
    """Who is asked in the newest round, by the number of their phone."""

    def unit(tx: Transaction) -> dict[Side, int]:
        newest = walks.rounds_of(tx, 1, dialogue)[0]
        held = {side: row.holder_person for side, row in walks.of_round(tx, newest.id).items()}
        phones = {row[0]: row[1] for row in tx.execute(select(t.Person.id, t.Person.telegram_id))}
        return {side: phones[person] for side, person in held.items() if person is not None}

    return await run(stage, unit)


async def noted(stage: Stage, *actions: str) -> list[tuple[str, str | None]]:
    query = select(t.Audit.action, t.Audit.about).where(t.Audit.action.in_(actions)).order_by(t.Audit.id)
    return [(row[0], row[1]) for row in await run(stage, lambda tx: tx.execute(query).all())]


async def test_a_member_begins_it_is_asked_at_once_and_all_others_of_both_sides_are_told(stage: Stage) -> None:
    everybody = await begin(stage)
    (question,) = await everybody[DANISH].does(Pressed(BEGIN, None))
    assert FIRST in question.text
    for who in (LOCAL, COLLEAGUE):
        (news,) = everybody[who].new
        assert (news.text, labels(news)) == (told(3, "Havn has begun it."), ["Begin"])
    assert [everybody[who].new for who in (COORDINATOR, ADMIN, OTHER_DANISH)] == [[], [], []]
    assert await asked(stage) == {Side.DANISH: DANISH, Side.LOCAL: LOCAL}
    assert await noted(stage, "round_begun") == [("round_begun", "temperature")]
    everybody[LOCAL].new.clear()
    (question,) = await everybody[LOCAL].taps("Begin")
    assert FIRST in question.text


async def test_staff_begin_it_and_both_sides_are_told(stage: Stage) -> None:
    everybody = await begin(stage)
    (begun,) = await everybody[COORDINATOR].does(Pressed(BEGIN, None))
    assert begun.text.endswith("Temperature check\n✓ Begun. Both sides have been told.")
    for who, minutes in ((DANISH, 2), (LOCAL, 3), (COLLEAGUE, 3)):
        assert texts(everybody[who].new) == [told(minutes, "Staff have begun it.")]
    assert await asked(stage) == {Side.DANISH: DANISH, Side.LOCAL: LOCAL}


async def test_pressed_again_nothing_is_begun_and_whoever_presses_goes_on(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    quiet(stage)
    for who in (DANISH, LOCAL):
        (question,) = await everybody[who].does(Pressed(BEGIN, None))
        assert FIRST in question.text
    (begun,) = await everybody[COORDINATOR].does(Pressed(BEGIN, None))
    assert "Begun" in begun.text
    assert len(await rounds(stage)) == 1
    assert [everybody[who].new for who in (DANISH, LOCAL, COLLEAGUE)] == [[], [], []]


async def test_begun_by_everybody_at_once_it_is_one_round_and_each_side_is_told_once(stage: Stage) -> None:
    everybody = await begin(stage)
    await at_once(stage, *((who, BEGIN) for who in (DANISH, LOCAL, COORDINATOR, DANISH)))
    assert len(await rounds(stage)) == 1
    assert set(await asked(stage)) == set(Side)
    assert await noted(stage, "round_begun") == [("round_begun", "temperature")]
    assert len([text for text in texts(everybody[COLLEAGUE].new) if "begun it" in text]) == 1


async def test_talks_of_different_kinds_go_on_side_by_side(stage: Stage) -> None:
    everybody = await begin(stage)
    for dialogue in ("temperature", "capacity"):
        await everybody[DANISH].does(Pressed(f"Db:1:{dialogue}", None))
    assert [len(await rounds(stage, dialogue)) for dialogue in ("startup", "temperature", "capacity")] == [1, 1, 1]


async def test_it_can_be_begun_again_when_it_is_over(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (first,) = await rounds(stage)
    await run(stage, lambda tx: walks.summarised(tx, stage.now, first))
    await everybody[DANISH].does(Pressed(BEGIN, None))
    assert len(await rounds(stage)) == 2


async def test_nothing_is_begun_while_nobody_has_joined_on_a_side(stage: Stage) -> None:
    everybody = await begin(stage)
    for who in (LOCAL, COLLEAGUE):
        await everybody.leaves(who)
    quiet(stage)
    (shown,) = await everybody[DANISH].does(Pressed(BEGIN, None))
    assert "Nobody has joined on one side yet. It can be begun when both sides are there." in shown.text
    assert "Begin it now" not in labels(shown)
    assert await rounds(stage) == []


async def test_nothing_is_begun_in_a_closed_partnership(stage: Stage) -> None:
    everybody = await begin(stage)
    await run(stage, lambda tx: partnerships.change(tx, 1, state="closed"))
    for who in (DANISH, COORDINATOR):
        (stale,) = (await everybody[who].does(Pressed(BEGIN, None)))[-1:]
        assert stale.text.startswith(STALE)
    (shown,) = (await everybody[DANISH].does(Pressed("Do:1:temperature", None)))[-1:]
    assert "This partnership is closed: nothing is begun in it any more." in shown.text
    assert await run(stage, lambda tx: talks.begin(_scene(tx, stage, DANISH), 1, "temperature")) is None
    assert await rounds(stage) == []


@pytest.mark.parametrize(
    ("dialogue", "why"),
    [
        ("checkin", "A check-in looks back at what you began together. Begin it when your start-up talk is over."),
        ("ready", "Readiness is asked about while a plan for the ending runs. There is none: /phaseout"),
    ],
)
async def test_what_a_talk_itself_refuses_is_not_begun_and_says_why(stage: Stage, dialogue: str, why: str) -> None:
    everybody = await begin(stage)
    for button in (f"Do:1:{dialogue}", f"Db:1:{dialogue}"):
        (shown,) = await everybody[DANISH].does(Pressed(button, None))
        assert why in shown.text
        assert "Begin it now" not in labels(shown)
    assert await run(stage, lambda tx: talks.begin(_scene(tx, stage, DANISH), 1, dialogue)) is None
    assert await rounds(stage, dialogue) == []


def _scene(tx: Transaction, stage: Stage, telegram_id: int) -> Scene:
    return Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, telegram_id, "en"))


async def test_nobody_else_sees_or_begins_a_talk_of_a_partnership(stage: Stage) -> None:
    await begin(stage)
    buttons = ("Dt:1", "Do:1:temperature", BEGIN)
    for who in (OTHER_DANISH, UNASSIGNED, REMOVED, STRANGER):
        for outcome in await tried(stage, who, *(Pressed(data, None) for data in buttons)):
            assert not outcome.changed
            assert STALE in outcome.told[0][1]
            assert not outcome.offered & set(buttons)


@pytest.mark.parametrize(
    "data", ["Db:1:unsaid", "Db:1:phaseout", "Db:1:startup", "Db:1:catchup", "Db:1", "Db", "Db:1:", "Do:1:unsaid"]
)
async def test_what_begins_elsewhere_has_no_button_here(sqlite_stage: Stage, data: str) -> None:
    await begin(sqlite_stage)
    for who in (DANISH, COORDINATOR):
        (outcome,) = await tried(sqlite_stage, who, Pressed(data, None))
        assert not outcome.changed
        assert STALE in outcome.told[0][1]


async def test_what_was_due_has_begun_with_it(stage: Stage) -> None:
    everybody = await begin(stage)
    due = date(2027, 2, 1)
    await run(stage, lambda tx: reviews.set_next(tx, stage.now, 1, "temperature", due))
    await run(stage, lambda tx: reviews.set_next(tx, stage.now, 1, "capacity", due))
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (number,) = await rounds(stage)
    found = await run(stage, lambda tx: reviews.of(tx, 1))
    assert {(row.dialogue, row.due_on, row.round) for row in found} == {
        ("temperature", due, number),
        ("capacity", due, None),
    }


async def test_on_each_side_the_one_who_was_asked_last_is_asked(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[COLLEAGUE].does(Pressed("T:2", None))
    await everybody[DANISH].does(Pressed(BEGIN, None))
    assert await asked(stage) == {Side.DANISH: DANISH, Side.LOCAL: COLLEAGUE}


async def test_whoever_begins_is_asked_even_if_a_colleague_was_asked_last(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[COLLEAGUE].does(Pressed("T:2", None))
    await everybody[LOCAL].does(Pressed(BEGIN, None))
    assert await asked(stage) == {Side.DANISH: DANISH, Side.LOCAL: LOCAL}


async def test_who_cannot_be_reached_is_not_asked_as_long_as_somebody_else_can(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[LOCAL].does(ReachChanged(False), show=False)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    assert (await asked(stage))[Side.LOCAL] == COLLEAGUE
    await everybody[COLLEAGUE].does(ReachChanged(False), show=False)
    await everybody[DANISH].does(Pressed("Db:1:capacity", None))
    assert (await asked(stage, "capacity"))[Side.LOCAL] in (LOCAL, COLLEAGUE)


async def test_a_round_that_is_ended_early_tells_who_is_asked_and_counts_as_not_held(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    await everybody[DANISH].taps("Partly")
    quiet(stage)
    (number,) = await rounds(stage)
    why = Text(N_("The trip was cancelled."))
    await run(stage, lambda tx: talks.end(_scene(tx, stage, COORDINATOR), 1, number, why))
    await stage.deliver()
    kept = "No more questions are asked in it. What you answered is kept with your side."
    for who in (DANISH, LOCAL):
        assert texts(everybody[who].new) == [f"Temperature check\nThe trip was cancelled.\n{kept}"]
    assert everybody[COLLEAGUE].new == []
    assert await noted(stage, "round_ended") == [("round_ended", "temperature")]
    quiet(stage)
    (shown,) = await everybody[DANISH].does(Pressed("Do:1:temperature", None))
    assert "Now: not held yet" in shown.text.splitlines()
    assert "Begin it now" in labels(shown)
    (answers,) = await run(
        stage, lambda tx: [tx.execute(select(t.Answer.value).where(t.Answer.question == "tc.start")).scalars().all()]
    )
    assert answers == ["partly"]


async def test_the_list_says_how_each_talk_stands(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    await run(stage, lambda tx: reviews.set_next(tx, stage.now, 1, "capacity", date(2027, 5, 2)))
    await everybody[DANISH].does(Pressed("Db:1:vulnerability", None))
    (over,) = await rounds(stage, "vulnerability")
    await run(stage, lambda tx: walks.summarised(tx, stage.now, over))
    (listing,) = (await everybody[DANISH].says("/talks"))[-1:]
    assert listing.text == (
        "The talks\n"
        "· Check-in: not held yet\n"
        "· Capacity talk: due 2 May 2027\n"
        "· Vulnerability: last 1 February 2027\n"
        "· Temperature check: open now\n\n"
        "Press one to see what it is about. One of each kind can be open at a time."
    )
    assert labels(listing) == ["Check-in", "Capacity talk", "Vulnerability", "Temperature check", "Trips", "Ending"]


async def test_a_talk_that_is_open_leads_back_to_where_one_is(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (shown,) = await everybody[DANISH].does(Pressed("Do:1:temperature", None))
    assert "Now: open now" in shown.text.splitlines()
    assert labels(shown) == ["Go on", "All talks"]
    (question,) = await everybody[DANISH].taps("Go on")
    assert FIRST in question.text
    (staff,) = await everybody[COORDINATOR].does(Pressed("Do:1:temperature", None))
    assert labels(staff) == ["All talks"]


async def test_several_open_talks_stand_in_the_menu_by_their_names(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (menu,) = await everybody[DANISH].says("/menu")
    assert menu.text.startswith(
        "Havn – Shore\n"
        "Start-up talk: You are in Getting to know each other, question 1 of 4.\n"
        "Temperature check: You are in The temperature, question 1 of 9.\n"
    )
    assert labels(menu) == ["Go on: Start-up talk", "Go on: Temperature check", "Status", "Talks", "My answers"]
    (colleague,) = (await everybody[COLLEAGUE].says("/menu"))[-1:]
    assert labels(colleague)[:2] == ["Take over: Start-up talk", "Take over: Temperature check"]


async def test_with_several_open_talks_one_is_asked_which_to_go_on_with(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (which,) = await everybody[DANISH].says("/start")
    assert which.text == "Several talks are open. Which one do you want to go on with?"
    assert labels(which) == ["Start-up talk", "Temperature check"]
    (question,) = await everybody[DANISH].taps("Temperature check")
    assert FIRST in question.text


async def test_what_is_written_with_several_open_talks_is_asked_about_and_filed_nowhere_by_itself(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (which,) = await everybody[DANISH].says("We repair things.")
    assert which.text == "Several questions are open for you. For which one is this? Nothing is saved yet."
    assert labels(which) == ["Start-up talk", "Temperature check", "For none of them"]
    assert await run(stage, lambda tx: tx.execute(select(t.Answer.question)).all()) == []
    await everybody[DANISH].taps("Start-up talk")
    assert await run(stage, lambda tx: tx.execute(select(t.Answer.question)).scalars().all()) == ["su.know.who"]


async def test_where_the_start_is_all_answered_words_are_for_the_one_question_that_is_open(stage: Stage) -> None:
    everybody = await begin(stage)
    (start,) = await rounds(stage, "startup")
    await run(stage, lambda tx: tx.execute(update(t.Round).where(t.Round.id == start).values(closed_at=stage.now)))
    await everybody[DANISH].does(Pressed(BEGIN, None))
    (refused,) = await everybody[DANISH].says("We repair things.")
    assert FIRST in refused.text
    assert "Several" not in refused.text


async def test_talks_of_several_partnerships_are_told_apart_by_both_names(stage: Stage) -> None:
    everybody = await begin(stage)
    await everybody.joins(DANISH, Side.DANISH, everybody.other)
    await everybody[OTHER_DANISH].does(Pressed(f"Db:{everybody.other}:temperature", None))
    await everybody[DANISH].does(Pressed(BEGIN, None))
    await everybody[DANISH].does(Pressed(f"T:{(await _walks(stage, everybody.other))[-1]}", None))
    quiet(stage)
    (which,) = await everybody[DANISH].says("/start")
    assert which.text == "You are in several partnerships. Which one do you want to go on with?"
    assert labels(which) == [
        "Start-up talk: Havn – Shore",
        "Temperature check: Bakke – Hill",
        "Temperature check: Havn – Shore",
    ]
    (menu,) = await everybody[DANISH].says("/menu")
    assert [label for label in labels(menu) if label.startswith(("Go on", "Take over"))] == [
        "Go on: Start-up talk: Havn – Shore",
        "Go on: Temperature check: Havn – Shore",
        "Take over: Start-up talk: Bakke – Hill",
        "Go on: Temperature check: Bakke – Hill",
    ]


async def _walks(stage: Stage, where: int) -> list[int]:
    return [row.id for row in await run(stage, lambda tx: walks.of_side(tx, where, Side.DANISH))]


async def test_of_more_than_two_talks_one_chooses_whose_answers_to_see(stage: Stage) -> None:
    everybody = await begin(stage)
    danish = everybody[DANISH]
    await danish.says("We repair things.")
    for dialogue in ("temperature", "capacity"):
        await danish.does(Pressed(f"Db:1:{dialogue}", None))
        await danish.taps("Partly" if dialogue == "temperature" else "1")
        stage.now += timedelta(days=1)
    (listed,) = await danish.says("/answers")
    assert listed.text == "Which talk's answers do you want to see?"
    assert labels(listed) == [
        "Capacity talk, 2 February 2027",
        "Temperature check, 1 February 2027",
        "Start-up talk, 1 February 2027",
    ]
    (topics,) = await danish.taps("Temperature check, 1 February 2027")
    assert labels(topics) == ["The temperature"]
