"""An owed row becomes the calls that tell it: pure, but for the files it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.i18n import Language
from bot.screen import Screen, from_json
from bot.store.claims import Owed
from bot.store.outbox import DELETION
from bot.telegram.attachments import Sources, attach
from bot.telegram.render import CAPTION_LIMIT, Unsendable, keyboard, parts, render, repeated

_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Call:
    """One method of the Bot API with its parameters. Repeating what changes a message does no harm."""

    method: str
    parameters: dict[str, Any]
    edits: int | None = None


def calls(owed: Owed, language: Language, sources: Sources) -> list[Call]:
    """All of the row's calls in order, those already made included. Raises Unsendable."""
    if owed.screen == DELETION:
        assert owed.edits is not None
        return [Call("deleteMessage", {"chat_id": owed.telegram_id, "message_id": owed.edits}, owed.edits)]
    screen = from_json(owed.screen)
    made = _with_file(owed, screen, language, sources) if screen.attachment else _texts(owed, screen, language)
    if not made:
        raise Unsendable("a screen without anything to show")
    if owed.repeat and owed.parts_sent < len(made):
        _mark(made[owed.parts_sent], language)
    return made


def _texts(owed: Owed, screen: Screen, language: Language) -> list[Call]:
    rendered = render(screen, language)
    made = [_text(owed.telegram_id, part) for part in rendered.parts]
    if owed.edits is not None:
        edited = {"chat_id": owed.telegram_id, "message_id": owed.edits}
        if made:
            made[0] = Call("editMessageText", {**made[0].parameters, **edited}, owed.edits)
        else:
            made = [Call("editMessageReplyMarkup", edited, owed.edits)]
    if made and rendered.keyboard:
        made[-1].parameters["reply_markup"] = {"inline_keyboard": rendered.keyboard}
    return made


def _with_file(owed: Owed, screen: Screen, language: Language, sources: Sources) -> list[Call]:
    """The words stand under the file where they fit, else in messages of their own after it."""
    assert screen.attachment is not None
    method, file = attach(screen.attachment, language, sources)
    parameters = {"chat_id": owed.telegram_id, **file}
    made = [Call(method, parameters)]
    captions = list(parts(screen.lines, language, CAPTION_LIMIT))
    if len(captions) == 1:
        parameters |= {"caption": captions[0], "parse_mode": "HTML"}
    elif captions:
        made += [_text(owed.telegram_id, part) for part in render(screen, language).parts]
    if rows := keyboard(screen.rows, language):
        made[-1].parameters["reply_markup"] = {"inline_keyboard": rows}
    return made


def _text(chat: int, part: str) -> Call:
    return Call(
        "sendMessage",
        {"chat_id": chat, "text": part, "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW},
    )


def _mark(call: Call, language: Language) -> None:
    if call.edits is not None:
        return
    shows = "text" if "text" in call.parameters else "caption"
    call.parameters[shows] = repeated(call.parameters.get(shows, ""), language).strip("\n")
    call.parameters["parse_mode"] = "HTML"
