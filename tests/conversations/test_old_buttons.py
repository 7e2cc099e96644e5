"""Every button ever shown, pressed again at every later step, changes nothing it may not change."""

from __future__ import annotations

import pytest

from conversations import inputs as do
from conversations.answers import Answer, State
from conversations.dialogues.startup import STARTUP
from conversations.engine import step
from conversations.events import AtEnd, AtQuestion
from conversations.sides import Side
from conversations.walk import Walk, place
from tests.conversations.sequences import pressing_everything
from tests.conversations.talks import walked


def changed(before: Walk, after: Walk) -> dict[str, tuple[Answer | None, Answer | None]]:
    return {
        id: (before.answers.get(id), after.answers.get(id))
        for id in {*before.answers, *after.answers}
        if before.answers.get(id) != after.answers.get(id)
    }


def may_change(walk: Walk, press: do.Input) -> set[str]:
    """The answers this press may touch here, told without the engine."""
    here = place(STARTUP, walk)
    match press:
        case do.Show(id) | do.Change(id):
            return {id}
        case do.FewMore(topic):
            return {f"more:{topic}"}
        case do.Back(id) if isinstance(here, AtQuestion) and here.question.id == id:
            return {q.id for q in here.topic.questions} - {id}
        case do.Give(id) | do.Done(id) | do.Skip(id) | do.RatherTalk(id) | do.PutAside(id) | do.Keep(id):
            return {id} if isinstance(here, AtQuestion) and here.question.id == id else set()
    return set()


def assert_harmless(walk: Walk, press: do.Input) -> None:
    after = step(STARTUP, walk, press).walk
    touched = changed(walk, after)

    assert set(touched) <= may_change(walk, press), press
    assert after.shut == walk.shut
    if not isinstance(press, do.SayReady | do.Withdraw):
        assert after.ready == walk.ready
    for id, (was, now) in touched.items():
        topic = STARTUP.topic_of(id)
        if topic is not None and topic.id in walk.ready and not isinstance(press, do.Show):
            raise AssertionError(f"{press} changed {id}, which is finished")
        if isinstance(press, do.Back | do.Change):
            assert was is not None
            assert now is not None
            assert (now.state, now.value, now.visible) == (State.REOPENED, was.value, was.visible)


@pytest.mark.parametrize("side", Side)
def test_old_buttons_are_harmless_at_every_later_step(side: Side) -> None:
    pressed: list[do.Input] = []
    seen = Walk(side)
    for walk, press in pressing_everything(side):
        for old in pressed if walk != seen else ():
            assert_harmless(walk, old)
        seen = walk
        if press not in pressed:
            pressed.append(press)


@pytest.mark.parametrize("side", Side)
def test_once_every_topic_is_opened_no_button_changes_an_answer(side: Side) -> None:
    steps = list(pressing_everything(side))
    walk = walked(steps[-1][0], steps[-1][1], dialogue=STARTUP)
    opened = Walk(side, walk.answers, walk.ready, frozenset(topic.id for topic in STARTUP.topics))

    assert place(STARTUP, walk) == AtEnd()
    assert {press for _, press in steps if step(STARTUP, opened, press).walk != opened} == set()


def test_one_sides_buttons_do_nothing_to_questions_the_other_is_not_asked() -> None:
    danish = Walk(Side.DANISH)
    local_only = {q.id for q in STARTUP.questions.values() if q.side is Side.LOCAL}

    for _, press in pressing_everything(Side.LOCAL):
        if getattr(press, "question", None) in local_only:
            assert step(STARTUP, danish, press).walk == danish
