"""Word and OpenDocument texts, which are ZIP archives: told by their members, kept packed.

Of what is inside only two short members are ever unpacked, those that say what the archive is.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from bot.media.refusals import DAMAGED, MACROS, NOT_TAKEN, Refused

MOST_MEMBERS = 2_000
MOST_UNPACKED = 100_000_000
MOST_TIMES = 200  # so many times its packed size, for anything longer than a page
_A_PAGE = 1_000_000
_DIRECTORY = 1_000_000

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_END, _END_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_PROGRAMS = ("/vbaproject", "/vbadata", "/activex/", "/basic/", "/scripts/")
_RUNNABLE = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".com", ".msi", ".jar", ".ps1", ".html", ".hta")


def document(content: bytes) -> str | None:
    """DOCX or ODT; None for any other archive. Raises Refused for a damaged one, a bomb, or one with programs."""
    _look_at_directory(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _type(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise Refused(DAMAGED) from None


def _look_at_directory(content: bytes) -> None:
    """The list of members is read into memory as a whole, so how long it is comes first."""
    end = content.rfind(_END, max(0, len(content) - _END_BYTES - _LONGEST_COMMENT))
    if end < 0 or len(content) < end + _END_BYTES:
        raise Refused(DAMAGED)
    if (
        int.from_bytes(content[end + 12 : end + 16], "little") > _DIRECTORY
        or content[end - 20 : end - 16] == b"PK\x06\x07"
    ):
        raise Refused(NOT_TAKEN["document"])


def _type(archive: ZipFile) -> str | None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if (
        len(members) > MOST_MEMBERS
        or len(set(names)) != len(names)
        or any(member.flag_bits & 1 for member in members)
        or any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names)
        or sum(member.file_size for member in members) > MOST_UNPACKED
        or any(member.file_size > max(_A_PAGE, member.compress_size * MOST_TIMES) for member in members)
    ):
        return None
    if {"[Content_Types].xml", "word/document.xml"} <= set(names):
        # A macro may stand under any name, but not without its type in this list.
        types = _short(archive, "[Content_Types].xml").lower().replace(b"\0", b"")
        found = DOCX
    elif {"mimetype", "content.xml"} <= set(names) and _short(archive, "mimetype").strip() == _ODT.encode():
        types, found = b"", _ODT
    else:
        return None
    lower = [f"/{name.lower()}" for name in names]
    if b"macroenabled" in types or b"vbaproject" in types or any(_is_program(name) for name in lower):
        raise Refused(MACROS)
    return found


def _is_program(name: str) -> bool:
    return name.endswith(_RUNNABLE) or any(part in name for part in _PROGRAMS)


def _short(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(_A_PAGE + 1)
    if len(content) > _A_PAGE:
        raise Refused(NOT_TAKEN["document"])
    return content
