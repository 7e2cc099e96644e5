"""A PDF holds what was written, in any script, and says what it could not show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from bot.i18n import Language
from bot.reports import glyphs, typeset
from bot.reports.direction import pieces, runs_right_to_left
from bot.reports.glyphs import MISSING, MOST_MARKS, printable
from bot.reports.page import page
from bot.reports.typeset import document, pdf
from bot.screen import Line, Style
from tests.bot.written import AFTALE, AGREEMENT, ARABIC, DANISH, ENGLISH, IN_ARABIC, SCRIPTS
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY, REPLACED

ISOLATES = re.compile("[\u2066-\u2069]")
SIGNS = re.compile("^[0-9]+ signs? cannot be printed here")


def read(made: bytes) -> str:
    """All words, as a reader of its own finds them."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def closely(words: str) -> str:
    """Without spaces and line ends, which a page sets anew."""
    return "".join(ISOLATES.sub("", words).split())


def written(*lines: Line, in_language: Language = ENGLISH) -> str:
    return read(pdf("Agreement", lines, in_language))


def picture(line: Line, in_language: Language) -> Image.Image:
    data = json.dumps(document("x", [line], in_language))
    made = typeset._worker.submit(typeset._compiled, data, format="png", ppi=36).result()
    return Image.open(BytesIO(made if isinstance(made, bytes) else made[0])).convert("L")


def ink(drawn: Image.Image) -> tuple[float, float]:
    """Where on the page's width it begins and ends."""
    box = drawn.point(lambda shade: 255 if shade < 200 else 0).getbbox()
    assert box is not None
    return box[0] / drawn.width, box[2] / drawn.width


@pytest.mark.parametrize(("lines", "language"), [(AGREEMENT, ENGLISH), (AFTALE, DANISH)])
def test_a_reader_of_pdf_finds_the_same_words_in_the_same_order(lines: tuple[Line, ...], language: Language) -> None:
    assert closely(read(pdf("x", lines, language))) == closely("".join(str(line.text) for line in lines))


def test_in_arabic_a_reader_finds_the_same_words() -> None:
    # Readers differ in how they put words from right to left in order, so only the words are compared.
    found = ISOLATES.sub("", read(pdf("x", IN_ARABIC, ARABIC)))

    assert {"اتفاق", "الشراكة", "الأهداف", "نحن", "مدرسة", "صغيرة", "samler"} <= set(found.split())


def test_it_is_pdf_a_with_title_and_language() -> None:
    made = pdf("Aftale <&> #x", AFTALE, DANISH)
    reader = PdfReader(BytesIO(made))

    assert reader.xmp_metadata is not None
    described = reader.xmp_metadata.stream.get_data().decode()
    assert re.search(r"<pdfaid:part>2<", described)
    assert re.search(r"<pdfaid:conformance>B<", described)
    assert reader.metadata is not None
    assert reader.metadata.title == "Aftale <&> #x"
    assert str(reader.root_object["/Lang"]) == "da"


@pytest.mark.parametrize("style", get_args(Style))
def test_every_style_has_a_look_in_pdf_and_page(style: Style) -> None:
    assert "Some words" in written(Line("Some words", style))
    assert b"Some words" in page("x", [Line("Some words", style)], ENGLISH)


@pytest.mark.parametrize("words", [*KEPT_EXACTLY, *INVISIBLE, *REPLACED, "a" * 4096, "漢" * 300, "\u0301" * 20])
def test_whatever_people_write_gives_a_document(words: str) -> None:
    lines = [Line(words, style) for style in get_args(Style)]

    assert PdfReader(BytesIO(pdf(words, lines, ENGLISH))).pages


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_at_all_gives_a_document(words: str) -> None:
    assert pdf("x", [Line(words, "quote"), Line(words, "bold")], ARABIC).startswith(b"%PDF-")


def test_what_people_write_is_never_markup() -> None:
    words = '#strong[x] $x^2$ *b* _i_ @ref <label> \\u{41} // no = = #sys.inputs {{7*7}} ``` " \\'

    assert closely(written(Line(words, "quote"))) == closely(words)


@pytest.mark.parametrize(("family", "words"), SCRIPTS.items())
def test_every_sign_of_many_scripts_can_be_shown(family: str, words: str) -> None:
    for style in ("plain", "bold", "italic"):
        assert document("x", [Line(words, style)], ENGLISH)["lines"][1:] == []
    assert MISSING not in written(Line(words))


@pytest.fixture
def _without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    rest = {family: signs for family, signs in glyphs.coverage().items() if family != request.param}
    glyphs._kept.cache_clear()
    monkeypatch.setattr(glyphs, "coverage", lambda: rest)
    yield
    glyphs._kept.cache_clear()


@pytest.mark.parametrize(("_without", "family"), [(f, f) for f in SCRIPTS], indirect=["_without"])
@pytest.mark.usefixtures("_without")
def test_without_its_font_a_script_is_missed(family: str) -> None:
    assert printable(SCRIPTS[family])[1] > 0


def test_every_shipped_font_has_a_sample() -> None:
    assert set(glyphs.coverage()) == set(SCRIPTS)


@pytest.mark.parametrize(
    ("words", "shown", "missing"),
    [
        ("漢字", MISSING * 2, 2),
        ("👩‍👩‍👧‍👦!", f"{MISSING}!", 1),
        ("🇩🇰🇸🇪", MISSING * 2, 2),
        ("👍🏿", "👍", 1),
        ("❤️", "❤", 0),
        ("a\0b\x1b", f"a{MISSING}b{MISSING}", 2),
        ("\ufffe\U000f0000", MISSING * 2, 2),
        ("e" + "\u0301" * 300, "e" + "\u0301" * (MOST_MARKS - 1), 301 - MOST_MARKS),
        ("क\u0483", "क", 1),
        ("a\r\nb\rc\td\u3000e\ufeff", "a\nb\nc d e", 0),
        ("\u202egnp.exe", "gnp.exe", 0),
    ],
)
def test_a_sign_without_a_shape_is_replaced_and_counted_as_a_reader_would(words: str, shown: str, missing: int) -> None:
    assert printable(words) == (shown, missing)


def test_the_document_says_how_many_signs_it_could_not_show() -> None:
    assert "1 sign cannot be printed here. It can be seen in the chat." in written(Line("漢"))
    assert "3 signs cannot be printed here." in written(Line("漢字"), Line("語", "foot"))
    assert "cannot be printed" not in written(Line("x"))


@pytest.mark.parametrize("style", get_args(Style))
@pytest.mark.parametrize(
    "words", ["W" * 4096, "漢" * 200, "https://x.org/" + "ij" * 150, "ก" * 300, "ب" * 300, "ཀཁ" * 90]
)
def test_no_word_runs_off_the_page(style: Style, words: str) -> None:
    begin, end = ink(picture(Line(words, style), ENGLISH))

    assert begin > 0.1
    assert end < 0.9


def test_an_address_broken_over_lines_is_whole_when_copied() -> None:
    address = "https://example.org/" + "x" * 200

    assert written(Line(address)).replace("\n", "") == address


def test_a_paragraph_stands_on_the_side_where_its_words_begin() -> None:
    assert ink(picture(Line("نحن مدرسة"), ENGLISH))[0] > 0.5
    assert ink(picture(Line("Vi er en skole"), ARABIC))[1] < 0.5
    assert ink(picture(Line("2027"), ARABIC))[0] > 0.5


def test_a_paragraphs_direction_is_that_of_its_first_strong_sign() -> None:
    assert runs_right_to_left("· 2027: نحن", otherwise=False)
    assert not runs_right_to_left("ACME نحن", otherwise=True)
    assert runs_right_to_left("\u2068ACME\u2069، نحن", otherwise=False)
    assert runs_right_to_left("12 – 3", otherwise=True)


@given(st.text(max_size=60), st.booleans())
def test_pieces_of_one_direction_are_the_whole(words: str, rtl: bool) -> None:
    assert "".join(piece for _, piece in pieces(words, rtl=rtl)) == words


def test_many_may_ask_at_the_same_time() -> None:
    with ThreadPoolExecutor(8) as asking:
        made = list(asking.map(lambda number: read(pdf("x", [Line(f"number {number}")], ENGLISH)), range(16)))

    assert made == [f"number {number}" for number in range(16)]
