"""Brings the catalogues into the wheel, compiled; writes nothing into the checkout."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface[Any]):
    """`locale/` becomes `bot/locale/`, where `bot.i18n` looks first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        brought: dict[str, str] = build_data["force_include"]
        brought[str(Path(self.root, "locale", "messages.pot"))] = "bot/locale/messages.pot"
        self.compiled = tempfile.TemporaryDirectory()
        for source in sorted(Path(self.root, "locale").glob("*/LC_MESSAGES/messages.po")):
            with source.open("rb") as wording:
                catalogue = read_po(wording)
            language = source.parts[-3]
            target = Path(self.compiled.name, f"{language}.mo")
            with target.open("wb") as compiled:
                write_mo(compiled, catalogue)
            brought[str(target)] = f"bot/locale/{language}/LC_MESSAGES/messages.mo"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.compiled.cleanup()
