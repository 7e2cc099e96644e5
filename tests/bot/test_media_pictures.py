"""A kept picture is its pixels, upright, and nothing else."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.media.folder import Folder
from bot.media.pictures import redrawn
from bot.media.refusals import DAMAGED, TOO_MANY_PIXELS, Refused
from tests.bot import samples_of_files as sample

KINDS = ["JPEG", "PNG", "WEBP"]


async def why_refused(content: bytes, mime: str) -> str:
    with pytest.raises(Refused) as refused:
        await redrawn(content, mime)
    return refused.value.why


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 200 and pixel[2] < 60)


@pytest.mark.parametrize("kind", KINDS)
async def test_place_camera_and_comment_are_gone_and_the_picture_is_there(kind: str) -> None:
    before = sample.picture(kind)
    assert sample.CAMERA.encode() in before

    after = await redrawn(before, f"image/{kind.lower()}")

    assert sample.CAMERA.encode() not in after
    assert b"Exif" not in after
    assert b"eXIf" not in after
    with Image.open(BytesIO(after)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (60, 40), {})
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background"}
        rgb = picture.convert("RGB")
        assert (is_red(rgb.getpixel((10, 20))), is_red(rgb.getpixel((50, 20)))) == (True, False)


async def test_a_picture_that_was_taken_sideways_is_kept_upright() -> None:
    after = await redrawn(sample.picture("JPEG", turned=6), "image/jpeg")

    with Image.open(BytesIO(after)) as picture:
        assert picture.size == (40, 60)
        assert (is_red(picture.getpixel((20, 10))), is_red(picture.getpixel((20, 50)))) == (True, False)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
async def test_every_kind_of_png_can_be_kept(mode: str) -> None:
    made = BytesIO()
    Image.new(mode, (8, 8)).save(made, "PNG")

    with Image.open(BytesIO(await redrawn(made.getvalue(), "image/png"))) as picture:
        assert (picture.format, picture.size) == ("PNG", (8, 8))


async def test_what_is_hidden_behind_the_picture_is_gone() -> None:
    after = await redrawn(sample.picture("JPEG") + b"<html><script>alert(1)</script></html>", "image/jpeg")

    assert b"<html>" not in after


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (sample.png_that_says(30_000, 30_000), "image/png"),
        (sample.png_that_says(7_072, 7_071), "image/png"),
        (sample.webp_that_says(16_000, 16_000), "image/webp"),
    ],
)
async def test_too_many_pixels_are_refused_before_anything_is_decoded(content: bytes, mime: str) -> None:
    """There is nothing in these files to decode: had it been tried, they would be called damaged."""
    assert await why_refused(content, mime) == TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", KINDS)
async def test_a_picture_that_breaks_off_is_damaged(kind: str) -> None:
    content = sample.picture(kind, size=(400, 300))

    assert await why_refused(content[: len(content) * 2 // 3], f"image/{kind.lower()}") == DAMAGED


async def test_a_picture_that_is_none_is_damaged() -> None:
    assert await why_refused(sample.png_that_says(10, 10), "image/png") == DAMAGED
    assert await why_refused(sample.PDF, "image/jpeg") == DAMAGED


def test_only_the_bot_may_look_into_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "var" / "media"
    path.mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        Folder(path).keep("name", b"content")
    finally:
        os.umask(before)

    modes = {found.name: oct(found.stat().st_mode & 0o777) for found in (path, *path.iterdir())}
    assert modes == {"media": "0o700", "name": "0o600"}


def test_what_cannot_be_written_whole_is_not_there_at_all(tmp_path: Path) -> None:
    (tmp_path / "name").mkdir()  # a folder cannot be replaced by a file: the last step fails

    with pytest.raises(OSError, match="name"):
        Folder(tmp_path).keep("name", b"content")

    assert [found.name for found in tmp_path.iterdir()] == ["name"]
