"""Files made when they are sent: a picture of a link, a page to keep, a file Telegram already has."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from telegram import InputFile

from bot.i18n import Language
from bot.reports.page import page
from bot.telegram.screen import Attachment

_SENT_AS = {"voice": "sendVoice", "photo": "sendPhoto", "document": "sendDocument"}


def attach(attachment: Attachment, language: Language) -> tuple[str, dict[str, Any]]:
    """The method that sends the file, and its parameter. It may take some milliseconds."""
    match attachment.kind:
        case "qr":
            return "sendPhoto", {"photo": InputFile(_picture(attachment.link), filename="link.png")}
        case "page":
            made = page(attachment.title, attachment.lines, language)
            return "sendDocument", {"document": InputFile(made, filename=attachment.title)}
        case "media":
            # Telegram keeps the bytes; the title says what they are.
            method = _SENT_AS.get(attachment.title, "sendDocument")
            return method, {method.removeprefix("send").lower(): attachment.link}


def _picture(link: str) -> bytes:
    picture = BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=10, border=4)
    return picture.getvalue()
