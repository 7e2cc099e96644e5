"""How wording becomes a language, and which languages are offered."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from bot.i18n import Catalogues, Language, languages, own_name
from conversations.text import Listing, Month, Text, Value, counted, text

WORDINGS = [f"Wording {number}" for number in range(16)]
DANISH: dict[str | tuple[str, str], str | tuple[str, str]] = {
    "Hello {name}": "Hej {name}",
    "Where is {place}?": "Hvor er {sted}?",
    "Broken {name}": "Gået i stykker {name",
    ("{n} answer from {who}", "{n} answers from {who}"): ("et svar fra {who}", "{n} svar fra {who}"),
    **{wording: f"Ord {wording[-2:].strip()}" for wording in WORDINGS},
}


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    """Danish in full, half of Arabic, nearly all of Brazilian Portuguese; twenty wordings in all."""
    template = "".join(f'msgid "{number}"\nmsgstr ""\n\n' for number in ["", *range(len(DANISH))])
    (tmp_path / "messages.pot").write_text(template, "utf-8")
    compile_into(tmp_path, "da", DANISH)
    compile_into(tmp_path, "ar", dict(list(DANISH.items())[:10]))
    compile_into(tmp_path, "pt_BR", dict(list(DANISH.items())[:18]))
    return Catalogues(tmp_path)


def compile_into(folder: Path, code: str, said: dict[str | tuple[str, str], str | tuple[str, str]]) -> None:
    catalogue = Catalog(locale=code)
    for wording, translation in said.items():
        catalogue.add(wording, translation)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    target = folder / code / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(compiled.getvalue())


@pytest.fixture
def danish(catalogues: Catalogues) -> Language:
    return catalogues.language("da")


@pytest.fixture
def english(catalogues: Catalogues) -> Language:
    return catalogues.language("en")


def test_a_language_is_offered_when_nine_tenths_are_translated(catalogues: Catalogues) -> None:
    assert catalogues.offered == ("en", "da", "pt_BR")


def test_without_catalogues_there_is_english(tmp_path: Path) -> None:
    assert Catalogues(tmp_path).offered == ("en",)
    assert Catalogues(tmp_path).language("da").code == "en"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("da", "da"),
        ("da-DK", "da"),
        ("DA_dk", "da"),
        ("pt-br", "pt_BR"),
        ("pt", "en"),
        ("ar", "en"),
        ("xx-yy-zz", "en"),
        ("", "en"),
        (None, "en"),
        ("../../etc", "en"),
    ],
)
def test_the_nearest_offered_language_answers(catalogues: Catalogues, asked: str | None, answered: str) -> None:
    assert catalogues.language(asked).code == answered


def test_a_language_is_read_once(catalogues: Catalogues) -> None:
    assert catalogues.language("da-DK") is catalogues.language("da")


def test_a_sentence_is_translated_and_peoples_own_words_are_not(danish: Language, english: Language) -> None:
    greeting = text("Hello {name}", name="{Wording 1} <b>&")

    assert danish.say(greeting) == "Hej {Wording 1} <b>&"
    assert english.say(greeting) == "Hello {Wording 1} <b>&"
    assert danish.say("Wording 1") == "Wording 1"


def test_a_sentence_may_stand_in_a_sentence(danish: Language) -> None:
    assert danish.say(text("Hello {name}", name=text("Wording 7"))) == "Hej Ord 7"


def test_the_count_chooses_the_form(danish: Language, english: Language) -> None:
    one, many = "{n} answer from {who}", "{n} answers from {who}"
    answers = [counted(one, many, n=number, who="us") for number in (0, 1, 1234)]

    assert [danish.say(answer) for answer in answers] == [
        "0 svar fra us",
        "et svar fra us",
        "1.234 svar fra us",
    ]
    assert [english.say(answer) for answer in answers] == [
        "0 answers from us",
        "1 answer from us",
        "1,234 answers from us",
    ]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (text("Where is {place}?", place="Aarhus"), "Where is Aarhus?"),
        (text("Broken {name}", name="x"), "Broken x"),
    ],
)
def test_a_translators_slip_falls_back_to_english(danish: Language, sentence: Text, said: str) -> None:
    assert danish.say(sentence) == said


def test_what_is_not_translated_is_said_in_english(danish: Language) -> None:
    assert danish.say(text("New {thing}", thing=Month(2027, 3))) == "New marts 2027"


def test_an_empty_text_says_nothing(danish: Language) -> None:
    assert danish.say(text("")) == ""


def test_each_language_writes_dates_numbers_and_lists_its_own_way(danish: Language, english: Language) -> None:
    meeting = datetime(2027, 3, 14, 15, 5, tzinfo=ZoneInfo("Asia/Kathmandu"))
    values: list[Value | date] = [
        Month(2027, 3),
        date(2027, 3, 14),
        meeting,
        1234567,
        -5,
        Listing(("a", text("Wording 7"), Month(2027, 5))),
        Listing(()),
    ]

    assert [danish.say(value) for value in values] == [
        "marts 2027",
        "14. marts 2027",
        "14. marts 2027, 15.05",
        "1.234.567",
        "-5",
        "a, Ord 7 og maj 2027",
        "",
    ]
    assert [english.say(value) for value in values] == [
        "March 2027",
        "14 March 2027",
        "14 March 2027, 15:05",
        "1,234,567",
        "-5",
        "a, Wording 7 and May 2027",
        "",
    ]


def test_some_languages_are_written_from_the_right(tmp_path: Path) -> None:
    compile_into(tmp_path, "ar", DANISH)
    catalogues = Catalogues(tmp_path)

    assert [catalogues.language(code).rtl for code in ("ar", "en")] == [True, False]


def test_a_language_is_named_in_itself() -> None:
    assert [own_name(code) for code in ("en", "da", "fr", "ar", "sw", "pt_BR")] == [
        "English", "Dansk", "Français", "العربية", "Kiswahili", "Português (Brasil)",
    ]  # fmt: skip
    assert own_name("nonsense") == "nonsense"


def test_danish_and_english_are_offered() -> None:
    assert {"en", "da"} <= set(languages())
