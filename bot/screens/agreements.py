"""A version of the agreement as it is read in the chat, with what its reader can do; and what it would say now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens import agreement_lines
from bot.screens.agreement_standing import Setting, seal, short, standing, status
from conversations import approving as rules
from conversations.agreement import Line as Agreed
from conversations.approving import Version
from conversations.dialogue import Topic
from conversations.text import N_, Listing, Text, counted, text

INTENT = N_("This says in plain words what the partners intend. It is not a legal contract.")
SETTLE = N_("What we settle together")
WOULD_SAY = N_("What it would say now")
WHAT_CHANGED = N_("See what changed")

Rows = tuple[tuple[Button, ...], ...]


def version(setting: Setting, shown: Version, *, changed: int = 0, unmarked: Sequence[Topic] = ()) -> Screen:
    """The whole version, what each side has said of it, and what this reader can do.

    `changed`: lines that would read differently by now, or that there would be instead of files; `unmarked`: the
    topics that not both sides have marked *we agree*.
    """
    lines = [*setting.heading(text(N_("Agreement, version {n}"), n=shown.n)), *status(setting, shown)]
    if shown.lines is None:
        lines += [GAP, Line(Text(N_("This is the agreement the partners had already. Its files say what it says.")))]
    else:
        lines += agreement_lines.body(shown.lines, setting.speaks)
        lines += () if shown.in_force else left_out(unmarked)
    lines += [GAP, *standing(setting, shown), seal(shown)]
    if shown.lines is not None:
        # What files say of themselves is not ours to say.
        lines += [GAP, Line(Text(INTENT), "italic")]
    if changed and shown.lines is not None and shown == rules.newest(setting.versions):
        lines += [GAP, Line(since(shown, changed), "bold")]
    rows = (*_answers(setting, shown), *_reading(setting, shown), *_making(setting, shown, changed))
    return Screen(tuple(lines), rows)


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
    back = (Button(Text(N_("Back to the agreement")), f"Ka:{setting.partnership.id}"),)
    return Screen(tuple(shown), (setting.make, back) if makes else (back,))


def _answers(setting: Setting, shown: Version) -> Rows:
    if not _is_asked(setting, shown):
        return ()
    talk = Button(Text(N_("Talk first")), f"Kt:{shown.id}")
    second = (talk,) if shown.lines is None else (_change(shown), talk)
    return ((Button(Text(N_("Yes, it says what we mean")), f"Ky:{shown.id}:{short(shown)}"),), second)


def _change(shown: Version) -> Button:
    return Button(Text(N_("Change something")), f"Kc:{shown.id}")


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
    if changed and shown.lines is None:
        rows.append((Button(Text(WOULD_SAY), f"Kn:{number}"),))
    elif changed:
        rows.append((Button(Text(WHAT_CHANGED), f"Kw:{number}"),))
        rows += [setting.make] if setting.acts else []
    if not _is_asked(setting, shown):
        rows += [(_change(shown),)] if setting.acts and shown.lines is not None else []
        rows.append((Button(Text(SETTLE), f"es:{number}"),))
    return tuple(rows)


def before(setting: Setting, shown: Version) -> Version | None:
    """The version before this one, if both can be compared line by line."""
    former = next((v for v in setting.versions if v.n == shown.n - 1), None)
    return former if former is not None and former.lines is not None and shown.lines is not None else None
