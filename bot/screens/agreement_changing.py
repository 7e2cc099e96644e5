"""Changing a line of the agreement: it is settled anew where it came from, by both sides."""

from __future__ import annotations

from bot.screen import GAP, Button, Line, Screen
from bot.screens import agreement_lines
from bot.screens.agreements import SETTLE, Setting
from bot.screens.joint import Names
from conversations.agreement import Line as Agreed
from conversations.agreement import of_one_side, subjects
from conversations.approving import Version
from conversations.text import N_, Text, Value, text
from conversations.together import GOAL_MONTH, GOALS, SIGN

_A_ROW = 5
_MOST = 95  # Telegram shows at most a hundred buttons; the last one here leads to all the others

OF_STAFF = N_("Staff can change this, as it is kept for the whole partnership. Ask them; nothing was changed.")
NOT_OPENED = N_("This topic was not opened, so there is nothing to settle in it. Talk about it, or ask staff.")
_HOW = N_("Press its number and put forward how it should read. When both have accepted it, there is a new version.")
FOR_BOTH = N_("This is what one side said of itself. Settle together what the agreement should say about it.")


def which_line(setting: Setting, version: Version) -> Screen:
    """All lines with a number each; the number leads to where the line is settled."""
    assert version.lines is not None
    numbers = {line.id: n for n, line in enumerate(version.lines, 1)}

    def mark(line: Agreed, said: Value) -> Text:
        # Translators: a line of the agreement with its number.
        return text(N_("{n}. {line}"), n=numbers[line.id], line=said)

    lines = setting.heading(Text(N_("Which line should change?")))
    lines += agreement_lines.body(version.lines, setting.speaks, mark)
    lines += [GAP, Line(Text(_HOW))]
    buttons = [Button(str(numbers[line.id]), _leads_to(setting, version, line)) for line in version.lines[:_MOST]]
    rows = [tuple(buttons[i : i + _A_ROW]) for i in range(0, len(buttons), _A_ROW)]
    return Screen(tuple(lines), (*rows, (Button(Text(SETTLE), f"es:{setting.partnership.id}"),)))


def _leads_to(setting: Setting, version: Version, line: Agreed) -> str:
    settled = subjects(line)
    if len(settled) == 1 and of_one_side(line) is None:
        return f"em:{setting.partnership.id}:{settled[0]}"
    return f"Kl:{version.id}:{line.id}"


_PARTS = {
    GOALS: N_("Its words, or the list"),
    SIGN: N_("How we see it is reached"),
    GOAL_MONTH: N_("The month"),
}


def one_line(setting: Setting, line: Agreed, called: Names) -> Screen:
    """A line that is settled in several places, or that is not the sides' alone to change."""
    first, *more = agreement_lines.said(line, called, setting.speaks)
    lines = [Line(setting.partnership.title, "italic"), first, *more]
    settled, number = subjects(line), setting.partnership.id
    if not settled:
        lines.append(Line(Text(NOT_OPENED if "topic" in line.value else OF_STAFF)))
        return Screen(tuple(lines))
    if of_one_side(line) is not None:
        lines.append(Line(Text(FOR_BOTH)))
        return Screen(tuple(lines), ((Button(Text(N_("Settle it together")), f"em:{number}:{settled[0]}"),),))
    lines.append(Line(Text(N_("What should change?")), "bold"))
    return Screen(tuple(lines), tuple((Button(Text(_PARTS[s.question]), f"em:{number}:{s}"),) for s in settled))
