"""The sample answers fit the questions, and the openings they lead to have something to show."""

from __future__ import annotations

import pytest

from bot.rehearsal.asking import Ask, next_act
from bot.rehearsal.samples import WANTS_MORE, Pressed, RatherTalk, Written, sample
from conversations.dialogues import DIALOGUES
from conversations.inputs import Said
from conversations.questions import Choice, FreeText, ListOf, Multi, Question, Scale, private_number
from conversations.sides import Side
from conversations.vulnerability import ASKED as VULNERABILITY
from conversations.vulnerability import Assessment, Band, Rule, Tier

ASKED = [
    (question, side)
    for dialogue in DIALOGUES.values()
    for question in dialogue.questions.values()
    for side in Side
    if question.side in (None, side)
]


@pytest.mark.parametrize(("question", "side"), ASKED, ids=lambda value: getattr(value, "id", value))
def test_every_question_has_an_answer_of_its_kind_for_each_side_it_is_asked_of(question: Question, side: Side) -> None:
    answer = sample(question.id, side)
    offered = {option.code for option in question.options(side)}
    match answer:
        case RatherTalk():
            pass
        case Pressed(codes):
            assert isinstance(question, Choice | Multi | Scale)
            assert codes
            assert set(codes) <= offered
            assert len(codes) <= (getattr(question, "most", None) or len(offered) if isinstance(question, Multi) else 1)
        case Written():
            assert isinstance(question, FreeText)
            for language in ("da", "en"):
                messages = answer.messages(language)
                assert 1 <= len(messages) <= (question.most if isinstance(question, ListOf) else 1)
                assert [private_number(Said(words)) for words in messages] == [None] * len(messages)
        case None:
            pytest.fail("no sample")


def test_nothing_is_sampled_that_is_not_asked() -> None:
    asked = {(question.id, side) for question, side in ASKED}
    assert {(id, side) for side in Side for id, _ in asked if sample(id, side)} == asked


def test_the_danish_side_writes_danish_on_a_danish_phone_and_english_on_any_other() -> None:
    answer = sample("su.role.stand", Side.DANISH)
    assert isinstance(answer, Written)
    assert (answer.messages("da"), answer.messages("da-DK"), answer.messages("ar")) == (
        ("Næstformanden",),
        ("Næstformanden",),
        ("Our deputy chair",),
    )


def test_the_two_sides_differ_where_a_talk_is_worth_having() -> None:
    def answered(question: str) -> tuple[object, object]:
        return sample(question, Side.DANISH), sample(question, Side.LOCAL)

    assert answered("su.role.choose") == (Pressed(("both",)), Pressed(("both",)))
    assert answered("su.role.customs") == (Pressed(("local",)), Pressed(("danish",)))
    assert answered("su.role.report") == (Pressed(("danish",)), Pressed(("local",)))
    assert answered("su.exp.reply") == (Pressed(("1w",)), Pressed(("2w",)))
    assert answered("su.plan.rhythm") == (Pressed(("1",)), Pressed(("6",)))
    assert answered("su.fut.notice") == (Pressed(("12",)), RatherTalk())
    assert answered("ci.temp") == (Pressed(("4",)), Pressed(("2",)))
    assert answered("ci.call") == (Pressed(("no",)), Pressed(("week",)))
    assert answered("ci.prob") == (Pressed(("none",)), Pressed(("late", "heard")))
    assert answered("ca.office") == (Pressed(("3",)), Pressed(("3",)))
    assert answered("ca.people") == (Pressed(("3",)), Pressed(("2",)))
    assert answered("ca.money") == (Pressed(("1",)), Pressed(("3",)))
    assert WANTS_MORE[Side.DANISH] != WANTS_MORE[Side.LOCAL]


def test_the_sample_partnership_is_vulnerable_by_the_guides_rule_alone_and_shows_only_the_result() -> None:
    points: dict[str, int | None] = {}
    for question in VULNERABILITY:
        match sample(question, Side.LOCAL):
            case Pressed((code,)):
                points[question] = int(code)
    found = Assessment(points)

    assert (found.total, found.band, found.tier, found.decided_by) == (8, Band.LOW, Tier.VULNERABLE, Rule.GUIDE)
    assert sample("va.show", Side.LOCAL) == Pressed(("result",))


def test_what_is_asked_about_one_of_many_is_answered_for_each_in_turn() -> None:
    states = [sample(f"ci.goal.state.{goal}", Side.DANISH) for goal in (1, 2, 3, 4, 71)]

    assert states == [Pressed((code,)) for code in ("way", "slow", "unknown", "way", "slow")]
    assert isinstance(sample("ci.goal.why.71", Side.LOCAL), Written)
    assert sample("xx.y.1", Side.LOCAL) is None


@pytest.mark.parametrize(
    ("question", "topic"),
    [("su.exp.no", "exp"), ("ca.money", "ca"), ("cd.proof.fit", "cd"), ("va.show", "va"), ("ci.goal.state.9", "work")],
)
def test_every_question_is_known_by_its_topic(question: str, topic: str) -> None:
    assert ask(("A", f"a:1:{question}:a")).topic == topic


def ask(*rows: tuple[str, str]) -> Ask:
    return Ask(7, "?", rows)


def test_a_choice_is_tapped_once_and_settles_the_question() -> None:
    act = next_act(
        ask(("One person", "a:1:su.know.decide:one"), ("The board", "a:1:su.know.decide:board")),
        Side.DANISH,
        "da",
        0,
    )
    assert act is not None
    assert (act.sends, act.by, act.settles) == ("a:1:su.know.decide:board", "tapping", True)


def test_ticks_that_are_there_already_are_left_and_done_is_pressed_last() -> None:
    rows = [
        ("July", "a:1:su.know.months:7"),
        ("December", "a:1:su.know.months:12"),
        ("Done", "d:1:su.know.months"),
    ]
    presses = []
    for ticked in ((), (0,), (0, 1)):
        shown = [(f"✓ {label}" if n in ticked else label, sends) for n, (label, sends) in enumerate(rows)]
        act = next_act(ask(*shown), Side.DANISH, "en", 0)
        assert act is not None
        presses.append((act.sends, act.settles))
    assert presses == [
        ("a:1:su.know.months:7", False),
        ("a:1:su.know.months:12", False),
        ("d:1:su.know.months", True),
    ]


def test_a_list_is_sent_item_by_item_and_closed_with_done() -> None:
    begun = ask(("Done", "d:1:su.know.people"), ("Remove the last one", "a:1:su.know.people:-"))
    acts = [
        next_act(ask(("Skip", "s:1:su.know.people")), Side.DANISH, "en", 0),
        next_act(begun, Side.DANISH, "en", 1),
        next_act(begun, Side.DANISH, "en", 2),
    ]
    assert [(act.sends, act.by, act.settles) for act in acts if act] == [
        ("Our chair: contact and agreements", "saying", False),
        ("Our workshop leader: chooses and repairs the equipment", "saying", False),
        ("d:1:su.know.people", "tapping", True),
    ]


def test_rather_talking_unfolds_the_further_buttons_first() -> None:
    folded = ask(("6 months", "a:1:su.fut.notice:6"), ("More …", "m:1:su.fut.notice"))
    unfolded = ask(("6 months", "a:1:su.fut.notice:6"), ("Rather talk", "t:1:su.fut.notice"))
    first, second = next_act(folded, Side.LOCAL, "en", 0), next_act(unfolded, Side.LOCAL, "en", 1)
    assert first is not None
    assert second is not None
    assert (first.sends, first.settles, second.sends, second.settles) == (
        "m:1:su.fut.notice",
        False,
        "t:1:su.fut.notice",
        True,
    )


def test_an_unknown_question_gets_the_first_choice_and_an_unknown_message_nothing() -> None:
    unknown = next_act(ask(("A", "a:1:xx.y:a"), ("B", "a:1:xx.y:b")), Side.LOCAL, "en", 0)
    assert unknown is not None
    assert unknown.sends == "a:1:xx.y:a"
    assert next_act(ask(("Back", "b:1:xx.y")), None, "en", 1) is None
