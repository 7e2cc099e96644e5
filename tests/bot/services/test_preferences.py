"""Language, silence, help and privacy, for whoever asks."""

from __future__ import annotations

from bot.i18n import ENGLISH, language
from bot.screen import GAP, Line, Screen
from bot.screens.joining import said_in
from bot.services.inputs import Pressed
from conversations.sides import Side
from conversations.text import text
from tests.bot.services.joining_cast import (
    admin,
    audited,
    introduced,
    invitation,
    labels,
    member,
    partnership,
    texts,
)
from tests.stage import Stage


async def test_language_names_each_by_itself_and_ticks_the_present_one(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    (asked,) = await local.says("/language")
    assert asked.text == "Which language shall we speak? You can change it later with /language."
    assert "✓ English" in labels(asked)
    changed, question = await local.taps("✓ English")
    assert changed.text == "✓ From now on I write to you in this language: English."
    assert changed.edited
    assert question.text == (await local.says("/start"))[0].text
    assert (await audited(stage))[-1] == "language"


async def test_after_another_language_what_is_open_is_asked_in_it_at_once(stage: Stage) -> None:
    staff = await admin(stage)
    local = await member(stage, 10, await partnership(stage, staff), Side.LOCAL, "Local side")
    await staff.says("/new")
    for who in (local, staff):
        await who.says("/language")
        _, asked = await who.taps("Dansk")
        assert asked.text == (await who.says("/start"))[0].text
        await who.says("/language")
        _, in_english = await who.taps("English")
        assert in_english.text != asked.text


async def test_whoever_is_joining_is_asked_the_same_step_in_the_new_language(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    (task,) = await introduced(new, await invitation(stage, where), "Local side")
    await new.says("/language")
    _, again = await new.taps("✓ English")
    assert again.text == task.text


async def test_a_language_that_is_not_offered_changes_nothing(stage: Stage) -> None:
    for button in ("pg:xx", "pg:", "pg", "pg:en:en", "pg:../en"):
        await stage.person(10).does(Pressed(button, None))
    assert await audited(stage) == []


async def test_before_one_is_chosen_everything_is_said_twice() -> None:
    english = language(ENGLISH)
    twice = said_in(Screen((Line(text("Hello, {name}!", name="you")),)), english, english)
    assert twice.lines == (Line("Hello, you!"), GAP, Line("Hello, you!"))


async def test_stop_makes_the_bot_silent_until_start(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    await local.says("/invite")
    assert texts(await local.says("/stop")) == [
        "From now on I am silent.\nNothing is lost: press /start, and you get what has come in the meantime."
    ]
    await member(stage, 11, where, Side.LOCAL, "Local two", by=local)
    assert texts(local.new) == []
    news = await local.says("/start")
    assert news[0].text == "You get messages from me again."
    assert "Havn – Shore\nLocal two has joined Shore (Local side)." in texts(news)


async def test_whoever_is_silent_still_gets_what_they_ask_for(stage: Stage) -> None:
    somebody = stage.person(10)
    await somebody.says("/stop")
    assert len((await somebody.says("/help"))[0].text.splitlines()) == 5
    await somebody.says("/stop")
    assert await audited(stage) == ["silent"]


async def test_help_is_five_lines_that_depend_on_who_asks(stage: Stage) -> None:
    staff = await admin(stage)
    local = await member(stage, 10, await partnership(stage, staff), Side.LOCAL, "Local side")
    said = {(await who.says("/help"))[-1].text for who in (staff, local, stage.person(11))}
    assert len(said) == 3
    assert {len(words.splitlines()) for words in said} == {5}


async def test_privacy_shows_what_was_agreed_to_and_when(stage: Stage) -> None:
    stranger = stage.person(10)
    (shown,) = await stranger.says("/privacy")
    assert "Your answers do not decide whether you get grants or equipment." in shown.text
    assert "You agreed to this" not in shown.text
    staff = await admin(stage)
    (shown,) = await staff.says("/privacy")
    assert shown.text.endswith("You agreed to this on 1 February 2027.")
