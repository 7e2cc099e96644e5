"""Telegram's HTML, read into plain text and entities, and refused where Telegram refuses it.

Offsets in refusals count bytes of the text as it was given. Nothing is cleaned or trimmed here.
"""

from __future__ import annotations

from bot.rehearsal.entities import TAGS, Entity, Open, entity_of, meaning, tidy, units, unparsable

NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACES = b" \t\r\n\0\v"
SPACE_OR_CLOSE = SPACES + b">"
TOKEN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"


def from_html(html: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities; Refusal "can't parse entities" where Telegram refuses."""
    if "<" not in html and "&" not in html:
        return html, []
    return Reading(html).run()


class Reading:
    """One pass over a text, byte by byte, as Telegram's own server makes it."""

    def __init__(self, html: str) -> None:
        self.source = html.encode("utf-8", "replace")
        self.at = 0
        self.result = bytearray()
        self.offset = 0
        self.open: list[Open] = []
        self.opened = 0
        self.entities: dict[int, Entity] = {}

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
        return self.result.decode("utf-8", "replace"), tidy([entity for _, entity in sorted(self.entities.items())])

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
        self.opened += 1
        self.open.append(Open(tag, argument, self.offset, len(self.result), self.opened))

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
                self.entities[opened.number] = entity
