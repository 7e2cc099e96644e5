"""Changing a line of the agreement: it is settled anew where it came from, by both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens import agreement_lines
from bot.screens.agreement_changes import read
from bot.screens.agreement_labels import HEADINGS
from bot.screens.agreement_standing import Setting
from bot.screens.agreements import SETTLE
from conversations.agreement import Heading, of_one_side
from conversations.agreement import Line as Agreed
from conversations.approving import Version
from conversations.text import N_, Text, text
from conversations.together import GOAL_MONTH, GOALS, SIGN, STEP, Subject

Ways = Mapping[str, Sequence[Subject]]  # by line: where both sides settle it anew

_HEADINGS_A_ROW, _A_ROW = 2, 5
_MOST = 90  # Telegram shows at most a hundred buttons; one of the others leads to all that is settled

_OF_STAFF = N_("Staff correct names, the country, the start and the language: write to them.")
_WAITS = N_("Press its number and put forward how it should read. When both have accepted it, there is a new version.")
_IN_FORCE = N_(
    "Press its number and put forward how it should read. When both have accepted it, you can make the next version."
)
_FOR_BOTH = N_("This is what one side said of itself. Settle together what the agreement should say about it.")


def which_heading(setting: Setting, version: Version, ways: Ways) -> Screen:
    """The parts of the version in which the sides can change something; what they can't is said."""
    assert version.lines is not None
    lines = setting.heading(Text(N_("Which part should change?")))
    lines.append(Line(Text(_OF_STAFF)))
    there = {line.heading for line in version.lines if line.id in ways}
    buttons = [Button(Text(HEADINGS[h]), f"Kh:{version.id}:{h}") for h in Heading if h in there]
    settle = Button(Text(SETTLE), f"es:{setting.partnership.id}")
    return Screen(tuple(lines), (*_rows(buttons, _HEADINGS_A_ROW), (settle,), read(version)))


def which_line(setting: Setting, version: Version, heading: Heading, ways: Ways) -> Screen:
    """The lines of one part with a number each; the number leads to where the line is settled."""
    assert version.lines is not None
    called, buttons = agreement_lines.names(version.lines), list[Button]()
    # Translators: {heading} is a part of the agreement, for instance "Goals".
    lines = setting.heading(text(N_("{heading}: which line should change?"), heading=Text(HEADINGS[heading])))
    offered = [line for line in version.lines if line.heading is heading and line.id in ways]
    for n, line in enumerate(offered[:_MOST], 1):
        first, *more = agreement_lines.said(line, called, setting.speaks)
        # Translators: a line of the agreement with its number.
        lines += [Line(text(N_("{n}. {line}"), n=n, line=first.text)), *more]
        buttons.append(Button(str(n), _leads_to(setting, version, line, ways[line.id])))
    lines += [GAP, Line(Text(_IN_FORCE if version.in_force else _WAITS))]
    other = (Button(Text(N_("Another part")), f"Kh:{version.id}"),)
    return Screen(tuple(lines), (*_rows(buttons, _A_ROW), other, read(version)))


def _rows(buttons: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]


def _leads_to(setting: Setting, version: Version, line: Agreed, settled: Sequence[Subject]) -> str:
    if len(settled) == 1 and of_one_side(line) is None:
        return f"em:{setting.partnership.id}:{settled[0]}"
    return f"Kl:{version.id}:{line.id}"


_PARTS = {
    GOALS: N_("Its words, or the list"),
    SIGN: N_("How we see it is reached"),
    GOAL_MONTH: N_("The month"),
    STEP: N_("The next step"),
}


def one_line(setting: Setting, version: Version, line: Agreed, settled: Sequence[Subject]) -> Screen:
    """A line that is settled in several places, or that one side said of itself."""
    assert version.lines is not None
    said = agreement_lines.said(line, agreement_lines.names(version.lines), setting.speaks)
    lines, number = [Line(setting.partnership.title, "italic"), *said], setting.partnership.id
    back = (Button(Text(N_("Back to the lines")), f"Kh:{version.id}:{line.heading}"),)
    if of_one_side(line) is not None:
        lines.append(Line(Text(_FOR_BOTH)))
        return Screen(tuple(lines), ((Button(Text(N_("Settle it together")), f"em:{number}:{settled[0]}"),), back))
    lines.append(Line(Text(N_("What should change?")), "bold"))
    rows = tuple((Button(Text(_PARTS[s.question]), f"em:{number}:{s}"),) for s in settled)
    return Screen(tuple(lines), (*rows, back))
