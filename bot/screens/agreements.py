"""A version of the agreement as it is read in the chat, with what its reader can do; and what it would say now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import language
from bot.screen import GAP, Button, Line, Screen
from bot.screens import agreement_lines
from bot.store.partnerships import Partnership
from conversations import approving as rules
from conversations.agreement import Line as Agreed
from conversations.approving import SEAL_SHOWN, Approval, Version, Word
from conversations.dialogue import Topic
from conversations.sides import Side
from conversations.text import N_, Listing, Text, Value, counted, text

INTENT = N_("This says in plain words what the partners intend. It is not a legal contract.")
DRAFT = N_("Draft: not approved by both sides.")
MAKE = N_("Make version {n}")
SETTLE = N_("What we settle together")

Rows = tuple[tuple[Button, ...], ...]


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
        """Day and time in the partnership's zone, in the reader's language."""
        return language(self.speaks).say(at.astimezone(ZoneInfo(self.partnership.zone)))


def short(shown: Version) -> str:
    """The beginning of the seal. A version without one is shown to nobody."""
    assert shown.seal is not None
    return shown.seal[:SEAL_SHOWN]


def version(setting: Setting, shown: Version, *, changed: int = 0, unmarked: Sequence[Topic] = ()) -> Screen:
    """The whole version, what each side has said of it, and what this reader can do. `changed`: lines that would
    read differently by now; `unmarked`: the topics that not both sides have marked *we agree*."""
    lines = [*setting.heading(text(N_("Agreement, version {n}"), n=shown.n)), *status(setting, shown)]
    if shown.lines is None:
        lines += [GAP, Line(Text(N_("This is the agreement the partners had already. Its files say what it says.")))]
    else:
        lines += agreement_lines.body(shown.lines, setting.speaks)
        lines += () if shown.in_force else left_out(unmarked)
    lines += [GAP, *standing(setting, shown), seal(shown), GAP, Line(Text(INTENT), "italic")]
    if changed and shown == rules.newest(setting.versions):
        lines += [GAP, Line(since(shown, changed), "bold")]
    rows = (*_answers(setting, shown), *_reading(setting, shown), *_making(setting, shown, changed))
    return Screen(tuple(lines), rows)


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


def since(shown: Version, changed: int) -> Text:
    if shown.in_force:
        return counted(
            "Since version {version} was approved, {n} line would read differently.",
            "Since version {version} was approved, {n} lines would read differently.",
            changed,
            version=shown.n,
        )
    return counted(
        "Since version {version} was made, {n} line would read differently.",
        "Since version {version} was made, {n} lines would read differently.",
        changed,
        version=shown.n,
    )


def left_out(unmarked: Sequence[Topic]) -> tuple[Line, ...]:
    if not unmarked:
        return ()
    wording = N_("What you said the same in these topics is left out until both have marked them “We agree”: {topics}")
    return (GAP, Line(text(wording, topics=Listing(tuple(Text(t.title) for t in unmarked))), "italic"))


def draft(setting: Setting, lines: Sequence[Agreed], *, makes: bool, unmarked: Sequence[Topic]) -> Screen:
    """What it would say now. `makes`: the reader can make a version of it."""
    shown = setting.heading(Text(N_("What the agreement would say now")))
    shown += [Line(Text(N_("A draft, not a version yet. Nobody can approve it.")), "italic")]
    shown += [*agreement_lines.body(lines, setting.speaks), *left_out(unmarked), GAP, Line(Text(INTENT), "italic")]
    return Screen(tuple(shown), (setting.make,) if makes else ())


def _answers(setting: Setting, shown: Version) -> Rows:
    if not _is_asked(setting, shown):
        return ()
    talk = Button(Text(N_("Talk first")), f"Kt:{shown.id}")
    second = (talk,) if shown.lines is None else (Button(Text(N_("Change something")), f"Kc:{shown.id}"), talk)
    return ((Button(Text(N_("Yes, it says what we mean")), f"Ky:{shown.id}:{short(shown)}"),), second)


def _is_asked(setting: Setting, shown: Version) -> bool:
    return setting.acts and rules.is_asked(setting.versions, shown, setting.side)


def _reading(setting: Setting, shown: Version) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if shown.lines is None:
        rows.append((Button(Text(N_("See the files")), f"Uf:{shown.id}"),))
    else:
        rows.append((Button("PDF", f"Kp:{shown.id}"), Button("Word", f"Kq:{shown.id}")))
    if before(setting, shown) is not None:
        rows.append((Button(Text(N_("Compare with the one before")), f"Kd:{shown.id}"),))
    if len(setting.versions) > 1:
        rows.append((Button(Text(N_("All versions")), f"Ko:{setting.partnership.id}"),))
    return tuple(rows)


def _making(setting: Setting, shown: Version, changed: int) -> Rows:
    number = setting.partnership.id
    if shown != rules.newest(setting.versions):
        return ()
    rows: list[tuple[Button, ...]] = []
    if shown.lines is None:
        rows.append((Button(Text(N_("What it would say now")), f"Kn:{number}"),))
    elif changed:
        rows.append((Button(Text(N_("See what changed")), f"Kw:{number}"),))
        rows += [setting.make] if setting.acts else []
    if not _is_asked(setting, shown):
        rows.append((Button(Text(SETTLE), f"es:{number}"),))
    return tuple(rows)


def before(setting: Setting, shown: Version) -> Version | None:
    """The version before this one, if both can be compared line by line."""
    former = next((v for v in setting.versions if v.n == shown.n - 1), None)
    return former if former is not None and former.lines is not None and shown.lines is not None else None


def _name(setting: Setting, side: Side) -> str:
    return setting.partnership.organisation(side)
