"""All versions of the agreement, and how two of them differ: what each line said before, and what it says now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens import agreement_lines
from bot.screens.agreement_labels import HEADINGS
from bot.screens.agreement_standing import Setting, status
from bot.screens.agreements import WHAT_CHANGED, WOULD_SAY
from bot.screens.joint import Names
from conversations.agreement import Change, Difference, Heading, differences, open_points
from conversations.agreement import Line as Agreed
from conversations.approving import Version
from conversations.text import N_, Text, counted, text

MOST_SHOWN = 6  # in a message nobody asked for
MOST_LISTED = 30

# Translators: {heading} is a part of the agreement, for instance "Goals".
_CHANGES = {
    Change.NEW: N_("{heading}: new"),
    Change.CHANGED: N_("{heading}: changed"),
    Change.GONE: N_("{heading}: left out"),
}
_OF_OPEN_POINTS = {
    Change.NEW: N_("New open point"),
    Change.CHANGED: N_("Open point, changed"),
    Change.GONE: N_("Not an open point any more"),
}
DOES_IT_SAY = N_("Does it say what you mean?")
_NO_LINES = N_("No line differs.")


def between(
    before: Sequence[Agreed], after: Sequence[Agreed], speaks: str | None, *, most: int | None = None
) -> list[Line]:
    """Each line that differs, with what the organisations were called in its own version."""
    found = differences(before, after)
    was, now = agreement_lines.names(before), agreement_lines.names(after)
    lines = [line for one in found[:most] for line in (GAP, *_one(one, was, now, speaks))]
    if most is not None and len(found) > most:
        lines += [GAP, Line(counted("and {n} more", "and {n} more", len(found) - most), "italic")]
    return lines or [GAP, Line(Text(_NO_LINES), "italic")]


def _one(one: Difference, was: Names, now: Names, speaks: str | None) -> list[Line]:
    either = one.after or one.before
    assert either is not None
    if either.heading is Heading.OPEN:
        lines = [Line(Text(_OF_OPEN_POINTS[one.change]), "bold")]
    else:
        lines = [Line(text(_CHANGES[one.change], heading=Text(HEADINGS[either.heading])), "bold")]
    labelled = one.change is Change.CHANGED
    if one.before is not None:
        lines += [Line(Text(N_("Before:")), "italic")] if labelled else []
        lines += agreement_lines.said(one.before, was, speaks)
    if one.after is not None:
        lines += [Line(Text(N_("Now:")), "italic")] if labelled else []
        lines += agreement_lines.said(one.after, now, speaks)
    return lines


def compared(setting: Setting, before: Version, after: Version) -> Screen:
    assert before.lines is not None
    assert after.lines is not None
    heading = text(N_("From version {before} to version {after}"), before=before.n, after=after.n)
    lines = [*setting.heading(heading), *status(setting, after)]
    lines += between(before.lines, after.lines, setting.speaks)
    return Screen(tuple(lines), (read(before), read(after)))


def changed_since(setting: Setting, before: Version, now: Sequence[Agreed]) -> Screen:
    """What a version to be made would say otherwise."""
    assert before.lines is not None
    heading = text(N_("What would read differently since version {n}"), n=before.n)
    lines = [*setting.heading(heading), *status(setting, before), *between(before.lines, now, setting.speaks)]
    lines += [GAP, *still_open(now)] if setting.acts and open_points(now) else []
    return Screen(tuple(lines), (setting.make,) if setting.acts else ())


def still_open(now: Sequence[Agreed]) -> tuple[Line, ...]:
    """Before a version is made: what it would leave open."""
    left = len(open_points(now))
    said = counted(
        "{n} point is still open. It will stand in the version as an open point.",
        "{n} points are still open. They will stand in the version as open points.",
        left,
    )
    return (Line(said),) if left else ()


def settled_since(setting: Setting, force: Version) -> Screen:
    """To both sides, once for each version in force: what they settle does not get into it by itself."""
    wording = N_(
        "Since version {n} was approved, you have settled something else. When you are ready, make the next version "
        "of the agreement."
    )
    number = setting.partnership.id
    see = (Text(WOULD_SAY), f"Kn:{number}") if force.lines is None else (Text(WHAT_CHANGED), f"Kw:{number}")
    return Screen((*setting.heading(text(wording, n=force.n)),), ((Button(*see),),))


def replaced(setting: Setting, before: Version, after: Version) -> Screen:
    """A new version to be read, by what it says otherwise than the one before."""
    assert before.lines is not None
    assert after.lines is not None
    lines = setting.heading(text(N_("There is version {n} of the agreement. What changed:"), n=after.n))
    lines += between(before.lines, after.lines, setting.speaks, most=MOST_SHOWN)
    lines.append(GAP)
    if not before.in_force:
        lost = N_("{side} had approved version {n}. That does not count for version {next}: both have to approve it.")
        sides = [setting.partnership.organisation(side) for side in before.approvals]
        lines += [Line(text(lost, side=side, n=before.n, next=after.n)) for side in sides]
    lines.append(Line(Text(DOES_IT_SAY)))
    return Screen(tuple(lines), (read(after),))


def all_versions(setting: Setting) -> Screen:
    """Newest first, with how each stands."""
    lines = setting.heading(Text(N_("All versions of the agreement")))
    rows = []
    for version in sorted(setting.versions, key=lambda v: -v.n)[:MOST_LISTED]:
        made = N_("Version {n}, made on {when}")
        sent = N_("Version {n}, sent in on {when}")
        wording = sent if version.lines is None else made
        lines += [GAP, Line(text(wording, n=version.n, when=setting.when(version.at)), "bold")]
        lines += status(setting, version)
        rows.append(read(version))
    return Screen(tuple(lines), tuple(rows))


def read(version: Version) -> tuple[Button, ...]:
    return (Button(text(N_("Read version {n}"), n=version.n), f"Kv:{version.id}"),)
