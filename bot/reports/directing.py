"""Tells Word which way each paragraph of a filled document runs, and in which language it is.

Word finds neither out by itself. A template need not know: its paragraphs are told by the words in them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from bot.i18n import Language
from bot.reports.direction import pieces, runs_right_to_left

# A paragraph style with this at the end of its name is taken for paragraphs that run to the left.
RTL = " RTL"
# What must stand after the mark, by the order the format asks for.
_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")
_ASIDE = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


def direct(document: Any, language: Language) -> None:
    """Every paragraph by its first sign with a direction, else by the language; its words by their own."""
    _say_language(document, language)
    beside = [relation.target_part.element for relation in document.part.rels.values() if relation.reltype in _ASIDE]
    ids = {style.name: style.style_id for style in document.styles}
    mirrored = {ids[name]: ids[name + RTL] for name in ids if name + RTL in ids}
    for root in (document.element.body, *beside):
        for paragraph in list(root.iter(qn("w:p"))):
            _turn(paragraph, language, mirrored)


def _turn(paragraph: Any, language: Language, mirrored: dict[str, str]) -> None:
    words = "".join(run.text or "" for run in paragraph.xpath("./w:r/w:t"))
    rtl = runs_right_to_left(words, otherwise=language.rtl)
    if rtl:
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        if paragraph.style in mirrored:
            paragraph.style = mirrored[paragraph.style]
    for run in paragraph.xpath("./w:r[w:t]"):
        _part(run, rtl)


def _part(run: Any, rtl: bool) -> None:
    """The run as one run for each direction in it; left as it is when there is nothing that runs to the left."""
    parts: list[tuple[bool, Any]] = []
    for inner in run:
        if inner.tag == qn("w:t"):
            parts += [(way, _text(piece)) for way, piece in pieces(inner.text or "", rtl=rtl)]
        elif inner.tag != qn("w:rPr"):
            parts.append((rtl, inner))
    if not any(way for way, _ in parts):
        return
    for way, inner in parts:
        made = OxmlElement("w:r")
        if run.rPr is not None:
            made.append(deepcopy(run.rPr))
        if way and made.get_or_add_rPr().find(qn("w:rtl")) is None:
            made.rPr.insert_element_before(OxmlElement("w:rtl"), *_AFTER_RTL)
        made.append(deepcopy(inner))
        run.addprevious(made)
    run.getparent().remove(run)


def _text(words: str) -> Any:
    made = OxmlElement("w:t")
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def _say_language(document: Any, language: Language) -> None:
    code = language.code.replace("_", "-")
    for said in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        said.set(qn("w:bidi" if language.rtl else "w:val"), code)
