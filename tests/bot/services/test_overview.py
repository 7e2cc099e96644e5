"""/menu and /answers: everything a person can reach, and nothing of it dead."""

from __future__ import annotations

from datetime import timedelta

from bot.services.inputs import Pressed
from tests.bot.services.joining_cast import labels
from tests.bot.services.test_opening import SIDES
from tests.bot.services.walking_cast import DANISH, LOCAL, STRANGER, cast, tried
from tests.stage import Stage
from tests.transcripts import quick


async def test_the_menu_says_where_one_is_and_brings_one_back(stage: Stage) -> None:
    everybody = await cast(stage)
    everybody[DANISH].new.clear()
    (menu,) = await everybody[DANISH].says("/menu")
    assert menu.text.startswith("Havn – Shore\nYou are in Getting to know each other, question 1 of 4.\n")
    assert labels(menu) == ["Go on", "My answers"]
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


async def test_a_stranger_is_told_how_to_come_in(stage: Stage) -> None:
    everybody = await cast(stage)
    for command in ("/menu", "/answers"):
        (told,) = await everybody[STRANGER].says(command)
        assert told.text.startswith("Hello! This bot helps two partner organisations talk things through.")
