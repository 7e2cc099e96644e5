"""Questions answered in one's own words, by voice, photo or document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from conversations.answers import Json
from conversations.inputs import Raw, Said, Sent, Tap
from conversations.questions.base import (
    NOT_IN_LIST,
    Partly,
    PrivateNumber,
    Question,
    Reading,
    Refusal,
    Settled,
)
from conversations.sides import Side
from conversations.text import N_, Text, text
from conversations.words import LIKELY_CUT, LONGEST, is_empty, kept, without_private_numbers

LAST_AWAY = Tap("-")  # takes the last message of a free answer away


LONGEST_TITLE = 200


MOST_PIECES = 20  # messages in one free answer: more would not be read by anybody


EMPTY = N_("I received an empty message. Nothing was saved. Write your answer or press Skip.")


LACKS_TITLE = N_("Write a few words as its title first, or remove the last one.")


PRIVATE = N_("This looks like a private number. Nothing was saved. Write it again without the number.")


TOO_LONG = N_(
    "Your answer is too long for one message (max 4,096 characters). Nothing was saved. "
    "Send it in parts and press Done."
)


@dataclass(frozen=True, kw_only=True)
class FreeText(Question):
    """A sentence or two, a voice message, photos or a document, in one or several messages."""

    free: ClassVar[bool] = True
    how: ClassVar[str] = N_(
        "Write a sentence or two, or send a voice message, a photo or a document. Any language will do."
    )

    def piece(self, raw: Raw) -> dict[str, Json] | Refusal:
        """One message of the answer as it is kept, also when it is edited later, or why it cannot be."""
        return read_piece(raw)

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if raw == LAST_AWAY and _pieces(draft):
            return Partly({"pieces": _pieces(draft)[:-1]})
        piece = self.piece(raw)
        if not isinstance(piece, dict):
            return piece
        pieces = [*_pieces(draft), piece]
        if len(pieces) > MOST_PIECES:
            return Refusal(
                text(N_("One answer holds {n} messages at the most. Nothing was added. Press Done."), n=MOST_PIECES)
            )
        if len(piece.get("t", "")) >= LIKELY_CUT or _pieces(draft):
            return Partly({"pieces": pieces})
        return Settled({"pieces": pieces})

    def finish(self, draft: Json) -> Reading:
        return Settled(draft) if _pieces(draft) else Refusal(Text(EMPTY))


@dataclass(frozen=True, kw_only=True)
class ListOf(FreeText):
    """Up to `most` items, one a message, closed with Done.

    `titled` items are goals and the like, which are read at a glance: a few words each, also for a recording.
    """

    most: int
    titled: bool = False
    how: ClassVar[str] = N_("Send one item per message, written, spoken or as a photo. Press Done after the last one.")

    def piece(self, raw: Raw) -> dict[str, Json] | Refusal:
        piece = super().piece(raw)
        if self.titled and isinstance(piece, dict) and len(piece.get("t", "")) > LONGEST_TITLE:
            return Refusal(
                text(N_("At most {n} letters and signs, to be read at a glance. Nothing was added."), n=LONGEST_TITLE)
            )
        return piece

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        if raw == LAST_AWAY:
            return Partly({"pieces": _pieces(draft)[:-1]})
        piece = self.piece(raw)
        if not isinstance(piece, dict):
            return piece
        pieces = [*_pieces(draft), piece]
        if self.lacks_title(draft):
            if "f" in piece:
                return Refusal(Text(LACKS_TITLE))
            title = {key: piece[key] for key in ("t", "r") if key in piece}
            pieces = [*_pieces(draft)[:-1], _pieces(draft)[-1] | title]
        if len(pieces) > self.most:
            why = N_("The list is full: {n} at the most. Nothing was added. Press Done.")
            return Refusal(text(why, n=self.most))
        if self.lacks_title({"pieces": pieces}):
            return Partly({"pieces": pieces})
        return Settled({"pieces": pieces}) if len(pieces) == self.most else Partly({"pieces": pieces})

    def finish(self, draft: Json) -> Reading:
        if self.lacks_title(draft):
            return Refusal(Text(LACKS_TITLE))
        return super().finish(draft)

    def lacks_title(self, draft: Json) -> bool:
        """The last item is a file that still needs a few words."""
        return self.titled and bool(_pieces(draft)) and "t" not in _pieces(draft)[-1]


def read_piece(raw: Raw) -> dict[str, Json] | Refusal:
    """One message of a free answer as it is kept, or why it cannot be."""
    if isinstance(raw, Tap):
        return Refusal(Text(NOT_IN_LIST))
    written = raw.words if isinstance(raw, Said) else raw.caption
    words, replaced = kept(written)
    if len(words) > LONGEST:
        return Refusal(Text(TOO_LONG))
    piece: dict[str, Json] = {} if is_empty(written) else {"t": words}
    if isinstance(raw, Sent):
        piece |= {"f": raw.media, "k": raw.kind} | ({"g": raw.album} if raw.album else {})
    elif not piece:
        return Refusal(Text(EMPTY))
    if raw.source is not None:
        piece["m"] = raw.source
    if replaced:
        piece["r"] = True
    return piece


def private_number(raw: Raw) -> PrivateNumber | None:
    """Whether the words hold what looks like a CPR, card or telephone number."""
    words = raw.words if isinstance(raw, Said) else raw.caption if isinstance(raw, Sent) else ""
    without = without_private_numbers(words)
    return PrivateNumber(without) if without is not None else None


def _pieces(draft: Json) -> list[Json]:
    return list(draft["pieces"]) if draft else []
