"""Questions about one of many, questions each side is asked in other words, and those that mirror each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations import inputs as do
from conversations.answers import Answer, Json, State
from conversations.comparison import Compared, Verdict, compare_topic, talk_points
from conversations.dialogue import Dialogue, Topic
from conversations.engine import step
from conversations.events import Arrived, AtQuestion, Stale
from conversations.questions import Choice, FreeText, ListOf, Multi, When, option
from conversations.sides import Side, Visible
from conversations.text import Text, text
from conversations.walk import Walk, asked, filled, item_of, left_over, place_in
from tests.conversations.talks import say, tap, walked

D, L = Side.DANISH, Side.LOCAL
AB = (option("a", "A"), option("b", "B"))
WORKS = ListOf(id="f.works", prompt="Which work must go on?", most=3)


def owner(n: int) -> Choice:
    return Choice(
        id=f"f.owner.{n}", item=f"{n}", each=("f.works", n), prompt="{item}: who takes over?", side=L, choices=AB
    )


GUESS = Choice(
    id="f.guess",
    prompt="How steady is {local}?",
    asked_of={L: "How steady are you?", D: "Your guess: how steady is {local}?"},
    values={"local": "The Clinic {item}"},
    choices=AB,
    visible=Visible.BOTH,
    visible_of={D: Visible.STAFF},
)
AFTER = FreeText(id="f.after", prompt="What comes after?")
ITEMS = Topic("items", "Items", (WORKS, *(owner(n) for n in (1, 2, 3)), GUESS, AFTER))
TALK = Dialogue("f", "F", (ITEMS,))


def listed(*words: str, side: Side = L) -> Walk:
    return walked(Walk(side), *(say("f.works", w) for w in words), do.Done("f.works"), dialogue=TALK)


def ids(walk: Walk, topic: Topic = ITEMS) -> list[str]:
    return [question.id for question in asked(walk, topic)]


@pytest.mark.parametrize(
    ("works", "owners"),
    [(("wells",), ["f.owner.1"]), (("wells", "school"), ["f.owner.1", "f.owner.2"])],
)
def test_what_each_item_is_asked_about_is_asked_as_often_as_there_are_items(
    works: tuple[str, ...], owners: list[str]
) -> None:
    assert ids(listed(*works)) == ["f.works", *owners, "f.guess", "f.after"]


@pytest.mark.parametrize("aside", [do.Skip("f.works"), do.RatherTalk("f.works")])
def test_where_no_list_was_given_nothing_is_asked_about_its_items(aside: do.Input) -> None:
    assert ids(Walk(L)) == ids(walked(Walk(L), aside, dialogue=TALK)) == ["f.works", "f.guess", "f.after"]


def test_what_one_side_is_asked_about_its_items_the_other_is_not() -> None:
    assert ids(listed("wells", side=D)) == ["f.works", "f.guess", "f.after"]


@pytest.mark.parametrize("words", ["wells", "{item}", "100% {n} %s", "<b>&", "سقف"])
def test_the_prompt_holds_the_items_words_whatever_they_are(words: str) -> None:
    walk = listed(words)
    here = place_in(walk, ITEMS)

    assert isinstance(here, AtQuestion)
    assert here.question.asks(L) == Text("{item}: who takes over?", {"item": words})
    assert item_of(owner(2), walk.answers) is None
    assert filled(owner(2), walk.answers).asks(L) == Text("{item}: who takes over?", {"item": "…"})


def test_a_file_in_the_place_of_words_stands_as_an_ellipsis() -> None:
    answers = {"f.works": Answer("f.works", State.GIVEN, {"pieces": [{"f": 1, "k": "photo"}]})}

    assert filled(owner(1), answers).asks(L) == Text("{item}: who takes over?", {"item": "…"})


def test_an_item_taken_off_the_list_takes_its_question_along_and_what_was_answered_is_kept() -> None:
    two = walked(listed("wells", "school"), tap("f.owner.1", "a"), tap("f.owner.2", "b"), dialogue=TALK)
    shorter = two.with_answer(replace(two.answers["f.works"], value={"pieces": [{"t": "wells"}]}))

    assert ids(shorter) == ["f.works", "f.owner.1", "f.guess", "f.after"]
    assert shorter.answers["f.owner.2"].value == "b"


def test_each_side_is_asked_in_its_own_words_and_everybody_else_reads_the_third() -> None:
    values = {"local": "The Clinic {item}"}

    assert GUESS.asks(L) == Text("How steady are you?", values)
    assert GUESS.asks(D) == Text("Your guess: how steady is {local}?", values)
    assert GUESS.asks() == Text("How steady is {local}?", values)
    assert AFTER.asks(L) == AFTER.asks(D) == AFTER.asks() == Text("What comes after?")


def test_a_sides_answer_begins_as_open_as_is_said_for_that_side() -> None:
    danish = walked(listed("wells", side=D), tap("f.guess", "a"), dialogue=TALK)
    local = walked(listed("wells"), tap("f.owner.1", "a"), tap("f.guess", "a"), dialogue=TALK)

    assert danish.answers["f.guess"].visible is Visible.STAFF
    assert local.answers["f.guess"].visible is Visible.BOTH


def test_a_choice_of_ones_own_stays_when_the_answer_is_changed() -> None:
    first = walked(listed("wells", side=D), tap("f.guess", "a"), do.Show("f.guess", Visible.ME), dialogue=TALK)
    changed = walked(first, do.Change("f.guess"), tap("f.guess", "b"), dialogue=TALK)

    assert changed.answers["f.guess"] == Answer("f.guess", State.GIVEN, "b", Visible.ME)


def test_the_id_without_its_item_is_the_same_for_all_of_them() -> None:
    assert [question.root for question in (owner(1), owner(2), AFTER)] == ["f.owner", "f.owner", "f.after"]


# What was asked about is no longer there.

GONE = replace(TALK, topics=(replace(ITEMS, questions=(replace(GUESS, gone=True), AFTER)),))


def test_what_is_gone_is_not_asked_of_whoever_has_not_answered_it() -> None:
    assert ids(Walk(L), GONE.topics[0]) == ["f.after"]
    assert left_over(Walk(L), GONE.topics[0]) == ()
    half = Walk(L, {"f.guess": Answer("f.guess", State.REOPENED, "a")})
    assert ids(half, GONE.topics[0]) == ["f.after"]


def test_what_is_gone_stays_with_its_answer_and_cannot_be_changed() -> None:
    before = Walk(L, {"f.guess": Answer("f.guess", State.GIVEN, "a")})

    assert ids(before, GONE.topics[0]) == ["f.guess", "f.after"]
    for pressed in (do.Change("f.guess"), tap("f.guess", "b")):
        turn = step(GONE, before, pressed)
        assert turn.walk == before
        assert any(isinstance(event, Stale) for event in turn.events)


def test_back_goes_past_what_is_gone() -> None:
    before = Walk(L, {"f.guess": Answer("f.guess", State.GIVEN, "a")})
    turn = step(GONE, before, do.Back("f.after"))

    assert turn.walk == before
    assert [type(event) for event in turn.events] == [Arrived]


# The one says of itself what the other says of it.

OWN = Choice(
    id="f.own",
    prompt="Has your side kept its word?",
    choices=AB,
    ordered=True,
    power=True,
    across="f.other",
    across_prompt="Has {side} kept its word?",
)
OTHER = Choice(id="f.other", prompt="Has the other side kept its word?", choices=AB, ordered=True, power=True)
ACROSS = Topic("across", "Across", (OWN, OTHER))
NAMES = {D: "Udstyr på vej", L: "The Clinic"}


def said(own: Json, other: Json) -> dict[str, Answer]:
    pairs = ((OWN, own), (OTHER, other))
    return {q.id: Answer(q.id, State.GIVEN, value) for q, value in pairs if value is not None}


def shown(row: Compared) -> tuple[Text, dict[Side, Json], Verdict]:
    return row.asks(NAMES), {side: a and a.value for side, a in row.answers.items()}, row.verdict


def test_what_two_sides_say_of_the_same_one_is_compared_crosswise() -> None:
    rows = compare_topic(ACROSS, {D: said("a", "b"), L: said("b", "b")})

    assert [shown(row) for row in rows] == [
        (text("Has {side} kept its word?", side="Udstyr på vej"), {D: "a", L: "b"}, Verdict.NEAR),
        (text("Has {side} kept its word?", side="The Clinic"), {D: "b", L: "b"}, Verdict.SAME),
    ]
    assert [row.about for row in rows] == [D, L]


def test_swapped_sides_give_the_mirrored_rows() -> None:
    for one in (said(a, b) for a in ("a", "b", None) for b in ("a", "b", None)):
        for two in (said(a, b) for a in ("a", "b", None) for b in ("a", "b", None)):
            straight = compare_topic(ACROSS, {D: one, L: two})
            mirrored = compare_topic(ACROSS, {D: two, L: one})

            assert {(r.about, r.answers[D], r.answers[L], r.verdict) for r in straight} == {
                (r.about.other if r.about else None, r.answers[L], r.answers[D], r.verdict) for r in mirrored
            }


def test_where_only_one_of_the_two_speaks_only_that_one_is_shown() -> None:
    (row,) = compare_topic(ACROSS, {D: said("a", None), L: {}})

    assert shown(row) == (text("Has {side} kept its word?", side="Udstyr på vej"), {D: "a", L: None}, Verdict.SILENT)


def test_each_of_the_two_rows_can_be_a_talk_point_of_its_own() -> None:
    apart = replace(OWN, ordered=False), replace(OTHER, ordered=False)
    rows = compare_topic(Topic("across", "Across", apart), {D: said("a", "b"), L: said("a", "b")})

    assert [(point.compared.question.id, point.compared.about) for point in talk_points(rows)] == [
        ("f.own", D),
        ("f.own", L),
    ]


def test_a_row_about_an_item_names_the_item() -> None:
    walk = walked(listed("wells"), tap("f.owner.1", "a"), dialogue=TALK)
    rows = {row.question.id: row for row in compare_topic(ITEMS, {D: {}, L: walk.answers})}

    assert rows["f.owner.1"].asks(NAMES) == Text("{item}: who takes over?", {"item": "wells"})
    assert rows["f.owner.1"].verdict is Verdict.BESIDE


def test_a_condition_on_ticks_holds_where_one_of_them_was_ticked() -> None:
    why = FreeText(id="f.why", prompt="Why?", when=When("f.ticks", frozenset({"a"})))
    ticks = Multi(id="f.ticks", prompt="?", choices=AB)
    topic = Topic("t", "T", (ticks, why))

    def after(*codes: str) -> list[str]:
        return ids(Walk(L, {"f.ticks": Answer("f.ticks", State.GIVEN, list(codes))}), topic)

    assert (after("a", "b"), after("b"), after()) == (["f.ticks", "f.why"], ["f.ticks"], ["f.ticks"])
