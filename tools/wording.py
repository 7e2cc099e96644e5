"""Finds the wording that the code marks for translation, by reading the code without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Which arguments of each marker are wording: the sentence, and its plural.
MARKERS = {"N_": (0,), "text": (0,), "Text": (0, 2), "counted": (0, 1)}
COMMENT = "# Translators:"
# In the store `text(...)` is SQL, which nobody reads.
LEFT_OUT = "bot/store/"


@dataclass(frozen=True)
class Marked:
    file: str
    line: int
    wording: tuple[str, ...]
    comment: str


class Unreadable(Exception):
    """Wording that is put together while the code runs, and so is in no catalogue."""


def marked(root: Path) -> Iterator[Marked]:
    """All marked wording, file by file, from top to bottom; raises Unreadable."""
    for package in ("conversations", "bot"):
        for source in sorted((root / package).rglob("*.py")):
            file = source.relative_to(root).as_posix()
            if not file.startswith(LEFT_OUT):
                yield from marked_in(source.read_text("utf-8"), file=file)


def marked_in(code: str, *, file: str) -> Iterator[Marked]:
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    lines = code.splitlines()
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id in MARKERS:
            wording = tuple(_wordings(call, call.func.id, file))
            if wording:
                yield Marked(file, call.lineno, wording, _comment(call, lines))


def _wordings(call: ast.Call, marker: str, file: str) -> Iterator[str]:
    given = [call.args[place] for place in MARKERS[marker] if place < len(call.args)]
    given += [keyword.value for keyword in call.keywords if marker == "Text" and keyword.arg == "plural"]
    for argument in given:
        if isinstance(argument, ast.JoinedStr | ast.BinOp):
            raise Unreadable(f"{file}:{argument.lineno}: {marker}() needs plain wording with {{names}}")
        if marker == "counted" and isinstance(argument, ast.Call):
            # Marked on their own, the two sentences would be two entries, and the plural would never be found.
            raise Unreadable(f"{file}:{argument.lineno}: counted() takes its sentences without a marker of their own")
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
            yield argument.value


def _comment(call: ast.Call, lines: list[str]) -> str:
    """What stands directly above the call, or above its wording, for those who translate it."""
    for line in (call.lineno, call.args[0].lineno if call.args else call.lineno):
        above: list[str] = []
        for said in reversed([text.strip() for text in lines[: line - 1]]):
            if not said.startswith("#"):
                break
            above.insert(0, said.removeprefix(COMMENT).lstrip("# "))
            if said.startswith(COMMENT):
                return " ".join(above)
    return ""
