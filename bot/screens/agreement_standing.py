"""Who reads about an agreement, and how a version of it stands: what every screen about it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import geography
from bot.i18n import language
from bot.screen import Button, Line
from bot.store.partnerships import Partnership
from conversations import approving as rules
from conversations.approving import SEAL_SHOWN, Approval, Version, Word
from conversations.sides import Side
from conversations.text import N_, Text, Value, text

DRAFT = N_("Not yet approved by both sides.")
MAKE = N_("Make version {n}")


@dataclass(frozen=True)
class Setting:
    """What every screen about an agreement needs. `side` None is staff; `next_number` is that of a version to come."""

    partnership: Partnership
    versions: tuple[Version, ...]
    side: Side | None
    speaks: str | None
    next_number: int = 1

    @property
    def open(self) -> bool:
        return self.partnership.state == "open"

    @property
    def acts(self) -> bool:
        """Whether the reader may make, approve and change anything here."""
        return self.side is not None and self.open

    @property
    def make(self) -> tuple[Button, ...]:
        """Makes the next version, unless somebody has made one since this button was shown."""
        newest = rules.newest(self.versions)
        return (Button(text(MAKE, n=self.next_number), f"Km:{self.partnership.id}:{newest.id if newest else 0}"),)

    def heading(self, wording: Text) -> list[Line]:
        return [Line(self.partnership.title, "italic"), Line(wording, "bold")]

    def when(self, at: datetime) -> str:
        """Day and time in the partnership's zone, which is named, in the reader's language."""
        reader, zone = language(self.speaks), self.partnership.zone
        return f"{reader.say(at.astimezone(ZoneInfo(zone)))} ({geography.zone_name(zone, reader.code)})"


def short(shown: Version) -> str:
    """The beginning of the seal. A version without one is shown to nobody."""
    assert shown.seal is not None
    return shown.seal[:SEAL_SHOWN]


def status(setting: Setting, shown: Version) -> list[Line]:
    """Whether it is in force, and which one is."""
    force = rules.in_force(setting.versions)
    if shown.in_force and force is not None:
        if shown == force:
            return [Line(Text(N_("In force: both sides have approved it.")), "italic")]
        return [Line(text(N_("Approved by both sides, and replaced by version {n}."), n=force.n), "italic")]
    lines = [Line(Text(DRAFT), "italic")]
    newest = rules.newest(setting.versions)
    if newest is not None and newest.n > shown.n:
        lines.append(Line(text(N_("Version {n} has taken its place."), n=newest.n), "italic"))
    if force is not None:
        until = text(N_("Version {n} is in force until both have approved a newer one."), n=force.n)
        lines.append(Line(until, "italic"))
    return lines


def standing(setting: Setting, shown: Version) -> list[Line]:
    """Who has approved it, or what a side has said instead."""
    lines = []
    for side in Side:
        approval, word = shown.approvals.get(side), shown.words.get(side)
        if approval is not None:
            lines.append(Line(approved_by(setting, approval)))
        elif word in (Word.TALK, Word.CHANGE):
            talk, change = N_("{side} would like to talk first."), N_("{side} would like to change something.")
            lines.append(Line(text(talk if word is Word.TALK else change, side=_name(setting, side))))
        else:
            lines.append(Line(text(N_("{side} has not approved it yet."), side=_name(setting, side))))
    return lines


def seal(shown: Version) -> Line:
    # Translators: a dozen letters and digits by which both sides see that they approve exactly the same.
    return Line(text(N_("Seal: {seal}"), seal=short(shown)))


def approved_by(setting: Setting, approval: Approval) -> Text:
    who = role_after(approval.name, approval.role)
    # Translators: {who} is a name and perhaps a role, {when} a day and a time.
    wording = N_("{side}: approved by {who} on {when}.")
    return text(wording, side=_name(setting, approval.side), who=who, when=setting.when(approval.at))


def role_after(name: str, role: str | None) -> Value:
    # Translators: a person and their role in the organisation, as in "Grace Auma (head nurse)".
    return text(N_("{name} ({role})"), name=name, role=role) if role else name


def _name(setting: Setting, side: Side) -> str:
    return setting.partnership.organisation(side)
