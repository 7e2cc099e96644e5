"""What is asked and said on the way to an approved agreement: making it, approving it, talking or changing first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import Button, Line, Screen
from bot.screens import agreement_lines
from bot.screens.agreement_changes import read, still_open
from bot.screens.agreement_standing import Setting, seal, short, standing
from bot.screens.agreements import SETTLE, WOULD_SAY
from conversations import approving as rules
from conversations.agreement import Line as Agreed
from conversations.agreement import open_points
from conversations.approving import Approval, Version
from conversations.sides import Side
from conversations.text import N_, Listing, Text, text

CLOSED = N_("This partnership is closed: its agreement can be read, not changed or approved. Nothing was changed.")
_NEW = N_("Version {n} of the agreement was made from what you settled together. Does it say what you mean?")


def on_its_way(setting: Setting) -> Screen:
    """The partners' own agreement was sent, and its files are being fetched and looked at."""
    said = N_("An agreement was sent in and is being made ready. Both sides are told in a few minutes.")
    return Screen((*setting.heading(Text(N_("There is no agreement yet"))), Line(Text(said))))


def none_yet(
    setting: Setting, missing: Sequence[Text], now: Sequence[Agreed], more: Sequence[tuple[Button, ...]]
) -> Screen:
    """No version: what it needs, and what it would say. `missing` are the topics that are not opened yet, `now` the
    lines it would have."""
    number = setting.partnership.id
    lines = setting.heading(Text(N_("There is no agreement yet")))
    if missing:
        lines.append(Line(Text(N_("It is made from the joint answers, when every topic is opened or closed."))))
        lines.append(Line(text(N_("Not opened yet: {topics}"), topics=Listing(tuple(missing)))))
    elif setting.acts:
        lines.append(Line(Text(N_("It can be made now from what you settled together. Both sides then read it."))))
    else:
        lines.append(Line(Text(N_("It can be made now from what both sides settled together, by either of them."))))
    lines += () if missing else still_open(now)
    rows = [setting.make] if setting.acts and not missing else []
    rows.append((Button(Text(WOULD_SAY), f"Kn:{number}"),))
    rows.append((Button(Text(SETTLE), f"es:{number}"),))
    return Screen(tuple(lines), (*rows, *more))


def made(setting: Setting, version: Version) -> Screen:
    """The first to be read in the chat, to those who did not make it themselves."""
    return Screen((*setting.heading(text(_NEW, n=version.n)),), (read(version),))


def keep_open(setting: Setting, version: Version) -> Screen:
    """Before approving: what is not agreed yet."""
    lines = setting.heading(Text(N_("These points are not agreed yet:")))
    for line in open_points(version.lines or ()):
        first, *_ = agreement_lines.said(line, {}, setting.speaks)
        lines.append(Line(agreement_lines.dotted(first.text)))
    lines.append(Line(Text(N_("Keep them as open points?")), "bold"))
    keep = Button(Text(N_("Yes, keep them")), f"Kk:{version.id}:{short(version)}")
    return Screen(tuple(lines), ((keep,), (Button(Text(N_("Talk first")), f"Kt:{version.id}"),)))


def sign(setting: Setting, version: Version, name: str, role: str | None) -> Screen:
    """The sentence that is approved, with whose approval it is."""
    assert setting.side is not None
    made = N_("I approve version {v} of the agreement for {organisation}.")
    had = N_("I approve the agreement we had (version {v}) as it is, for {organisation}.")
    organisation = setting.partnership.organisation(setting.side)
    lines = setting.heading(text(had if version.lines is None else made, v=version.n, organisation=organisation))
    # Translators: of the person who approves an agreement, for the organisation named above.
    lines.append(Line(text(N_("Name: {name}"), name=name)))
    lines.append(Line(text(N_("Role: {role}"), role=role or Text(N_("not given")))))
    lines.append(seal(version))
    lines.append(Line(Text(N_("Your name, your role and the time are kept with it.")), "italic"))
    yes = Button(Text(N_("I approve")), f"Ks:{version.id}:{short(version)}")
    return Screen(tuple(lines), ((yes,), (Button(Text(N_("Not yet")), f"Kx:{version.id}"),)))


def not_yet(setting: Setting, version: Version) -> Screen:
    stays = N_("Nothing was approved. Version {n} stays here to be read, as long as you like.")
    lines = setting.heading(text(stays, n=version.n))
    return Screen(tuple(lines), (read(version),))


def approved(setting: Setting, version: Version, by: Side) -> Screen:
    """One side has approved it and the other has not."""
    wording = N_("{side} has approved version {n} of the agreement.")
    lines = setting.heading(text(wording, side=setting.partnership.organisation(by), n=version.n))
    lines += [*standing(setting, version), seal(version)]
    lines.append(Line(Text(N_("It is in force when both sides have approved it."))))
    return Screen(tuple(lines), (read(version),))


def approved_by_both(setting: Setting, version: Version, replaced: Version | None) -> Screen:
    """To everybody; staff see the points still open with it, and get no files unasked."""
    lines = setting.heading(text(N_("Version {n} of the agreement is approved by both sides."), n=version.n))
    lines += [*standing(setting, version), seal(version)]
    if replaced is not None:
        lines.append(Line(text(N_("It takes the place of version {n}."), n=replaced.n)))
    rows = [read(version)]
    if version.lines is None:
        return Screen(tuple(lines), (*rows, (Button(Text(N_("See the files")), f"Uf:{version.id}"),)))
    if setting.side is not None:
        lines.append(Line(Text(N_("You get it as a PDF to print and as a Word file to work on."))))
        return Screen(tuple(lines), tuple(rows))
    left = open_points(version.lines)
    lines.append(Line(Text(N_("Points still open:") if left else N_("No point is left open.")), "bold"))
    for line in left:
        first, *_ = agreement_lines.said(line, {}, setting.speaks)
        lines.append(Line(agreement_lines.dotted(first.text)))
    return Screen(tuple(lines), (*rows, (Button("PDF", f"Kp:{version.id}"), Button("Word", f"Kq:{version.id}"))))


def already(setting: Setting, version: Version, approval: Approval) -> Screen:
    wording = N_("{side} has approved version {n} already. Nothing was changed.")
    side = setting.partnership.organisation(approval.side)
    lines = setting.heading(text(wording, side=side, n=version.n))
    return Screen((*lines, *standing(setting, version)), (read(version),))


def overtaken(setting: Setting, version: Version) -> Screen:
    """A button of a version that is not the newest, or not what it was: nothing happens by it."""
    newest = rules.newest(setting.versions)
    assert newest is not None
    if newest == version:
        lines = setting.heading(Text(N_("This button does not belong to the version as it stands.")))
    else:
        wording = N_("Version {old} is not the newest any more: there is version {n}.")
        lines = setting.heading(text(wording, old=version.n, n=newest.n))
    lines.append(Line(Text(N_("Nothing was approved or changed. Please read the newest one."))))
    return Screen(tuple(lines), (read(newest),))


def made_meanwhile(setting: Setting, newest: Version | None) -> Screen:
    if newest is None:
        lines = setting.heading(Text(N_("This can't be made now. Nothing was changed.")))
        return Screen(tuple(lines), ((Button(Text(N_("Agreement")), f"Ka:{setting.partnership.id}"),),))
    wording = N_("There is version {n} already, and nothing more to put into a new one. Nothing was changed.")
    return Screen(tuple(setting.heading(text(wording, n=newest.n))), (read(newest),))


def wants_to_talk(setting: Setting, version: Version, by: Side) -> Screen:
    """To everybody but the one who said it; nobody is blamed."""
    wording = N_("{side} would like to talk about version {n} before it is approved.")
    lines = setting.heading(text(wording, side=setting.partnership.organisation(by), n=version.n))
    lines.append(Line(Text(N_("That is a good occasion for a call. Nothing is lost: the version stays as it is."))))
    return Screen(tuple(lines), (read(version),))


def talk_noted(setting: Setting, version: Version) -> Screen:
    lines = setting.heading(Text(N_("✓ The other side and staff know that you would like to talk first.")))
    lines.append(Line(text(N_("You can approve version {n} after that, or change something in it."), n=version.n)))
    return Screen(tuple(lines), (read(version),))
