"""/lessons: both sides and staff read the same book, each as far as they may see, and search in it."""

from __future__ import annotations

import pytest

from conversations.sides import Side
from tests.bot.services.checkin_cast import Round, begun, held
from tests.bot.services.goals_cast import CLINIC, HAVN, Sides, labels, press, sides
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY
from tests.stage import Shown, Somebody, Stage

D, L = Side.DANISH, Side.LOCAL


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return sides(after_the_talk)


async def says(who: Somebody, words: str) -> Shown:
    return (await who.says(words))[-1]


async def test_both_sides_and_staff_read_the_same(both: Sides) -> None:
    await held(both.stage, {"ci.good": ["Photos first"]}, {"ci.bad": ["Papers <late>"]})
    book = (
        "Lesson book\n2 lessons\n\n"
        f"1. Went well · {HAVN} · February 2027\nPhotos first\n\n"
        f"2. Went badly · {CLINIC} · February 2027\nPapers <late>"
    )
    for who in (both.danish, both.local):
        assert (await says(who, "/lessons")).text == book
    assert (await says(both.staff, "/lessons")).text == f"{HAVN} – {CLINIC}\n{book}"


async def test_what_is_sealed_or_kept_is_in_nobody_elses_book(both: Sides) -> None:
    one = await begun(both.stage)
    await one.answers(L, {"ci.good": ["For staff alone"], "ci.bad": ["Ours alone"]}, "work")
    await one.presses(L, "V:{walk}:ci.good:staff", "V:{walk}:ci.bad:own")
    await one.ready(L, "work")
    for who in (both.danish, both.local, both.staff):
        assert "alone" not in (await says(who, "/lessons")).text
    await one.answers(D, {}, "work")
    await one.ready(D, "work")
    seen = {who.telegram_id: (await says(who, "/lessons")).text for who in (both.danish, both.local, both.staff)}
    assert "alone" not in seen[both.danish.telegram_id]
    assert "For staff alone" in seen[both.staff.telegram_id]
    assert "Ours alone" not in seen[both.staff.telegram_id]
    assert all(words in seen[both.local.telegram_id] for words in ("For staff alone", "Ours alone"))
    for words in ("/lessons alone", "/lessons staff"):
        assert "Nothing was found." in (await says(both.danish, words)).text


async def test_a_stranger_finds_no_book(both: Sides) -> None:
    await held(both.stage, {"ci.good": ["Photos first"]}, {})
    stranger = both.stage.person(99)
    for data in ("Bl:1", "Bl:1:0", "Bs:1", "Bq:1:0", "BC"):
        assert "Lesson book" not in (await press(stranger, data)).text
    for words in ("/lessons", "/lessons photos"):
        assert "Photos" not in (await says(stranger, words)).text


@pytest.fixture
async def full(both: Sides) -> Sides:
    """Seven lessons, the newest first: three check-ins of two and one of one."""
    for n in range(1, 4):
        await held(both.stage, {"ci.good": [f"Øvelse {n}"]}, {"ci.bad": [f"Café {n}"]})
    await held(both.stage, {"ci.good": ["Last of all"]}, {})
    return both


async def test_it_is_read_in_pages(full: Sides) -> None:
    first = await says(full.local, "/lessons")
    assert first.text.count("Went") == 5
    second = (await full.local.taps("»"))[-1]
    assert (second.id, second.text.count("Went"), labels(second)) == (first.id, 2, [["«"], ["Search"]])


async def test_a_search_asks_for_words_and_keeps_them_while_pages_are_turned(full: Sides) -> None:
    await says(full.local, "/lessons")
    asked = (await full.local.taps("Search"))[-1]
    assert "Which words do you look for?" in asked.text
    found = await says(full.local, "OVELSE")
    assert found.text.count("Went well") == 3
    assert found.text.startswith("Lesson book\nSearched for: OVELSE\n3 lessons\n")
    many = await says(full.local, "/lessons e")
    assert ["»"] in labels(many)
    turned = (await full.local.taps("»"))[-1]
    assert turned.text.startswith("Lesson book\nSearched for: e\n")


async def test_words_after_a_search_are_no_search(full: Sides) -> None:
    await says(full.local, "/lessons cafe")
    shown = await says(full.local, "thank you")
    assert "Searched for" not in shown.text


async def test_whoever_does_something_else_first_is_not_searching_any_more(full: Sides) -> None:
    await press(full.local, "Bs:1")
    await says(full.local, "/goals")
    assert "Searched for" not in (await says(full.local, "cafe")).text
    await press(full.local, "Bs:1")
    assert "Cancelled. Nothing was searched." in str([s.text for s in await full.local.taps("Cancel")])
    assert "Searched for" not in (await says(full.local, "cafe")).text


@pytest.mark.parametrize("words", [*INVISIBLE, "!!", "x" * 101])
async def test_what_cannot_be_looked_for_is_refused_and_asked_again(full: Sides, words: str) -> None:
    await press(full.local, "Bs:1")
    shown = await says(full.local, words)
    assert "Nothing was searched." in shown.text
    assert "Searched for: cafe" in (await says(full.local, "cafe")).text


async def test_a_recording_cannot_be_looked_for(full: Sides) -> None:
    await press(full.local, "Bs:1")
    shown = (await full.local.sends("voice", seconds=3, size=100))[-1]
    assert "What you look for has to be written. Nothing was searched." in shown.text


async def test_hostile_words_find_nothing_and_harm_nothing(full: Sides) -> None:
    await press(full.local, "Bs:1")
    for words in KEPT_EXACTLY:
        if len(words) <= 100:
            await press(full.local, "Bs:1")
            assert "Lesson book" in (await says(full.local, words)).text
    assert (await says(full.local, "/lessons")).text.startswith("Lesson book\n7 lessons\n")


async def test_files_are_played(both: Sides) -> None:
    one: Round = await begun(both.stage)
    while one.asked(D) != "ci.good":
        await one.answers_one(D, str(one.asked(D)), None)
    await both.danish.sends("voice", seconds=3, size=100)
    for side in (D, L):
        await one.answers(side, {}, "work")
        await one.ready(side, "work")
    shown = await says(both.local, "/lessons")
    assert "[voice message]" in shown.text
    assert "still on its way" in (await both.local.taps("[voice message] 1"))[-1].text
