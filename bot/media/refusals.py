"""Why a file cannot be kept, as the sentence for the person who sent it."""

from __future__ import annotations

from conversations.text import N_

NOT_FETCHED = N_("It could not be fetched from Telegram.")
TOO_LARGE = N_("It is larger than 20 MB.")
EMPTY = N_("It is empty.")
DAMAGED = N_("It is damaged or not complete.")
TOO_MANY_PIXELS = N_("The picture has more than 50 million pixels.")
MACROS = N_("The file contains macros or other programs.")
NOT_TAKEN = {
    "voice": N_("It is not a recording I can take. I take OGG, MP3 and M4A."),
    "photo": N_("It is not a picture I can take. I take JPG, PNG and WEBP."),
    "document": N_("It is not a file I can take. I take PDF, DOCX, ODT, plain text, pictures and recordings."),
    "agreement": N_("It is not a file I can take for the agreement. I take PDF and DOCX, and photos sent as photos."),
}


class Refused(Exception):
    """This file will never be kept; `why` is marked wording."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
