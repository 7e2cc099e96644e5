"""Names of people and organisations as they are kept: in one form, visible, and nobody else's office.

It may not know who bears a name already, nor escape anything.
"""

from __future__ import annotations

import re
import unicodedata

from conversations.text import N_, Text, text

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
    N_("This name can't be used. Choose another. Nothing was saved. A name has letters and is nobody's office here.")
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
    if not line:
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


# Letters of other scripts, and digits, that pass for Latin ones.
_PASSES_FOR = str.maketrans(
    "\u0430\u0431\u0432\u0435\u0451\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0457\u0455\u0458\u0501\u051b\u0261\u026a\u0131"
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c3\u03c4\u03c5\u03c7"
    "01345789|!$",
    "abbeekmhopctyxiisjdqgii"
    "abeniKvoptuux".lower() + "oieastbgiis",
)
_OFFICES = (
    "staff", "staffmember", "admin", "administrator", "bot", "robot", "partnerdialog", "system", "support",
    "moderator", "telegram", "coordinator", "koordinator", "medarbejder", "medarbejdere", "personale",
    "\u0430\u0434\u043c\u0438\u043d", "\u0431\u043e\u0442",
)  # fmt: skip
_BESIDE_THEM = ("the", "your", "our", "a", "team", "official", "member", "main", "of", "and", "i", "ii")


def _look(words: str) -> list[str]:
    """The words as the eye takes them: without case, marks and signs, other scripts' twins as Latin."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c)).translate(_PASSES_FOR).replace("l", "i")
    return re.findall(r"\w+", bare)


_RESERVED = frozenset("".join(_look(office)) for office in _OFFICES)
_FILLING = frozenset("".join(_look(word)) for word in _BESIDE_THEM)


def _imitates(words: str) -> bool:
    """Whether it would be read as an office of this bot's; `Anna Bot` is a name, `Bot` and `Staff: ...` are not."""
    said = _look(words)
    before_colon = _look(re.split(r"[:：]", words, maxsplit=1)[0]) if re.search(r"[:：]", words) else []
    return _is_office(said) or _is_office(before_colon)


def _is_office(words: list[str]) -> bool:
    if "".join(words) in _RESERVED:
        return True
    return any(w in _RESERVED for w in words) and all(w in _RESERVED or w in _FILLING for w in words)
