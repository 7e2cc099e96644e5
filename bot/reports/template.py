"""Whether a file can serve as the template of the agreement, told before anybody waits for a document."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml
from docx.opc.package import OpcPackage
from docx.oxml.ns import qn

from bot.i18n import language
from bot.media.kinds import LARGEST
from bot.media.packed import document
from bot.media.refusals import DAMAGED, MACROS, TOO_LARGE, Refused
from bot.reports.word import KINDS, filled
from bot.screen import Line
from conversations.text import N_, Text, text

UNREADABLE = N_("The file cannot be read.")
NOT_WORD = N_("It is not a Word document (DOCX).")
# Translators: about a Word template; {target} is the address or file it would fetch.
REACHES_OUT = N_("It fetches something from elsewhere: {target}")
# Translators: about a Word template; {field} is the name of a kind of field in Word, such as INCLUDETEXT.
FETCHING_FIELD = N_("It has a field that fetches or starts something: {field}")
# Translators: about a Word template; {error} is what the library says, in English.
NOT_FILLED = N_("It cannot be filled in: {error}")
# Translators: about a Word template; {kinds} are names as they stand in it, for example title, section, line.
LINES_MISSING = N_(
    "It does not show everything. Missing: {kinds}. docs/agreement-template.md explains what must be in it."
)

_FETCHING = frozenset(["DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"])


def check(template: bytes | Path) -> Text | None:
    """Why the file cannot be the template; None if it can."""
    try:
        content = template if isinstance(template, bytes) else template.read_bytes()
    except OSError:
        return Text(UNREADABLE)
    if len(content) > LARGEST:
        return Text(TOO_LARGE)
    return _not_taken(content) or _not_good(content)


def _not_taken(content: bytes) -> Text | None:
    if not content.startswith(b"PK"):
        return Text(NOT_WORD)
    try:
        found = document(content)
    except Refused as refused:
        return Text(refused.why if refused.why in (DAMAGED, MACROS) else NOT_WORD)
    return None if found and "wordprocessingml" in found else Text(NOT_WORD)


def _reaching(package: OpcPackage) -> Text | None:
    """Only a link that somebody must press may lead outside."""
    for relation in package.iter_rels():
        if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            return text(REACHES_OUT, target=str(relation.target_ref))
    for part in package.iter_parts():
        if part.content_type.endswith("xml"):
            for field in _fields(part.blob):
                if field.upper() in _FETCHING:
                    return text(FETCHING_FIELD, field=field)
    return None


def _fields(content: Any) -> Iterator[str]:
    """The first words of all fields; one may be written in several pieces, but only within its paragraph."""
    root = parse_xml(content)
    for simple in root.iter(qn("w:fldSimple")):
        yield from (simple.get(qn("w:instr")) or "").split()[:1]
    for paragraph in root.iter(qn("w:p")):
        told = "".join(
            "\n" if piece.tag == qn("w:fldChar") else piece.text or ""
            for piece in paragraph.iter(qn("w:instrText"), qn("w:fldChar"))
        )
        for field in told.split("\n"):
            yield from field.split()[:1]


def _not_good(content: bytes) -> Text | None:
    try:
        return _reaching(OpcPackage.open(BytesIO(content))) or _not_shown(content)
    except Exception as error:  # a template can make the library fail in any way at all
        return text(NOT_FILLED, error=str(error) or type(error).__name__)


def _not_shown(content: bytes) -> Text | None:
    """Filled with one line of each kind, every line must be found in the document again."""
    lines = [Line(f"{{{{ {kind} }}}} <&> س", style) for style, kind in KINDS.items()]
    shown = _read(filled(content, "Sample", lines, language("en")))
    missing = [kind for line, kind in zip(lines, KINDS.values(), strict=True) if str(line.text) not in shown]
    return text(LINES_MISSING, kinds=", ".join(missing)) if missing else None


def _read(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return "\n".join("".join(part.text or "" for part in row.iter(qn("w:t"))) for row in body.iter(qn("w:p")))
