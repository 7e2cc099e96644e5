"""Files made when they are sent: a picture of a link, a page to keep, a document, a file somebody gave."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any

import segno
from telegram import InputFile

from bot.i18n import Language
from bot.reports.page import page
from bot.reports.record_json import data
from bot.screen import Attachment

_SENT_AS = {"voice": "sendVoice", "photo": "sendPhoto", "document": "sendDocument"}


@dataclass(frozen=True, slots=True)
class Sources:
    """What files are made from: the folder of the files people gave, and a template of staff's own."""

    given: Path
    template: Path | None = None


def attach(attachment: Attachment, language: Language, sources: Sources) -> tuple[str, dict[str, Any]]:
    """The method that sends the file, and its parameter. It may take a while."""
    match attachment.kind:
        case "qr":
            return "sendPhoto", {"photo": InputFile(_picture(attachment.link), filename="link.png")}
        case "page":
            made = page(attachment.title, attachment.lines, language)
            return "sendDocument", {"document": InputFile(made, filename=attachment.title)}
        case "pdf":
            # Only here, as in the next: no start should wait for what most days nobody asks for.
            from bot.reports.typeset import pdf

            made = pdf(PurePath(attachment.title).stem, attachment.lines, language)
            return "sendDocument", {"document": InputFile(made, filename=attachment.title)}
        case "docx":
            from bot.reports.word import docx

            made = docx(PurePath(attachment.title).stem, attachment.lines, language, sources.template)
            return "sendDocument", {"document": InputFile(made, filename=attachment.title)}
        case "picture":
            from bot.reports.areas_drawing import Drawing
            from bot.reports.areas_picture import picture

            drawn = picture(Drawing.parse(attachment.link), language)
            return "sendPhoto", {"photo": InputFile(drawn, filename=attachment.title)}
        case "json":
            return "sendDocument", {"document": InputFile(data(attachment.link), filename=attachment.title)}
        case "media":
            # The bytes that were looked at and cleaned, never Telegram's copy of what was sent.
            kind, _, name = attachment.title.partition("/")
            kept = InputFile((sources.given / attachment.link).read_bytes(), filename=name)
            method = _SENT_AS.get(kind, "sendDocument")
            return method, {method.removeprefix("send").lower(): kept}


def _picture(link: str) -> bytes:
    picture = BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=10, border=4)
    return picture.getvalue()
