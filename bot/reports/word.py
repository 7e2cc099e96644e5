"""A document to work on: one DOCX, filled into a template that staff may have made.

A template is a file from outside, so it is filled in a sandbox; what people wrote is put in as words, never as
a part of the template. It may not choose what is said.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.i18n import Language
from bot.screen import Line, Style
from bot.telegram.render import said_lines

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

BUILT_IN = Path(__file__).with_name("agreement.docx")

# What a template calls the styles.
KINDS: dict[Style, str] = {
    "title": "title",
    "bold": "section",
    "plain": "line",
    "italic": "note",
    "quote": "quote",
    "foot": "foot",
}
_LONGEST_TITLE = 255
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCES = {ord("{"): "&#123;", ord("}"): "&#125;"}


class _Words(str):
    """Somebody's words, for a template that escapes: braces too, because the library reads them once more."""

    __slots__ = ()

    def __html__(self) -> str:
        return html.escape(self).translate(_REFERENCES)


def docx(title: str, lines: Iterable[Line], language: Language, template: Path | None = None) -> bytes:
    """The lines as a DOCX document in this language, with the template's looks.

    What XML cannot hold is replaced; everything else is as it was written. It may take a while: not on the event loop.
    """
    return filled((template or BUILT_IN).read_bytes(), title, lines, language)


def filled(template: bytes, title: str, lines: Iterable[Line], language: Language) -> bytes:
    """The template filled in. Raises whatever the template makes the library raise."""
    # Only here: most runs of the bot never make a document, and none should start later for it.
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    from bot.reports.directing import direct

    sandbox = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    _take_properties(document, title, language)
    document.render({"title": _words(title), "lines": _told(lines, language)}, sandbox, autoescape=True)
    direct(document.docx, language)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _told(lines: Iterable[Line], language: Language) -> list[dict[str, Any]]:
    return [
        {"text": _words(words), **{name: kind == style for kind, name in KINDS.items()}}
        for style, words in said_lines(lines, language)
        if words.strip()
    ]


def _words(words: str) -> _Words:
    return _Words(_NOT_IN_XML.sub("\ufffd", words.replace("\r\n", "\n").replace("\r", "\n")))


def _take_properties(document: DocxTemplate, title: str, language: Language) -> None:
    """Title and language are set here: the library would fill in a template's properties without a limit."""
    document.render_properties = lambda context, jinja_env=None: None
    about = document.docx.core_properties
    about.title = _words(title)[:_LONGEST_TITLE]
    about.language = language.code.replace("_", "-")
