"""A side's walk on a phone: what was pressed or said goes to the engine, what happened is stored and told."""

from __future__ import annotations

from bot.screen import Line, Screen
from bot.screens import questions as question_screens
from bot.screens import topics as topic_screens
from bot.screens.checkin import GONE
from bot.services import holding, opening, places
from bot.services.scene import Scene
from bot.services.serving import Served, review, show
from bot.store import answers, audit, walks
from conversations import events as ev
from conversations import inputs as do
from conversations.engine import step
from conversations.sides import Visible
from conversations.text import N_, Text
from conversations.walk import filled, place

CHANGED = N_("Your answer was changed.")
NOT_AN_ANSWER = N_("This message is not one of your answers now. Nothing was changed. /answers shows them.")
SHARED = N_("This answer is already shared and can't be changed. You can add a note to the opened topic.")


OVER = N_("This talk has been ended, so the answer can't be changed any more. It is kept with your side.")
COLLEAGUES = N_("Only the person who answered this can change it. Nothing was changed.")


def act(scene: Scene, view: Served, input: do.Input, *, pressed: int | None = None, said_in: int | None = None) -> None:
    """Carry out one input: store what it led to and owe what follows from it.

    A press costs one edit of the message it came from and at most one new message.
    """
    if isinstance(input, do.Change | do.Show) and _is_a_colleagues(scene, view, input.question):
        return scene.say(Text(COLLEAGUES), partnership=view.row.partnership)
    before = place(view.dialogue, view.walk)
    turn = step(view.dialogue, view.walk, input)
    after = view.with_walk(turn.walk)
    if view.row.started_at is None and turn.walk is not view.walk:
        walks.start(scene.tx, scene.now, view.row.id)
    stale = False
    for event in turn.events:
        match event:
            case ev.Answered() | ev.Drafted() | ev.Reopened() | ev.WantsMore() | ev.VisibleChosen():
                answers.add(scene.tx, scene.now, view.row.id, event.answer, author=scene.person.id, said_in=said_in)
        match event:
            case ev.Answered(amended=True) if isinstance(input, do.Amend):
                scene.say(Text(CHANGED), partnership=view.row.partnership)
            case ev.Answered(amended=False, answer=answer) if pressed and isinstance(before, ev.AtQuestion):
                scene.tell(
                    question_screens.settled(before, answer, view.setting),
                    edits=pressed,
                    partnership=view.row.partnership,
                )
            case ev.Drafted():
                show(scene, after, edits=pressed)
            case ev.Reopened() if pressed:
                scene.tell(_reopened(before, after), edits=pressed, partnership=view.row.partnership)
            case ev.WantsMore(topic, answer) if pressed:
                scene.tell(
                    topic_screens.few_more_settled(topic, answer.value == "yes", view.setting),
                    edits=pressed,
                    partnership=view.row.partnership,
                )
            case ev.VisibleChosen(topic, question, answer) if pressed:
                scene.tell(
                    topic_screens.one_answer(topic, filled(question, turn.walk.answers), answer, view.setting),
                    edits=pressed,
                    partnership=view.row.partnership,
                )
            case ev.Refused(_, why) if not view.mine:
                scene.say(why, partnership=view.row.partnership)
            case ev.Refused(_, why):
                show(scene, after, why=why)
            case ev.PrivateNumberSeen() if isinstance(input, do.Give | do.Amend):
                holding.hold_private(scene, view, input, event)
            case ev.Explained() if isinstance(before, ev.AtQuestion):
                scene.tell(
                    question_screens.explained(before, view.setting),
                    edits=pressed,
                    partnership=view.row.partnership,
                    walk=view.row.id,
                    question=event.question.id,
                )
            case ev.ReadyAsked(topic):
                scene.tell(
                    topic_screens.ready_asked(topic, view.setting), edits=pressed, partnership=view.row.partnership
                )
            case ev.LookedThrough(topic):
                scene.tell(review(after, topic), edits=pressed, partnership=view.row.partnership)
            case ev.TopicFinished(topic):
                after = opening.finish(scene, after, topic, pressed)
            case ev.TopicWithdrawn(topic):
                walks.lock_round(scene.tx, view.row.round)
                walks.withdraw(scene.tx, view.row.id, topic.id)
                audit.note(scene.tx, scene.now, scene.person.id, "topic_withdrawn", view.row.partnership, topic.id)
            case ev.Unchanged() if isinstance(input, do.Amend):
                scene.say(Text(NOT_AN_ANSWER), partnership=view.row.partnership)
            case ev.AlreadyShared():
                scene.say(Text(OVER if view.ended else SHARED), partnership=view.row.partnership)
            case ev.Stale():
                stale = True
            case ev.Arrived() if stale and not view.mine:
                places.stale(scene)
            case ev.Arrived() if stale:
                show(scene, after, why=_why(view, input, pressed=pressed is not None))
            case ev.Arrived():
                show(scene, after)


def _is_a_colleagues(scene: Scene, view: Served, question: str) -> bool:
    """What somebody keeps to themselves, nobody else of their side can write over or open."""
    answer = view.walk.answers.get(question)
    return answer is not None and answer.visible is Visible.ME and answer.author != scene.person.id


def _why(view: Served, input: do.Input, *, pressed: bool) -> Text:
    """Why nothing was changed: what the question was about may be there no more."""
    if is_gone(view, getattr(input, "question", "")):
        return Text(GONE)
    return Text(places.STALE if pressed else places.NOT_OPEN)


def is_gone(view: Served, question: str) -> bool:
    """It was asked once, and what it was about is no longer there."""
    known = view.dialogue.questions.get(question)
    return known is not None and known.gone


def _reopened(before: ev.Place, after: Served) -> Screen:
    """What is left of the message from which one went back or chose to change."""
    here = after.here
    title = here.topic.title if isinstance(here, ev.AtQuestion) else after.dialogue.title
    return Screen((Line(Text(title), "bold"), Line(Text(N_("Going back to an earlier question.")), "italic")))
