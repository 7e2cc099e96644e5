"""Draws the picture from standard input again and writes it to standard output. Run as a process of its own.

It stands alone: it may import nothing of this project, and opens no file.
"""

from __future__ import annotations

import contextlib
import sys
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
TOO_MANY_PIXELS, UNREADABLE = 3, 4

_MEMORY = 1_500_000_000
_CPU_SECONDS = 90
_AS: dict[str, dict[str, int]] = {"JPEG": {"quality": 90}, "PNG": {"compress_level": 3}, "WEBP": {"quality": 85}}
_ORIENTATION = 0x0112


class TooManyPixels(Exception):
    """More than may be decoded; nothing has been."""


def main() -> int:
    _hold_back()
    # Only here: the bot itself, which reads the numbers above, does without the library.
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    content = sys.stdin.buffer.read()
    try:
        made = redraw(content, sys.argv[1])
    except (TooManyPixels, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return TOO_MANY_PIXELS
    except Exception:
        return UNREADABLE
    sys.stdout.buffer.write(made)
    return 0


def redraw(content: bytes, kind: str) -> bytes:
    """The first picture of the file, in the same format and upright, with its pixels and nothing else."""
    made = BytesIO()
    _bare(content, kind).save(made, kind, **_AS[kind])
    return made.getvalue()


def _bare(content: bytes, kind: str) -> Image:
    """Its own function, so that what decoding needed is given back before encoding begins."""
    from PIL import Image

    if kind == "WEBP":
        _check(*_webp_size(content))  # the library makes room for the whole picture when it opens one
    with Image.open(BytesIO(content), formats=[kind]) as opened:
        _check(opened.width, opened.height)
        opened.load()  # asked for nothing before this: a failed decoding is told once, then gives a black picture
        bare = _in_plain_colours(_upright(opened), kind)
    bare.info.clear()
    return bare


def _upright(picture: Image) -> Image:
    """Turned as its camera says, because what the camera says is left out."""
    from PIL.Image import Transpose

    turned = None
    with contextlib.suppress(Exception):  # what cannot be read there does not make the picture unreadable
        turned = picture.getexif().get(_ORIENTATION)
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[turned]) if turned in turns else picture


def _in_plain_colours(picture: Image, kind: str) -> Image:
    if kind != "JPEG" and picture.has_transparency_data:
        return picture.convert("RGBA")
    grey = ("L",) if kind == "JPEG" else ("1", "L", "I;16") if kind == "PNG" else ()
    return picture.copy() if picture.mode in grey else picture.convert("RGB")


def _check(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise TooManyPixels


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height as the first part of the file says them."""
    part, head = content[12:16], content[20:30]
    if part == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if part == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF


def _hold_back() -> None:
    """The limits of this process, where the system knows such."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
