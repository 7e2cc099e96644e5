"""Names of people and organisations as they are kept: in one form, visible, and nobody else's office.

It may not know who bears a name already, nor escape anything.
"""

from __future__ import annotations

import re
import unicodedata

from conversations.text import N_, Text, text
from conversations.words import is_empty

LONGEST_NAME = 60
LONGEST_LINE = 100

# More marks than this on one letter only serve to cover the lines around it.
_MOST_MARKS = 4
_JOINERS = frozenset("\u200c\u200d")  # part of how Persian, Hindi or Sinhala words are spelt
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffe\uffff")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_LINK = re.compile(r"://|www\.|\bt\.me\b|@", re.IGNORECASE)

EMPTY = text(N_("I received an empty message. Nothing was saved. Write it in letters."))
NO_LINKS = text(N_("A web address or an @ can't stand here. Nothing was saved. Write it without."))
UNUSABLE = text(
    N_(
        "This name can't be used. Choose another. Nothing was saved. "
        "A name needs letters, and it can't be a word such as Staff or Admin."
    )
)


def name(words: str) -> str | Text:
    """The name as it is kept, or the sentence that says why it cannot be used and what is allowed."""
    line = _line(words, LONGEST_NAME)
    if isinstance(line, str) and (_imitates(line) or not any(c.isalpha() for c in line)):
        return UNUSABLE
    return line


def short_line(words: str) -> str | Text:
    """What somebody writes about themselves in one line, as it is kept, or why it cannot be."""
    return _line(words, LONGEST_LINE)


def _line(words: str, longest: int) -> str | Text:
    line = _visible(words)
    if is_empty(line):
        return EMPTY
    if len(line) > longest:
        return text(
            N_("This is too long: {n} letters and signs at the most. Nothing was saved. Write it shorter."),
            n=longest,
        )
    return NO_LINKS if _LINK.search(unicodedata.normalize("NFKC", line)) else line


def _visible(words: str) -> str:
    """In one line and one form (NFC), single spaces, without what cannot be seen or turns the text around."""
    kept: list[str] = []
    marks = 0
    for c in unicodedata.normalize("NFC", words):
        category = unicodedata.category(c)
        marks = marks + 1 if category.startswith("M") else 0
        if c.isspace():
            kept.append(" ")
        elif c in _JOINERS:
            if kept and not kept[-1].isascii():
                kept.append(c)
        elif category not in _UNSEEN and c not in _BLANK and marks <= _MOST_MARKS:
            kept.append(c)
    return " ".join(" ".join(part.split()) for part in "".join(kept).split(" ") if part.strip("\u200c\u200d"))


# Cyrillic, Greek and other letters, digits and signs that the eye takes for the Latin letter.
_TWINS = {
    "a": "аα@4", "b": "вβ8", "c": "сϲ", "d": "ԁ", "e": "еε3", "g": "ɡ9", "h": "нһ", "i": "іιıɪl1|",
    "j": "јʝ", "k": "кκ", "m": "мϻ", "n": "ηո", "o": "оοօ0", "p": "рρ", "q": "ԛ", "r": "гᴦ",
    "s": "ѕς5$", "t": "тτ7", "u": "υս", "v": "ν", "w": "ԝω", "x": "хχ", "y": "уγ",
}  # fmt: skip
_PASSES_FOR = {ord(twin): letter for letter, twins in _TWINS.items() for twin in twins}
_OFFICES = (
    "staff", "staffmember", "admin", "administrator", "bot", "robot", "partnerdialog", "system", "support",
    "moderator", "telegram", "coordinator", "koordinator", "medarbejder", "medarbejdere", "personale",
    "админ", "бот",
)  # fmt: skip
_BESIDE_THEM = ("the", "your", "our", "a", "team", "official", "member", "main", "of", "and", "i", "ii")


def _look(words: str) -> list[str]:
    """The words as the eye takes them: without case, marks and signs, other scripts' twins as Latin."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c)).translate(_PASSES_FOR)
    return re.findall(r"\w+", bare)


_RESERVED = frozenset("".join(_look(office)) for office in _OFFICES)
_FILLING = frozenset("".join(_look(word)) for word in _BESIDE_THEM)


def _imitates(words: str) -> bool:
    """Whether it reads as an office of this bot's: `Bot Valley` is a name, `Bot` and `Staff: ...` are not."""
    said = _look(words)
    before_colon = _look(re.split(r"[:：]", words, maxsplit=1)[0]) if re.search(r"[:：]", words) else []
    return _is_office(said) or _is_office(before_colon)


def _is_office(words: list[str]) -> bool:
    if "".join(words) in _RESERVED:
        return True
    return any(w in _RESERVED for w in words) and all(w in _RESERVED or w in _FILLING for w in words)
