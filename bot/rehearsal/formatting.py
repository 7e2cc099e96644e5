"""What Telegram does to a text besides parsing: cleaning, trimming, finding links and commands, writing HTML.

Nothing here refuses a text.
"""

from __future__ import annotations

import re
from html import escape

from bot.rehearsal.entities import Entity, units

CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
REMOVED = re.compile("[\r\u2028-\u202e\u033f\u0333\u030a]")
COMMAND = re.compile(r"(?<!\S)/([A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
URL = re.compile(r"(?<![\w@.])(?:https?://|tg://)[^\s<>\"]*[^\s<>\".,;:!?)\]}']")
NAMES = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def clean(text: str) -> str:
    """Without the signs Telegram takes out of every text: control signs, forced direction, some piled
    marks."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return REMOVED.sub("", CONTROL.sub(" ", text)).encode("utf-8", "replace").decode()


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without spaces at either end, the entities moved along; one that is left empty goes."""
    right = text.rstrip()
    bare = right.lstrip()
    if not entities or bare == text:
        return bare, entities
    before = units(right[: len(right) - len(bare)])
    end = units(bare)
    moved = []
    for entity in entities:
        first = max(0, entity["offset"] - before)
        last = min(end, entity["offset"] + entity["length"] - before)
        if last > first:
            moved.append({**entity, "offset": first, "length": last - first})
    return bare, moved


def found(text: str, entities: list[Entity]) -> list[Entity]:
    """The given entities, and the links and commands Telegram finds by itself where none is."""
    if "/" not in text:
        return entities
    taken = [(one["offset"], one["offset"] + one["length"], one["type"]) for one in entities]
    more: list[Entity] = []
    for kind, pattern in (("url", URL), ("bot_command", COMMAND)):
        for match in pattern.finditer(text):
            offset = units(text[: match.start()])
            end = offset + units(match.group())
            if all(end <= first or last <= offset or what in SHARED for first, last, what in taken):
                more.append({"type": kind, "offset": offset, "length": end - offset})
                taken.append((offset, end, kind))
    return sorted(entities + more, key=lambda one: (one["offset"], -one["length"])) if more else entities


SHARED = ("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote")


def to_html(text: str, entities: list[Entity]) -> str:
    """HTML that is safe to show as it is: everything but the entities' own tags is escaped."""
    if not entities:
        return escape(text)
    wide = text.encode("utf-16-le", "surrogatepass")

    def piece(first: int, last: int) -> str:
        return wide[first * 2 : last * 2].decode("utf-16-le", "replace")

    def write(first: int, last: int, inner: list[Entity]) -> str:
        parts: list[str] = []
        at = first
        while inner:
            entity, *inner = inner
            begin, end = max(at, entity["offset"]), min(last, entity["offset"] + entity["length"])
            inside = [one for one in inner if one["offset"] < end]
            inner = inner[len(inside) :]
            if end > begin:
                parts.append(escape(piece(at, begin)))
                parts.append(wrap(entity, write(begin, end, inside), piece(begin, end)))
                at = end
        parts.append(escape(piece(at, last)))
        return "".join(parts)

    return write(0, len(wide) // 2, entities)


def wrap(entity: Entity, inside: str, plain: str) -> str:
    kind = entity["type"]
    if kind in ("text_link", "url"):
        address = entity.get("url", plain)
        return f'<a href="{escape(address)}" rel="noreferrer">{inside}</a>' if is_safe(address) else inside
    if kind == "pre" and "language" in entity:
        return f'<pre><code class="language-{escape(entity["language"])}">{inside}</code></pre>'
    if kind == "expandable_blockquote":
        return f"<blockquote expandable>{inside}</blockquote>"
    name = NAMES.get(kind)
    return f"<{name}>{inside}</{name}>" if name else inside


def is_safe(address: str) -> bool:
    return address.lower().startswith(("http://", "https://", "tg://", "mailto:"))
