"""A DOCX holds what was written, in the template's looks and in its own direction."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import Language
from bot.reports.word import KINDS, docx
from bot.screen import Attachment, Line, Style
from bot.telegram.attachments import Sources, attach
from tests.bot.written import AFTALE, AGREEMENT, ARABIC, DANISH, ENGLISH, IN_ARABIC
from tests.conversations.hostile import KEPT_EXACTLY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(made: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    with ZipFile(BytesIO(made)) as archive:
        return ElementTree.fromstring(archive.read(name))


def paragraphs(made: bytes) -> list[str]:
    """As python-docx reads them, and plain XML with it."""
    read = [paragraph.text for paragraph in Document(BytesIO(made)).paragraphs]
    plain = ["".join(map(_shown, paragraph.iter())) for paragraph in part(made).iter(f"{W}p")]
    assert read == plain
    return read


def _shown(piece: ElementTree.Element) -> str:
    if piece.tag == f"{W}t":
        return piece.text or ""
    return {f"{W}br": "\n", f"{W}tab": "\t"}.get(piece.tag, "")


@pytest.mark.parametrize(("lines", "language"), [(AGREEMENT, ENGLISH), (AFTALE, DANISH)])
def test_every_line_is_a_paragraph_with_the_same_words(lines: tuple[Line, ...], language: Language) -> None:
    assert paragraphs(docx("x", lines, language)) == [line.text for line in lines if line.text]


@pytest.mark.parametrize("style", get_args(Style))
def test_every_style_has_its_look(style: Style) -> None:
    (paragraph,) = Document(BytesIO(docx("x", [Line("words", style)], ENGLISH))).paragraphs

    assert paragraph.style is not None
    assert paragraph.style.name == f"Agreement {KINDS[style]}"


@pytest.mark.parametrize(
    "words", [*KEPT_EXACTLY, "{_{x}_} {_% %_}", "{%p if x %}{{r x}}{#p", "a\tb\n\n c ", "]]>", "x" * 4096]
)
@pytest.mark.parametrize("style", ["quote", "title"])
def test_what_people_write_is_never_part_of_the_template(words: str, style: Style) -> None:
    held = words.replace("\r\n", "\n").replace("\u202e", "")
    held = re.sub("[\x0b\x1b\ufffe]", "\ufffd", held)

    assert paragraphs(docx(words, [Line(words, style)], ENGLISH)) == [held]


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec=None), max_size=100))
def test_any_text_at_all_gives_a_document(words: str) -> None:
    assert paragraphs(docx(words, [Line(f"x{words}x")], ARABIC))


def test_title_and_language_are_told() -> None:
    about = Document(BytesIO(docx("Aftale <&> {{ 1 }}" + "x" * 300, AFTALE, DANISH))).core_properties

    assert about.title.startswith("Aftale <&> {{ 1 }}")
    assert about.language == "da"
    assert "python-docx" not in (about.author, about.comments)


def said_of(element: ElementTree.Element, path: str, attribute: str) -> str:
    """An attribute of the first element on this path, all of them Word's."""
    found = element.find("/".join(f"{W}{step}" if step.isalpha() else step for step in path.split("/")))
    assert found is not None, path
    return found.get(f"{W}{attribute}", "")


def test_paragraphs_and_words_from_right_to_left_are_told_so() -> None:
    made = docx("x", IN_ARABIC, ARABIC)
    told = [
        (
            paragraph.find(f"{W}pPr/{W}bidi") is not None,
            said_of(paragraph, "pPr/pStyle", "val").endswith("RTL"),
            [
                (run.findtext(f"{W}t", "").strip(" \u2068\u2069"), run.find(f"{W}rPr/{W}rtl") is not None)
                for run in paragraph.iter(f"{W}r")
            ],
        )
        for paragraph in part(made).iter(f"{W}p")
    ]

    assert told[0] == (True, True, [("اتفاق الشراكة", True)])
    assert told[3] == (False, False, [("Vi samler maskinerne", False)])
    assert told[4][:2] == (True, True)
    assert ("Freight (sea) 2", False) in told[4][2]
    assert said_of(part(made, "word/styles.xml"), ".//lang", "bidi") == "ar"


def test_own_words_from_right_to_left_stand_so_in_a_danish_document() -> None:
    (paragraph,) = part(docx("x", [Line("نحن مدرسة", "quote")], DANISH)).iter(f"{W}p")

    assert paragraph.find(f"{W}pPr/{W}bidi") is not None


def test_it_has_no_macros_no_links_and_no_fields() -> None:
    with ZipFile(BytesIO(docx("x", AGREEMENT, ENGLISH))) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).lower()

    assert [sign for sign in (b"external", b"fldchar", b"fldsimple", b"instrtext", b"vba") if sign in everything] == []


def test_a_pdf_is_sent_as_a_document() -> None:
    method, sent = attach(Attachment("pdf", "Agreement.pdf", lines=AGREEMENT), ENGLISH, Sources(Path("nowhere")))

    assert (method, sent["document"].mimetype) == ("sendDocument", "application/pdf")
    assert sent["document"].input_file_content.startswith(b"%PDF-")
