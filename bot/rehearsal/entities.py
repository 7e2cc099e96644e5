"""Formatted text: Telegram's HTML read into plain text and entities, refused where Telegram refuses it.

Offsets and lengths of entities count UTF-16 units; offsets in refusals count bytes of the text as it was given.
Writing HTML back is done in `formatting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.rehearsal.refusals import Refusal, bad_request

Entity = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACES = b" \t\r\n\0\v"
SPACE_OR_CLOSE = SPACES + b">"
TOKEN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"


def units(text: str) -> int:
    """The length of a text as Telegram counts it for entities."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


@dataclass(frozen=True)
class Open:
    tag: str
    argument: str
    offset: int
    length_so_far: int


class Reading:
    """One pass over a text, byte by byte, as Telegram's own server makes it."""

    def __init__(self, html: str) -> None:
        self.source = html.encode("utf-8", "replace")
        self.at = 0
        self.result = bytearray()
        self.offset = 0
        self.open: list[Open] = []
        self.entities: list[Entity] = []

    def byte(self) -> int:
        return self.source[self.at] if self.at < len(self.source) else 0

    def ended(self) -> bool:
        return self.at >= len(self.source)

    def run(self) -> tuple[str, list[Entity]]:
        while not self.ended():
            byte = self.byte()
            if byte == 0x26 and (sign := self.reference()) is not None:
                self.offset += units(sign)
                self.result += sign.encode("utf-8", "replace")
            elif byte != 0x3C:
                if byte & 0xC0 != 0x80:
                    self.offset += 2 if byte >= 0xF0 else 1
                self.result.append(byte)
                self.at += 1
            elif self.source[self.at + 1 : self.at + 2] == b"/":
                self.end_tag()
            else:
                self.start_tag()
        if self.open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.result.decode("utf-8", "replace"), tidy(self.entities)

    def reference(self) -> str | None:
        """The sign that `&...;` stands for, read past; None (and nothing read) when it stands for itself."""
        start = self.at + 1
        end = start
        sign: str | None
        if self.source[start : start + 1] == b"#":
            hexadecimal = self.source[start + 1 : start + 2] == b"x"
            digits = b"0123456789abcdefABCDEF" if hexadecimal else b"0123456789"
            first = end = start + (2 if hexadecimal else 1)
            while end < len(self.source) and self.source[end] in digits:
                end += 1
            number = int(self.source[first:end] or b"0", 16 if hexadecimal else 10)
            if number == 0 or number >= 0x10FFFF or end - start >= 10 or 0xD800 <= number <= 0xDFFF:
                return None
            sign = chr(number)
        else:
            while end < len(self.source) and self.source[end : end + 1].isalpha():
                end += 1
            sign = NAMED.get(self.source[start:end].decode("ascii", "replace"))
            if sign is None:
                return None
        self.at = end + 1 if self.source[end : end + 1] == b";" else end
        return sign

    def skip_spaces(self) -> None:
        while not self.ended() and self.byte() in SPACES:
            self.at += 1

    def word(self, stop: bytes) -> str:
        start = self.at
        while not self.ended() and self.byte() not in stop:
            self.at += 1
        return self.source[start : self.at].decode("utf-8", "replace")

    def start_tag(self) -> None:
        begin = self.at
        unclosed = unparsable(f"Unclosed start tag at byte offset {begin}")
        self.at += 1
        tag = self.word(SPACE_OR_CLOSE).lower()
        if self.ended():
            raise unclosed
        if tag not in TAGS:
            raise unparsable(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while self.byte() != 0x3E:
            self.skip_spaces()
            if self.byte() == 0x3E:
                break
            name = self.word(SPACE_OR_CLOSE + b"=")
            if self.ended():
                raise unclosed
            if not name:
                raise unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            self.skip_spaces()
            value = ""
            if self.byte() == 0x3D:
                self.at += 1
                self.skip_spaces()
                value = self.attribute_value()
            if self.ended():
                raise unclosed
            argument = meaning(tag, name.lower(), value) or argument
        if tag == "span" and argument != "spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.at += 1
        self.open.append(Open(tag, argument, self.offset, len(self.result)))

    def attribute_value(self) -> str:
        quote = self.byte()
        if quote not in b"'\"":
            start = self.at
            while not self.ended() and self.byte() in TOKEN:
                self.at += 1
            if not self.ended() and self.byte() not in SPACE_OR_CLOSE:
                raise unparsable(f"Unexpected end of name token at byte offset {start}")
            return self.source[start : self.at].decode("ascii").lower()
        self.at += 1
        value = bytearray()
        while not self.ended() and self.byte() != quote:
            if self.byte() == 0x26 and (sign := self.reference()) is not None:
                value += sign.encode()
            else:
                value.append(self.byte())
                self.at += 1
        self.at += 1
        return value.decode("utf-8", "replace")

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise unparsable(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        found = self.word(SPACE_OR_CLOSE)
        self.skip_spaces()
        if self.byte() != 0x3E:
            raise unparsable(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if found and found != opened.tag:
            raise unparsable(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{found}>"'
            )
        if self.offset > opened.offset:
            inside = self.result[opened.length_so_far :].decode("utf-8", "replace")
            if entity := entity_of(opened, self.offset - opened.offset, inside):
                self.entities.append(entity)


def meaning(tag: str, name: str, value: str) -> str:
    """What an attribute says about its tag; an empty text for one that says nothing."""
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if tag == "tg-emoji" and name == "emoji-id":
        return value
    if tag == "blockquote" and name == "expandable":
        return "expandable"
    return ""


def entity_of(opened: Open, length: int, inside: str) -> Entity | None:
    kind = TAGS[opened.tag]
    entity: Entity = {"type": kind, "offset": opened.offset, "length": length}
    if kind == "text_link":
        url = opened.argument or inside
        if "." not in url and not url.startswith("tg://"):
            return None
        entity["url"] = url if "://" in url else f"http://{url}"
    elif kind == "custom_emoji":
        if not opened.argument.isdigit():
            raise unparsable("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = opened.argument
    elif kind == "blockquote" and opened.argument:
        entity["type"] = "expandable_blockquote"
    elif kind == "code" and opened.argument:
        entity["language"] = opened.argument
    return entity


def tidy(entities: list[Entity]) -> list[Entity]:
    """Outer before inner; nothing inside code; `<pre><code class="language-...">` is one entity."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"], one["type"] != "pre")):
        outer = next((one for one in kept if one["type"] in ("pre", "code") and covers(one, entity)), None)
        if outer is not None:
            if outer["type"] == "pre" and entity["type"] == "code" and "language" in entity:
                outer["language"] = entity["language"]
            continue
        if entity["type"] == "code":
            entity.pop("language", None)
        quoted = any("blockquote" in one["type"] and covers(one, entity) for one in kept)
        twice = any(one["type"] == entity["type"] and covers(one, entity) for one in kept)
        if not twice and not (quoted and "blockquote" in entity["type"]):
            kept.append(entity)
    return kept


def covers(outer: Entity, inner: Entity) -> bool:
    begins: int = outer["offset"]
    inner_begins: int = inner["offset"]
    ends: int = begins + outer["length"]
    inner_ends: int = inner_begins + inner["length"]
    return begins <= inner_begins and inner_ends <= ends


def from_html(html: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities; Refusal "can't parse entities" where Telegram refuses."""
    if "<" not in html and "&" not in html:
        return html, []
    return Reading(html).run()
