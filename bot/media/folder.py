"""The folder where files given as answers are kept, under names that say nothing.

A file is there whole or not at all. It may not be read here, and nothing in it is ever opened.
"""

from __future__ import annotations

import os
from pathlib import Path


class Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, name: str, content: bytes) -> None:
        """Returns when the bytes are on the disk; again under the same name replaces them. Raises OSError."""
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._path.stat().st_mode & 0o077:
            self._path.chmod(0o700)
        part = self._part(name)
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path / name)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        self._keep_names()

    def remove(self, name: str) -> None:
        """Also what a crash left half written. Raises OSError."""
        for path in (self._path / name, self._part(name)):
            path.unlink(missing_ok=True)

    def _part(self, name: str) -> Path:
        return self._path / f"{name}.part"

    def _keep_names(self) -> None:
        """A name is on the disk only when its folder is."""
        folder = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
