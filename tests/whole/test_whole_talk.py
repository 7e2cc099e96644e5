"""The real bot, the real protocol: both sides from their invitations to the summary."""

from __future__ import annotations

import asyncio
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.rehearsal.testing import rehearsal_server
from tests.people import Message, Person, buttons
from tests.whole.cast import Cast, answers, joined

MOST_STEPS = 200


async def walks_to_the_end(person: Person) -> None:
    """Answers whatever is open until everything is answered."""
    seen = ""
    for _ in range(MOST_STEPS):
        chat = await person.rehearsal.sees(person.id, partial(_is_new, seen))
        message = _newest_open(chat["messages"])
        if message is None or "You have answered everything" in (message.get("text") or ""):
            return
        seen = _open(chat["messages"])
        assert await answers(person, message)
    raise AssertionError("the talk does not come to an end")


def _is_new(seen: str, chat: Message) -> bool:
    return _open(chat["messages"]) not in (seen, "")


def _newest_open(messages: list[Message]) -> Message | None:
    """The newest message that asks for something: openings have their own buttons and ask for nothing now."""
    for message in reversed(messages):
        if message["from"] != "bot":
            continue
        kinds = {b.data.split(":")[0] for b in buttons(message)}
        if kinds & {"a", "m", "f", "r", "R", "d"} or "You have answered everything" in (message.get("text") or ""):
            return message
    return None


def _open(messages: list[Message]) -> str:
    message = _newest_open(messages)
    return "" if message is None else f"{message['message_id']} {message.get('text')} {message.get('buttons')}"


async def marks_everything(person: Person, mark: str) -> None:
    for message in await person.messages():
        for button in buttons(message):
            if button.data.startswith("o:") and button.data.endswith(mark):
                await person.rehearsal.tap(person.id, button.message, data=button.data)


async def they_agree_on_the_time_horizon(cast: Cast) -> None:
    """One side puts a month forward, the bot is killed, the other side accepts."""
    await cast.danish.says("/menu")
    await cast.danish.taps("es:")
    await cast.danish.taps("et:1:fut")
    await cast.danish.taps("em:1:su.fut.end")
    await cast.danish.taps("Put something forward")
    await cast.danish.says("2030-12")
    await cast.danish.taps("Put it forward")
    await cast.local.sees("Udstyr på vej puts forward:")
    await cast.danish.rehearsal.post("/bot/kill")
    await cast.danish.rehearsal.bot_is("away")
    await cast.local.taps("Accept")
    await cast.danish.rehearsal.bot_is("running")
    await cast.danish.sees("✓ Settled: The Blue Door Clinic has accepted.", patience=20)


async def they_approve_an_agreement(cast: Cast) -> dict[str, bytes]:
    """Each on its own phone; what the local side gets as files, by name."""
    await cast.danish.says("/agreement")
    await cast.danish.taps("Make version 1")
    for person in (cast.danish, cast.local):
        await person.says("/agreement")
        await person.taps("Yes, it says what we mean")
        await person.taps("Yes, keep them")
        await person.taps("I approve")
    await cast.local.sees("The same as a Word file", patience=20)
    rehearsal = cast.local.rehearsal
    found = {}
    for message in await cast.local.messages():
        if message["kind"] == "document":
            async with rehearsal.session.get(rehearsal.base_url + message["file"]["url"]) as response:
                found[message["file"]["name"]] = await response.read()
    return found


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_both_sides_walk_the_talk_on_their_phones_and_make_an_agreement_of_it(webhook: bool) -> None:
    async with rehearsal_server(bot=True, webhook=webhook) as rehearsal:
        cast: Cast = await joined(rehearsal)
        await asyncio.gather(walks_to_the_end(cast.danish), walks_to_the_end(cast.local))
        first = await cast.staff.sees("Start-up talk: summary", patience=20)
        await marks_everything(cast.danish, "agree")
        await marks_everything(cast.local, "agree")
        second = await cast.staff.sees("Everything is agreed", patience=20)
        openings = [m for m in await cast.local.messages() if ": both sides are ready" in m["text"]]
        await they_agree_on_the_time_horizon(cast)
        documents = await they_approve_an_agreement(cast)
        await cast.staff.sees("Version 1 of the agreement is approved by both sides.", patience=20)

    assert "Still to be marked by a side: Getting to know each other" in first["text"]
    assert (
        "Agreed: Getting to know each other, Expectations, Goals, Plan, Contributions, Roles and Future"
        in second["text"]
    )
    assert len({m["text"].partition(":")[0] for m in openings}) == 7
    for title, made in documents.items():
        assert made[:4] == (b"%PDF" if title.endswith(".pdf") else b"PK\x03\x04")
    pdf = next(made for title, made in documents.items() if title.endswith(".pdf"))
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "We plan until: December 2030" in words
    assert "The Blue Door Clinic: approved by Head nurse (Daily contact)" in " ".join(words.split())


async def test_a_bot_killed_at_any_question_of_a_topic_loses_nothing_and_asks_it_again() -> None:
    async with rehearsal_server(bot=True) as rehearsal:
        cast = await joined(rehearsal)
        person = cast.danish
        await rehearsal.post("/bot/kill")
        await rehearsal.bot_is("away")
        await person.sees("Here is where you are:\n\nGetting to know each other · 1 of 4")
        for act, leads_to in (
            ("We repair hospital equipment.", "· 2 of 4"),
            ("Chair: agreements", "Send more, or press Done."),
            ("d:", "· 3 of 4"),
            ("a:", "· 4 of 4"),
            ("a:", "✓ January"),
            ("d:", "A few more?"),
        ):
            await rehearsal.post("/bot/kill")
            await rehearsal.bot_is("away")
            await (person.taps(act) if act.endswith(":") else person.says(act))
            await rehearsal.bot_is("running")
            await (person.sees_button(leads_to) if leads_to.startswith("✓") else person.sees(leads_to))
        await person.taps("f:")
        await person.sees("Getting to know each other · 5 of 7")
        await person.says("/answers")
        await person.taps("l:")
        review = await person.sees("your answers")

    assert "We repair hospital equipment." in review["text"]
    assert "Chair: agreements" in review["text"]
    assert "One person" in review["text"]
    assert "January" in review["text"]
