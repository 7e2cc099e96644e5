"""Entities: what Telegram says about the formatting of a text, and its rules for one inside another.

Offsets and lengths count UTF-16 units. Reading HTML is done in `html_reading`, writing it in `formatting`.
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


def units(text: str) -> int:
    """The length of a text as Telegram counts it for entities."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


@dataclass(frozen=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    length_so_far: int
    number: int


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
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
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
