"""Finding one of many names by what somebody wrote."""

from __future__ import annotations

import unicodedata


def found(options: tuple[tuple[str, str], ...], words: str, most: int = 8) -> tuple[tuple[str, str], ...]:
    """The (code, name) pairs that fit what was written: an exact one alone, else by beginning or part."""

    def plain(s: str) -> str:
        signs = unicodedata.normalize("NFKD", s.casefold())
        return "".join(c for c in signs if not unicodedata.combining(c)).strip()

    wanted = plain(words)
    if not wanted:
        return ()
    names = [(plain(name), (code, name)) for code, name in options]
    exact = tuple(pair for name, pair in names if name == wanted or pair[0].casefold() == wanted)
    begins = tuple(pair for name, pair in names if name.startswith(wanted))
    contains = tuple(pair for name, pair in names if wanted in name and not name.startswith(wanted))
    return exact[:1] or (begins + contains)[:most]
