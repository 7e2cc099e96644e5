"""Reading what people write: what cannot be kept, what is empty, what looks like a private number.

Nothing here knows a question or a language.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4096
# A client cuts a long text into messages of 4,096; one this long is likely to be followed by another.
LIKELY_CUT = 4000

_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0\ufeff\u2060\ufe0e\ufe0f")
_CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\d(?:[ ./()-]{0,2}\d){6,14}"
    r"|\d{2}(?: \d{2}){3}|0\d{2,3}[ -]\d{3}[ -]?\d{3,4}|\d{8,12})(?!\d)"
)


def kept(words: str) -> tuple[str, bool]:
    """The words as they can be kept, and whether a sign had to be replaced (NUL and halves of signs)."""
    clean = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in words)
    return clean, clean != words


def is_empty(words: str) -> bool:
    """Nothing that can be seen: spaces, control and zero-width signs only."""
    return all(
        c.isspace() or c in _INVISIBLE or unicodedata.category(c) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for c in words
    )


def without_private_numbers(words: str) -> str | None:
    """The words with what looks like a CPR, card or telephone number taken out; None if there is none."""
    clean = words
    # Searched in plain digits, one for one, so that what is found is cut from the words as they were written.
    digits = "".join(str(unicodedata.decimal(c, c)) for c in words)
    for pattern in (_CARD, _CPR, _PHONE):
        for match in reversed(list(pattern.finditer(digits))):
            if pattern is not _CARD or _luhn(match[0]):
                start, end = match.span()
                clean = f"{clean[:start]}…{clean[end:]}"
                digits = f"{digits[:start]}…{digits[end:]}"
    return clean if clean != words else None


def whole_number(words: str) -> int | None:
    """A whole number in any script's digits, None for anything else."""
    words = words.strip()
    sign = -1 if words.startswith("-") else 1
    digits = words[1:] if words.startswith("-") else words
    if not digits or len(digits) > 12:
        return None
    number = 0
    for c in digits:
        digit = unicodedata.decimal(c, None)
        if digit is None:
            return None
        number = number * 10 + digit
    return sign * number


def _luhn(number: str) -> bool:
    digits = [int(c) for c in reversed(number) if c.isdecimal()]
    doubled = [d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(digits)]
    return len(digits) >= 13 and sum(doubled) % 10 == 0
