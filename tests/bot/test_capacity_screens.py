"""The capacity talk says: own level beside the other side's view, what is low, apart or changed, and what follows."""

from __future__ import annotations

from datetime import date
from html import unescape

from bot.i18n import language
from bot.screen import Line, Screen, from_json, to_json
from bot.screens import capacity as screens
from bot.screens.together import Setting
from bot.telegram.render import render
from conversations.areas import BY_QUESTION, areas_of
from conversations.capacity import Change, Chosen, Judged, Point, Series, judged
from conversations.commitments import Commitment, Kind
from conversations.sides import Side
from conversations.text import Month

NAMES = {Side.DANISH: "Havn", Side.LOCAL: "Shore"}
SETTING = Setting(7, "Havn – Shore", NAMES, Side.LOCAL, named=False)
MONEY, FEET = BY_QUESTION["ca.money"], BY_QUESTION["ca.feet"]


def said(screen: Screen) -> str:
    return "\n".join(unescape(part) for part in render(screen, language("en")).parts)


def lines(*shown: Line) -> list[str]:
    return said(Screen(shown)).split("\n")


def labels(screen: Screen) -> list[tuple[str, str]]:
    found = render(screen, language("en")).keyboard or []
    return [(button["text"], button["callback_data"]) for row in found for button in row]


def test_a_result_has_both_levels_of_every_area_and_no_other_figure() -> None:
    levels = {
        Side.LOCAL: {"ca.money": 2, "ca.feet": 1, "ca.care": 3},
        Side.DANISH: {"ca.money": 4, "ca.feet": 2, "ca.office": 3},
    }

    assert lines(*screens.result(Side.LOCAL, NAMES, judged(Side.LOCAL, levels), (), again=False)) == [
        "<b>The level Shore gives itself / the level Havn gives it</b>",
        "· Money and accounts: 2 / 4",
        "· Dealing with authorities: – / 3",
        "· Care of equipment: 3 / –",
        "· Standing on own feet: 1 / 2",
        "Shore sees itself at 1 or 2 in: Money and accounts and Standing on own feet",
        "Two levels or more apart: Money and accounts",
        "<i>Can you show what you mean? Press “Add a note” and give an example.</i>",
    ]


def test_where_nothing_is_low_or_apart_nothing_is_said_of_it() -> None:
    shown = screens.result(Side.LOCAL, NAMES, (Judged(MONEY, 3, 4),), (), again=False)

    assert lines(*shown)[1:] == ["· Money and accounts: 3 / 4"]


def test_where_the_other_sides_view_cannot_be_seen_its_place_is_not_even_held() -> None:
    shown = screens.result(Side.DANISH, NAMES, (Judged(BY_QUESTION["cd.open"], 3, None),), (), again=False)

    assert lines(*shown) == ["<b>The level Havn gives itself</b>", "· Openness: 3"]


def test_what_changed_since_last_time_says_who_sees_it_otherwise() -> None:
    changed = (Change(FEET, Side.LOCAL, 1, 2), Change(MONEY, Side.DANISH, 3, 2))
    shown = screens.result(Side.LOCAL, NAMES, (Judged(FEET, 2, 2), Judged(MONEY, 3, 2)), changed, again=True)

    assert lines(*shown)[-3:] == [
        "<b>Since last time</b>",
        "· Standing on own feet: Shore says 2, before 1",
        "· Money and accounts: Havn says 2, before 3",
    ]


def test_when_nothing_changed_that_is_said() -> None:
    shown = screens.result(Side.LOCAL, NAMES, (Judged(MONEY, 3, 3),), (), again=True)

    assert lines(*shown)[-1] == "No level has changed since last time."


def test_what_follows_names_what_is_still_missing() -> None:
    book = Commitment(1, Kind.STEP, "A cash book", "local", Month(2027, 6), area="money")
    both = Commitment(2, Kind.STEP, "Two people check", "both", Month(2027, 9), area="money")
    course = Commitment(3, Kind.PROMISE, "A weekend course <1>", "danish", None, area="money")

    shown = screens.follow_up(NAMES, (Chosen(MONEY, (book, both), (course,)), Chosen(FEET, (), ())))

    assert lines(*shown) == [
        "<b>First: Money and accounts</b>",
        "· A cash book (Shore, June 2027)",
        "· Two people check (Both sides, September 2027)",
        "· A weekend course <1> (Havn)",
        "<b>First: Standing on own feet</b>",
        "Not agreed yet: what you do about it.",
        "Not agreed yet: what Havn does to help.",
    ]


def test_the_picture_says_how_to_get_the_same_as_text() -> None:
    screen = screens.picture(SETTING, Side.LOCAL, "{}", opened=True, both=True)

    assert said(screen).split("\n") == [
        "<b>Capacity of Shore</b>",
        "This is how these areas stand, as far as each side shows what it thinks.",
        "If the picture does not load, press “As text”.",
    ]
    assert labels(screen) == [("As text", "Zt:7:ca"), ("Capacity of Havn", "Zp:7:cd")]
    assert screen.attachment is not None
    assert (screen.attachment.kind, screen.attachment.title) == ("picture", "capacity-ca.png")
    assert from_json(to_json(screen)) == screen


def test_as_text_it_has_the_sentences_and_every_talk_before() -> None:
    on = (date(2027, 2, 1), date(2028, 2, 1), date(2029, 2, 1))
    series = (
        Series(MONEY, (Point(on[0], 1, 3), Point(on[1], 2, None), Point(on[2], 2, 4))),
        Series(FEET, (Point(on[0], 1, 1), Point(on[1], None, None), Point(on[2], None, None))),
    )
    follows = screens.follow_up(NAMES, (Chosen(FEET, (), ()),))
    screen = screens.as_text(SETTING, Side.LOCAL, series, follows, both=False)

    assert said(screen).split("\n") == [
        "<b>Capacity of Shore</b>",
        "",
        "<b>Money and accounts</b>",
        "Shore: 2. A cash book, but no budget or control",
        "Havn: 4. Yearly accounts are checked and shown to members",
        "Before: February 2027: 1 / 3 and February 2028: 2 / –",
        "",
        "<b>Standing on own feet</b>",
        "No level chosen, or none that you can see.",
        "Before: February 2027: 1 / 1 and February 2028: – / –",
        "",
        "<b>First: Standing on own feet</b>",
        "Not agreed yet: what you do about it.",
        "Not agreed yet: what Havn does to help.",
    ]
    assert labels(screen) == [("As a picture", "Zp:7:ca")]


def test_as_text_twenty_talks_can_still_be_sent() -> None:
    points = tuple(Point(date(2027 + n, 2, 1), 1 + n % 4, 4 - n % 4) for n in range(20))
    screen = screens.as_text(
        SETTING, Side.LOCAL, tuple(Series(area, points) for area in areas_of(Side.LOCAL)), (), both=True
    )

    assert all(len(part) <= 4096 for part in render(screen, language("en")).parts)


def test_whoever_has_several_partnerships_reads_which_one_it_is() -> None:
    several = Setting(7, "Havn – Shore", NAMES, Side.LOCAL, named=True)

    for screen in (
        screens.picture(several, Side.DANISH, "{}", opened=False, both=False),
        screens.which(several),
        screens.nothing(several),
    ):
        assert said(screen).startswith("<i>Havn – Shore</i>\n")


def test_the_choice_names_both_organisations() -> None:
    assert labels(screens.which(SETTING)) == [("Capacity of Shore", "Zp:7:ca"), ("Capacity of Havn", "Zp:7:cd")]
