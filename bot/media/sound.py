"""Recordings: OGG with Opus or Vorbis, MP3, M4A. Only their framing is read, never the sound."""

from __future__ import annotations

from bot.media.refusals import DAMAGED, Refused

_OGG_HEAD = 27
_OGG_CODECS = (b"OpusHead", b"\x01vorbis")
_ID3_HEAD = 10
_FRAMES_SEEN = 3
_KBITS = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_M4A_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"dash")


def recording(content: bytes) -> str | None:
    """Its type; None for what is no recording. Raises Refused for one that breaks off."""
    if content.startswith(b"OggS"):
        return _ogg(content)
    if content[4:8] == b"ftyp":
        return _m4a(content)
    if content.startswith(b"ID3") or content[:1] == b"\xff":
        return _mp3(content)
    return None


def _ogg(content: bytes) -> str | None:
    at = 0
    while at < len(content):
        if content[at : at + 5] != b"OggS\0" or at + _OGG_HEAD > len(content):
            raise Refused(DAMAGED)
        segments = content[at + _OGG_HEAD - 1]
        body = at + _OGG_HEAD + segments
        if at == 0 and not content.startswith(_OGG_CODECS, body):
            return None
        at = body + sum(content[body - segments : body])
    if at != len(content):
        raise Refused(DAMAGED)
    return "audio/ogg"


def _mp3(content: bytes) -> str | None:
    at = 0
    if content.startswith(b"ID3"):
        if len(content) < _ID3_HEAD:
            raise Refused(DAMAGED)
        size = 0
        for part in content[6:_ID3_HEAD]:
            size = size << 7 | part & 0x7F
        at = _ID3_HEAD + size
        while at < len(content) and content[at] == 0:
            at += 1
    for _ in range(_FRAMES_SEEN):
        length = _frame(content[at : at + 4])
        if length is None:
            return None
        at += length
        if at == len(content):
            break
        if at > len(content):
            raise Refused(DAMAGED)
    return "audio/mpeg"


def _frame(head: bytes) -> int | None:
    """The length of the MPEG layer III frame that begins so; None when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, pitch = head[2] >> 4, head[2] >> 2 & 3
    if version not in _HERTZ or layer != 1 or rate in (0, 15) or pitch == 3:
        return None
    first = version == 3
    return (144 if first else 72) * _KBITS[first][rate] * 1000 // _HERTZ[version][pitch] + (head[2] >> 1 & 1)


def _m4a(content: bytes) -> str | None:
    """MP4 with sound and no film in it."""
    if content[8:12] not in _M4A_BRANDS:
        return None
    boxes: dict[bytes, bytes] = {}
    at = 0
    while at < len(content):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        elif size == 0:
            size = len(content) - at
        if size < 8 or at + size > len(content):
            raise Refused(DAMAGED)
        # Of the many pieces that sound may come in, only that there is one matters.
        boxes[name] = content[at : at + size] if name == b"moov" else b""
        at += size
    if not {b"moov", b"mdat"} <= boxes.keys():
        raise Refused(DAMAGED)
    handlers = {part[8:12] for part in boxes[b"moov"].split(b"hdlr")[1:]}
    return "audio/mp4" if b"soun" in handlers and b"vide" not in handlers else None
