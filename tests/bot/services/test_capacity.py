"""The capacity talk on the phones: both sides see the areas through all talks, each with what it may see."""

from __future__ import annotations

import json

import pytest

from bot.services.inputs import Pressed
from conversations.areas import areas_of
from conversations.sides import Side
from tests.bot.services.capacity_cast import (
    PEOPLE,
    a_year_passes,
    begun,
    drawn,
    held,
    levels,
    pictures,
    unread,
)
from tests.stage import Shown, Somebody, Stage
from tests.transcripts.beginnings import ROLES

DANISH, LOCAL = "Udstyr på vej", "The Blue Door Clinic"
FIRST = levels(danish="4122 2222 22222", local="2122 2221 41222")
SECOND = levels(danish="4122 2222 32222", local="3122 2222 41223")
TITLES = {side: [area.title for area in areas_of(side)] for side in Side}


async def presses(somebody: Somebody, data: str) -> list[Shown]:
    unread(somebody)
    return await somebody.does(Pressed(data, None))


def buttons(shown: Shown) -> list[tuple[str, str]]:
    return [button for row in shown.buttons for button in row]


def words(shown: list[Shown]) -> str:
    return "\n".join(m.text for m in shown)


async def test_when_a_part_opens_both_sides_get_the_picture_in_a_message_of_its_own(after_the_talk: Stage) -> None:
    await held(after_the_talk, FIRST, "ca")

    for telegram_id in PEOPLE.values():
        shown = unread(after_the_talk.person(telegram_id))
        (picture,) = pictures(shown)
        assert (picture.side, picture.names) == (Side.LOCAL, {Side.DANISH: DANISH, Side.LOCAL: LOCAL})
        assert drawn(picture) == "2/4 1/1 2/2 2/2 2/2 2/2 2/2 1/2"
        (message,) = (m for m in shown if m.attachment)
        assert message.text == (
            f"[picture: capacity-ca.png]\nCapacity of {LOCAL}\n"
            "This is how these areas stand, as far as each side shows what it thinks.\n"
            "If the picture does not load, press “As text”."
        )
        assert buttons(message) == [("As text", "Zt:1:ca")]


async def test_while_one_side_is_not_ready_there_is_no_picture_of_anything(after_the_talk: Stage) -> None:
    talk = await begun(after_the_talk)
    await talk.judges(Side.LOCAL, FIRST, "ca")

    for role in ("Danish side", "Local side", "Staff"):
        for data in ("Zp:1", "Zp:1:ca", "Zt:1:ca"):
            shown = await presses(after_the_talk.person(ROLES[role]), data)
            assert words(shown).endswith(
                "There is no picture yet. It is made when both sides are ready with a part of the capacity talk."
            )
            assert pictures(shown) == []


async def test_the_opening_says_what_is_low_and_where_the_two_are_apart(after_the_talk: Stage) -> None:
    await held(after_the_talk, FIRST, "ca")

    for telegram_id in PEOPLE.values():
        said = words(unread(after_the_talk.person(telegram_id)))
        assert f"The level {LOCAL} gives itself / the level {DANISH} gives it\n· Daily administration: 2 / 4\n" in said
        assert (
            f"{LOCAL} sees itself at 1 or 2 in: {', '.join(TITLES[Side.LOCAL][:-1])} and Standing on own feet" in said
        )
        assert "Two levels or more apart: Daily administration\n" in said
        assert "Since last time" not in said


async def test_what_the_local_side_thinks_of_the_danish_one_reaches_staff_and_nobody_on_the_danish_side(
    after_the_talk: Stage,
) -> None:
    await held(after_the_talk, FIRST)
    a_year_passes(after_the_talk)
    await held(after_the_talk, SECOND)
    for role, seen in (
        ("Danish side", "2/-,3/- 2/-,2/- 2/-,2/- 2/-,2/- 2/-,2/-"),
        ("Local side", "2/4,3/4 2/1,2/1 2/2,2/2 2/2,2/2 2/2,2/3"),
        ("Staff", "2/4,3/4 2/1,2/1 2/2,2/2 2/2,2/2 2/2,2/3"),
    ):
        (picture,) = pictures(await presses(after_the_talk.person(ROLES[role]), "Zp:1:cd"))
        assert drawn(picture) == seen


async def test_no_message_to_the_danish_side_holds_a_level_that_is_kept_from_it(after_the_talk: Stage) -> None:
    danish = after_the_talk.person(PEOPLE[Side.DANISH])
    await held(after_the_talk, FIRST)
    a_year_passes(after_the_talk)
    talk = await begun(after_the_talk)
    await talk.judges(Side.DANISH, SECOND, "ca")
    await talk.judges(Side.DANISH, SECOND, "cd")
    unread(danish)  # the questions with all their sentences
    await talk.judges(Side.LOCAL, SECOND, "ca")
    await talk.judges(Side.LOCAL, SECOND, "cd")
    shown = unread(danish)
    openings = {data for m in shown for _, data in buttons(m) if data.startswith("O:")}
    for data in ("Zp:1", "Zp:1:cd", "Zt:1:cd", "Dt:1", "Do:1:capacity", "h:1", *openings):
        shown += await presses(danish, data)

    (second,) = (m.text for m in shown if f"The level {DANISH} gives itself" in m.text and "How each side" in m.text)
    assert "· Answers and promises: 3\n" in second
    assert f"Since last time\n· Answers and promises: {DANISH} says 3, before 2" in second
    of_danish = [drawn(d) for d in pictures(shown) if d.side is Side.DANISH]
    assert of_danish == ["2/-,3/- 2/-,2/- 2/-,2/- 2/-,2/- 2/-,2/-"] * 2
    # What only the local side has chosen: 4, 1 and 3.
    for kept in ("Kept, and told early when not", "Decides without knowing it", "Clear tasks and a deputy"):
        assert kept not in words(shown)
    assert f"{LOCAL} says 3, before 2" not in second


async def test_since_last_time_each_side_is_compared_with_itself(after_the_talk: Stage) -> None:
    await held(after_the_talk, FIRST)
    a_year_passes(after_the_talk)
    await held(after_the_talk, SECOND)

    said = words(unread(after_the_talk.person(PEOPLE[Side.LOCAL])))
    assert (
        "Since last time\n"
        f"· Daily administration: {LOCAL} says 3, before 2\n"
        f"· Standing on own feet: {LOCAL} says 2, before 1"
    ) in said
    assert (
        "Since last time\n"
        f"· Answers and promises: {DANISH} says 3, before 2\n"
        f"· Not just one volunteer: {LOCAL} says 3, before 2"
    ) in said


async def test_whose_areas_is_asked_when_there_are_both(after_the_talk: Stage) -> None:
    await held(after_the_talk, FIRST)
    local = after_the_talk.person(PEOPLE[Side.LOCAL])

    (asked,) = await presses(local, "Zp:1")
    assert (asked.text, buttons(asked)) == (
        "Whose areas do you want to see?",
        [(f"Capacity of {LOCAL}", "Zp:1:ca"), (f"Capacity of {DANISH}", "Zp:1:cd")],
    )
    (picture,) = await local.taps(f"Capacity of {DANISH}")
    assert buttons(picture) == [("As text", "Zt:1:cd"), (f"Capacity of {LOCAL}", "Zp:1:ca")]
    (text,) = await local.taps("As text")
    assert text.text.startswith(
        f"Capacity of {DANISH}\n\nAnswers and promises\n"
        f"{DANISH}: 2. Answers come, sometimes late\n{LOCAL}: 4. Kept, and told early when not\n"
    )
    assert buttons(text) == [("As a picture", "Zp:1:cd"), (f"Capacity of {LOCAL}", "Zt:1:ca")]


async def test_when_only_one_part_is_open_it_is_shown_without_a_question(after_the_talk: Stage) -> None:
    await held(after_the_talk, FIRST, "ca")

    (picture,) = pictures(await presses(after_the_talk.person(PEOPLE[Side.LOCAL]), "Zp:1"))
    assert picture.side is Side.LOCAL


@pytest.mark.parametrize("data", ["Zp:1", "Zp:1:ca", "Zt:1:ca", "Zt:1:cd"])
async def test_whoever_is_not_of_the_partnership_learns_nothing(after_the_talk: Stage, data: str) -> None:
    await held(after_the_talk, FIRST)
    stranger = after_the_talk.person(99)

    shown = await presses(stranger, data)
    assert pictures(shown) == []
    assert not any(LOCAL in m.text or DANISH in m.text or json.dumps(buttons(m)).count("Z") for m in shown)


@pytest.mark.parametrize("data", ["Zp", "Zp:", "Zp:x:ca", "Zt:1:va", "Zp:1:", "Zt:999999999:ca"])
async def test_a_button_that_was_never_made_changes_nothing(after_the_talk: Stage, data: str) -> None:
    await held(after_the_talk, FIRST, "ca")

    assert await presses(after_the_talk.person(PEOPLE[Side.DANISH]), data)
