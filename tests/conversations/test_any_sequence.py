"""Whatever two sides do, in any order, saved and loaded between every two turns."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.access import Actor, readable
from conversations.answers import Answer, State
from conversations.comparison import compare, compare_topic, talk_points
from conversations.dialogue import Topic
from conversations.dialogues.startup import STARTUP
from conversations.engine import step
from conversations.events import Arrived, AtEnd, AtQuestion, Refused, Reopened
from conversations.opening import opens
from conversations.questions import WhoDoesIt
from conversations.sides import Side, Visible
from conversations.walk import Walk, asked, place
from tests.conversations.kept import dumped, loaded, reloaded
from tests.conversations.sequences import CHOSEN, Chosen, fitting

SEQUENCES = st.builds(lambda n, rest: [*begun(n), *rest], st.integers(0, 90), st.lists(CHOSEN, max_size=60))
ROUNDS = st.builds(
    lambda danish, local, rest: [
        *((Side.DANISH, chosen) for chosen in begun(danish)),
        *((Side.LOCAL, chosen) for chosen in begun(local)),
        *rest,
    ],
    st.integers(0, 90),
    st.integers(0, 90),
    st.lists(st.tuples(st.sampled_from(list(Side)), CHOSEN), max_size=60),
)
often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def begun(steps: int) -> list[Chosen]:
    """So many inputs that fit; ninety of them lead through most of the talk."""
    return [fitting(n) for n in range(steps)]


@often
@given(side=st.sampled_from(list(Side)), sequence=SEQUENCES)
def test_a_walk_survives_anything_and_is_always_somewhere(side: Side, sequence: list[Chosen]) -> None:
    walk = Walk(side)
    for chosen in sequence:
        turn = step(STARTUP, walk, chosen(walk))

        here = place(STARTUP, turn.walk)
        assert turn.events
        assert all(event.place == here for event in turn.events if isinstance(event, Arrived))
        if isinstance(here, AtQuestion):
            assert here.question in asked(turn.walk, here.topic)
            assert not turn.walk.settled(here.question)
        assert loaded(dumped(turn.walk)) == turn.walk
        walk = reloaded(turn.walk)


@often
@given(side=st.sampled_from(list(Side)), sequence=SEQUENCES)
def test_what_is_settled_stays_settled_unless_it_is_reopened(side: Side, sequence: list[Chosen]) -> None:
    walk = Walk(side)
    for chosen in sequence:
        turn = step(STARTUP, walk, chosen(walk))

        reopened = {e.question.id for e in turn.events if isinstance(e, Reopened)}
        assert settled(walk) - settled(turn.walk) == reopened
        if any(isinstance(event, Refused) for event in turn.events):
            assert turn.walk == walk
        walk = reloaded(turn.walk)


def settled(walk: Walk) -> set[str]:
    return {id for id, answer in walk.answers.items() if answer.settled}


@often
@given(side=st.sampled_from(list(Side)), sequence=SEQUENCES)
def test_from_anywhere_a_side_comes_to_the_end_by_answering(side: Side, sequence: list[Chosen]) -> None:
    walk = Walk(side)
    for chosen in sequence:
        walk = reloaded(step(STARTUP, walk, chosen(walk)).walk)
    for n in range(400):
        if isinstance(place(STARTUP, walk), AtEnd):
            break
        walk = reloaded(step(STARTUP, walk, fitting(n)(walk)).walk)

    assert place(STARTUP, walk) == AtEnd()


@often
@given(rounds=ROUNDS)
def test_a_sealed_topic_is_never_readable_to_anybody_but_its_writers(
    rounds: list[tuple[Side, Chosen]],
) -> None:
    walks = {side: Walk(side) for side in Side}
    for side, chosen in rounds:
        walk = step(STARTUP, walks[side], chosen(walks[side])).walk
        walks[side] = reloaded(walk)
        for topic in STARTUP.topics:
            if opens(topic.id, walks):
                assert all(topic.id in walks[s].ready for s in Side)
                walks = {s: replace(w, shut=w.shut | {topic.id}) for s, w in walks.items()}

        for topic in STARTUP.topics:
            how = "opened" if topic.id in walks[Side.DANISH].shut else None
            for author in Side:
                shown = read_by_the_other(topic, walks[author], how)
                if how is None:
                    assert shown == {}
                assert all(a.visible is Visible.BOTH or a.state is State.TALK for a in shown.values())
                assert all(a.state in (State.GIVEN, State.TALK) for a in shown.values())


def test_both_sides_reach_openings_and_then_read_each_other() -> None:
    walks = {side: Walk(side) for side in Side}
    for side in Side:
        for chosen in begun(90):
            walks[side] = step(STARTUP, walks[side], chosen(walks[side])).walk

    opened = [topic for topic in STARTUP.topics if opens(topic.id, walks)]
    assert len(opened) >= 5
    assert all(read_by_the_other(topic, walks[side], "opened") for topic in opened for side in Side)


def read_by_the_other(topic: Topic, walk: Walk, how: str | None) -> dict[str, Answer]:
    """What reaches the other side, staff (while sealed) and strangers of one side's answers."""
    readers = [Actor(1, side=walk.side.other), Actor(2, elsewhere=True), Actor(3)]
    if how is None:
        readers += [Actor(4, staff="admin"), Actor(5, staff="staff", assigned=True)]
    seen = {}
    for question in topic.questions:
        answer = walk.answers.get(question.id)
        for reader in readers:
            shown = answer and readable(answer, author_side=walk.side, reader=reader, how=how)
            if shown is not None:
                seen[question.id] = shown
    return seen


@often
@given(danish=SEQUENCES, local=SEQUENCES)
def test_swapping_the_sides_mirrors_the_comparison(danish: list[Chosen], local: list[Chosen]) -> None:
    walks = {Side.DANISH: Walk(Side.DANISH), Side.LOCAL: Walk(Side.LOCAL)}
    for side, sequence in ((Side.DANISH, danish), (Side.LOCAL, local)):
        for chosen in sequence:
            walks[side] = step(STARTUP, walks[side], chosen(walks[side])).walk
    one = {side: dict(walks[side].answers) for side in Side}
    other = {side: mirrored(one[side.other]) for side in Side}

    for topic in STARTUP.topics:
        rows, swapped = compare_topic(topic, one), compare_topic(topic, other)
        assert [(r.question.id, r.verdict, r.missing) for r in rows] == [
            (r.question.id, r.verdict, r.missing) for r in swapped
        ]
        assert [(p.compared.question.id, p.why) for p in talk_points(rows)] == [
            (p.compared.question.id, p.why) for p in talk_points(swapped)
        ]
        for row in rows:
            assert compare(row.question, row.answers) == row


def mirrored(answers: dict[str, Answer]) -> dict[str, Answer]:
    """The answers as the other side would have given them: who does it is turned round."""
    turned = {"danish": "local", "local": "danish"}
    return {
        id: replace(answer, value=turned.get(str(answer.value), answer.value))
        if isinstance(STARTUP.questions.get(id), WhoDoesIt)
        else answer
        for id, answer in answers.items()
    }


@often
@given(side=st.sampled_from(list(Side)), sequence=SEQUENCES)
def test_the_same_inputs_lead_to_the_same_walk(side: Side, sequence: list[Chosen]) -> None:
    kept, straight = Walk(side), Walk(side)
    for chosen in sequence:
        kept = reloaded(step(STARTUP, kept, chosen(kept)).walk)
        straight = step(STARTUP, straight, chosen(straight)).walk

    assert kept == straight
    assert all(json.dumps(asdict(answer)) for answer in kept.answers.values())
