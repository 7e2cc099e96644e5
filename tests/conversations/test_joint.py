"""Reading joint answers, a part at a time: clear words for what cannot be one, and people's words as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.dialogues.startup import STARTUP
from conversations.inputs import Raw, Said, Sent, Tap
from conversations.questions import (
    PRIVATE,
    JointChoice,
    JointCounts,
    JointPromise,
    JointStep,
    JointTicks,
    Question,
    Refusal,
    option,
)
from conversations.questions.base import NOT_IN_LIST, USE_BUTTONS
from conversations.questions.free import LONGEST_TITLE
from conversations.questions.joint import (
    IN_WRITING,
    NO_WORDS,
    OWN,
    PAST,
    TICKED,
    TOO_MANY_WORDS,
    Part,
    choices,
    missing,
    read_line,
    read_part,
    ticked,
    who_choices,
    whole,
)
from conversations.questions.joint import (
    given as fixed,
)
from conversations.sides import Side
from conversations.text import Month, Text, text
from tests.conversations import hostile

NOW = Month(2027, 2)


def question(id: str) -> Question:
    return STARTUP.settled_together[id][1]


STEP, PROMISE, SIGN, REVIEW = (
    question(id) for id in ("su.plan.step", "su.give.promise", "su.goal.sign", "su.plan.review")
)
CUSTOMS, STOP = question("su.role.customs"), question("su.plan.stop")

ABC = tuple(option(c, c.upper()) for c in "abc")
ONE = JointChoice(id="j.one", prompt="Which one?", choices=ABC)
TICKS = JointTicks(id="j.ticks", prompt="Which two?", choices=ABC, most=2)
COUNTS = JointCounts(id="j.counts", prompt="How many?", counted=("work", "stand still", "are missing"))
HELP = JointPromise(id="j.help", prompt="What will they do?", who=Side.DANISH)
AGREED = JointStep(id="j.agreed", prompt="What did we agree?", dated=False)


def read(of: Question, part: Part, raw: Raw) -> object:
    return read_part(of, part, raw, this_month=NOW)


def test_each_missing_part_is_asked_for_by_itself() -> None:
    assert missing(STEP, {}) is Part.WORDS
    assert missing(STEP, {"w": "Train"}) is Part.WHO
    assert missing(STEP, {"w": "Train", "who": "local"}) is Part.MONTH
    assert missing(STEP, {"w": "Train", "who": "local", "m": "2027-05"}) is None
    assert missing(PROMISE, {"w": "Train", "who": "local", "m": None}) is None
    assert missing(SIGN, {}) is Part.WORDS
    assert missing(REVIEW, {}) is Part.MONTH


def test_a_point_of_a_talk_takes_one_of_its_options_or_words_of_ones_own() -> None:
    assert missing(CUSTOMS, {}) is Part.CODE
    assert missing(CUSTOMS, {"c": "local"}) is None
    assert missing(CUSTOMS, {OWN: True}) is Part.WORDS
    assert whole({OWN: True, "w": "The school does it"}) == {"w": "The school does it"}
    assert missing(STOP, {}) is Part.WORDS


@pytest.mark.parametrize("side", Side)
def test_nothing_that_leaves_a_matter_open_can_be_agreed_on(side: Side) -> None:
    assert [o.code for o in choices(CUSTOMS, side)] == [side, side.other, "both"]
    assert [o.code for o in who_choices(side)] == [side, side.other, "both"]
    assert choices(STOP, side) == ()
    assert "open" not in [o.code for o in choices(question("su.give.waste"), side)]


def test_an_option_and_a_side_are_pressed_and_nothing_else() -> None:
    assert read(CUSTOMS, Part.CODE, Tap("local")) == "local"
    assert read(CUSTOMS, Part.CODE, Tap("none")) == Refusal(Text(NOT_IN_LIST))
    assert read(CUSTOMS, Part.CODE, Said("local")) == Refusal(Text(USE_BUTTONS))
    assert read(STEP, Part.WHO, Tap("both")) == "both"
    assert read(STEP, Part.WHO, Tap("none")) == Refusal(Text(NOT_IN_LIST))


def test_a_month_is_this_one_or_a_later_one() -> None:
    assert read(REVIEW, Part.MONTH, Tap("2027-02")) == "2027-02"
    assert read(STEP, Part.MONTH, Said("5/2028")) == "2028-05"
    for past in (Tap("2027-01"), Said("12/2026")):
        refused = read(REVIEW, Part.MONTH, past)
        assert isinstance(refused, Refusal)
        assert refused.why.wording == PAST
    assert isinstance(read(REVIEW, Part.MONTH, Tap("2027-13")), Refusal)
    assert isinstance(read(REVIEW, Part.MONTH, Sent(1, "photo")), Refusal)


def test_only_a_promise_may_be_without_a_month() -> None:
    assert read(PROMISE, Part.MONTH, Tap("-")) is None
    assert isinstance(read(STEP, Part.MONTH, Tap("-")), Refusal)


def test_one_of_several_is_pressed_and_there_are_no_words_of_ones_own_instead() -> None:
    assert missing(ONE, {}) is Part.CODE
    assert missing(ONE, {"c": "a"}) is None
    assert [[o.code for o in choices(ONE, side)] for side in Side] == [["a", "b", "c"]] * 2
    assert read(ONE, Part.CODE, Tap("c")) == "c"
    assert read(ONE, Part.CODE, Tap("d")) == Refusal(Text(NOT_IN_LIST))
    assert read(ONE, Part.CODE, Said("c")) == Refusal(Text(USE_BUTTONS))


def test_ticks_come_and_go_in_the_order_offered_and_no_more_than_so_many() -> None:
    assert ticked(TICKS, (), "b") == ("b",)
    assert ticked(TICKS, ("b",), "a") == ("a", "b")
    assert ticked(TICKS, ("a", "b"), "a") == ("b",)
    assert ticked(TICKS, ("b",), "b") == ()
    refused = ticked(TICKS, ("a", "b"), "c")
    assert isinstance(refused, Refusal)
    assert refused.why.values == {"n": 2}
    assert ticked(TICKS, (), "d") == ticked(TICKS, ("a",), "ok") == Refusal(Text(NOT_IN_LIST))


def test_ticks_on_their_way_are_no_value_yet() -> None:
    assert missing(TICKS, {}) is Part.CODES
    assert missing(TICKS, {TICKED: ["a"]}) is Part.CODES
    assert missing(TICKS, {"cs": ["a"]}) is None
    assert whole({TICKED: ["a"], "cs": ["a"]}) == {"cs": ["a"]}
    for raw in (Said("a"), Tap("a"), Sent(1, "photo")):
        assert read(TICKS, Part.CODES, raw) == Refusal(Text(USE_BUTTONS))


def test_as_many_numbers_as_are_counted() -> None:
    assert missing(COUNTS, {}) is Part.NUMBERS
    assert missing(COUNTS, {"n": [12, 3, 0]}) is None
    assert read(COUNTS, Part.NUMBERS, Said("12 3 0")) == [12, 3, 0]
    for raw in (Said("12 3"), Said("12 3 0 1"), Said("12 -3 0"), Said("many"), Said(""), Tap("12"), Sent(1, "voice")):
        assert isinstance(read(COUNTS, Part.NUMBERS, raw), Refusal)


def test_what_is_fixed_is_not_asked() -> None:
    assert [fixed(q) for q in (HELP, AGREED, ONE, STEP, PROMISE)] == [{"who": "danish"}, {}, {}, {}, {}]
    assert missing(HELP, fixed(HELP)) is Part.WORDS
    assert missing(HELP, {**fixed(HELP), "w": "Train"}) is Part.MONTH


def test_a_step_that_need_not_have_a_month_can_do_without() -> None:
    for question in (HELP, AGREED):
        assert read(question, Part.MONTH, Tap("-")) is None
        assert read(question, Part.MONTH, Tap("2027-05")) == "2027-05"
    assert missing(AGREED, {"w": "Train", "who": "both"}) is Part.MONTH
    assert missing(AGREED, {"w": "Train", "who": "both", "m": None}) is None


@pytest.mark.parametrize("words", hostile.KEPT_EXACTLY)
def test_words_are_kept_in_one_line_as_they_were_written(words: str) -> None:
    kept = " ".join(words.split())
    fits = len(kept) <= LONGEST_TITLE
    assert read_line(Said(words)) == (kept if fits else Refusal(text(TOO_MANY_WORDS, n=LONGEST_TITLE)))


@pytest.mark.parametrize("words", hostile.INVISIBLE)
def test_nothing_to_be_seen_is_no_line(words: str) -> None:
    assert read_line(Said(words)) == Refusal(Text(NO_WORDS))


@pytest.mark.parametrize("words", hostile.PRIVATE)
def test_no_private_number_comes_into_an_agreement(words: str) -> None:
    assert read_line(Said(words)) == Refusal(Text(PRIVATE))


@pytest.mark.parametrize("words", hostile.NOT_PRIVATE)
def test_years_and_sums_are_no_private_numbers(words: str) -> None:
    assert read_line(Said(words)) == words


def test_signs_that_cannot_be_kept_are_replaced() -> None:
    assert {said: read_line(Said(said)) for said in hostile.REPLACED} == hostile.REPLACED


@pytest.mark.parametrize("raw", [Sent(1, "voice"), Sent(1, "photo", "a caption"), Tap("x")])
def test_what_stands_in_the_agreement_is_written(raw: Raw) -> None:
    assert read_line(raw) == Refusal(Text(IN_WRITING))


def test_a_whole_messages_length_is_refused() -> None:
    assert read_line(Said("a" * 4096)) == Refusal(text(TOO_MANY_WORDS, n=LONGEST_TITLE))


@given(st.text())
def test_whatever_is_written_the_line_is_short_visible_and_read_again_the_same(words: str) -> None:
    line = read_line(Said(words))
    if isinstance(line, str):
        assert 0 < len(line) <= LONGEST_TITLE
        assert "\n" not in line
        assert read_line(Said(line)) == line
