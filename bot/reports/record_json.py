"""Data to keep or to take elsewhere: JSON as it was made for its reader, in UTF-8."""

from __future__ import annotations

import re

# Halves of surrogate pairs are no characters, and no file in UTF-8 can hold them.
_NO_CHARACTERS = re.compile("[\ud800-\udfff]")


def data(written: str) -> bytes:
    return _NO_CHARACTERS.sub("\ufffd", written).encode()
