"""What a file is, by its content alone: neither its name nor what the sender's phone called it is believed.

It decodes no picture, unpacks no document and runs nothing.
"""

from __future__ import annotations

from bot.media import packed, sound
from bot.media.refusals import DAMAGED, EMPTY, NOT_TAKEN, Refused

LARGEST = 20_000_000
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})

AGREEMENT = "agreement"  # a document that is one

_TAKEN = {
    "voice": frozenset({"audio/ogg", "audio/mpeg", "audio/mp4"}),
    "photo": PICTURES,
    AGREEMENT: frozenset({"application/pdf", packed.DOCX}),
}
_PDF_END = 2048
# Whoever opens such a text in a browser would open a page.
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<iframe", b"<?xml")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\f\r")


def recognised(content: bytes, sent_as: str) -> str:
    """The file's type (MIME). Raises Refused for one that is not taken, or that breaks off."""
    if not content:
        raise Refused(EMPTY)
    found = _kind(content)
    if found is None or found not in _TAKEN.get(sent_as, frozenset({found})):
        raise Refused(NOT_TAKEN.get(sent_as, NOT_TAKEN["document"]))
    return found


def _kind(content: bytes) -> str | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-_PDF_END:]:
            raise Refused(DAMAGED)
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return packed.document(content)
    return sound.recording(content) or _text(content)


def _text(content: bytes) -> str | None:
    """Words and nothing else: valid UTF-8, no control signs, no picture's beginning, no markup a browser runs."""
    if content.startswith((b"GIF8", b"%!PS", b"{\\rtf", b"#!")) or not _CONTROLS.isdisjoint(content):
        return None
    lower = content.lower()
    if any(tag in lower for tag in _MARKUP):
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return "text/plain"
