"""Files as people send them, good and bad, made where they are needed."""

from __future__ import annotations

import struct
import zlib
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from PIL import Image, PngImagePlugin

OGG = files("bot.rehearsal").joinpath("static/sample-voice.ogg").read_bytes()
MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 4
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200) + b"PE\0\0"
GIF_AND_PAGE = b"GIF89a/*<html><body>" + b" " * 40 + b"*/=1;alert(1)</body></html>"
TEXT = "Goal: ten classes a year.\nMål: ti klasser om året.\n".encode()
CAMERA = "Camera in my kitchen"
_GPS = 0x8825
_ODT = "application/vnd.oasis.opendocument.text"
_WORD_TYPES = '<Types><Override PartName="/word/document.xml" ContentType="{}"/></Types>'


def box(name: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I", 8 + len(inside)) + name + inside


def m4a(handler: bytes = b"soun") -> bytes:
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12))))
    return box(b"ftyp", b"M4A \0\0\0\0M4A ") + box(b"moov", track) + box(b"mdat", b"sound")


def archive(members: dict[str, bytes], *, stored: str = "") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content, ZIP_STORED if name == stored else ZIP_DEFLATED)
    return made.getvalue()


def docx(more: dict[str, bytes] | None = None, *, main: str = "wordprocessingml.document.main+xml") -> bytes:
    members = {"[Content_Types].xml": _WORD_TYPES.format(main).encode(), "word/document.xml": b"<w:document/>"}
    return archive(members | (more or {}))


def odt(more: dict[str, bytes] | None = None) -> bytes:
    members = {"mimetype": _ODT.encode(), "content.xml": b"<office:document-content/>"}
    return archive(members | (more or {}), stored="mimetype")


def picture(kind: str, *, turned: int = 1, size: tuple[int, int] = (60, 40)) -> bytes:
    """Left half red, right half blue, with place, camera and a comment hung on."""
    drawn = Image.new("RGB", size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0112] = turned
    exif[_GPS] = {1: "N", 2: (55.0, 40.0, 33.0), 3: "E", 4: (12.0, 34.0, 6.0)}
    made = BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", CAMERA)
        drawn.save(made, kind, exif=exif, pnginfo=words, dpi=(300, 300))
    elif kind == "JPEG":
        drawn.save(made, kind, exif=exif, comment=CAMERA.encode(), quality=95)
    else:
        drawn.save(made, kind, exif=exif, xmp=CAMERA.encode(), lossless=True)
    return made.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG's beginning with that size, and nothing behind it that could be decoded."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"no picture") + chunk(b"IEND", b"")


def webp_that_says(width: int, height: int) -> bytes:
    head = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    inside = b"WEBPVP8X" + struct.pack("<I", len(head)) + head
    return b"RIFF" + struct.pack("<I", len(inside)) + inside
