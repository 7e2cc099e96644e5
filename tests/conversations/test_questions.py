"""Every kind of question: what it offers, what it takes and what it refuses."""

from __future__ import annotations

import pytest

from conversations.answers import Answer, Json, State
from conversations.inputs import Raw, Said, Sent, Tap
from conversations.questions import (
    EMPTY,
    NOT_IN_LIST,
    TOO_LONG,
    USE_BUTTONS,
    Choice,
    Counts,
    FreeText,
    Level,
    ListOf,
    MonthQuestion,
    Multi,
    Number,
    Partly,
    PrivateNumber,
    Question,
    RedAmberGreen,
    Refusal,
    Scale,
    Settled,
    WhoDoesIt,
    codes_of,
    found,
    option,
    private_number,
)
from conversations.questions.free import LACKS_TITLE, LONGEST_TITLE
from conversations.sides import Side
from conversations.text import Text
from conversations.words import LIKELY_CUT, LONGEST
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY, NOT_PRIVATE, PRIVATE, REPLACED

ABC = (option("a", "A"), option("b", "B"), option("none", "None"))
FIVE = ("Very bad", "Bad", "So-so", "Good", "Very good")
CHOICE = Choice(id="q", prompt="?", choices=ABC)
MULTI = Multi(id="q", prompt="?", choices=ABC, alone="none")
SCALE = Scale(id="q", prompt="?", steps=FIVE)
LEVEL = Level(id="q", prompt="?", steps=FIVE[:4])
RAG = RedAmberGreen(id="q", prompt="?")
WHO = WhoDoesIt(id="q", prompt="?")
MONTH = MonthQuestion(id="q", prompt="?")
NUMBER = Number(id="q", prompt="?", least=1, most=10)
COUNTS = Counts(id="q", prompt="?", counted=("women", "men"))
FREE = FreeText(id="q", prompt="?")
LIST = ListOf(id="q", prompt="?", most=2)
GOALS = ListOf(id="q", prompt="?", most=2, titled=True)

VOICE = Sent(media=7, kind="voice", source=3)
EVERY_KIND = (CHOICE, MULTI, SCALE, LEVEL, RAG, WHO, MONTH, NUMBER, COUNTS, FREE, LIST, GOALS)


def read(question: Question, raw: Raw, draft: Json = None) -> object:
    return question.read(raw, Side.LOCAL, draft)


def pieces(*said: dict[str, Json]) -> dict[str, Json]:
    return {"pieces": list(said)}


@pytest.mark.parametrize("question", [CHOICE, RAG, WHO])
@pytest.mark.parametrize("raw", [Said("a"), Said("1"), Said(""), VOICE])
def test_a_choice_is_made_with_a_button_only(question: Question, raw: Raw) -> None:
    assert read(question, raw) == Refusal(Text(USE_BUTTONS))


@pytest.mark.parametrize("code", ["", "A", "c", "a,b", "ab", "\0", "a" * 64])
@pytest.mark.parametrize("question", [CHOICE, MULTI, RAG, WHO])
def test_an_unknown_or_former_option_is_refused(question: Question, code: str) -> None:
    assert read(question, Tap(code)) == Refusal(Text(NOT_IN_LIST))


def test_a_choice_stores_the_code() -> None:
    assert [read(CHOICE, Tap(o.code)) for o in ABC] == [Settled("a"), Settled("b"), Settled("none")]


def test_the_traffic_light_has_three_colours_and_a_way_out() -> None:
    assert [o.code for o in RAG.options(Side.LOCAL)] == ["green", "yellow", "red", "unknown"]
    assert RAG.unknown == {"unknown"}


@pytest.mark.parametrize(
    ("side", "codes"),
    [(Side.LOCAL, ["local", "danish", "both", "none"]), (Side.DANISH, ["danish", "local", "both", "none"])],
)
def test_who_does_it_shows_us_and_them_but_stores_the_side(side: Side, codes: list[str]) -> None:
    options = WHO.options(side)

    assert [o.code for o in options] == codes
    assert [o.label for o in options] == [Text("Us"), Text("Them"), Text("Both"), Text("Nobody yet")]
    assert WHO.read(Tap(codes[0]), side, None) == Settled(side.value)


def test_ticks_are_set_and_taken_away_in_the_order_offered() -> None:
    assert read(MULTI, Tap("b")) == Partly(["b"])
    assert read(MULTI, Tap("a"), ["b"]) == Partly(["a", "b"])
    assert read(MULTI, Tap("b"), ["a", "b"]) == Partly(["a"])
    assert read(MULTI, Tap("a"), ["a"]) == Partly([])


def test_none_excludes_all_others_both_ways() -> None:
    assert read(MULTI, Tap("none"), ["a", "b"]) == Partly(["none"])
    assert read(MULTI, Tap("a"), ["none"]) == Partly(["a"])
    assert read(MULTI, Tap("none"), ["none"]) == Partly([])


def test_no_more_ticks_than_allowed() -> None:
    two = Multi(id="q", prompt="?", choices=tuple(option(c, c) for c in "abc"), most=2)

    refused = read(two, Tap("c"), ["a", "b"])

    assert isinstance(refused, Refusal)
    assert refused.why.values == {"n": 2}
    assert read(two, Tap("a"), ["a", "b"]) == Partly(["b"])


def test_done_needs_a_tick() -> None:
    assert isinstance(MULTI.finish(None), Refusal)
    assert isinstance(MULTI.finish([]), Refusal)
    assert MULTI.finish(["a"]) == Settled(["a"])


@pytest.mark.parametrize("raw", [Said("a"), VOICE])
def test_ticks_are_set_with_buttons_only(raw: Raw) -> None:
    assert read(MULTI, raw) == Refusal(Text(USE_BUTTONS))


@pytest.mark.parametrize(
    ("raw", "step"),
    [(Tap("1"), 1), (Tap("5"), 5), (Said("3"), 3), (Said(" 3 "), 3), (Said("３"), 3), (Said("٣"), 3)],
)
def test_a_scale_takes_its_steps_in_any_script(raw: Raw, step: int) -> None:
    assert read(SCALE, raw) == Settled(step)


@pytest.mark.parametrize("written", ["0", "6", "-1", "3.5", "three", "1e9", "NaN", "4/5", "", "Good", "½"])
def test_a_scale_refuses_everything_else_and_names_its_steps(written: str) -> None:
    wording = "Choose a number from 1 to {n} by pressing a button. Nothing was saved."

    assert read(SCALE, Said(written)) == read(SCALE, Tap(written)) == Refusal(Text(wording, {"n": 5}))


def test_a_scale_refuses_a_recording() -> None:
    assert isinstance(read(SCALE, VOICE), Refusal)


def test_a_level_is_chosen_by_number_because_its_sentences_stand_in_the_message() -> None:
    assert [(o.code, o.label) for o in LEVEL.options(Side.LOCAL)] == [(n, n) for n in "1234"]
    assert read(LEVEL, Tap("4")) == Settled(4)
    assert isinstance(read(LEVEL, Tap("5")), Refusal)


@pytest.mark.parametrize("written", ["2027-02", "02/2027", "2.2027", "2-2027", " 2027-2 ", "２０２７-０２", "٢٠٢٧/٢"])
def test_a_month_is_read_in_the_usual_ways(written: str) -> None:
    assert read(MONTH, Said(written)) == read(MONTH, Tap(written)) == Settled("2027-02")


@pytest.mark.parametrize(
    "written",
    [
        "2027-13",
        "2027-00",
        "31.02.2027",
        "29.02.2027",
        "01/02/27",
        "02/27",
        "0001-01",
        "9999-12",
        "2570-02",
        "2101-01",
        "13.2027",
        "tomorrow",
        "February 2027",
        "2027",
        "-2027-02",
        "",
    ],
)
def test_what_is_no_clear_month_is_refused(written: str) -> None:
    assert isinstance(read(MONTH, Said(written)), Refusal)


def test_a_month_is_not_spoken() -> None:
    assert isinstance(read(MONTH, VOICE), Refusal)


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("10", 10), ("٧", 7)])
def test_a_number_within_its_bounds_is_taken(written: str, number: int) -> None:
    assert read(NUMBER, Said(written)) == Settled(number)


@pytest.mark.parametrize("raw", [Said("0"), Said("11"), Said("-5"), Said("2.5"), Said("ten"), Tap("3"), VOICE])
def test_a_number_outside_its_bounds_or_in_words_is_refused(raw: Raw) -> None:
    refused = read(NUMBER, raw)

    assert isinstance(refused, Refusal)
    assert refused.why.values == {"least": 1, "most": 10}


@pytest.mark.parametrize("written", ["12 30", "12, 30", "12/30", "١٢ ٣٠", " 12\n30 "])
def test_counts_are_taken_in_the_order_asked(written: str) -> None:
    assert read(COUNTS, Said(written)) == Settled([12, 30])


@pytest.mark.parametrize("raw", [Said("12"), Said("1 2 3"), Said("12 -3"), Said("a b"), Said(""), Tap("1"), VOICE])
def test_too_few_too_many_or_other_counts_are_refused(raw: Raw) -> None:
    assert isinstance(read(COUNTS, raw), Refusal)


@pytest.mark.parametrize("words", KEPT_EXACTLY)
def test_free_text_is_kept_exactly_whatever_it_is(words: str) -> None:
    assert read(FREE, Said(words, source=9)) == Settled(pieces({"t": words, "m": 9}))


@pytest.mark.parametrize(("words", "stored"), REPLACED.items())
def test_signs_that_cannot_be_kept_are_replaced_and_flagged(words: str, stored: str) -> None:
    assert read(FREE, Said(words)) == Settled(pieces({"t": stored, "r": True}))


@pytest.mark.parametrize("question", [FREE, LIST])
@pytest.mark.parametrize("words", INVISIBLE)
def test_an_empty_message_is_not_stored(question: Question, words: str) -> None:
    assert read(question, Said(words)) == Refusal(Text(EMPTY))


def test_a_text_as_long_as_a_message_is_taken_and_one_sign_more_is_not() -> None:
    assert read(FREE, Said("a" * LONGEST)) == Partly(pieces({"t": "a" * LONGEST}))
    assert read(FREE, Said("a" * (LONGEST + 1))) == Refusal(Text(TOO_LONG))
    assert read(FREE, Said("a" * 65536)) == Refusal(Text(TOO_LONG))
    assert read(LIST, Said("a" * (LONGEST + 1))) == Refusal(Text(TOO_LONG))


def test_a_text_that_was_likely_cut_waits_for_its_other_parts_until_done() -> None:
    first = {"t": "a" * LIKELY_CUT}

    assert read(FREE, Said("a" * (LIKELY_CUT - 1))) == Settled(pieces({"t": "a" * (LIKELY_CUT - 1)}))
    assert read(FREE, Said(first["t"])) == Partly(pieces(first))
    assert read(FREE, Said("the rest"), pieces(first)) == Partly(pieces(first, {"t": "the rest"}))
    assert FREE.finish(pieces(first, {"t": "the rest"})) == Settled(pieces(first, {"t": "the rest"}))


def test_done_without_any_part_is_refused() -> None:
    assert FREE.finish(None) == LIST.finish(None) == LIST.finish(pieces()) == Refusal(Text(EMPTY))


def test_a_recording_a_photo_or_a_document_is_a_free_answer() -> None:
    photo = Sent(media=8, kind="photo", caption="our school", source=4, album="g")

    assert read(FREE, VOICE) == Settled(pieces({"f": 7, "k": "voice", "m": 3}))
    assert read(FREE, photo) == Settled(pieces({"t": "our school", "f": 8, "k": "photo", "g": "g", "m": 4}))


@pytest.mark.parametrize("question", [FREE, MONTH])
def test_a_button_is_no_answer_to_a_question_without_buttons(question: Question) -> None:
    assert isinstance(read(question, Tap("a")), Refusal)


def test_a_list_takes_one_item_a_message_and_closes_itself_when_full() -> None:
    assert read(LIST, Said("one")) == Partly(pieces({"t": "one"}))
    assert read(LIST, VOICE, pieces({"t": "one"})) == Settled(pieces({"t": "one"}, {"f": 7, "k": "voice", "m": 3}))
    assert LIST.finish(pieces({"t": "one"})) == Settled(pieces({"t": "one"}))


def test_a_full_list_takes_no_more_and_says_how_many_it_takes() -> None:
    refused = read(LIST, Said("three"), pieces({"t": "one"}, {"t": "two"}))

    assert isinstance(refused, Refusal)
    assert refused.why.values == {"n": 2}


def test_the_last_item_of_a_list_can_be_taken_away() -> None:
    assert read(LIST, Tap("-"), pieces({"t": "one"}, {"t": "two"})) == Partly(pieces({"t": "one"}))
    assert read(LIST, Tap("-"), pieces({"t": "one"})) == read(LIST, Tap("-")) == Partly(pieces())


def test_the_last_part_of_a_free_answer_can_be_taken_away_and_where_there_is_none_there_is_no_button() -> None:
    draft = pieces({"t": "a" * LIKELY_CUT}, {"t": "the rest"})

    assert read(FREE, Tap("-"), draft) == Partly(pieces({"t": "a" * LIKELY_CUT}))
    assert read(FREE, Tap("-"), pieces({"t": "one"})) == Partly(pieces())
    assert read(FREE, Tap("-")) == read(FREE, Tap("-"), pieces()) == Refusal(Text(NOT_IN_LIST))
    assert FREE.finish(pieces()) == Refusal(Text(EMPTY))


@pytest.mark.parametrize("draft", [None, pieces({"t": "one"})])
def test_a_goal_is_read_at_a_glance(draft: Json) -> None:
    longest, before = "a" * LONGEST_TITLE, draft["pieces"] if draft else []

    for raw in (Said(longest + "a"), Sent(media=8, kind="photo", caption=longest + "a", source=4)):
        refused = read(GOALS, raw, draft)
        assert isinstance(refused, Refusal)
        assert refused.why.values == {"n": LONGEST_TITLE}
    taken = read(GOALS, Said(longest), draft)
    assert isinstance(taken, Partly | Settled)
    assert taken.value == pieces(*before, {"t": longest})


def test_a_goal_that_is_spoken_or_a_photo_needs_a_title_before_anything_else() -> None:
    voice = {"f": 7, "k": "voice", "m": 3}
    needs = Refusal(Text(LACKS_TITLE))

    assert read(GOALS, VOICE) == Partly(pieces(voice))
    assert GOALS.lacks_title(pieces(voice))
    assert GOALS.finish(pieces(voice)) == needs
    assert read(GOALS, VOICE, pieces(voice)) == needs
    assert read(GOALS, Sent(media=8, kind="photo", caption="school", source=4), pieces(voice)) == needs
    titled = read(GOALS, Said("A school"), pieces(voice))
    assert titled == Partly(pieces(voice | {"t": "A school"}))
    assert not GOALS.lacks_title(titled.value)
    assert GOALS.finish(titled.value) == Settled(titled.value)
    assert read(GOALS, Tap("-"), pieces(voice)) == Partly(pieces())


def test_the_last_goal_is_asked_for_its_title_before_the_list_closes_itself() -> None:
    goal, voice = {"t": "A school"}, {"f": 7, "k": "voice", "m": 3}

    assert read(GOALS, VOICE, pieces(goal)) == Partly(pieces(goal, voice))
    assert read(GOALS, Said("Water"), pieces(goal, voice)) == Settled(pieces(goal, voice | {"t": "Water"}))
    assert isinstance(read(GOALS, VOICE, pieces(goal, {"t": "Water"})), Refusal)


def test_no_other_list_needs_titles() -> None:
    assert read(LIST, Said("a" * (LONGEST_TITLE + 1))) == Partly(pieces({"t": "a" * (LONGEST_TITLE + 1)}))
    assert not LIST.lacks_title(pieces({"f": 7, "k": "voice"}))


@pytest.mark.parametrize("question", [CHOICE, SCALE, LEVEL, RAG, WHO, MONTH, NUMBER, COUNTS])
def test_done_closes_nothing_where_one_press_is_the_answer(question: Question) -> None:
    assert question.finish(None) == Refusal(Text(USE_BUTTONS))


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda q: type(q).__name__)
@pytest.mark.parametrize("words", [*KEPT_EXACTLY, *INVISIBLE, *REPLACED, *PRIVATE, "a" * 4097])
def test_no_kind_of_question_breaks_on_anything_written_tapped_or_sent(question: Question, words: str) -> None:
    for raw in (Said(words), Tap(words), Sent(1, "photo", words)):
        for side in Side:
            reading = question.read(raw, side, None)
            assert isinstance(reading, Settled | Partly | Refusal)
            if isinstance(reading, Refusal):
                assert reading.why.wording.format_map(reading.why.values)


@pytest.mark.parametrize(("words", "without"), PRIVATE.items())
def test_a_private_number_is_seen_and_offered_without(words: str, without: str) -> None:
    assert private_number(Said(words)) == PrivateNumber(without)


@pytest.mark.parametrize("raw", [*(Said(words) for words in NOT_PRIVATE), Tap("0101901234"), VOICE])
def test_nothing_else_is_a_private_number(raw: Raw) -> None:
    assert private_number(raw) is None


@pytest.mark.parametrize(
    ("value", "codes"),
    [("a", {"a"}), (3, {"3"}), (["a", "b"], {"a", "b"}), ([], set()), (None, set()), ({"pieces": []}, set())],
)
def test_the_codes_of_an_answer(value: Json, codes: set[str]) -> None:
    assert codes_of(Answer("q", State.GIVEN, value)) == codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Niger", ["NE"]),
        ("ng", ["NG"]),
        ("ni", ["NE", "NG"]),
        ("cote", ["CI"]),
        ("voire", ["CI"]),
        ("ger", ["NE", "NG"]),
        ("x", []),
        ("  ", []),
    ],
)
def test_a_name_is_found_exactly_by_code_by_beginning_or_by_part(words: str, codes: list[str]) -> None:
    names = (("CI", "Côte d’Ivoire"), ("NE", "Niger"), ("NG", "Nigeria"))

    assert [code for code, _ in found(names, words)] == codes


def test_no_more_names_are_found_than_a_phone_shows() -> None:
    assert len(found(tuple((str(n), f"Place {n}") for n in range(50)), "place")) == 8
