"""The files that bot and people have sent, kept in memory.

A file is found by its id at any time, and by its path for about an hour after the path was asked for.
"""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.refusals import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
LINK_LIVES = 3600
FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "audio": "music", "sticker": "stickers"}
ENDINGS = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "video_note": ".mp4", "audio": ".mp3"}
TYPES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "audio": "audio/mpeg",
    "animation": "video/mp4",
    "sticker": "image/webp",
}


@dataclass
class StoredFile:
    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    content: bytes
    duration: int
    number: int
    link_until: float = 0.0

    @property
    def path(self) -> str:
        folder = FOLDERS.get(self.kind, "documents")
        ending = ENDINGS.get(self.kind) or "".join(self.name.rpartition(".")[1:])[-8:]
        return f"{folder}/file_{self.number}{ending if ending.isascii() and '/' not in ending else ''}"

    def as_content(self) -> Any:
        """How Telegram describes the file inside a message."""
        basis: dict[str, Any] = {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }
        if self.kind == "photo":
            return [{**basis, "width": 1280, "height": 960}]
        if self.kind == "document":
            return {**basis, "file_name": self.name, "mime_type": self.mime}
        if self.kind == "voice":
            return {**basis, "duration": self.duration, "mime_type": self.mime}
        if self.kind == "sticker":
            return {
                **basis,
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": False,
                "is_video": False,
            }
        if self.kind == "video_note":
            return {**basis, "length": 240, "duration": self.duration}
        described = {**basis, "duration": self.duration, "file_name": self.name, "mime_type": self.mime}
        return described if self.kind == "audio" else {**described, "width": 1280, "height": 720}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def forget(self) -> None:
        self.__init__()  # type: ignore[misc]

    def keep(self, content: bytes, *, kind: str, name: str = "", mime: str = "", duration: int = 0) -> StoredFile:
        number = len(self._by_id)
        guessed = TYPES.get(kind) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        stored = StoredFile(
            file_id=f"BQ{secrets.token_urlsafe(36)}",
            unique_id=f"Ag{secrets.token_urlsafe(9)}",
            kind=kind,
            name=name or f"file_{number}",
            mime=guessed if mime in ("", "application/octet-stream") else mime,
            content=content,
            duration=duration,
            number=number,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def link(self, file_id: str, now: float) -> dict[str, Any]:
        """The answer of getFile; Refusal for an unknown or too big file."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.content) > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        stored.link_until = now + LINK_LIVES
        return {
            "file_id": stored.file_id,
            "file_unique_id": stored.unique_id,
            "file_size": len(stored.content),
            "file_path": stored.path,
        }

    def by_path(self, path: str, now: float) -> StoredFile | None:
        """None also when the link is no longer alive."""
        stored = self._by_path.get(path)
        return stored if stored is not None and now < stored.link_until else None
