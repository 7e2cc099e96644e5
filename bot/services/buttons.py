"""The buttons of a walk: each carries the walk and the question or topic it belongs to, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.screens import questions as question_screens
from bot.screens import topics as topic_screens
from bot.screens.checkin import GONE
from bot.services import opening, places
from bot.services.holders import go_on, take_over
from bot.services.scene import Scene
from bot.services.serving import Served, served, show
from bot.services.walking import act, is_gone
from conversations import inputs as do
from conversations.answers import Answer
from conversations.dialogue import Topic
from conversations.events import AtQuestion
from conversations.questions import Question
from conversations.sides import Visible
from conversations.text import Text
from conversations.walk import filled

Parts = tuple[str, ...]
Press = Callable[[Scene, Parts, int | None], None]

# Answering is the holder's; finishing a topic is any member's of the side.
_OF_THE_SIDE = (do.AskReady, do.SayReady, do.Withdraw, do.LookThrough)


def _pressing(make: Callable[[Parts], do.Input | None]) -> Press:
    def press(scene: Scene, parts: Parts, message: int | None) -> None:
        view = served(scene, places.number(parts, 0))
        input = make(parts) if len(parts) > 1 else None
        if view is None or input is None:
            return places.stale(scene)
        if (view.row.partnership_state != "open" or view.ended) and not isinstance(input, do.LookThrough):
            return places.stale(scene)
        if not view.mine and not isinstance(input, _OF_THE_SIDE):
            return places.show_not_holding(scene, view)
        act(scene, view, input, pressed=message)

    return press


def _open(scene: Scene, parts: Parts) -> Served | None:
    view = served(scene, places.number(parts, 0))
    return view if view is not None and view.row.partnership_state == "open" and not view.ended else None


def _unfold(scene: Scene, parts: Parts, message: int | None) -> None:
    """More: the same question with its further buttons."""
    _redraw(scene, parts, message, more=True)


def _turn_year(scene: Scene, parts: Parts, message: int | None) -> None:
    """The month picker's arrows: the same question with another year's months."""
    _redraw(scene, parts, message, year=places.number(parts, 2))


def _redraw(scene: Scene, parts: Parts, message: int | None, *, more: bool = False, year: int | None = None) -> None:
    """The open question in its place, with other buttons; nothing is stored."""
    view = _open(scene, parts)
    here = view.here if view else None
    if view is not None and view.mine and is_gone(view, parts[1] if len(parts) > 1 else ""):
        return show(scene, view, why=Text(GONE))
    if view is None or not view.mine or not isinstance(here, AtQuestion) or here.question.id not in parts[1:2]:
        return places.stale(scene)
    shown = view if year is None else replace(view, year=year)
    return scene.tell(
        question_screens.asked(here, shown.setting, more=more),
        edits=message,
        partnership=view.row.partnership,
        walk=view.row.id,
        question=here.question.id,
    )


def _one_answer(scene: Scene, parts: Parts, message: int | None) -> None:
    found = _settled(scene, parts)
    if found is None:
        return places.stale(scene)
    view, topic, question, answer = found
    gate = view.dialogue.shown_if is not None and view.dialogue.shown_if[0] == question.id
    screen = topic_screens.one_answer(topic, question, answer, view.setting, gate=gate)
    return scene.tell(screen, edits=message, partnership=view.row.partnership)


def _who_may_see(scene: Scene, parts: Parts, message: int | None) -> None:
    found = _settled(scene, parts)
    if found is None:
        return places.stale(scene)
    view, topic, question, answer = found
    # Once read it can be opened further, never closed again.
    choices = tuple(v for v in _offered(question, view) if view.walk.sealed(topic) or v.is_at_least(answer.visible))
    screen = topic_screens.who_may_see(topic, question, answer, view.setting, choices)
    return scene.tell(screen, edits=message, partnership=view.row.partnership)


def _offered(question: Question, view: Served) -> tuple[Visible, ...]:
    """A side's answer is its own; what is asked of a person may stay theirs."""
    personal = question.begins(view.row.side) is Visible.ME
    return tuple(v for v in Visible if personal or v is not Visible.ME)


def _settled(scene: Scene, parts: Parts) -> tuple[Served, Topic, Question, Answer] | None:
    """The answer a button of the review names; None if there is none."""
    view = _open(scene, parts)
    question = view.dialogue.questions.get(parts[1]) if view and len(parts) > 1 else None
    topic = view.dialogue.topic_of(question.id) if view and question else None
    if view is None or question is None or topic is None or not view.walk.settled(question):
        return None
    return view, topic, filled(question, view.walk.answers), view.walk.answers[question.id]


def _show(parts: Parts) -> do.Input | None:
    known = {v.value: v for v in Visible}
    return do.Show(parts[1], known[parts[2]]) if len(parts) > 2 and parts[2] in known else None


def _few_more(parts: Parts) -> do.Input | None:
    return do.FewMore(parts[1], parts[2] == "yes") if len(parts) > 2 else None


PRESSED: dict[str, Press] = {
    "a": _pressing(lambda p: do.Give(p[1], do.Tap(p[2])) if len(p) > 2 else None),
    "d": _pressing(lambda p: do.Done(p[1])),
    "s": _pressing(lambda p: do.Skip(p[1])),
    "b": _pressing(lambda p: do.Back(p[1])),
    "t": _pressing(lambda p: do.RatherTalk(p[1])),
    "u": _pressing(lambda p: do.Explain(p[1])),
    "z": _pressing(lambda p: do.PutAside(p[1])),
    "k": _pressing(lambda p: do.Keep(p[1])),
    "c": _pressing(lambda p: do.Change(p[1])),
    "V": _pressing(_show),
    "f": _pressing(_few_more),
    "l": _pressing(lambda p: do.LookThrough(p[1])),
    "r": _pressing(lambda p: do.AskReady(p[1])),
    "R": _pressing(lambda p: do.SayReady(p[1])),
    "W": _pressing(lambda p: do.Withdraw(p[1])),
    "m": _unfold,
    "p": _turn_year,
    "i": _one_answer,
    "v": _who_may_see,
    "g": go_on,
    "T": take_over,
    "x": opening.close,
}
