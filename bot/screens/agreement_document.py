"""A version of the agreement as it is printed: the same lines for PDF and DOCX, in the reader's language."""

from __future__ import annotations

from typing import Literal

from bot.i18n import language
from bot.screen import GAP, Attachment, Line, Screen
from bot.screens import agreement_lines
from bot.screens.agreement_standing import Setting, short, standing, status
from bot.screens.agreements import INTENT
from bot.screens.summaries import file_name
from conversations.approving import Version
from conversations.sides import Side
from conversations.text import N_, Text, text

Kind = Literal["pdf", "docx"]
KINDS: tuple[Kind, ...] = ("pdf", "docx")


def document(setting: Setting, shown: Version) -> tuple[Line, ...]:
    """What is printed, in the reader's language; a version that is not approved by both says so."""
    assert shown.lines is not None
    called = agreement_lines.names(shown.lines)
    title = text(N_("Agreement between {danish} and {local}"), danish=called[Side.DANISH], local=called[Side.LOCAL])
    return (
        Line(title, "title"),
        Line(text(N_("Version {n}"), n=shown.n)),
        *status(setting, shown),
        *(line for line in agreement_lines.body(shown.lines, setting.speaks) if line != GAP),
        Line(Text(N_("Approvals")), "bold"),
        *standing(setting, shown),
        Line(Text(INTENT), "foot"),
        Line(Text(N_("People's own words stand in the language they were written in.")), "foot"),
        Line(
            # Translators: the small print under the agreement.
            text(
                N_("{title}, version {n}, made on {when}, seal {seal}."),
                title=setting.partnership.title, n=shown.n, when=setting.when(shown.at), seal=short(shown),
            ),
            "foot",
        ),
    )  # fmt: skip


def file(setting: Setting, shown: Version, kind: Kind) -> Screen:
    """The document as a file: PDF to print and sign, DOCX to work on."""
    what = N_("Version {n} of the agreement, to read or print.")
    if kind == "docx":
        what = N_("The same as a Word file, to work on. What is approved is the version in the chat.")
    # Translators: the end of a file's name, as in "Havn – Shore, agreement 2.pdf".
    which = language(setting.speaks).say(text(N_("agreement {n}"), n=shown.n))
    name = f"{file_name(setting.partnership.title)}, {file_name(which)}.{kind}"
    attachment = Attachment(kind, name, "", document(setting, shown))
    return Screen((Line(text(what, n=shown.n)),), attachment=attachment)
