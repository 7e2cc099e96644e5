"""/new: entering a partnership, question by question, and correcting one."""

from __future__ import annotations

import pytest

from bot.services.inputs import Pressed
from bot.services.places import STALE
from conversations.sides import Side
from tests.bot.services.joining_cast import admin, labels, member, partnership, person_id, texts
from tests.bot.services.staff_cast import actions, colleague, entered, kept
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY, PRIVATE, REPLACED
from tests.stage import Stage

HOSTILE = (*KEPT_EXACTLY, *INVISIBLE, *REPLACED, *PRIVATE)
HEAD = "New partnership"
CHECK = (
    "New partnership\n"
    "Is everything right? Nothing is created yet.\n\n"
    "Danish organisation: Havn\n"
    "Local organisation: Shore\n"
    "Country: Nepal\n"
    "Time zone: Kathmandu\n"
    "Common language: English\n"
    "New or running: New\n"
    "Start: March 2027\n"
    "Expected end: Not known yet"
)


async def test_one_question_follows_the_other_until_everything_is_shown(stage: Stage) -> None:
    one = await admin(stage)
    (danish,) = await one.says("/new")
    assert danish.text == f"{HEAD} · 1 of 7\nWhat is the Danish organisation called?"
    (local,) = await one.says(" Havn ")
    assert local.text == f"{HEAD} · 2 of 7\nWhat is the local organisation called?"
    (country,) = await one.says("Shore")
    assert country.text == (
        f"{HEAD} · 3 of 7\nIn which country does the local organisation work?\nWrite its name or the beginning of it."
    )
    (language,) = await one.says("nep")
    assert language.text.startswith(f"{HEAD} · 4 of 7\nWhich language do both sides share?")
    chosen, running = await one.taps("English")
    assert (chosen.text, chosen.edited, chosen.buttons) == (
        f"{HEAD} · 4 of 7\nWhich language do both sides share?\n✓ English",
        True,
        [],
    )
    assert labels(running) == ["New", "Already running", "Back", "Cancel"]
    _, start = await one.taps("New")
    assert labels(start)[:3] == ["Jan 2027", "Feb 2027", "Mar 2027"]
    assert labels(start)[-4:] == ["« 2026", "2028 »", "Back", "Cancel"]
    _, end = await one.taps("Mar 2027")
    assert labels(end)[-5:] == ["« 2027", "2029 »", "Not known yet", "Back", "Cancel"]
    _, check = await one.taps("Not known yet")
    assert (check.text, labels(check)) == (CHECK, ["Create", "Change …", "Cancel"])
    assert await actions(stage, "partnership") == []


async def test_creating_makes_a_coordinator_and_an_invitation_for_each_side(stage: Stage) -> None:
    one = await admin(stage)
    await entered(one)
    created, danish, danish_picture, local, local_picture = await one.taps("Create")
    assert created.edited
    assert created.buttons == []
    assert created.text.endswith(
        "✓ Created. You are its coordinator.\nHere is one invitation for each side. Forward them to the right people."
    )
    assert "to join Havn in the partnership Havn – Shore" in danish.text
    assert "to join Shore in the partnership Havn – Shore" in local.text
    assert [p.text.startswith("[qr:") for p in (danish_picture, local_picture)] == [True, True]
    assert await kept(stage) == {
        "id": 1,
        "danish_name": "Havn",
        "local_name": "Shore",
        "country": "NP",
        "zone": "Asia/Kathmandu",
        "common_language": "en",
        "running": False,
        "start": "2027-03",
        "end": None,
        "coordinator_id": await person_id(stage, one),
        "state": "open",
        "delete_at": None,
    }
    assert await actions(stage, "partnership_created") == [("partnership_created", None)]
    assert (await actions(stage, "invited"))[-2:] == [("invited", "side:danish"), ("invited", "side:local")]


async def test_pressing_create_twice_creates_once(stage: Stage) -> None:
    one = await admin(stage)
    (check,) = (await entered(one))[-1:]
    button = next(data for row in check.buttons for label, data in row if label == "Create")
    await one.taps("Create")
    (stale,) = await one.does(Pressed(button, check.id))
    assert stale.text.startswith(STALE)
    assert await actions(stage, "partnership_created") == [("partnership_created", None)]


async def test_several_countries_that_fit_are_offered_as_buttons(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    await one.says("Havn")
    await one.says("Shore")
    (offered,) = await one.says("Guin")
    assert offered.text.startswith(
        "Is it one of these? Nothing was saved yet. Press the right one, or write more of its name."
    )
    assert labels(offered) == ["Guinea", "Guinea-Bissau", "Equatorial Guinea", "Papua New Guinea", "Back", "Cancel"]
    chosen, language = await one.taps("Guinea-Bissau")
    assert chosen.text.endswith("✓ Guinea-Bissau")
    assert "Which language" in language.text


async def test_a_country_with_several_times_asks_for_a_city(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    await one.says("Havn")
    await one.says("Shore")
    (zone,) = await one.says("Democratic Republic")
    assert zone.text.startswith("I don't know this country. Nothing was saved.")
    (zone,) = await one.says("CD")
    assert zone.text == (f"{HEAD} · 3 of 7\nWhere is it the same time as at the local organisation?")
    assert labels(zone) == ["Kinshasa · 10:00", "Lubumbashi · 11:00", "Back", "Cancel"]
    (language,) = await one.says("lubumbashi")
    assert "Which language" in language.text


async def test_cities_with_the_same_time_stand_together_and_each_shows_what_time_it_is_there(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    for words in ("Havn", "Shore"):
        await one.says(words)
    (zone,) = await one.says("Brazil")
    cities = [label.partition(" · ") for label in labels(zone)[:-2]]
    times = [time for _, _, time in cities]
    assert times == sorted(times)
    assert len(set(times)) == 4
    assert all(
        [city for city, _, time in cities if time == one_time]
        == sorted(city for city, _, time in cities if time == one_time)
        for one_time in set(times)
    )
    assert "Sao Paulo · 06:00" in labels(zone) or "São Paulo · 06:00" in labels(zone)


async def test_the_beginning_of_a_city_is_offered_and_never_taken_by_itself(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    for words in ("Havn", "Shore", "Brazil"):
        await one.says(words)
    (offered,) = await one.says("Rio")
    assert offered.text.startswith("Is it one of these? Nothing was saved yet.")
    assert labels(offered) == ["Rio Branco · 04:00", "Back", "Cancel"]
    (language,) = await one.says("rio branco")
    assert "Which language" in language.text


async def test_back_leads_to_the_question_before_and_its_answer_stays_until_changed(stage: Stage) -> None:
    one = await admin(stage)
    (first,) = await one.says("/new")
    assert labels(first) == ["Cancel"]
    for words in ("Havn", "Shore", "Nepal"):
        await one.says(words)
    (language,) = list(one.chat.values())[-1:]
    (country,) = await one.taps("Back")
    assert country.edited
    assert country.text == (
        f"{HEAD} · 3 of 7\nIn which country does the local organisation work?\n"
        "Write its name or the beginning of it.\nUntil now: Nepal"
    )
    assert labels(country) == ["Keep it as it is", "Back", "Cancel"]
    (local,) = await one.taps("Back")
    assert local.text == f"{HEAD} · 2 of 7\nWhat is the local organisation called?\nUntil now: Shore"
    (further,) = await one.taps("Keep it as it is")
    assert further.text == language.text
    await one.taps("Back")
    await one.says("Brazil")
    await one.says("Bahia")
    (zone,) = await one.taps("Back")
    assert zone.text.endswith("Until now: Bahia")


async def test_a_back_button_pressed_twice_goes_back_once(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    await one.says("Havn")
    (country,) = await one.says("Shore")
    button = next(data for row in country.buttons for label, data in row if label == "Back")
    await one.taps("Back")
    (still,) = await one.does(Pressed(button, country.id))
    assert still.text.startswith(f"{STALE}\n\n{HEAD} · 2 of 7")


@pytest.mark.parametrize("said", ["/nonsense", "/start", "old button"])
async def test_whatever_asks_where_one_is_shows_the_open_form(stage: Stage, said: str) -> None:
    one = await admin(stage)
    await one.says("/new")
    (asked,) = await one.says("Havn")
    (shown,) = await (one.does(Pressed("qp:77", None)) if said == "old button" else one.says(said))
    assert shown.text.endswith(asked.text)
    assert shown.buttons == asked.buttons


async def test_the_form_is_shown_before_the_question_of_a_walk(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    two = await colleague(stage, 2, "Staff Two")
    await member(stage, 2, where, Side.DANISH, "Staff Two")
    (asked,) = await two.says("/new")
    (shown,) = await two.says("/start")
    assert shown.text == asked.text


async def test_months_turn_by_the_year_and_can_be_written(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    for words in ("Havn", "Shore", "Nepal"):
        await one.says(words)
    await one.taps("English")
    await one.taps("Already running")
    (turned,) = await one.taps("« 2026")
    assert turned.edited
    assert labels(turned)[0] == "Jan 2026"
    (end,) = await one.says("11/2025")
    assert end.text.startswith(f"{HEAD} · 7 of 7\nIn which month is it expected to end?")
    (refused,) = await one.says("2025-11")
    assert refused.text.startswith("The end must come after the start, November 2025. Nothing was saved.")
    (check,) = await one.says("12/2025")
    assert "Start: November 2025\nExpected end: December 2025" in check.text


async def test_a_refused_button_is_answered_in_its_place(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    for words in ("Havn", "Shore", "Nepal"):
        await one.says(words)
    await one.taps("English")
    await one.taps("New")
    await one.says("2026-01")
    await one.taps("« 2026")
    (refused,) = await one.taps("Dec 2026")
    assert refused.edited
    assert refused.text.startswith("December 2026 is in the past, and a new partnership ends later.")
    assert labels(refused)[-3:] == ["Not known yet", "Back", "Cancel"]


async def test_one_answer_is_changed_and_the_others_stay(stage: Stage) -> None:
    one = await admin(stage)
    await entered(one)
    (which,) = await one.taps("Change …")
    assert labels(which) == [
        "Danish organisation",
        "Local organisation",
        "Country",
        "Common language",
        "New or running",
        "Start",
        "Expected end",
        "Back",
    ]
    (asked,) = await one.taps("Local organisation")
    assert asked.text == f"{HEAD}\nWhat is the local organisation called?\nUntil now: Shore"
    assert labels(asked) == ["Keep it as it is", "Cancel"]
    (check,) = await one.says("Coast")
    assert check.text == CHECK.replace("Shore", "Coast")
    await one.taps("Change …")
    await one.taps("Start")
    (kept_so,) = await one.taps("Keep it as it is")
    assert kept_so.text == CHECK.replace("Shore", "Coast")


async def test_new_goes_on_with_what_was_begun_or_starts_again(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    await one.says("Havn")
    (again,) = await one.says("/new")
    assert again.text == (
        "You have begun to enter a partnership before. Here is where you were.\n\n"
        f"{HEAD} · 2 of 7\nWhat is the local organisation called?"
    )
    assert labels(again) == ["Start again", "Back", "Cancel"]
    (first,) = await one.taps("Start again")
    assert first.text == f"{HEAD} · 1 of 7\nWhat is the Danish organisation called?"


async def test_cancelling_leaves_nothing(stage: Stage) -> None:
    one = await admin(stage)
    await entered(one)
    (cancelled,) = await one.taps("Cancel")
    assert (cancelled.text, cancelled.buttons) == (f"{HEAD}\nCancelled. Nothing was created.", [])
    (first,) = await one.says("/new")
    assert first.text.startswith(f"{HEAD} · 1 of 7")


async def test_buttons_of_an_earlier_form_change_nothing_in_this_one(stage: Stage) -> None:
    one = await admin(stage)
    earlier = (await entered(one))[-1]
    await one.taps("Cancel")
    before = len(one.chat)
    await entered(one, "Bro", "Bridge")
    for row in earlier.buttons:
        for _, data in row:
            (stale,) = await one.does(Pressed(data, earlier.id))
            assert stale.text.startswith(STALE)
    assert len(one.chat) > before
    (check,) = await one.says("/new")
    assert "Danish organisation: Bro" in check.text


async def test_two_organisations_have_one_partnership_that_is_not_closed(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    await one.says("/new")
    await one.says("HAVN")
    (refused,) = await one.says("shore")
    assert refused.text.startswith("This name can't be used. Choose another. Nothing was saved.")
    (country,) = await one.says("Coast")
    assert "In which country" in country.text


@pytest.mark.parametrize("words", ["/new", "/staff"])
async def test_whoever_is_not_on_the_staff_finds_nothing(stage: Stage, words: str) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    local = await member(stage, 20, where, Side.LOCAL, "Local side")
    assert texts(await local.says(words)) == ["Not found."]
    assert texts(await stage.person(30).says(words)) == ["Not found."]


async def test_a_file_is_no_name(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    (refused,) = await one.sends("voice", seconds=3)
    assert refused.text.startswith("Please write it as a text message, or press a button. Nothing was saved.")


async def test_staff_who_answer_in_another_partnership_are_asked_what_their_words_are_for(
    stage: Stage,
) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    two = await colleague(stage, 2, "Staff Two")
    await member(stage, 2, where, Side.DANISH, "Staff Two")
    question = list(two.chat.values())[-1]
    await two.says("/new")
    after = await two.says("Havn", reply_to=question.id)
    assert not any("local organisation" in shown.text for shown in after)
    (asked,) = await two.says("Bro")
    assert labels(asked) == ["Havn – Shore", "The form I am filling in", "For none of them"]
    used, local = await two.taps("The form I am filling in")
    assert used.text == "✓ Used in the form."
    assert "What is the local organisation called?" in local.text


async def test_a_correction_shows_before_and_after_and_is_saved_on_request(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    (which,) = await one.taps("Edit")
    assert labels(which) == [
        "Danish organisation",
        "Local organisation",
        "Country",
        "Time zone",
        "Common language",
        "Start",
        "Expected end",
        "Coordinator",
        "To the partnership",
    ]
    (asked,) = await one.taps("Country")
    assert asked.text.startswith("Havn – Shore\nIn which country does the local organisation work?")
    (check,) = await one.says("Nepal")
    assert check.text == (
        "Havn – Shore\nSave this change? Nothing is saved yet.\n\n"
        "Country\nBefore: Kenya\nAfter: Nepal\n\n"
        "Time zone\nBefore: Nairobi\nAfter: Kathmandu"
    )
    assert (await kept(stage))["country"] == "KE"
    (saved,) = await one.taps("Save")
    assert saved.text.endswith("✓ Saved.")
    found = await kept(stage)
    assert (found["country"], found["zone"]) == ("NP", "Asia/Kathmandu")
    assert await actions(stage, "partnership_changed") == [("partnership_changed", "country,zone")]


async def test_a_correction_is_not_saved_over_what_somebody_else_changed_meanwhile(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two", "admin")
    await partnership(stage, one)
    for who, name in ((one, "First"), (two, "Second")):
        await who.says("/partnerships")
        await who.taps("Havn – Shore")
        await who.taps("Edit")
        await who.taps("Local organisation")
        await who.says(name)
    await one.taps("Save")
    (refused,) = await two.taps("Save")
    assert refused.text == "Havn – First\nSomebody else changed this in the meantime. Nothing was saved."
    assert (await kept(stage))["local_name"] == "First"


async def test_nothing_different_saves_nothing(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Edit")
    await one.taps("Local organisation")
    (same,) = await one.taps("Keep it as it is")
    assert same.text == "Havn – Shore\nNothing is different. Nothing was saved."
    assert await actions(stage, "partnership_changed") == []


async def test_the_dates_are_staffs_to_set_only_until_both_sides_have_joined(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Edit")
    await one.taps("Expected end")
    await one.says("2029-12")
    await member(stage, 20, where, Side.LOCAL, "Local side")
    await member(stage, 21, where, Side.DANISH, "Danish side")
    one.new.clear()
    (refused,) = await one.taps("Save")
    assert refused.text == (
        "Havn – Shore\nBoth sides have joined, so the dates are theirs to change. Nothing was saved."
    )
    assert (await kept(stage))["end"] is None
    await one.taps("To the partnership")
    (which,) = await one.taps("Edit")
    assert "Start" not in labels(which)


async def test_one_entered_as_new_may_turn_out_to_be_over_and_may_begin_later(stage: Stage) -> None:
    one = await admin(stage)
    where = await partnership(stage, one)
    stage.now = stage.now.replace(year=2028)
    await one.does(Pressed(f"qf:{where}:end", None))
    (check,) = await one.says("2027-12")
    assert check.text.endswith("Expected end\nBefore: Not known yet\nAfter: December 2027")
    await one.taps("Cancel")
    await one.does(Pressed(f"qf:{where}:start", None))
    (check,) = await one.says("2028-06")
    assert check.text.endswith("Start\nBefore: February 2027\nAfter: June 2028")


async def test_one_that_runs_already_did_not_begin_later(stage: Stage) -> None:
    one = await admin(stage)
    for said in ("/new", "Havn", "Shore", "Nepal"):
        await one.says(said)
    await one.taps("English")
    await one.taps("Already running")
    (refused,) = await one.says("2027-03")
    assert refused.text.startswith(
        "It runs already, so it began in this month or before. Nothing was saved. "
        "Choose this month or an earlier one.\n"
    )
    (end,) = await one.says("2027-02")
    assert "In which month is it expected to end?" in end.text


async def test_a_correction_in_between_leaves_the_new_partnership_where_it_was(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    await one.says("/new")
    await one.says("Bro")
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Edit")
    await one.taps("Local organisation")
    await one.says("Coast")
    saved, again = await one.taps("Save")
    assert saved.text.endswith("✓ Saved.")
    assert again.text.endswith(f"{HEAD} · 2 of 7\nWhat is the local organisation called?")


async def test_a_form_is_lost_with_the_right_to_fill_it_in(stage: Stage) -> None:
    one = await admin(stage)
    two = await colleague(stage, 2, "Staff Two")
    await two.says("/new")
    await one.says("/staff")
    await one.taps("Staff Two")
    await one.taps("Remove from staff")
    await one.taps("Yes, remove Staff Two")
    after = await two.says("Havn")
    assert not any("local organisation called" in shown.text for shown in after)


async def test_whatever_is_written_as_a_name_is_taken_or_refused(stage: Stage) -> None:
    one = await admin(stage)
    for words in HOSTILE:
        await one.says("/new")
        (after,) = await one.says(words)
        taken = after.text.startswith(f"{HEAD} · 2 of 7")
        assert taken or "Nothing was saved" in after.text, (words, after.text)
        await one.taps("Cancel")


BEFORE = {"danish": "Havn", "local": "Shore", "country": "BR", "zone": "Bahia", "language": "English"}
BEFORE |= {"running": "Already running", "start": "2020-01", "end": ""}


@pytest.mark.parametrize("question", ["country", "zone", "language", "running", "start", "end"])
async def test_whatever_else_is_written_the_question_stays(stage: Stage, question: str) -> None:
    one = await admin(stage)
    await one.says("/new")
    for asked in list(BEFORE)[: list(BEFORE).index(question)]:
        await (one.taps(BEFORE[asked]) if asked == "running" else one.says(BEFORE[asked]))
    for words in HOSTILE:
        (after,) = await one.says(words)
        assert "Nothing was saved" in after.text, (words, after.text)
        assert after.buttons


async def test_names_are_shown_as_they_were_written(stage: Stage) -> None:
    one = await admin(stage)
    check = (await entered(one, "<b>Havn</b> & Søn", "{name} %s _Shore_"))[-1]
    assert "Danish organisation: <b>Havn</b> & Søn\nLocal organisation: {name} %s _Shore_" in check.text


async def test_pressing_the_same_answer_twice_says_nothing_more(stage: Stage) -> None:
    one = await admin(stage)
    await one.says("/new")
    for words in ("Havn", "Shore"):
        await one.says(words)
    (language,) = await one.says("Nepal")
    button = next(data for row in language.buttons for label, data in row if label == "English")
    await one.taps("English")
    assert await one.does(Pressed(button, language.id)) == []
    other = button.removesuffix("en") + "da"
    (again,) = await one.does(Pressed(other, language.id))
    assert again.text == (f"{STALE}\n\n{HEAD} · 5 of 7\nIs the partnership already running, or is it new?")


async def test_new_leaves_a_correction_and_goes_on_with_the_new_partnership_behind_it(stage: Stage) -> None:
    one = await admin(stage)
    await partnership(stage, one)
    await one.says("/new")
    await one.says("Bro")
    await one.says("/partnerships")
    await one.taps("Havn – Shore")
    await one.taps("Edit")
    await one.taps("Country")
    (again,) = await one.says("/new")
    assert again.text.endswith(f"{HEAD} · 2 of 7\nWhat is the local organisation called?")
