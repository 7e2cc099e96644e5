"""A document to print or sign: one PDF/A on A4, with every sign in fonts that are shipped.

What people wrote goes to the typesetter as data, never as markup. It may not choose what is said.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.i18n import Language
from bot.reports.direction import runs_right_to_left
from bot.reports.glyphs import FONTS, clusters, printable
from bot.screen import Line
from bot.telegram.render import said_lines
from bot.telegram.wording import shown
from conversations.text import counted

if TYPE_CHECKING:
    from typst import Compiler

SOURCE = Path(__file__).with_name("document.typ")
STANDARD = "a-2b"

# The typesetter must stay in the thread that made it, and its fonts are read only once.
_worker = ThreadPoolExecutor(1, thread_name_prefix="typeset")

# Thai, Lao, Myanmar and Khmer have no spaces to break at; their own rules find words, but none in "ๆๆๆๆ".
# In Tibetan a dot parts the syllables.
_LONG_WORD = re.compile(r"[^\s\u0e00-\u0eff\u0f0b\u1000-\u109f\u1780-\u17ff]{25,}|(\S)\1{24,}")
# Their letters are stacked: from Devanagari to Sinhala, Tibetan, Myanmar, Khmer.
_TALL = re.compile(r"[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff]")
_UNBROKEN, _STEP = 12, 4
_VIRAMA = 9
# Fonts of signs come last: they have some letters and digits too, drawn for other purposes.
_LAST = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math")


def pdf(title: str, lines: Iterable[Line], language: Language) -> bytes:
    """The lines as a PDF/A document in this language. What no font can show is replaced, counted and told at the end.

    It may take a while: not on the event loop.
    """
    data = json.dumps(document(title, lines, language))
    made: bytes = _worker.submit(_compiled, data, format="pdf", pdf_standards=STANDARD).result()
    return made


def png(source: Path, told: dict[str, Any], ppi: int) -> bytes:
    """One page of another source in this folder as a picture."""
    made: bytes = _worker.submit(_compiled, json.dumps(told), source, format="png", ppi=ppi).result()
    return made


def document(title: str, lines: Iterable[Line], language: Language) -> dict[str, Any]:
    """What the typesetter is told."""
    missing, laid = 0, []
    for style, words in said_lines(lines, language):
        words, lost = printable(words)
        missing += lost
        laid.append(laid_out(style, words, language))
        # What follows an item without a dot of its own belongs to it.
        laid[-1]["under"] = _belongs(laid)
    if missing:
        note = counted(
            "{n} sign cannot be printed here. It can be seen in the chat.",
            "{n} signs cannot be printed here. They can be seen in the chat.",
            missing,
        )
        laid.append(laid_out("foot", printable(language.say(note))[0], language))
    return {
        "title": printable(shown(title))[0],
        "lang": language.locale.language,
        "rtl": language.rtl,
        "lines": laid,
    }


def _belongs(laid: list[dict[str, Any]]) -> bool:
    if len(laid) < 2 or laid[-1]["style"] not in ("plain", "italic") or laid[-1]["item"]:
        return False
    return bool(laid[-2]["item"] or laid[-2]["under"])


def laid_out(style: str, words: str, language: Language) -> dict[str, Any]:
    """One paragraph as the typesetter is told it; its words are such as the fonts can show."""
    return {
        "style": style if words.strip() else "gap",
        "rtl": runs_right_to_left(words, otherwise=language.rtl),
        "tall": bool(_TALL.search(words)),
        "item": words.startswith("· "),
        "under": False,
        "rows": [[*_breakable(row)] for row in words.strip("\n").split("\n")],
    }


def _breakable(row: str) -> Iterator[str]:
    """The row in pieces between which it may be broken although there is no space."""
    place = 0
    for word in _LONG_WORD.finditer(row):
        for end in _ends(word[0]):
            yield row[place : word.start() + end]
            place = word.start() + end
    yield row[place:]


def _ends(word: str) -> Iterator[int]:
    end = 0
    signs = list(clusters(word))
    for number, sign in enumerate(signs[:-_STEP], 1):
        end += len(sign)
        joined = unicodedata.combining(sign[-1]) == _VIRAMA
        if number >= _UNBROKEN and number % _STEP == 0 and not joined:
            yield end


def _compiled(data: str, source: Path = SOURCE, **options: Any) -> Any:
    compiler, families = _typesetter()
    # It remembers the source it was given last.
    return compiler.compile(str(source), sys_inputs={"document": data, "fonts": families}, **options)


@cache
def _typesetter() -> tuple[Compiler, str]:
    """The one typesetter, and the families in the order in which they are asked for a sign."""
    # Only here: most runs of the bot never make a document, and none should start later for it.
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    families = sorted(fonts.families(), key=lambda family: (family in _LAST, family))
    return typst.Compiler(SOURCE, font_paths=fonts, ignore_system_fonts=True), json.dumps(families)
