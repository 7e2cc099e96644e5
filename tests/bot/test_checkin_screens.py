"""What a check-in shows when it opens, under the goals and in the lesson book: whole screens, as they are read."""

from __future__ import annotations

from datetime import date
from html import unescape
from re import sub

from bot.i18n import language
from bot.screen import Button, Line, Screen
from bot.screens import checkin as screens
from bot.screens import lessons as lesson_screens
from bot.screens import progress
from bot.screens.together import Setting
from bot.telegram.render import render
from conversations.answers import Answer, State
from conversations.checkins import At, Lesson
from conversations.goals import Goal
from conversations.sides import Side
from conversations.text import Text
from tests.conversations.test_checkins import FIRST, JUNE, MARCH, SECOND, held, words

D, L = Side.DANISH, Side.LOCAL
NAMES = {D: "Havn", L: "Shore <b>"}
OWN = Setting(1, "Havn – Shore <b>", NAMES, L, False)


def read(*lines: Line) -> str:
    parts = render(Screen(tuple(lines)), language("en")).parts
    return unescape(sub(r"</?[a-z]+>", "", "\n\n".join(parts)))


def whole(screen: Screen) -> tuple[str, list[list[tuple[str, str | None]]]]:
    def label(button: Button) -> str:
        return language("en").say(button.label) if isinstance(button.label, Text) else button.label

    return read(*screen.lines), [[(label(b), b.data) for b in row] for row in screen.rows]


def test_the_goals_stand_side_by_side_and_then_what_changed() -> None:
    assert read(*screens.work(SECOND, (FIRST,), NAMES)) == (
        "How the goals are going\n"
        "· Clean water: Havn: Reached · Shore <b>: Slow\n"
        "· A night shift: Havn: Slow · Shore <b>: No longer right\n"
        "Since last time\n"
        "· Clean water: Havn: On the way → Reached"
    )


def test_the_first_time_there_is_nothing_to_compare_with() -> None:
    assert read(*screens.work(FIRST, (), NAMES)) == (
        "How the goals are going\n· Clean water: Havn: On the way · Shore <b>: Slow\n· A night shift: Havn: Slow"
    )
    assert screens.work(held(MARCH, {}, {}), (), NAMES) == ()
    assert screens.between(held(MARCH, {}, {}), (FIRST,), NAMES) == ()


def test_between_the_sides_stands_what_the_reader_may_see() -> None:
    said = {"ci.prob": ["late", "heard"], "ci.prob.say": words("We <i>wait</i>"), "ci.temp": 2, "ci.call": "week"}
    other = {"ci.prob": ["none"], "ci.kept.other": "partly", "ci.temp": 5}
    assert read(*screens.between(held(JUNE, other, said), (FIRST,), NAMES)) == (
        "The cooperation right now\n"
        "Havn: Very good (last time: Good)\n"
        "Shore <b>: Bad (last time: So-so)\n"
        "What was promised\n"
        "· Kept by Shore <b>? Havn: Partly\n"
        "Problems between the two sides\n"
        "Shore <b>: Late answers and Not being heard\n"
        "Shore <b>:\n"
        "We <i>wait</i>\n"
        "Wish for a call\n"
        "Shore <b>: This week"
    )


def test_promises_stand_crosswise_with_what_was_said_last_time() -> None:
    assert read(*screens.between(SECOND, (FIRST,), NAMES)) == (
        "The cooperation right now\n"
        "Havn: Good (last time: Good)\n"
        "Shore <b>: Bad (last time: So-so)\n"
        "What was promised\n"
        "· Kept by Havn? Havn: Mostly · Shore <b>: No\n"
        "· Kept by Havn? Havn said last time: Yes\n"
        "· Kept by Havn? Shore <b> said last time: Partly\n"
        "Wish for a call\n"
        "Havn: This week (last time: No)"
    )


def series(n: int) -> tuple[At, ...]:
    return tuple(At(date(2027, month, 1), {D: "way"}) for month in range(1, n + 1))


def test_under_a_goal_stand_the_newest_three_and_the_rest_behind_a_button() -> None:
    goal = Goal(4, 1, "Clean water")
    assert read(*progress.newest(series(4), NAMES)) == (
        "April 2027: Havn: On the way\nMarch 2027: Havn: On the way\nFebruary 2027: Havn: On the way"
    )
    assert progress.buttons(OWN, (goal,), {4: series(3)}) == ()
    shown = Screen((), progress.buttons(OWN, (goal,), {4: series(4)}))
    assert whole(shown)[1] == [[("Goal 1: over time", "Bg:1:4")]]
    text, rows = whole(progress.whole(OWN, goal, series(4)))
    assert text.startswith("1. Clean water\n\nApril 2027: Havn: On the way\n")
    assert text.endswith("January 2027: Havn: On the way")
    assert rows == [[("Our joint goals", "Gg:1")]]


def lesson(n: int, value: object = None) -> tuple[int, Lesson]:
    answer = Answer("ci.good", State.GIVEN, value or words(f"Lesson {n}"))
    return 30 + n, Lesson(n, MARCH, D if n % 2 else L, bool(n % 2), answer)


def test_the_lesson_book_is_read_in_pages_of_five() -> None:
    found = [lesson(n) for n in range(1, 8)]
    first, second = (whole(lesson_screens.book(OWN, found, page)) for page in (0, 1))
    assert first[0].startswith(
        "Lesson book\n7 lessons\n\n1. Went well · Havn · March 2027\nLesson 1\n\n"
        "2. Went badly · Shore <b> · March 2027\nLesson 2"
    )
    assert first[1] == [[("»", "Bl:1:1")], [("Search", "Bs:1")]]
    assert second[0] == (
        "Lesson book\n7 lessons\n\n6. Went badly · Shore <b> · March 2027\nLesson 6\n\n"
        "7. Went well · Havn · March 2027\nLesson 7"
    )
    assert second[1] == [[("«", "Bl:1:0")], [("Search", "Bs:1")]]
    assert whole(lesson_screens.book(OWN, found, 99)) == second


def test_an_empty_book_says_how_it_fills() -> None:
    assert whole(lesson_screens.book(OWN, (), 0)) == (
        "Lesson book\nNothing is in it yet. It fills with what went well and what went badly in each check-in.",
        [],
    )


def test_files_in_the_book_are_played_from_their_opening() -> None:
    spoken = {"pieces": [{"f": 8, "k": "voice", "m": 1}, {"f": 9, "k": "photo", "t": "The pump", "m": 2}]}
    text, rows = whole(lesson_screens.book(OWN, [lesson(1, spoken)], 0))
    assert text.endswith("[voice message]\n[photo] The pump")
    assert rows[:2] == [[("[voice message] 1", "y:31:8")], [("[photo] 1", "y:31:9")]]


def test_what_was_looked_for_stands_above_what_was_found() -> None:
    text, rows = whole(lesson_screens.results(OWN, "<b>%s", [lesson(1)], 0))
    assert text == "Lesson book\nSearched for: <b>%s\n1 lesson\n\n1. Went well · Havn · March 2027\nLesson 1"
    assert rows == [[("Other words", "Bs:1"), ("All of it", "Bl:1:0")]]
    assert whole(lesson_screens.results(OWN, "x", (), 0))[0] == (
        "Lesson book\nSearched for: x\nNothing was found. Try one word, or a part of it."
    )


def test_thanks_come_as_a_message_of_their_own() -> None:
    answer = Answer("ci.thanks", State.GIVEN, {"pieces": [{"t": "For <all>"}, {"f": 8, "k": "voice"}]})
    assert whole(screens.thanks(3, "Havn", answer, named="Havn – Shore")) == (
        "Havn – Shore\nHavn thanks you:\nFor <all>\n[voice message]",
        [[("[voice message]", "y:3:8")]],
    )


def test_staff_are_told_of_a_wish_for_a_call_and_of_no_answer() -> None:
    assert whole(screens.wishes_call("Havn – Shore", "Shore")) == (
        "Havn – Shore\nShore would like a call this week.",
        [],
    )
