"""The terminal's languages: found by where their catalogues lie."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from conversations.spoken import folder, language, languages
from conversations.text import Listing, Month, Text, Value, counted, text

WORDING: dict[str | tuple[str, str], str | tuple[str, str]] = {
    "Goals": "Mål",
    "{topic} · {n} of {of}": "{topic} · {n} af {of}",
    "Broken {n}": "Ødelagt {m}",
    ("One answer", "{n} answers"): ("Et svar", "{n} svar"),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    catalogue = Catalog(locale="da")
    for wording, translated in WORDING.items():
        catalogue.add(wording, translated)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    messages = tmp_path / "da" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "messages.mo").write_bytes(compiled.getvalue())
    (tmp_path / "xx" / "LC_MESSAGES").mkdir(parents=True)  # written, but not compiled
    return tmp_path


def test_english_and_every_compiled_language_are_offered(place: Path) -> None:
    assert languages(place) == ("en", "da")
    assert languages(place / "nowhere") == ("en",)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        ("Goals", "Goals", "Goals"),
        (Text("Goals"), "Mål", "Goals"),
        (Text(""), "", ""),
        (text("{topic} · {n} of {of}", topic=Text("Goals"), n=3, of=6), "Mål · 3 af 6", "Goals · 3 of 6"),
        (counted("One answer", "{n} answers", 1), "Et svar", "One answer"),
        (counted("One answer", "{n} answers", 2), "2 svar", "2 answers"),
        (text("Broken {n}", n=1), "Broken 1", "Broken 1"),
        (text("{words}", words="{n} {0.__class__}"), "{n} {0.__class__}", "{n} {0.__class__}"),
        (Listing((Text("Goals"), "x")), "Mål, x", "Goals, x"),
        (Month(2027, 2), "2027-02", "2027-02"),
        (7, "7", "7"),
    ],
)
def test_a_value_is_said_in_the_language_and_own_words_stay(
    place: Path, value: Value, danish: str, english: str
) -> None:
    assert (language("da", place).say(value), language("en", place).say(value)) == (danish, english)


def test_in_a_checkout_the_catalogues_lie_at_the_top() -> None:
    assert folder() == Path(__file__).parents[2] / "locale"
