"""A file is what its content says, whatever it is called."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media import packed
from bot.media.kinds import recognised
from bot.media.refusals import DAMAGED, EMPTY, MACROS, NOT_TAKEN, Refused
from tests.bot import samples_of_files as sample

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN = "application/vnd.oasis.opendocument.text"


def why_refused(content: bytes, sent_as: str = "document") -> str:
    with pytest.raises(Refused) as refused:
        recognised(content, sent_as)
    return refused.value.why


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (sample.OGG, "audio/ogg"),
        (sample.MP3, "audio/mpeg"),
        (b"ID3\x04\0\0\0\0\0\x05title" + sample.MP3, "audio/mpeg"),
        (sample.m4a(), "audio/mp4"),
        (sample.picture("JPEG"), "image/jpeg"),
        (sample.picture("PNG"), "image/png"),
        (sample.picture("WEBP"), "image/webp"),
        (sample.PDF, "application/pdf"),
        (sample.docx(), WORD),
        (sample.odt(), OPEN),
        (sample.TEXT, "text/plain"),
        (b"\xef\xbb\xbf" + sample.TEXT, "text/plain"),
    ],
)
def test_what_is_taken_is_known_by_its_content(content: bytes, mime: str) -> None:
    assert recognised(content, "document") == mime


@pytest.mark.parametrize(
    ("content", "sent_as"),
    [
        (sample.PDF, "voice"),
        (sample.TEXT, "voice"),
        (sample.OGG, "photo"),
        (sample.PDF, "photo"),
        (sample.TEXT, "photo"),
    ],
)
def test_a_voice_message_is_sound_and_a_photo_is_a_picture(content: bytes, sent_as: str) -> None:
    assert why_refused(content, sent_as) == NOT_TAKEN[sent_as]


@pytest.mark.parametrize(
    "content",
    [
        sample.EXE,
        sample.GIF_AND_PAGE,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"Dear all,\n<SCRIPT>alert(1)</SCRIPT>\n",
        "Grüße".encode("utf-16"),
        "Grüße".encode("latin-1"),
        b"\x1b[2Jwords",
        b"#!/bin/sh\nrm -r /\n",
        b"\x7fELF" + bytes(60),
        b"\xff\xf1" + bytes(60),  # AAC without a container
        b"RIFF\0\0\0\0WAVEfmt ",
        sample.m4a(b"vide"),
        sample.archive({"a.txt": b"a"}),
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    assert why_refused(content) == NOT_TAKEN["document"]


@pytest.mark.parametrize(
    "content",
    [
        sample.OGG[:-10],
        sample.OGG[:20],
        sample.OGG + b"more",
        sample.MP3[:600],
        sample.m4a()[:-3],
        sample.PDF[:20],
        sample.docx()[:-30],
        sample.docx()[:200],
    ],
)
def test_a_file_that_breaks_off_is_damaged(content: bytes) -> None:
    assert why_refused(content) == DAMAGED


def test_an_empty_file_is_refused() -> None:
    assert why_refused(b"", "voice") == EMPTY


@pytest.mark.parametrize(
    "content",
    [
        sample.docx({"word/vbaProject.bin": b"macro"}),
        sample.docx({"word/VBAPROJECT.BIN": b"macro"}),
        sample.docx({"word/activeX/activeX1.xml": b"<ax/>"}),
        sample.docx({"word/embeddings/tool.exe": sample.EXE}),
        sample.docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        sample.docx(main="application/vnd.ms-office.vbaProject"),
        sample.odt({"Basic/Standard/Module1.xml": b"<script/>"}),
        sample.odt({"Scripts/python/run.py": b"print()"}),
    ],
)
def test_documents_with_programs_in_them_are_refused(content: bytes) -> None:
    assert why_refused(content) == MACROS


def test_a_bomb_is_refused_by_what_it_says_of_itself_unpacking_nothing() -> None:
    assert why_refused(sample.docx({"word/media.xml": bytes(5_000_000)})) == NOT_TAKEN["document"]
    many = {f"word/{n}.xml": b"" for n in range(packed.MOST_MEMBERS)}
    assert why_refused(sample.docx(many)) == NOT_TAKEN["document"]


def test_an_archive_whose_list_of_members_is_longer_than_any_document_needs_is_refused_before_it_is_read() -> None:
    content = bytearray(sample.docx())
    end = content.rfind(b"PK\x05\x06")
    struct.pack_into("<I", content, end + 12, 10_000_000)

    assert why_refused(bytes(content)) == NOT_TAKEN["document"]


def test_an_archive_that_names_a_place_outside_itself_is_refused() -> None:
    assert why_refused(sample.docx({"../../outside": b"a"})) == NOT_TAKEN["document"]


@given(
    st.sampled_from([sample.OGG[:400], sample.MP3, sample.m4a(), sample.PDF, sample.docx(), sample.odt(), sample.TEXT]),
    st.data(),
)
def test_however_a_file_is_damaged_it_is_recognised_or_refused(whole: bytes, data: st.DataObject) -> None:
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    with contextlib.suppress(Refused):
        assert "/" in recognised(bytes(content[:cut]), "document")
