"""The start-up talk asks exactly what the guide's modules A to G ask of each side under seal."""

from __future__ import annotations

from conversations.answers import Answer, State
from conversations.comparison import Verdict, compare
from conversations.dialogues import DIALOGUES
from conversations.dialogues.startup import STARTUP
from conversations.questions import Choice, Multi, Scale, WhoDoesIt
from conversations.sides import Side, Visible

IDS = {
    "know": "who story people decide value reach months",
    "exp": "gain guess worry reply no clash equip",
    "goal": "change list voice",
    "plan": "need ready stop rhythm",
    "give": "kinds mine yours costs limit waste",
    "role": "choose ship customs spread train repair office people report stand",
    "fut": "years after sign notice early touch",
}
NEEDED = {
    "know": "who people decide months",
    "exp": "gain worry reply no",
    "goal": "change list",
    "plan": "need ready stop rhythm",
    "give": "kinds mine costs",
    "role": IDS["role"],
    "fut": "years after notice",
}
QUESTIONS = STARTUP.questions


def ids(written: dict[str, str]) -> dict[str, set[str]]:
    return {topic: {f"su.{topic}.{name}" for name in names.split()} for topic, names in written.items()}


def test_it_asks_the_sealed_questions_of_a_to_g_and_no_others() -> None:
    assert {topic.id: {q.id for q in topic.questions} for topic in STARTUP.topics} == ids(IDS)


def test_finishing_needs_what_is_asked_first_and_nothing_more() -> None:
    assert {t.id: {q.id for q in t.questions if q.needed} for t in STARTUP.topics} == ids(NEEDED)


def test_the_topics_come_in_the_order_of_the_guide() -> None:
    assert [topic.id for topic in STARTUP.topics] == list(IDS)


def test_only_the_local_side_is_asked_about_local_readiness() -> None:
    assert {q.id: q.side for q in QUESTIONS.values() if q.side} == {
        "su.goal.voice": Side.LOCAL,
        "su.plan.need": Side.LOCAL,
        "su.plan.ready": Side.LOCAL,
    }


def test_every_topic_asks_something_of_each_side() -> None:
    assert all(topic.asked_of(side)[0].needed for topic in STARTUP.topics for side in Side)


def test_a_sitting_is_short_and_fits_a_phone() -> None:
    for topic in STARTUP.topics:
        assert all(sum(q.needed for q in topic.asked_of(side)) <= 10 for side in Side), topic.id
    assert {q.id for q in QUESTIONS.values() if len(q.prompt) > 90} == set()


def test_worry_and_saying_no_begin_at_staff_only() -> None:
    assert {q.id for q in QUESTIONS.values() if q.visible is not Visible.BOTH} == {
        "su.exp.worry",
        "su.exp.no",
    }
    assert {QUESTIONS[id].visible for id in ("su.exp.worry", "su.exp.no")} == {Visible.STAFF}


def test_what_describes_oneself_is_never_compared() -> None:
    oneself = {q.id for q in QUESTIONS.values() if q.about_oneself}

    assert oneself >= {q for q in QUESTIONS if q.startswith("su.know.")}
    assert oneself >= {"su.exp.worry", "su.exp.no", "su.give.kinds", "su.give.costs"}
    assert not {id for id in oneself if isinstance(QUESTIONS[id], WhoDoesIt)}


def test_ordered_choices_are_those_that_have_an_order() -> None:
    assert {q.id for q in QUESTIONS.values() if isinstance(q, Choice) and q.ordered} == {
        "su.exp.reply",
        "su.exp.equip",
        "su.plan.rhythm",
        "su.fut.years",
        "su.fut.notice",
    }


def test_options_that_mean_none_exclude_all_others() -> None:
    alone = {q.id: q.alone for q in QUESTIONS.values() if isinstance(q, Multi) and q.alone}

    assert alone == {
        "su.know.months": "none",
        "su.exp.worry": "none",
        "su.goal.voice": "us",
        "su.plan.ready": "none",
        "su.give.costs": "none",
        "su.fut.touch": "none",
    }


def test_at_most_three_values_are_chosen() -> None:
    limits = {q.id: q.most for q in QUESTIONS.values() if isinstance(q, Multi) and q.most}

    assert limits == {"su.know.value": 3}


def test_who_does_what_is_asked_nine_times() -> None:
    assert sum(isinstance(q, WhoDoesIt) for q in QUESTIONS.values()) == 9


def test_saying_no_is_a_talk_point_where_it_is_hard() -> None:
    low = {q.id: (q.low, q.power) for q in QUESTIONS.values() if q.low is not None}

    assert low == {"su.exp.no": (2, True)}
    assert isinstance(QUESTIONS["su.exp.no"], Scale)


def test_guesses_stand_next_to_what_the_other_side_says() -> None:
    assert {q.id: q.mirror for q in QUESTIONS.values() if q.mirror} == {
        "su.exp.guess": "su.exp.gain",
        "su.give.yours": "su.give.mine",
    }


def test_a_cost_that_nobody_carries_is_the_only_kind_of_gap_among_ticks() -> None:
    assert {q.id for q in QUESTIONS.values() if isinstance(q, Multi) and q.gap_if_nobody} == {"su.give.costs"}


def test_not_sure_how_to_disagree_is_no_difference() -> None:
    clash = QUESTIONS["su.exp.clash"]
    answers = {
        Side.DANISH: Answer(clash.id, State.GIVEN, "unsure"),
        Side.LOCAL: Answer(clash.id, State.GIVEN, "two"),
    }

    assert compare(clash, answers).verdict is Verdict.SILENT


def test_it_is_in_the_list_of_dialogues_under_its_id() -> None:
    assert DIALOGUES["startup"] is STARTUP
    assert {id: dialogue.id for id, dialogue in DIALOGUES.items()} == {id: id for id in DIALOGUES}
