"""A screen becomes messages: HTML parts that Telegram accepts, and an inline keyboard.

The only place where what people wrote is escaped. Pure: nothing here sends, stores or decides what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.i18n import Language
from bot.screen import Button, Line, Screen, Style
from bot.telegram.wording import escaped, isolated, shortened, shown
from conversations.text import N_, Listing, Text, Value, text

# Telegram's limits, less the room for the line that marks a repeat.
TEXT_LIMIT = 4096 - 96
CAPTION_LIMIT = 1024 - 96
LABEL_LIMIT = 60
DATA_LIMIT = 64

# Translators: stands above a message that may have been sent before, because the connection was lost.
REPEATED = text(N_("(repeat)"))

Keyboard = list[list[dict[str, str]]]

_TAGS: dict[Style, tuple[str, str]] = {
    "plain": ("", ""),
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "quote": ("<blockquote>", "</blockquote>"),
    "title": ("<b>", "</b>"),
    "foot": ("", ""),
}


class Unsendable(ValueError):
    """A screen that Telegram would never take; the text names the mistake and quotes nobody."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Messages in the order they are sent; the keyboard belongs to the last."""

    parts: tuple[str, ...]
    keyboard: Keyboard | None


def render(screen: Screen, language: Language) -> Rendered:
    """The screen in this language, in as many messages as it takes."""
    return Rendered(tuple(parts(screen.lines, language, TEXT_LIMIT)), keyboard(screen.rows, language))


def parts(lines: Iterable[Line], language: Language, limit: int) -> Iterator[str]:
    """The lines as HTML, cut at the ends of paragraphs where one message cannot hold them."""
    said = [(say(line.text, language), line.style) for line in lines]
    if sum(len(words) + 1 for words, _ in said) * 2 <= limit:  # a character is at most two units
        whole = "\n".join(_tagged(words, style) for words, style in said).strip("\n")
        if whole:
            yield whole
        return
    for fitting in _packed(said, limit):
        yield "\n".join(_tagged(words, style) for words, style in fitting)


def repeated(part: str, language: Language) -> str:
    """The part with a first line that says it may have been sent before."""
    return f"<i>{escaped(language.say(REPEATED))}</i>\n{part}"


def say(value: Value, language: Language) -> str:
    """The value in this language, not yet escaped; people's words in it cannot disturb their surroundings."""
    if isinstance(value, str):
        return shown(value)
    return language.say(_guarded(value, language.rtl))


def said_lines(lines: Iterable[Line], language: Language) -> Iterator[tuple[Style, str]]:
    """Each line in this language with its style, not yet escaped: for documents that are no HTML."""
    for line in lines:
        yield line.style, say(line.text, language)


def html_lines(lines: Iterable[Line], language: Language) -> Iterator[tuple[Style, str]]:
    """Each line escaped for a page of HTML, with its style."""
    for style, words in said_lines(lines, language):
        yield style, escaped(words)


def keyboard(rows: Iterable[Iterable[Button]], language: Language) -> Keyboard | None:
    """Telegram's inline keyboard; None when there are no buttons. Raises Unsendable."""
    made = [[_button(button, language) for button in row] for row in rows]
    return made or None


def _button(button: Button, language: Language) -> dict[str, str]:
    label = say(button.label, language)
    if isinstance(button.label, str) or _holds_words(button.label):
        label = shortened(label, LABEL_LIMIT)
    label = label or "…"
    if button.url is not None:
        return {"text": label, "url": button.url}
    data = button.data or ""
    if not 1 <= len(data.encode()) <= DATA_LIMIT:
        raise Unsendable(f"a button's data must be 1 to {DATA_LIMIT} bytes")
    return {"text": label, "callback_data": data}


def _tagged(words: str, style: Style) -> str:
    if not words:
        return ""
    opening, closing = _TAGS[style]
    return f"{opening}{escaped(words)}{closing}"


def _guarded(value: Value, rtl: bool) -> Value:
    if isinstance(value, str):
        return isolated(value, rtl=rtl)
    if isinstance(value, Text):
        if not value.values:
            return value
        return replace(value, values={name: _guarded(inner, rtl) for name, inner in value.values.items()})
    if isinstance(value, Listing):
        return Listing(tuple(_guarded(item, rtl) for item in value.items))
    return value


def _holds_words(value: Value) -> bool:
    if isinstance(value, Text):
        return any(_holds_words(inner) for inner in value.values.values())
    if isinstance(value, Listing):
        return any(_holds_words(item) for item in value.items)
    return isinstance(value, str)


Said = tuple[str, Style]


def _packed(lines: list[Said], limit: int) -> Iterator[list[Said]]:
    """Whole paragraphs as long as they fit; then whole lines; then a line cut as gently as possible."""
    page: list[Said] = []
    for paragraph in _paragraphs(lines):
        if _units(page) + 1 + _units(paragraph) <= limit:
            page += [("", "plain"), *paragraph] if page else paragraph
            continue
        if page:
            yield page
        page = []
        for piece in (piece for line in paragraph for piece in _cut(line, limit)):
            if page and _units(page) + _units([piece]) > limit:
                yield page
                page = []
            page.append(piece)
    if page:
        yield page


def _paragraphs(lines: list[Said]) -> Iterator[list[Said]]:
    """Runs of lines between empty ones."""
    paragraph: list[Said] = []
    for line in lines:
        if line[0].strip():
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _cut(line: Said, limit: int) -> Iterator[Said]:
    """The line in pieces that fit, ended at a paragraph, a line, a sentence or a word where there is one."""
    words, style = line
    while _units([(words, style)]) > limit:
        end = _fitting(words, limit - 1)
        for last in ("\n\n", "\n", ". ", " "):
            found = words.rfind(last, end // 2, end)
            if found > 0:
                end = found + len(last)
                break
        piece, words = words[:end], words[end:]
        if piece.strip():
            yield piece.strip("\n"), style
    if words.strip():
        yield words.strip("\n"), style


def _fitting(words: str, limit: int) -> int:
    """How many characters fit into so many UTF-16 units."""
    units = 0
    for i, character in enumerate(words):
        units += 1 if character <= "\uffff" else 2
        if units > limit:
            return i
    return len(words)


_WIDE = re.compile("[\U00010000-\U0010ffff]")


def _units(lines: list[Said]) -> int:
    """Length as Telegram counts it, in UTF-16 units, with a line break after each line."""
    return sum(len(words) + len(_WIDE.findall(words)) + 1 for words, _ in lines)
