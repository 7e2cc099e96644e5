"""`conversations` decides and `bot` does: what each may import."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAY_IMPORT_BOT = {"bot", "tests", "bench"}


def imported_by(code: str) -> Iterator[str]:
    """Top-level names of the packages that are imported anywhere in the code."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def sources() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.is_dir() and not top.name.startswith(".") and top.name not in ("build", "dist", "var"):
            yield from sorted(top.rglob("*.py"))
        elif top.suffix == ".py":
            yield top


def test_conversations_imports_only_the_standard_library_and_itself() -> None:
    allowed = {*sys.stdlib_module_names, "conversations"}

    strangers = {
        (source.relative_to(ROOT).as_posix(), name)
        for source in (ROOT / "conversations").rglob("*.py")
        for name in imported_by(source.read_text("utf-8"))
        if name not in allowed
    }

    assert strangers == set()


def test_nothing_imports_bot_but_bot_its_tests_and_its_benchmark() -> None:
    guilty = {
        source.relative_to(ROOT).as_posix()
        for source in sources()
        if source.relative_to(ROOT).parts[0] not in MAY_IMPORT_BOT and "bot" in imported_by(source.read_text("utf-8"))
    }

    assert guilty == set()


def test_an_import_is_seen_wherever_it_stands() -> None:
    code = "import os.path\nfrom bot.app import run\ndef later():\n    import aiohttp\nfrom . import near\n"

    assert set(imported_by(code)) == {"os", "bot", "aiohttp", "."}
