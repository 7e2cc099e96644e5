"""What a person is shown, before it is in a language: lines and buttons.

Nothing here escapes, translates or formats. A `str` is a person's own words or already in a language;
a `Text` still has to be said. Screens are stored in the outbox as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from conversations.text import Listing, Month, Text, Value

Style = Literal["plain", "bold", "italic", "quote", "title", "foot"]


@dataclass(frozen=True)
class Line:
    text: Value
    style: Style = "plain"


GAP = Line("")


@dataclass(frozen=True)
class Button:
    label: Text | str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Attachment:
    """A file made when it is sent: `kind` names the maker, `title` its file name, the rest is what it is made of."""

    kind: Literal["qr", "page", "media", "pdf", "docx", "picture", "json"]
    title: str
    link: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Screen:
    lines: tuple[Line, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None


def to_json(screen: Screen) -> dict[str, Any]:
    stored: dict[str, Any] = {"l": [_line(line) for line in screen.lines]}
    if screen.rows:
        stored["b"] = [[[_value(b.label), b.data, b.url] for b in row] for row in screen.rows]
    if screen.attachment:
        a = screen.attachment
        stored["a"] = [a.kind, a.title, a.link, [_line(line) for line in a.lines]]
    return stored


def from_json(stored: dict[str, Any]) -> Screen:
    rows = tuple(
        tuple(Button(_read(label), data, url) for label, data, url in row)  # type: ignore[arg-type]
        for row in stored.get("b", ())
    )
    attachment = None
    if "a" in stored:
        kind, title, link, lines = stored["a"]
        attachment = Attachment(kind, title, link, tuple(Line(_read(t), s) for t, s in lines))
    return Screen(tuple(Line(_read(t), s) for t, s in stored["l"]), rows, attachment)


def _line(line: Line) -> list[Any]:
    return [_value(line.text), line.style]


def _value(value: Value) -> Any:
    match value:
        case Text(wording, values, plural):
            return {"w": wording, "v": {k: _value(v) for k, v in values.items()}, "p": plural}
        case Month():
            return {"m": str(value)}
        case Listing(items):
            return {"i": [_value(item) for item in items]}
        case _:
            return value


def _read(stored: Any) -> Value:
    if not isinstance(stored, dict):
        return stored  # type: ignore[no-any-return]
    if "w" in stored:
        return Text(stored["w"], {k: _read(v) for k, v in stored["v"].items()}, stored["p"])
    if "m" in stored:
        return Month.parse(stored["m"])
    return Listing(tuple(_read(item) for item in stored["i"]))
