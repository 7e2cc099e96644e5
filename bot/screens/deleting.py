"""Deleting a partnership: what is asked before, what everybody concerned is told. Values in, screens out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.store.partnerships import Partnership
from conversations.text import N_, Text, counted, text


def name_asked(
    partnership: Partnership, stamp: str, *, days: int, by_consent: bool, why: Sequence[Text] = ()
) -> Screen:
    """The typed name is what keeps a slip of the finger from deleting anything."""
    lines = [*(Line(one) for one in why), *([GAP] if why else [])]
    lines.append(Line(partnership.title, "bold"))
    if by_consent:
        lines.append(
            Line(Text(N_("Answers have been opened, so it is deleted only if both sides agree. They will be asked.")))
        )
    lines += [
        Line(
            counted(
                "Everything in it will be gone for good; it can be undone for {n} day.",
                "Everything in it will be gone for good; it can be undone for {n} days.",
                days,
            )
        ),
        GAP,
        Line(text(N_("To go on, write exactly: {name}"), name=partnership.local_name)),
    ]
    return Screen(tuple(lines), ((Button(Text(N_("Cancel")), f"qdx:{stamp}"),),))


WRONG_NAME = Text(N_("That is not the name of the local organisation. Nothing was deleted."))
CANCELLED = Text(N_("Cancelled. Nothing was deleted."))
ASKED = Text(N_("Both sides have been asked. If both agree, it is deleted once the time to undo it is over."))
KEPT = Text(N_("✓ It is not deleted. Everything is as it was."))
DECLINED = Text(N_("The partnership is not deleted: not everybody agrees to it."))
YOU_AGREED = Text(N_("✓ Your side agrees. It is deleted only if the other side agrees too."))
YOU_DECLINED = Text(N_("✓ Your side does not agree. Nothing is deleted."))
ALREADY_AGREED = Text(N_("Your side has agreed already. Nothing was changed."))


def consent_asked(partnership: Partnership, *, days: int) -> Screen:
    n = partnership.id
    lines = (
        Line(partnership.title, "bold"),
        Line(
            Text(
                N_(
                    "Staff ask whether this partnership may be deleted here: everything you and your "
                    "partner wrote would be gone for good. It happens only if both sides agree."
                )
            )
        ),
        Line(
            counted(
                "After that it can be undone for {n} day.",
                "After that it can be undone for {n} days.",
                days,
            )
        ),
    )
    return Screen(lines, _keep_or(Button(Text(N_("Delete it for good")), f"qdy:{n}"), partnership))


def really(partnership: Partnership, *, days: int) -> Screen:
    """Asked once more before a side's consent counts."""
    lines = (
        Line(partnership.title, "bold"),
        Line(
            counted(
                "Really? Everything both sides wrote will be gone after {n} day.",
                "Really? Everything both sides wrote will be gone after {n} days.",
                days,
            )
        ),
    )
    return Screen(lines, _keep_or(Button(Text(N_("Yes, delete it for good")), f"qdY:{partnership.id}"), partnership))


def _keep_or(delete: Button, partnership: Partnership) -> tuple[tuple[Button, ...], ...]:
    """What loses nothing stands first."""
    return ((Button(Text(N_("No, keep everything")), f"qdn:{partnership.id}"),), (delete,))


def due(partnership: Partnership, date: str, *, may_keep: bool) -> Screen:
    """For staff, and for the sides; those who may regret it have a button for that."""
    lines = (
        Line(partnership.title, "bold"),
        Line(
            text(
                N_("This partnership will be deleted on {date}, with everything in it. No more questions are asked."),
                date=date,
            )
        ),
    )
    keep = (Button(Text(N_("Do not delete it")), f"qu:{partnership.id}"),)
    return Screen(lines, (keep,) if may_keep else ())


def gone(title: str) -> Screen:
    """The last word: there is nothing left to press."""
    return Screen(
        (
            Line(title, "bold"),
            Line(Text(N_("This partnership has been deleted, with everything that was written in it."))),
        )
    )
