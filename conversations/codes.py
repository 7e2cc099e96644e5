"""Invitation codes: eight signs that cannot be taken for one another, and what people type instead of them.

Nothing here makes a code, and only the hash of one is ever kept.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

# Without I and L (1), O (0) and U (V): forty bits, which nobody guesses in ten tries an hour.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

_TAKEN_FOR = str.maketrans("ILOU", "110V")
_CODE = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
_IN_LINK = re.compile(r"[?&]start=([\w-]+)")


def as_shown(code: str) -> str:
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def read(words: str) -> str | None:
    """The code in what somebody typed or pasted, a whole link too; None if it cannot be one."""
    link = _IN_LINK.search(words)
    plain = unicodedata.normalize("NFKC", link[1] if link else words).upper()
    signs = [_digit(c) for c in plain if unicodedata.category(c) not in {"Zs", "Pd", "Cf", "Cc"}]
    code = "".join(signs).translate(_TAKEN_FOR)
    return code if _CODE.fullmatch(code) else None


def hashed(code: str) -> str:
    return sha256(code.encode("utf-8", "replace")).hexdigest()


def _digit(c: str) -> str:
    value = unicodedata.decimal(c, None)
    return c if value is None else str(value)
