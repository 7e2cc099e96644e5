"""The real bot, the real protocol: every talk after the start, from *begin* to the summary that staff get.

The Danish side reads Danish, the local side English. Words in Danish are expected as the catalogue has them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html.parser import HTMLParser

from bot.rehearsal.testing import rehearsal_server
from conversations.text import Month, Text
from tests.people import buttons
from tests.whole.later_cast import NAMES, Partners, after_the_start, arrives, file_of

HELD = ("checkin", "capacity", "vulnerability", "temperature", "phaseout", "ready")


async def they_hold_a_check_in(now: Partners) -> None:
    """The bot is killed between an answer and the next question."""
    danish, local = now.danish, now.local
    await danish.begins("checkin")
    await local.follows("checkin")
    await local.answers(at_most=4)
    await local.phone.rehearsal.post("/bot/kill")
    await local.phone.rehearsal.bot_is("away")
    await now.hold("checkin")

    await danish.phone.sees("Thank you for repairing the generator from far away")
    thanks = await local.phone.sees("Udstyr på vej thanks you:")
    assert "Tak for filmen fra fødestuen." in thanks["text"]
    told = await now.staff.sees("would like a call this week")
    assert "The Blue Door Clinic" in told["text"]
    await local.phone.says("/lessons")
    await local.phone.sees("At bede om et billede af hver maskine")


async def they_hold_a_capacity_talk(now: Partners) -> None:
    """The areas come as pictures; one area is chosen, with an action and help from the Danish side."""
    danish, local = now.danish, now.local
    await local.begins("capacity")
    await danish.follows("capacity")
    await now.hold("capacity")
    for one in now.both:
        picture = await file_of(one.phone, await arrives(one.phone, "photo"))
        assert picture.startswith(b"\x89PNG")

    await local.puts_forward("ca", "ca.first", "eq:1:ca.first:*:cs:money", "eq:1:ca.first:*:cs:ok")
    await danish.accepts(danish.reads("Money and accounts"))
    way = ("eq:1:ca.how:+2:who:local", "eq:1:ca.how:+2:m:", "eY:1:ca.how:+2")
    await local.puts_forward("ca", "ca.how:+2", "Two people count the cash box every Friday", *way)
    await danish.accepts("Two people count the cash box every Friday")
    month = ("eq:1:ca.help:+2:m:", "eY:1:ca.help:+2")
    await danish.puts_forward("ca", "ca.help:+2", "Vi betaler et kursus i regnskab", *month)
    await local.accepts("Vi betaler et kursus i regnskab")
    await danish.phone.sees(danish.reads("✓ Settled: {side} has accepted.", side="The Blue Door Clinic"))


async def they_talk_about_vulnerability(now: Partners) -> None:
    """The local side chooses to show the result only: the other side never sees a point."""
    danish, local = now.danish, now.local
    await local.begins("vulnerability")
    await danish.follows("vulnerability")
    summary = await now.hold("vulnerability")
    await local.phone.sees("8 of 30 points (27 %)")
    for one in now.both:
        await one.phone.sees(one.reads("What the result asks of {danish}", danish="Udstyr på vej"))
    told = "The result is: {result}. The points are not shown."
    await danish.phone.sees(danish.reads(told, result=Text("vulnerable")))
    assert "27 %" not in summary
    assert await danish.phone.has_seen("27 %") == 0


async def they_take_the_temperature_on_a_trip(now: Partners) -> None:
    """The trip is planned for today; on its page the temperature can be taken at once."""
    danish, local = now.danish, now.local
    today = ("Jm:1:0:starts:", "Jd:1:0:starts:", "Jd:1:0:ends:")
    await local.goes("/trip", "Jn:1", *today, "Jw:1:0:danish", "Js:1:0", "See the equipment in use", "JY:1:0")
    await danish.presses("Jo:", beside="See the equipment in use")
    await danish.presses("Jb:")
    await local.follows("temperature")
    await now.hold("temperature")


async def they_talk_about_the_ending(now: Partners) -> None:
    """Suggested and accepted, three sittings, an end month put forward and accepted, and a plan of seventeen steps."""
    danish, local = now.danish, now.local
    await danish.goes("/phaseout", "Ps:1", "Psy:1")
    await local.presses("Pa:")
    await danish.follows("phaseout")
    await local.presses("g:")
    await now.hold("phaseout")
    await danish.phone.sees("Leave the tool box")

    this_year = datetime.now(UTC).year
    turns = [f"Py:1:{this_year + n}" for n in (1, 2, 3)]
    end = f"{this_year + 3}-12"
    await danish.puts_forward("po1", "po.end", *turns, f"Pc:1:{end}", f"Pm:1:{end}")
    await local.presses("PA:")
    await danish.goes("/phaseout", "Pl:1")
    title = danish.reads("The steps until the end in {month}", month=Month(this_year + 3, 12))
    steps = [button for button in buttons(await danish.phone.sees(title)) if button.data.startswith("Po:")]
    assert len(steps) == 17
    await danish.presses(steps[0].data)
    await danish.presses("Pd:")
    done = await local.phone.sees("Udstyr på vej says that this step is done.")
    assert "Joint talk about ending held" in done["text"]


async def they_ask_whether_the_local_side_is_ready(now: Partners) -> None:
    await now.danish.begins("ready")
    await now.local.follows("ready")
    await now.hold("ready")


async def they_see_where_they_are(now: Partners) -> None:
    """Both the same, each its own side first; staff see what needs them, and say that it is dealt with."""
    for one in now.both:
        await one.phone.says("/status")
        end = one.reads("The end: {month}.", month=Month(datetime.now(UTC).year + 3, 12))
        shown = (await one.phone.sees(end))["text"]
        own, other = (one.reads("Open for {side}", side=NAMES[side]) for side in (one.side, one.side.other))
        assert shown.index(own) < shown.index(other)
    await now.staff.says("/attention")
    await now.staff.sees("The Blue Door Clinic would like a call this week")
    await now.staff.taps("1. Called")
    await now.staff.sees("1. Udstyr på vej – The Blue Door Clinic: the temperature is red")
    await now.staff.taps("1. Dealt with")
    await now.staff.sees("Nothing needs a human now in the partnerships you follow.")


async def they_take_the_record(now: Partners) -> None:
    """Everything that was said is in both files, but for what the reader may not see."""
    for one in now.both:
        kept = {"json": await one.takes("Sj:1", ".json"), "page": await one.takes("Sh:1", ".html")}
        record, page = json.loads(kept["json"]), " ".join(_Read(kept["page"]).words)
        assert (record["format"], record["reader"]) == (1, one.side)
        assert {talk["dialogue"] for talk in record["rounds"]} == {"startup", *HELD}
        assert all(topic["how"] == "opened" for talk in record["rounds"] for topic in talk["topics"])
        assert [(talk["points"] is not None, talk["result"]) for talk in record["vulnerability"]] == [
            (one is now.local, "vulnerable")
        ]
        for read in (json.dumps(record, ensure_ascii=False), page):
            assert "At bede om et billede af hver maskine" in read
            assert "Two people count the cash box every Friday" in read
            assert ("When we say what we need, something else comes." in read) is (one is now.local)


class _Read(HTMLParser):
    """What somebody reads on a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_data(self, data: str) -> None:
        self.words.append(data)


async def test_every_talk_after_the_start_is_walked_to_its_summary() -> None:
    async with rehearsal_server(bot=True) as rehearsal:
        now = await after_the_start(rehearsal)
        await they_hold_a_check_in(now)
        await they_hold_a_capacity_talk(now)
        await they_talk_about_vulnerability(now)
        await they_take_the_temperature_on_a_trip(now)
        await they_talk_about_the_ending(now)
        await they_ask_whether_the_local_side_is_ready(now)
        await they_see_where_they_are(now)
        await they_take_the_record(now)
