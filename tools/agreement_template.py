"""Builds the built-in template of the agreement, `bot/reports/agreement.docx`: `python -m tools.agreement_template`.

The file is written part by part, so that it holds nothing but what a document needs. What stands in it and
how it may be changed is explained in docs/agreement-template.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

TARGET = Path(__file__).resolve().parent.parent / "bot" / "reports" / "agreement.docx"
# Every build is the same, byte by byte.
EPOCH = (1980, 1, 1, 0, 0, 0)
ACCENT, QUIET, FAINT = "1F5F6B", "5B6770", "C9D3D6"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = "application/vnd.openxmlformats-"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Look:
    """How one kind of line looks; sizes in half points, distances in twentieths of a point."""

    size: int = 21
    bold: bool = False
    italic: bool = False
    colour: str = "1B2326"
    before: int = 0
    after: int = 60
    indent: int = 0
    level: int | None = None
    edge: str = ""
    edge_colour: str = FAINT


LOOKS = {
    "title": Look(31, bold=True, colour=ACCENT, after=200, level=0, edge="bottom", edge_colour=ACCENT),
    "section": Look(24, bold=True, colour=ACCENT, before=240, level=1),
    "line": Look(),
    "note": Look(italic=True, colour=QUIET),
    "quote": Look(before=40, after=120, indent=227, edge="left"),
    "foot": Look(17, colour=QUIET, before=200, after=0, edge="top"),
}


def build() -> bytes:
    """The template."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in PARTS.items():
            part = ZipInfo(name, EPOCH)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, _XML + content)
    return made.getvalue()


def _style(kind: str, look: Look, *, rtl: bool) -> str:
    edge = look.edge
    if rtl and edge == "left":
        edge = "right"  # a border stays where it is told to be, whichever way the paragraph runs
    paragraph = "<w:keepNext/>" if look.level is not None else ""
    if edge:
        weight = 12 if kind == "quote" else 6
        paragraph += (
            f'<w:pBdr><w:{edge} w:val="single" w:sz="{weight}" w:space="6" w:color="{look.edge_colour}"/></w:pBdr>'
        )
    paragraph += "<w:bidi/>" * rtl
    paragraph += f'<w:spacing w:before="{look.before}" w:after="{look.after}"/>'
    paragraph += f'<w:ind w:left="{look.indent}"/>' if look.indent else ""
    paragraph += f'<w:outlineLvl w:val="{look.level}"/>' if look.level is not None else ""
    # Word asks for weight, slant and size a second time, for scripts such as Arabic; those are not written slanted.
    words = "<w:b/><w:bCs/>" * look.bold + "<w:i/>" * look.italic
    words += f'<w:color w:val="{look.colour}"/><w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    name = f"Agreement {kind}" + " RTL" * rtl
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>'
    )


def _styles() -> str:
    fonts = " ".join(f'w:{script}="Noto Sans"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + "".join(_style(kind, look, rtl=rtl) for kind, look in LOOKS.items() for rtl in (False, True))
        + "</w:styles>"
    )


def _paragraph(words: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def _document() -> str:
    paragraphs = [_paragraph("{%p for line in lines %}")]
    for kind in LOOKS:
        paragraphs += [_paragraph(f"{{%p if line.{kind} %}}"), _paragraph("{{ line.text }}", f"Agreement{kind}")]
        paragraphs.append(_paragraph("{%p endif %}"))
    paragraphs.append(_paragraph("{%p endfor %}"))
    return (
        f"<w:document {_W}><w:body>{''.join(paragraphs)}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1531" w:bottom="1361" w:left="1531"'
        ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _types() -> str:
    parts = {
        "word/document.xml": "officedocument.wordprocessingml.document.main+xml",
        "word/styles.xml": "officedocument.wordprocessingml.styles+xml",
        "docProps/core.xml": "package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_TYPES}{kind}"/>' for part, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{_TYPES}package.relationships+xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


PARTS = {
    "[Content_Types].xml": _types(),
    "_rels/.rels": _relations(
        {
            "word/document.xml": f"{_RELATIONS}/officeDocument",
            "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
        }
    ),
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title/></cp:coreProperties>"
    ),
    "word/_rels/document.xml.rels": _relations({"styles.xml": f"{_RELATIONS}/styles"}),
    "word/document.xml": _document(),
    "word/styles.xml": _styles(),
}


if __name__ == "__main__":
    TARGET.write_bytes(build())
