"""Everybody who takes part in a whole talk, and how they come in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import language
from bot.rehearsal.testing import Rehearsal
from conversations.text import Value, text
from tests.people import Message, Person, buttons, code_in


@dataclass
class Cast:
    danish: Person
    local: Person
    staff: Person


def in_words(speaks: str, wording: str, **values: Value) -> str:
    """What the bot says for this wording in a language, from the catalogue itself."""
    return language(speaks).say(text(wording, **values))


async def joined(rehearsal: Rehearsal, *, danish_speaks: str = "en") -> Cast:
    """Staff have made a partnership in the chat, and both sides have come in by their links."""
    staff, danish, local = [
        Person(rehearsal, await rehearsal.person(name, "en")) for name in ("Staff", "Danish side", "Local side")
    ]
    await rehearsal.bot_is("running")
    link = (await rehearsal.get("/demo/staff-link"))["payload"]
    await comes_in(staff, link, "Programme officer")
    await staff.sees("You are on the staff now")
    for words in ("/new", "Udstyr på vej", "The Blue Door Clinic", "Uganda"):
        await staff.says(words)
        await staff.newest(0)
    for data in ("wa:", "wa:", "wa:", "wa:"):
        await _taps_first(staff, data)
    await staff.taps("Create")
    await staff.sees("Invitation to The Blue Door Clinic")
    invitations = [m for m in await staff.messages() if "?start=" in (m.get("text") or "")]
    sides = ((danish, "Chair", danish_speaks), (local, "Head nurse", "en"))
    for (person, name, speaks), invitation in zip(sides, invitations, strict=True):
        await comes_in(person, code_in(invitation), name, task="Daily contact", speaks=speaks)
        await person.sees(in_words(speaks, "Getting to know each other") + " · 1 ")
    return Cast(danish, local, staff)


async def comes_in(person: Person, code: str, name: str, task: str | None = None, speaks: str = "en") -> None:
    await person.presses_start(code)
    await person.taps(f"jl:{language(speaks).code}")
    await person.taps("jc:yes")
    await person.sees(in_words(speaks, "What is your name? Write it as the others know you."))
    said = await person.says(name)
    if task is not None:
        await person.newest(said)
        await person.says(task)
    await person.taps("jy:")


async def _taps_first(person: Person, data: str) -> None:
    """The first button of the newest question, and waits for the next one."""
    found = await person.sees_button(data)
    await person.rehearsal.tap(person.id, found.message, data=found.data)
    await person.newest(found.message)


async def answers(person: Person, message: Message) -> bool:
    """Does what a person would with this message: answers, goes on, says ready. False when it asks nothing."""
    offered = {b.data.split(":")[0]: b for b in reversed(buttons(message))}
    number = message["message_id"]
    if "R" in offered or "r" in offered:
        await person.rehearsal.tap(person.id, number, data=(offered.get("R") or offered["r"]).data)
    elif "f" in offered:
        await person.rehearsal.tap(
            person.id, number, data=offered["f"].data.removesuffix("yes").removesuffix("no") + "no"
        )
    elif "d" in offered and (
        "✓" in str(message["buttons"]) or "Press Done" in message["text"] or "or press Done" in message["text"]
    ):
        await person.rehearsal.tap(person.id, number, data=offered["d"].data)
    elif "a" in offered and not offered["a"].data.endswith(":-"):
        await person.rehearsal.tap(person.id, number, data=offered["a"].data)
    elif "m" in offered:
        await person.says(f"An answer to message {number} & <more>")
    else:
        return False
    return True
