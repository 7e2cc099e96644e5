"""A template that staff made is used; one that would lose or fetch something is refused with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.reports.template import check
from bot.reports.word import BUILT_IN
from bot.screen import Attachment
from bot.settings import PREFIX
from bot.telegram.attachments import Sources, attach
from tests.bot.test_word import paragraphs
from tests.bot.written import AGREEMENT, ENGLISH
from tools.agreement_template import build

ROOT = Path(__file__).parent.parent.parent
TOLD = "<w:r><w:instrText>{}</w:instrText></w:r>"
LINKED = '<Relationship Id="x" Type="http://x/{}" Target="http://example.org/a" TargetMode="External"/></Relationships>'


def changed(change: Callable[[str, str], str | None], **more: str) -> bytes:
    """The built-in template with each part changed; None leaves it out."""
    made = BytesIO()
    with ZipFile(BUILT_IN) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name).decode())
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return made.getvalue()


def in_document(old: str, new: str) -> bytes:
    return changed(lambda name, content: content.replace(old, new) if name == "word/document.xml" else content)


def related(kind: str) -> bytes:
    def change(name: str, content: str) -> str:
        linked = LINKED.format(kind)
        return content.replace("</Relationships>", linked) if name == "word/_rels/document.xml.rels" else content

    return changed(change)


def why(template: bytes | Path) -> str:
    refused = check(template)
    return ENGLISH.say(refused) if refused else ""


def test_the_built_in_template_is_what_the_tool_builds_and_can_be_used() -> None:
    assert BUILT_IN.read_bytes() == build()
    assert why(BUILT_IN) == ""


def test_a_template_of_ones_own_is_used(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(in_document("<w:body>", "<w:body><w:p><w:r><w:t>Tools for Life: {{ title }}</w:t></w:r></w:p>"))
    asked = Attachment("docx", "Agreement.docx", lines=AGREEMENT)

    method, sent = attach(asked, ENGLISH, Sources(tmp_path, own))

    assert why(own) == ""
    assert (method, sent["document"].filename) == ("sendDocument", "Agreement.docx")
    assert paragraphs(sent["document"].input_file_content)[0] == "Tools for Life: Agreement"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"", "It is not a Word document (DOCX)."),
        (b"%PDF-1.7", "It is not a Word document (DOCX)."),
        (BUILT_IN.read_bytes()[:-100], "It is damaged or not complete."),
        (changed(lambda name, content: None), "It is not a Word document (DOCX)."),
        (changed(lambda name, content: None if "document" in name else content), "It is not a Word document (DOCX)."),
        (changed(lambda _, content: content, **{"word/vbaProject.bin": "x"}), "The file contains macros"),
        (changed(lambda _, content: content, **{"word/bomb": "0" * 9_000_000}), "It is not a Word document (DOCX)."),
        (related("attachedTemplate"), "It fetches something from elsewhere: http://example.org/a"),
        (related("image"), "It fetches something from elsewhere: http://example.org/a"),
        (
            in_document("<w:sectPr>", '<w:p><w:fldSimple w:instr=" includetext x.doc"/></w:p><w:sectPr>'),
            "It has a field that fetches or starts something: includetext",
        ),
        (
            in_document("<w:sectPr>", f"<w:p>{TOLD.format('DDE')}{TOLD.format('AUTO c x')}</w:p><w:sectPr>"),
            "It has a field that fetches or starts something: DDEAUTO",
        ),
        (in_document("{%p endfor %}", ""), "It cannot be filled in: "),
        (in_document("line.text", "line.txet"), "It cannot be filled in: "),
        (in_document("line.text", "line.__class__.__mro__[1].__subclasses__()"), "It cannot be filled in: "),
        (
            in_document("{%p if line.foot %}", "{%p if line.foot and 0 %}"),
            "It does not show everything. Missing: foot.",
        ),
        (Path("nowhere.docx"), "The file cannot be read."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_template_that_cannot_serve_is_refused_with_a_sentence(template: bytes | Path, said: str) -> None:
    assert why(template).startswith(said)


def test_links_to_press_and_page_numbers_are_fine() -> None:
    linked = LINKED.format("hyperlink").replace(
        "http://x/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    )
    pages = '<w:p><w:fldSimple w:instr=" PAGE "/></w:p><w:sectPr>'

    def change(name: str, content: str) -> str:
        if name == "word/_rels/document.xml.rels":
            return content.replace("</Relationships>", linked)
        return content.replace("<w:sectPr>", pages) if name == "word/document.xml" else content

    assert why(changed(change)) == ""


def command(*arguments: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={**clean, "PYTHONPATH": str(ROOT), **values},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_the_template_once_and_checks_it(tmp_path: Path) -> None:
    file = tmp_path / "agreement.docx"

    assert command("template", "agreement.docx", folder=tmp_path).returncode == 0
    assert file.read_bytes() == BUILT_IN.read_bytes()
    assert command("template", "--check", "agreement.docx", folder=tmp_path).returncode == 0
    again = command("template", "agreement.docx", folder=tmp_path)
    assert (again.returncode, again.stderr) == (2, "agreement.docx: File exists\n")
    file.write_bytes(b"x")
    checked = command("template", "--check", "agreement.docx", folder=tmp_path)
    assert (checked.returncode, checked.stderr) == (2, "agreement.docx: It is not a Word document (DOCX).\n")


def test_a_bad_template_stops_the_start_and_is_named(tmp_path: Path) -> None:
    setting = f"{PREFIX}AGREEMENT_TEMPLATE"

    started = command("run", folder=tmp_path, **{f"{PREFIX}TOKEN": "1:x", setting: "nowhere.docx"})

    assert (started.returncode, started.stdout) == (2, "")
    assert started.stderr == f"{setting} names nowhere.docx, which cannot be used. The file cannot be read.\n"
