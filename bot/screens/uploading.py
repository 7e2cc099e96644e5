"""Sending the agreement the partners have already: what is asked, what has come, and both sides reading it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screen import Attachment, Button, Line, Screen
from conversations.approving import SEAL_SHOWN
from conversations.text import N_, Text, Value, counted, text

ASKED = N_(
    "Send the agreement you have: a PDF, a Word file (DOCX) or photos of each page. Press “That is all” after the "
    "last one."
)
AS_FILE = N_(
    "The agreement has to be sent as a file: a PDF, a Word file (DOCX) or photos of each page. Nothing was saved. "
    "Send it, or press Cancel."
)
NOT_TAKEN = N_(
    "I can't take this for the agreement. Nothing was saved. Send a PDF, a Word file (DOCX), or photos of each page "
    "sent as photos."
)
TOO_LARGE = N_("The file is too large (max 20 MB). Nothing was saved. Send a smaller one.")
NOT_NOW = N_(
    "The agreement can't be sent now: it was sent in the meantime, or the partnership is closed. Nothing was saved."
)
STOPPED = N_("Sending the agreement was stopped, and nothing of it was kept.")
NO_PAGE = N_("This is not for the agreement.")
CANCELLED = N_("Cancelled. Nothing was saved.")


def send(partnership: int, *, own: bool, named: str | None = None) -> tuple[Button, ...]:
    """The way in. `own` for the sides; `named` where several partnerships are shown together."""
    if named is not None:
        label = text(N_("Send our agreement: {title}"), title=named)
    else:
        label = Text(N_("Send our agreement")) if own else Text(N_("Send their agreement"))
    return (Button(label, f"Us:{partnership}"),)


def read(agreement: int, *, own: bool, named: str | None = None) -> tuple[Button, ...]:
    """The way to the one that was sent."""
    if named is not None:
        label = text(N_("Read our agreement: {title}"), title=named)
    else:
        label = Text(N_("Read our agreement")) if own else Text(N_("Read their agreement"))
    return (Button(label, f"Uf:{agreement}"),)


def asked(partnership: int, title: str) -> Screen:
    return Screen((Line(title, "bold"), Line(Text(ASKED))), ((_cancel(partnership),),))


def received(partnership: int, title: str, media: tuple[int, ...]) -> Screen:
    """How many files have come; the button that removes the last names it, so an old one removes nothing else."""
    if not media:
        return asked(partnership, title)
    came = counted(
        "{n} file received. Send the next page, or press “That is all”.",
        "{n} files received. Send the next page, or press “That is all”.",
        len(media),
    )
    rows = (
        (Button(Text(N_("That is all")), f"Ud:{partnership}"),),
        (Button(Text(N_("Remove the last one")), f"Ur:{partnership}:{media[-1]}"), _cancel(partnership)),
    )
    return Screen((Line(title, "bold"), Line(came)), rows)


def stopped(again: tuple[Button, ...] | None) -> Screen:
    """`again` is the way to send it after all, if it can be sent."""
    return Screen((Line(Text(STOPPED)),), (again,) if again else ())


def is_it_a_page(title: str, partnership: int, n: int, last: int) -> Screen:
    """`last` is the message of the last file, so that an old button is about no other files."""
    asked = counted(
        "{n} file came. Is it a page of the agreement?", "{n} files came. Are they pages of the agreement?", n
    )
    page = Button(Text(N_("Yes, a page of it")), f"Up:{partnership}:{last}")
    answer = Button(Text(N_("No, it is an answer")), f"Ua:{partnership}:{last}")
    return Screen((Line(title, "bold"), Line(asked), Line(Text(N_("Nothing is saved yet.")))), ((page,), (answer,)))


def too_many(most: int) -> Text:
    return counted(
        "At most {n} file can be sent. This one was not saved. Put the pages into one PDF, or press “That is all”.",
        "At most {n} files can be sent. This one was not saved. Put the pages into one PDF, or press “That is all”.",
        most,
    )


def sent(title: str, n: int) -> Screen:
    done = counted("✓ Sent: {n} file.", "✓ Sent: {n} files.", n)
    then = N_("In a few minutes both sides are told to read it. It counts once both have approved it as it is.")
    return Screen((Line(title, "bold"), Line(done), Line(Text(then))))


@dataclass(frozen=True)
class Sealed:
    """A version that was sent and is whole. `overtakes`: the one before, and the only organisation that approved it."""

    title: str
    id: int
    n: int
    seal: str
    overtakes: tuple[int, str] | None = None


def to_approve(version: Sealed, who: Value) -> Screen:
    """For both sides alike, also for the one who sent it."""
    # Translators: {who} is a person with their organisation, as in "Anna (Havn)".
    came = N_("An agreement you already have was sent by {who}. Read it, and approve it as it is.")
    if version.overtakes is None:
        which = text(N_("This is version {n}."), n=version.n)
    else:
        before, side = version.overtakes
        # Translators: {n} and {m} are numbers of versions of an agreement, {side} is the name of an organisation.
        gone = N_("Version {n} was approved by {side} only; it has no effect any more. This is version {m}.")
        which = text(gone, n=before, side=side, m=version.n)
    lines = (Line(version.title, "bold"), Line(text(came, who=who)), Line(which))
    return Screen(lines, (_read_it(version), (approve(version.id, version.seal),)))


def told_to_sender(version: Sealed) -> Screen:
    """For somebody of the staff who sent it."""
    said = N_("Both sides have been told to read the agreement you sent, and to approve it as it is.")
    return Screen((Line(version.title, "bold"), Line(Text(said))), (_read_it(version),))


def told_to_staff(version: Sealed) -> Screen:
    """For those who follow the partnership."""
    said = N_(
        "The agreement the partners have already was sent in, as version {n}. It waits for the approval of both sides."
    )
    return Screen((Line(version.title, "bold"), Line(text(said, n=version.n))), (_read_it(version),))


def _read_it(version: Sealed) -> tuple[Button, ...]:
    return (Button(Text(N_("Read it")), f"Uf:{version.id}"),)


def page(kind: str, name: str, path: str) -> Screen:
    return Screen((), attachment=Attachment("media", f"{kind}/{name}", path))


def all_pages(title: str, n: int, approving: Button | None) -> Screen:
    """After the files, so that the way to approve stands under them."""
    said = counted(
        "This is the whole agreement: {n} file.", "This is the whole agreement: {n} files, in the order above.", n
    )
    return Screen((Line(title, "bold"), Line(said)), ((approving,),) if approving else ())


def approve(agreement: int, seal: str) -> Button:
    """Leads to the sentence that is accepted; only there anything is approved."""
    return Button(Text(N_("Approve it as it is")), f"Ky:{agreement}:{seal[:SEAL_SHOWN]}")


def not_kept(title: str, partnership: int, why: str, *, own: bool) -> Screen:
    """`why` is marked wording, a whole sentence about one of the files."""
    return Screen(
        (
            Line(title, "bold"),
            Line(Text(N_("A file of the agreement you sent could not be kept."))),
            Line(Text(why)),
            Line(Text(N_("Nothing of it was saved or shown to anybody. Please send the whole agreement again."))),
        ),
        (send(partnership, own=own),),
    )


def on_side(name: str | None, organisation: str) -> Value:
    # Translators: a person's name and their organisation, as in "Anna (Havn)".
    return text(N_("{name} ({organisation})"), name=name or "?", organisation=organisation)


def of_staff(name: str | None) -> Value:
    # Translators: a person on the staff, as in "Bo (staff)".
    return text(N_("{name} (staff)"), name=name or "?")


def _cancel(partnership: int) -> Button:
    return Button(Text(N_("Cancel")), f"Ux:{partnership}")
