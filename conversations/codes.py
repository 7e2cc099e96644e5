"""Invitation codes: eight signs that cannot be taken for one another, and what people type instead of them.

Nothing here makes a code, and only the hash of one is ever kept.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from itertools import pairwise

# Without I and L (1), O (0) and U (V): forty bits, which nobody guesses in ten tries an hour.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

_TAKEN_FOR = str.maketrans("ILOU", "110V")
_CODE = re.compile(f"[{SIGNS}]{{{LENGTH}}}")
_AROUND = "-.,:;!?\"'()[]<>«»“”„’*_`"  # may stand before or after a code in a sentence
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


def found(words: str) -> str | None:
    """The code in what a stranger wrote, alone or inside a sentence; None unless exactly one fits best.

    Inside a sentence one of its halves mixes letters and digits: "tomorrow" and "from 2026" are no codes.
    """
    if (alone := read(words)) is not None:
        return alone
    shaped = [(code, _mixed(halves)) for halves in _halves(words) if (code := read("".join(halves))) and _mixed(halves)]
    best = {code for code, mixed in shaped if mixed == max(m for _, m in shaped)}
    return best.pop() if len(best) == 1 else None


def hashed(code: str) -> str:
    return sha256(code.encode("utf-8", "replace")).hexdigest()


def _halves(words: str) -> list[tuple[str, str]]:
    """Every word, and every two neighbours, that come in two parts of four signs."""
    plain = "".join("-" if unicodedata.category(c) == "Pd" else c for c in unicodedata.normalize("NFKC", words))
    spoken = [word.strip(_AROUND) for word in plain.split()]
    spoken = [word for word in spoken if word]
    half = LENGTH // 2
    alone = [word.replace("-", "", 1) if word.find("-") == half else word for word in spoken]
    pairs = [(one, two) for one, two in pairwise(spoken) if len(one) == len(two) == half]
    return [(word[:half], word[half:]) for word in alone if len(word) == LENGTH] + pairs


def _mixed(halves: tuple[str, str]) -> int:
    """In how many halves there is a digit; 0 where none of them has a letter beside it."""
    with_digit = [half for half in halves if any(c.isdigit() for c in half)]
    return len(with_digit) if any(c.isalpha() for half in with_digit for c in half) else 0


def _digit(c: str) -> str:
    value = unicodedata.decimal(c, None)
    return c if value is None else str(value)
