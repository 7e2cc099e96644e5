"""/status on one screen of a phone: what stands on it, for either side in the same words."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.i18n import language
from bot.screen import Screen
from bot.screens.status import Ahead, Next, Open, Status, screen
from bot.screens.together import Setting
from bot.telegram.render import render
from conversations.sides import Side
from conversations.stage import Stage
from conversations.text import Month, Text

ONE_SCREEN = 900  # characters
NAMES = {Side.DANISH: "Udstyr på vej", Side.LOCAL: "The Blue Door Clinic"}
BUSY = Open((Text("Check-in"), Text("Capacity talk")), proposals=3, approve=2, marks=2, milestones=2)
NEXTS = (
    Next("31 March 2028", Text("Check-in"), passed=True),
    Next("12 June 2028", Text("Trip"), who=NAMES[Side.DANISH]),
    Next("30 June 2028", Text("Help with missing abilities agreed and paid for"), who=NAMES[Side.DANISH]),
    Next("30 September 2028", Text("Users and authorities told"), who=NAMES[Side.LOCAL]),
    Next("31 December 2028", Text("Capacity talk")),
    Next("31 March 2029", Text("How much hangs on one partner")),
)


def status(reader: Side | None = Side.DANISH) -> Status:
    setting = Setting(1, f"{NAMES[Side.DANISH]} – {NAMES[Side.LOCAL]}", NAMES, reader, False)
    ahead = Ahead(Month(2030, 6), None, Month(2030, 6), shorter=True)
    opened = {Side.DANISH: BUSY, Side.LOCAL: BUSY}
    return Status(setting, Stage.PHASING_OUT, 1, ahead, opened, NEXTS)


def words(made: Screen, code: str = "en") -> str:
    (part,) = render(made, language(code)).parts
    return re.sub("<[^>]*>", "", part)


def test_everything_that_is_open_and_what_comes_next_each_on_a_line() -> None:
    assert words(screen(status())) == (
        "Udstyr på vej – The Blue Door Clinic\n"
        "Where we are: phasing out.\n"
        "Agreement: version 1, approved by both sides.\n"
        "The end: June 2030, sooner than recommended.\n"
        "\n"
        "Open for Udstyr på vej\n"
        "· questions: Check-in and Capacity talk\n"
        "· 3 proposals to answer\n"
        "· version 2 of the agreement to approve\n"
        "· 2 opened topics to mark\n"
        "· 2 milestones of the phase-out\n"
        "\n"
        "Open for The Blue Door Clinic\n"
        "· waited for: Check-in and Capacity talk\n"
        "· 3 proposals to answer\n"
        "· version 2 of the agreement to approve\n"
        "· 2 opened topics to mark\n"
        "· 2 milestones of the phase-out\n"
        "\n"
        "What comes next\n"
        "· 31 March 2028: Check-in. There is still time for it.\n"
        "· 12 June 2028: Trip (Udstyr på vej)\n"
        "· 30 June 2028: Help with missing abilities agreed and paid for (Udstyr på vej)\n"
        "· 30 September 2028: Users and authorities told (The Blue Door Clinic)\n"
        "· 31 December 2028: Capacity talk"
    )


def test_a_busy_partnership_fits_one_screen_for_everybody() -> None:
    for reader in (*Side, None):
        assert len(words(screen(status(reader)))) <= ONE_SCREEN


def test_the_other_side_sees_the_same_with_the_names_changed_over() -> None:
    swapped = dict(zip(NAMES.values(), reversed(NAMES.values()), strict=True))

    def turned(said: str) -> str:
        return re.sub("|".join(swapped), lambda found: swapped[found[0]], said)

    mirrored = replace(
        status(Side.LOCAL),
        nexts=tuple(replace(n, who=swapped.get(str(n.who)) if n.who else None) for n in NEXTS),
    )
    mine, theirs = words(screen(status())), words(screen(mirrored))
    assert turned(mine).split("\n", 1)[1] == theirs.split("\n", 1)[1]


def test_where_nothing_is_known_it_says_so_without_an_empty_list() -> None:
    empty = replace(
        status(),
        stage=Stage.STARTING,
        agreement=None,
        ahead=Ahead(None, None),
        open=dict.fromkeys(Side, Open()),
        nexts=(),
    )
    assert words(screen(empty)) == (
        "Udstyr på vej – The Blue Door Clinic\n"
        "Where we are: starting.\n"
        "No agreement is approved by both sides yet.\n"
        "Time horizon: not settled yet.\n"
        "\n"
        "Open for Udstyr på vej\n"
        "Nothing at the moment.\n"
        "\n"
        "Open for The Blue Door Clinic\n"
        "Nothing at the moment.\n"
        "\n"
        "What comes next\n"
        "No dates are known yet."
    )


def test_in_a_closed_partnership_nothing_is_open_for_anybody() -> None:
    closed = replace(status(), stage=Stage.ENDED, setting=replace(status().setting, open=False))
    assert "Open for" not in words(screen(closed))
    assert [[b.data for b in row] for row in screen(closed).rows] == [["Sr:1"]]
