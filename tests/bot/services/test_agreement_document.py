"""The document of a believable agreement, made from what two sides did on their phones."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.i18n import Language, language
from bot.reports import typeset
from bot.reports.word import docx
from bot.screen import Line
from bot.services.inputs import Pressed
from tests.bot.services.test_settling import press, write
from tests.bot.written import ARABIC
from tests.stage import Shown, Somebody, Stage
from tests.transcripts.beginnings import ROLES

PICTURE = Path(__file__).parents[3] / "docs" / "images" / "agreement.png"
GOALS = (
    ("40 births a month in a lit and equipped room", "2028-06"),
    ("Four beds out of five are in use two years on", "2029-01"),
    ("Two of our own people repair nine faults out of ten", "2028-12"),
)
STEPS = (
    ("The list of what is needed is ready", "Them", "2027-04"),
    ("Beds and lamps are tested and packed", "Us", "2027-06"),
    ("Two people are trained in repair", "Both", "2027-09"),
)


async def agrees(one: Somebody, other: Somebody, subject: str, value: str) -> None:
    """One press puts forward, another accepts."""
    await press(one, f"ep:1:{subject}")
    await press(one, f"eq:1:{subject}:{value}")
    await other.taps("Accept", show=False)


async def settles_everything(stage: Stage) -> tuple[Somebody, Somebody]:
    danish, local = (stage.person(ROLES[role]) for role in ("Danish side", "Local side"))
    await press(danish, "Ge:1")
    for number in ("2", "5"):
        await danish.taps(number, show=False)
        await danish.taps("Leave it out", show=False)
    await danish.taps("4", show=False)
    await danish.taps("Makes local side stronger", show=False)
    await danish.taps("Put it forward", show=False)
    await local.taps("Accept", show=False)
    for n, (sign, month) in enumerate(GOALS, 1):
        await write(local, f"su.goal.sign:{n}", sign)
        await danish.taps("Accept", show=False)
        await agrees(local, danish, f"su.goal.month:{n}", f"m:{month}")
    for n, (words, who, month) in enumerate(STEPS, 1):
        await press(danish, f"ep:1:su.plan.step:+{n}")
        await danish.says(words, show=False)
        await danish.taps(who, show=False)
        await danish.says(month, show=False)
        await danish.taps("Put it forward", show=False)
        await local.taps("Accept", show=False)
    for subject, value in (
        ("su.plan.review", "m:2027-12"),
        ("su.fut.end", "m:2030-12"),
        ("su.exp.clash", "c:two"),
        ("su.fut.notice", "c:24"),
        ("su.give.waste", "c:both"),
        ("su.role.customs", "c:local"),
    ):
        await agrees(danish, local, subject, value)
    await write(local, "su.role.report", "Each side keeps its own accounts and sends them in January")
    await danish.taps("Accept", show=False)
    for n in range(1, 8):
        for somebody in (danish, local):
            await somebody.does(Pressed(f"o:{n}:agree", None), show=False)
    return danish, local


async def approved(stage: Stage) -> dict[str, Shown]:
    """The PDF and the DOCX that the local side gets, by kind."""
    danish, local = await settles_everything(stage)
    await danish.says("/agreement", show=False)
    await danish.taps("Make version 1", show=False)
    for somebody in (danish, local):
        await somebody.says("/agreement", show=False)
        for wanted in ("Yes, it says what we mean", "Yes, keep them", "I approve"):
            await somebody.taps(wanted, show=False)
    return {m.attachment.kind: m for m in local.chat.values() if m.attachment is not None}


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


async def test_an_agreement_about_everything_is_a_short_document_in_every_language(
    after_the_talk: Stage, request: pytest.FixtureRequest
) -> None:
    documents = await approved(after_the_talk)
    file = documents["pdf"].attachment
    assert file is not None
    assert file.lines == (documents["docx"].attachment or file).lines
    for reader in (language("en"), language("da"), ARABIC):
        made = typeset.pdf(file.title, file.lines, reader)
        assert len(pages(made)) <= 2
        words = "".join("".join(pages(made)).split())
        for own in (GOALS[0][0], STEPS[2][0], "Each side keeps its own accounts and sends them in January"):
            assert "".join(own.split()) in words
        with ZipFile(BytesIO(docx(file.title, file.lines, reader))) as parts:
            assert own in parts.read("word/document.xml").decode()
    if request.config.getoption("--record"):
        draw(file.title, file.lines, language("en"), PICTURE)


def draw(title: str, lines: tuple[Line, ...], reader: Language, path: Path) -> None:
    """The pages beside each other, for the README."""
    data = json.dumps(typeset.document(title, lines, reader))
    made = typeset._worker.submit(typeset._compiled, data, format="png", ppi=90).result()
    drawn = [Image.open(BytesIO(page)) for page in (made if isinstance(made, list) else [made])]
    whole = Image.new("RGB", (sum(page.width + 12 for page in drawn) + 12, drawn[0].height + 24), "#8a9499")
    for n, page in enumerate(drawn):
        whole.paste(page, (12 + n * (page.width + 12), 12))
    whole.save(path, optimize=True)
