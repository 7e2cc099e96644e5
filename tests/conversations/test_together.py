"""What is left to settle after an opening: derived from what both sides know, and never from what one of them hides."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Answer, Json, State
from conversations.commitments import Commitment, Kind
from conversations.comparison import Why, compare_topic
from conversations.dialogue import Topic
from conversations.dialogues.startup import STARTUP
from conversations.goals import Goal
from conversations.proposals import End, Proposal
from conversations.questions import FreeText, JointCounts, JointPromise, JointStep, JointTicks, WhoDoesIt, option
from conversations.sides import Side
from conversations.text import Month, Text
from conversations.together import (
    AGREED,
    HELP,
    HOW,
    Known,
    Subject,
    is_open,
    matters,
    next_matter,
    of_commitment,
    others,
    still_open,
    waiting_for,
)

D, L = Side.DANISH, Side.LOCAL
ROLES, GOAL, PLAN, GIVE = (topic for id in ("role", "goal", "plan", "give") if (topic := STARTUP.topic(id)))
GOALS = (Goal(4, 1, "Clean water"), Goal(2, 2, "Two people can repair"))
TRAIN = Commitment(1, Kind.STEP, "Train two people", "local", Month(2027, 6), goal=2)
ANSWER = Commitment(2, Kind.PROMISE, "Answer within a week", "danish", None)
SHIP, CUSTOMS, PEOPLE = "su.role.ship", "su.role.customs", "su.role.people"


def opened(topic: Topic, danish: dict[str, Json], local: dict[str, Json], **more: Any) -> Known:
    answers = {
        side: {id: Answer(id, State.TALK if code == "talk" else State.GIVEN, code) for id, code in said.items()}
        for side, said in ((D, danish), (L, local))
    }
    return Known({topic.id: compare_topic(topic, answers)}, **more)


def subjects(topic: Topic, known: Known) -> list[str]:
    return [str(matter.subject) for matter in matters(topic, known)]


def put(id: int, end: End | None = None, side: Side = D) -> tuple[Proposal, ...]:
    return (Proposal(id, side, {"w": "words"}, end),)


def test_a_sealed_topic_leaves_nothing_to_settle() -> None:
    assert subjects(ROLES, Known(threads={SHIP: put(1)})) == []


def test_talk_points_stand_first_and_in_the_order_in_which_they_should_be_talked_about() -> None:
    known = opened(
        ROLES,
        {SHIP: "danish", CUSTOMS: "danish", PEOPLE: "talk"},
        {SHIP: "danish", CUSTOMS: "local", PEOPLE: "local"},
    )
    assert [(str(m.subject), m.why) for m in matters(ROLES, known)] == [(PEOPLE, Why.TALK), (CUSTOMS, Why.DOUBLE)]


def test_what_both_say_the_same_needs_no_settling_but_may_be_settled() -> None:
    known = opened(ROLES, {SHIP: "danish"}, {SHIP: "danish"})
    assert subjects(ROLES, known) == []
    assert SHIP in [str(m.subject) for m in others(ROLES, known)]
    begun = opened(ROLES, {SHIP: "danish"}, {SHIP: "danish"}, threads={SHIP: put(1)})
    assert subjects(ROLES, begun) == [SHIP]
    assert SHIP not in [str(m.subject) for m in others(ROLES, begun)]


def test_where_the_slower_of_two_answers_holds_nothing_has_to_be_settled() -> None:
    rhythm = "su.plan.rhythm"
    assert rhythm not in subjects(PLAN, opened(PLAN, {rhythm: "1"}, {rhythm: "12"}))
    assert rhythm in subjects(PLAN, opened(PLAN, {rhythm: "talk"}, {rhythm: "12"}))


def test_every_joint_goal_is_asked_for_its_sign_and_its_month() -> None:
    assert subjects(GOAL, opened(GOAL, {}, {})) == ["su.goal.joint"]
    known = opened(GOAL, {}, {}, goals=GOALS)
    assert [(str(m.subject), m.n) for m in matters(GOAL, known)] == [
        ("su.goal.joint", None),
        ("su.goal.sign:4", 1),
        ("su.goal.sign:2", 2),
        ("su.goal.month:4", 1),
        ("su.goal.month:2", 2),
    ]


def test_the_goal_that_matters_most_is_each_sides_own_and_nothing_to_agree_on() -> None:
    assert "su.goal.top" not in subjects(GOAL, opened(GOAL, {}, {}, goals=GOALS))


def test_every_step_is_a_matter_of_its_own_and_every_goal_without_one_asks_for_it() -> None:
    known = opened(PLAN, {}, {}, goals=GOALS, commitments=(TRAIN,))
    assert [(str(m.subject), m.n) for m in matters(PLAN, known)] == [
        ("su.plan.step:1", 2),
        ("su.plan.step:+4", 1),
        ("su.plan.review", None),
    ]


def test_promises_are_listed_when_there_are_any() -> None:
    assert subjects(GIVE, opened(GIVE, {}, {})) == []
    assert subjects(GIVE, opened(GIVE, {}, {}, proposed=(ANSWER,))) == ["su.give.promise:2"]


def test_a_matter_is_open_until_both_have_accepted_something() -> None:
    for thread, still in ((), True), (put(1), True), (put(1, End.WITHDRAWN), True), (put(1, End.ACCEPTED), False):
        known = opened(GOAL, {}, {}, threads={"su.goal.joint": thread})
        assert [str(m.subject) for _, m in still_open(STARTUP, known)] == ["su.goal.joint"] * still
        assert is_open(matters(GOAL, known)[0], known) is still


def test_what_waits_longest_stands_first() -> None:
    known = Known(threads={"b": put(3), "a": put(9), "c": put(1), "d": put(2, End.ACCEPTED)})
    assert waiting_for(known) == ("c", "b", "a")


def test_a_side_is_led_to_what_waits_for_it_and_then_to_what_nobody_has_begun() -> None:
    sign, month = "su.goal.sign:4", "su.goal.month:4"
    known = opened(GOAL, {}, {}, goals=GOALS[:1], threads={"su.goal.joint": put(1, End.ACCEPTED), month: put(2)})
    after = Subject("su.goal.joint")
    assert [str(m.subject) for side in (D, L) if (m := next_matter(GOAL, known, side, after))] == [sign, month]
    assert next_matter(GOAL, opened(GOAL, {}, {}), D, after) is None


def test_a_subject_is_written_as_buttons_carry_it() -> None:
    assert [str(Subject("q")), str(Subject("q", 3)), str(Subject("q", 3, new=True)), str(Subject("q", new=True))] == [
        "q",
        "q:3",
        "q:+3",
        "q:+",
    ]
    assert str(of_commitment(TRAIN)) == "su.plan.step:1"
    assert str(of_commitment(ANSWER)) == "su.give.promise:2"


@given(st.sampled_from(sorted(STARTUP.settled_together)), st.none() | st.integers(0, 10**9 - 1), st.booleans())
def test_a_written_subject_is_read_again_as_what_it_was(question: str, item: int | None, new: bool) -> None:
    subject = Subject(question, item, new)
    assert Subject.parse(str(subject)) == subject
    assert len(f"em:{10**9 - 1}:{subject}") <= 64


@given(st.text(max_size=30))
def test_whatever_a_forged_button_carries_it_is_a_subject_or_none(written: str) -> None:
    subject = Subject.parse(written)
    assert subject is None or Subject.parse(str(subject)) == subject


# The dialogues after the start: each has its second part anew in every round.

COUNTED = JointCounts(id="j.count", prompt="How many?", counted=("work", "stand still"), each_round=True)
CHOSEN = JointTicks(
    id="j.first", prompt="Which?", choices=(option("admin", "A"), option("money", "M")), most=2, each_round=True
)
STEP_FOR = JointStep(id=HOW, prompt="{area}: what do we do?", values={"area": "Each area"}, each_area="j.first")
HELP_FOR = JointPromise(id=HELP, prompt="{area}: what will you do?", who=D, each_area="j.first")
WE_AGREED = JointStep(id=AGREED, prompt="What did we agree?", dated=False)
WHO_DOES = WhoDoesIt(id="j.who", prompt="Who does it?")
LATER = Topic(
    "later",
    "Later",
    (FreeText(id="j.q", prompt="?"), WHO_DOES),
    together=(COUNTED, CHOSEN, STEP_FOR, HELP_FOR),
    points=False,
)
ON_THE_TRIP = Topic("trip", "Trip", (FreeText(id="j.q", prompt="?"),), together=(WE_AGREED,), points=False)


def chose(*areas: str, round_id: int = 7, end: End | None = End.ACCEPTED) -> dict[str, tuple[Proposal, ...]]:
    return {f"j.first:{round_id}": (Proposal(1, D, {"cs": list(areas)}, end),)}


def later(round_id: int = 7, **more: Any) -> Known:
    return opened(LATER, {}, {}, rounds={"later": round_id}, **more)


def for_area(id: int, area: str, kind: Kind = Kind.STEP) -> Commitment:
    return Commitment(id, kind, "Train two people", "local", None, area=area)


def test_what_is_settled_anew_in_every_round_is_a_matter_of_that_round() -> None:
    assert subjects(LATER, later(7)) == ["j.count:7", "j.first:7"]
    assert subjects(LATER, later(8, threads=chose("admin"))) == ["j.count:8", "j.first:8"]


def test_what_is_apart_in_a_later_talk_need_not_be_settled() -> None:
    known = opened(LATER, {"j.who": "danish"}, {"j.who": "local"}, rounds={"later": 7})

    assert known.rows["later"][0].verdict == "double"
    assert subjects(LATER, known) == ["j.count:7", "j.first:7"]
    assert others(LATER, known) == ()


def test_each_area_that_both_chose_is_asked_for_a_step_and_for_help() -> None:
    known = later(threads=chose("money", "admin"))

    assert [(str(m.subject), m.question.asks()) for m in matters(LATER, known)][2:] == [
        ("ca.how:+1", Text("{area}: what do we do?", {"area": Text("Daily administration")})),
        ("ca.how:+2", Text("{area}: what do we do?", {"area": Text("Money and accounts")})),
        ("ca.help:+1", Text("{area}: what will you do?", {"area": Text("Daily administration")})),
        ("ca.help:+2", Text("{area}: what will you do?", {"area": Text("Money and accounts")})),
    ]


def test_no_area_is_asked_about_before_both_have_chosen_it() -> None:
    for threads in ({}, chose("admin", end=None), chose("admin", end=End.WITHDRAWN), chose("admin", round_id=6)):
        assert subjects(LATER, later(threads=threads)) == ["j.count:7", "j.first:7"]


def test_what_was_put_forward_for_an_area_since_it_was_chosen_takes_the_place_of_asking_for_it() -> None:
    step, promise = for_area(3, "admin"), for_area(4, "admin", Kind.PROMISE)
    since = {"su.plan.step:3": put(5), "su.give.promise:4": put(6, End.ACCEPTED)}
    proposed = later(threads=chose("admin") | since, proposed=(step,))
    made = later(threads=chose("admin") | since, commitments=(step, promise))

    assert subjects(LATER, proposed)[2:] == ["su.plan.step:3", "ca.help:+1"]
    assert subjects(LATER, made)[2:] == ["su.plan.step:3", "su.give.promise:4"]


def test_what_was_agreed_for_an_area_after_an_earlier_talk_does_not_stand_for_this_one() -> None:
    before = {"su.plan.step:3": put(0, End.ACCEPTED)}
    known = later(threads=chose("admin") | before, commitments=(for_area(3, "admin"),))

    assert subjects(LATER, known)[2:] == ["ca.how:+1", "ca.help:+1"]


def test_there_is_always_room_for_one_more_of_what_was_agreed_on_a_trip_and_it_never_has_to_be() -> None:
    known = opened(ON_THE_TRIP, {}, {}, rounds={"trip": 9})
    (matter,) = matters(ON_THE_TRIP, known)

    assert (str(matter.subject), is_open(matter, known)) == ("tc.agree:+", False)
    with_one = opened(ON_THE_TRIP, {}, {}, rounds={"trip": 9}, commitments=(TRAIN,))
    assert subjects(ON_THE_TRIP, with_one) == ["tc.agree:+"]
