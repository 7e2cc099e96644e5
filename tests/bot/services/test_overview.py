"""/menu and /answers: everything a person can reach, and nothing of it dead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.services import proposing
from bot.services.common import seen
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.store import partnerships, people
from bot.store.transaction import Transaction
from conversations.access import Action
from conversations.answers import Json
from conversations.proposals import version
from conversations.together import Subject
from tests.bot.services.agreement_cast import approves, made, talked
from tests.bot.services.joining_cast import labels, run
from tests.bot.services.test_opening import SIDES
from tests.bot.services.walking_cast import DANISH, LOCAL, STRANGER, Cast, cast, tried
from tests.stage import WORLD, Stage
from tests.transcripts import quick


async def test_the_menu_says_where_one_is_and_brings_one_back(stage: Stage) -> None:
    everybody = await cast(stage)
    everybody[DANISH].new.clear()
    (menu,) = await everybody[DANISH].says("/menu")
    assert menu.text.startswith("Havn – Shore\nYou are in Getting to know each other, question 1 of 4.\n")
    assert labels(menu) == ["Go on", "Status", "Talks", "My answers"]
    (question,) = await everybody[DANISH].taps("Go on")
    assert question.text.startswith("Getting to know each other · 1 of 4")


async def test_before_the_first_answer_there_is_no_empty_list_of_topics(stage: Stage) -> None:
    everybody = await cast(stage)
    everybody[DANISH].new.clear()
    (shown,) = await everybody[DANISH].says("/answers")
    assert (shown.text, shown.buttons) == ("Havn – Shore\nYour side has not answered anything yet.", [])


async def test_a_half_answered_topic_offers_only_what_can_be_done(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("We repair things.")
    await everybody[DANISH].says("/answers")
    (shown,) = await everybody[DANISH].taps("Getting to know each other")
    assert labels(shown) == ["1"]
    assert shown.text.count("not answered yet") == 3


async def test_what_was_closed_unopened_is_not_shown_as_opened(stage: Stage) -> None:
    everybody = await cast(stage)
    await quick.finishes(everybody[DANISH], SIDES[DANISH], "en")
    stage.now += timedelta(days=22)
    await everybody[DANISH].does(Pressed("x:1:know:closed", None), False)
    for who in (DANISH, LOCAL):
        everybody[who].new.clear()
        (menu,) = await everybody[who].says("/menu")
        assert "Opened:" not in menu.text
        assert "Getting to know each other" not in labels(menu)


async def test_every_button_of_the_menu_leads_somewhere(stage: Stage) -> None:
    everybody = await cast(stage)
    for who, side in SIDES.items():
        await quick.finishes(everybody[who], side, "en")
    (menu,) = (await everybody[DANISH].says("/menu"))[-1:]
    buttons = [data for row in menu.buttons for _, data in row]
    outcomes = await tried(stage, DANISH, *(Pressed(data, menu.id) for data in buttons))
    assert ["no longer active" in outcome.told[0][1] for outcome in outcomes] == [False] * len(buttons)


async def test_the_time_horizon_is_there_from_the_beginning(stage: Stage) -> None:
    everybody = await cast(stage)
    (menu,) = (await everybody[DANISH].says("/menu"))[-1:]
    assert "Time horizon: not settled yet." in menu.text.splitlines()


async def test_after_an_opening_it_counts_what_is_still_to_be_settled(stage: Stage) -> None:
    everybody = await talked(stage)
    (menu,) = await everybody[DANISH].says("/menu")
    assert "4 points are still to be settled between the two sides." in menu.text.splitlines()
    assert "Nothing is open for you now." not in menu.text
    assert {"Settle together", "Agreement"} <= set(labels(menu))
    (agreement,) = await everybody[DANISH].taps("Agreement")
    assert agreement.text.startswith("Havn – Shore")
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, state="closed"))
    (menu,) = await everybody[DANISH].says("/menu")
    assert "still to be settled" not in menu.text


async def test_a_version_waits_for_the_side_that_has_not_approved_it(stage: Stage) -> None:
    everybody = await talked(stage)
    version = await made(everybody)
    waits = "Version 1 of the agreement waits for your side's approval."
    for who in (DANISH, LOCAL):
        (menu,) = await everybody[who].says("/menu")
        assert waits in menu.text.splitlines()
    await approves(everybody, DANISH, version)
    (danish,), (local,) = [(await everybody[who].says("/menu"))[-1:] for who in (DANISH, LOCAL)]
    assert (waits in danish.text, waits in local.text) == (False, True)


async def test_each_waiting_proposal_has_a_button_and_five_are_the_most(stage: Stage) -> None:
    everybody = await talked(stage)
    proposed = {
        "su.exp.reply": {"c": "2d"},
        "su.fut.end": {"m": "2029-01"},
        "su.plan.review": {"m": "2027-09"},
        "su.role.repair": {"c": "local"},
        "su.fut.years": {"c": "3"},
        "su.plan.rhythm": {"c": "3"},
    }
    await run(stage, lambda tx: _put_forward(tx, everybody, proposed))
    await stage.deliver()
    (menu,) = (await everybody[LOCAL].says("/menu"))[-1:]
    assert "6 proposals of the other side wait for your answer." in menu.text.splitlines()
    answers = [label for label in labels(menu) if label.startswith("Answer: ")]
    assert (len(answers), answers[0]) == (5, "Answer: How fast should we answer each other?")
    (matter,) = await everybody[LOCAL].taps(answers[0])
    assert "How fast should we answer each other?" in matter.text
    (menu,) = (await everybody[DANISH].says("/menu"))[-1:]
    assert "wait for your answer" not in menu.text


def _put_forward(tx: Transaction, everybody: Cast, proposed: Mapping[str, Json]) -> None:
    stage = everybody.stage
    scene = Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, DANISH, "en"))
    for written, value in proposed.items():
        about, view = Subject.parse(written), seen(scene, everybody.partnership, Action.SETTLE)
        assert about is not None
        assert view is not None
        proposing.put_forward(scene, view, about, value, version(view.common.known.thread(about)))


async def test_a_stranger_is_told_how_to_come_in(stage: Stage) -> None:
    everybody = await cast(stage)
    for command in ("/menu", "/answers"):
        (told,) = await everybody[STRANGER].says(command)
        assert told.text.startswith("Hello! This bot helps two partner organisations talk things through.")
