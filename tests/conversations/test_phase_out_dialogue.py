"""The questions about an ending: made for what a round is about, no longer than a sitting can be."""

from __future__ import annotations

from conversations.answers import Answer, State
from conversations.comparison import compare_topic
from conversations.dialogues.look_back import LOOK_BACK
from conversations.dialogues.phase_out import groups, made
from conversations.dialogues.readiness import READINESS
from conversations.sides import Side, Visible
from conversations.text import Text
from conversations.walk import filled

NAMES = {"danish": "Havn", "local": "Clinic"}


def test_each_side_is_asked_what_is_its_own_to_say() -> None:
    dialogue = made({"names": NAMES})
    asked = {
        side: [[q.id for q in topic.asked_of(side) if q.each is None] for topic in dialogue.topics] for side in Side
    }
    assert asked == {
        Side.DANISH: [["po.reason", "po.kind"], ["po.keep"], ["po.fear", "po.proud"]],
        Side.LOCAL: [
            ["po.reason", "po.kind"],
            ["po.keep", "po.income", "po.fix", "po.owner.name", "po.income.share"],
            ["po.fear", "po.ask", "po.proud"],
        ],
    }


def test_each_kind_of_equipment_has_its_paper() -> None:
    dialogue = made({"names": NAMES, "equipment": ["Beds", "Lamps"]})
    papers = [q for q in dialogue.topics[1].together if q.id.startswith("po.paper")]
    assert [(q.id, q.root, q.values["group"]) for q in papers] == [
        ("po.paper.1", "po.paper", "Beds"),
        ("po.paper.2", "po.paper", "Lamps"),
    ]


def test_where_no_equipment_was_named_it_is_asked_about_as_one() -> None:
    (paper, last) = made({"names": NAMES, "equipment": []}).topics[1].together
    assert (paper.values["group"], last.id) == (Text("All equipment"), "po.last")


def test_long_lines_and_long_lists_of_equipment_are_cut_to_what_a_phone_can_show() -> None:
    named = groups(["Beds\nand  mattresses", " ", "x" * 61, *"abcdefghij"])
    assert named[:2] == ("Beds and mattresses", "x" * 59 + "…")
    assert len(named) == 8


def test_what_worries_somebody_begins_where_the_other_side_does_not_read_it() -> None:
    assert made({"names": NAMES}).questions["po.fear"].visible is Visible.STAFF


def test_readiness_is_five_topics_and_the_look_back_two_questions() -> None:
    assert [q.id.removeprefix("po.ready.") for q in READINESS.topics[0].questions] == [
        "income",
        "repair",
        "people",
        "office",
        "users",
    ]
    assert [q.id for q in LOOK_BACK.topics[0].asked_of(Side.LOCAL)] == ["po.half", "po.learn"]


def test_who_takes_over_is_compared_only_where_the_work_itself_may_be_read() -> None:
    after = made({"names": NAMES}).topics[1]
    keep = Answer("po.keep", State.GIVEN, {"pieces": [{"t": "Nights"}]})
    owner = Answer("po.owner.1", State.GIVEN, "local")
    whole = compare_topic(after, {Side.DANISH: {}, Side.LOCAL: {"po.keep": keep, "po.owner.1": owner}})
    kept = compare_topic(after, {Side.DANISH: {}, Side.LOCAL: {"po.owner.1": owner}})
    assert [(row.question.id, row.question.values.get("item")) for row in whole] == [
        ("po.keep", None),
        ("po.owner.1", "Nights"),
    ]
    assert kept == ()
    assert filled(after.questions[1], {}).values["item"] == "…"
