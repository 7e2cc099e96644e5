"""Screens become messages that Telegram accepts, whatever people wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import language
from bot.rehearsal.entities import units
from bot.rehearsal.html_reading import from_html
from bot.screen import Button, Line, Screen
from bot.telegram.render import TEXT_LIMIT, Unsendable, keyboard, render, repeated, say
from bot.telegram.wording import isolated, shown
from conversations.text import Listing, Text, text

ENGLISH = language("en")

HOSTILE = [
    "",
    "   ",
    "\u200b\u2800",
    "a\x00b\x0b\x1b\ufffe",
    "half \ud83d pair \udc00",
    "\u202etxet desrever",
    "\u2066\u2067\u2068 never closed",
    "\u2069\u2069 closed too often",
    "Z̷̢̛a̸l̵g̶o",
    "👩‍👩‍👧‍👦🇩🇰",
    "مرحبا بالعالم",
    "<b>bold</b></a>&amp;<tg-spoiler>",
    "*_[]()~`>#+-=|{}.!",
    "{{7*7}}{% raw %}${x}%s{0.__class__}",
    "line one\r\nline two\u2028three\u2029four",
    "&lt; & &#60; <",
    "'\"\\",
]


def plain(part: str) -> str:
    """What a person reads; raises where Telegram would refuse."""
    return from_html(part)[0]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("style", ["plain", "bold", "italic", "quote"])
def test_hostile_words_are_shown_as_they_were_written(words: str, style: str) -> None:
    screen = Screen((Line("before"), Line(words, style), Line("after")))  # type: ignore[arg-type]
    (part,) = render(screen, ENGLISH).parts
    assert plain(part) == f"before\n{shown(words)}\nafter"


anything = st.text(st.characters(codec=None), max_size=300)


@settings(deadline=None)
@given(anything)
def test_only_what_cannot_be_shown_is_changed(words: str) -> None:
    def kept(said: str) -> str:
        seen = (c for c in said if not "\u202a" <= c <= "\u202e" and not "\u2066" <= c <= "\u2069")
        return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in seen)

    assert kept(shown(words)) == kept(words)
    shown(words).encode()


@settings(deadline=None)
@given(anything)
def test_nobodys_words_can_turn_what_follows(words: str) -> None:
    for line in isolated(words, rtl=False).splitlines():
        opened = 0
        for character in line:
            kind = unicodedata.bidirectional(character)
            assert kind not in ("LRE", "RLE", "LRO", "RLO", "PDF")
            opened += {"LRI": 1, "RLI": 1, "FSI": 1, "PDI": -1}.get(kind, 0)
        if "\n" not in words and len(words.splitlines()) < 2:
            assert opened == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=3000), st.sampled_from(["plain", "bold", "quote"])), max_size=8))
def test_every_part_fits_and_nothing_is_lost(lines: list[tuple[str, str]]) -> None:
    screen = Screen(tuple(Line(words, style) for words, style in lines))  # type: ignore[arg-type]
    parts = [plain(part) for part in render(screen, ENGLISH).parts]
    assert all(0 < units(part) <= TEXT_LIMIT for part in parts)
    said = "".join(shown(words) for words, _ in lines)
    assert "".join("".join(parts).split()) == "".join(said.split())


def test_a_long_screen_is_cut_at_the_ends_of_paragraphs() -> None:
    paragraphs = [letter * 1500 for letter in "abcd"]
    lines = [line for words in paragraphs for line in (Line(words), Line(""))]
    assert render(Screen(tuple(lines)), ENGLISH).parts == (
        f"{paragraphs[0]}\n\n{paragraphs[1]}",
        f"{paragraphs[2]}\n\n{paragraphs[3]}",
    )


def test_a_long_line_is_cut_between_words_and_keeps_its_style() -> None:
    parts = render(Screen((Line("word " * 1500, "quote"),)), ENGLISH).parts
    assert all(part.startswith("<blockquote>word") and part.endswith("</blockquote>") for part in parts)
    assert sum(part.count("word") for part in parts) == 1500


def test_peoples_words_are_kept_apart_where_directions_could_mix() -> None:
    def inside(name: str) -> str:
        return say(text("Answer of {name}", name=name), ENGLISH)

    assert inside("Danish side") == "Answer of Danish side"
    assert inside("مرحبا") == "Answer of \u2068مرحبا\u2069"
    assert say(text("{who}", who=Listing(("a", "ب"))), ENGLISH) == "a and \u2068ب\u2069"


def test_braces_in_peoples_words_are_only_words() -> None:
    nested = text("Outer {inner}", inner=text("inner {name}", name="{0.__class__} {n}"))
    assert say(nested, ENGLISH) == "Outer inner {0.__class__} {n}"


@pytest.mark.parametrize(
    ("label", "shows"),
    [
        (Text("word " * 20), "word " * 20),
        ("words " * 20, "words words words words words words words words words words…"),
        (text("Change {words}", words="x" * 90), "Change " + "x" * 52 + "…"),
        ("two\nlines", "two lines"),
        ("  ", "…"),
    ],
)
def test_labels_made_of_peoples_words_are_shortened(label: Text | str, shows: str) -> None:
    assert keyboard([[Button(label, "a")]], ENGLISH) == [[{"text": shows, "callback_data": "a"}]]


def test_buttons_are_links_or_data_of_1_to_64_bytes() -> None:
    rows = [[Button("a", "é" * 32), Button("b", url="https://t.me/")]]
    assert keyboard(rows, ENGLISH) == [
        [{"text": "a", "callback_data": "é" * 32}, {"text": "b", "url": "https://t.me/"}]
    ]
    for data in ("", None, "é" * 33):
        with pytest.raises(Unsendable, match="64 bytes"):
            keyboard([[Button("a", data)]], ENGLISH)
    assert keyboard([], ENGLISH) is None


def test_a_repeat_is_marked_in_its_first_line() -> None:
    assert repeated("<b>x</b>", ENGLISH) == "<i>(repeat)</i>\n<b>x</b>"
