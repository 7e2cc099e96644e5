"""A side's walk on a phone: what was pressed or said goes to the engine, what happened is stored and told."""

from __future__ import annotations

from bot.screen import Button, Line, Screen
from bot.screens import questions as question_screens
from bot.screens import topics as topic_screens
from bot.services import catching_up, holding, opening, places, reaching
from bot.services.scene import Scene
from bot.services.serving import Served, review, served, show
from bot.store import answers, audit, partnerships, people, walks
from conversations import events as ev
from conversations import inputs as do
from conversations.dialogues.startup import STARTUP
from conversations.engine import step
from conversations.text import N_, Text, text
from conversations.walk import place

CHANGED = N_("Your answer was changed.")
NOT_AN_ANSWER = N_("This message is not one of your answers now. Nothing was changed. /answers shows them.")
SHARED = N_("This answer is already shared and can't be changed. You can add a note to the opened topic.")


def act(scene: Scene, view: Served, input: do.Input, *, pressed: int | None = None, said_in: int | None = None) -> None:
    """Carry out one input: store what it led to and owe what follows from it.

    A press costs one edit of the message it came from and at most one new message.
    """
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
                    topic_screens.one_answer(topic, question, answer, view.setting),
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
                scene.say(Text(SHARED), partnership=view.row.partnership)
            case ev.Stale():
                stale = True
            case ev.Arrived() if stale and not view.mine:
                places.stale(scene)
            case ev.Arrived() if stale:
                show(scene, after, why=Text(places.STALE if pressed else places.NOT_OPEN))
            case ev.Arrived():
                show(scene, after)


def _reopened(before: ev.Place, after: Served) -> Screen:
    """What is left of the message from which one went back or chose to change."""
    here = after.here
    title = here.topic.title if isinstance(here, ev.AtQuestion) else after.dialogue.title
    return Screen((Line(Text(title), "bold"), Line(Text(N_("Going back to an earlier question.")), "italic")))


def joined(scene: Scene, member: people.Member) -> None:
    """A new member: the start-up talk is begun if no start ever was, and the side's walk is theirs if nobody holds it.

    Partners who were working together before they came here begin nothing by joining: they are shown what there is.
    """
    known = partnerships.partnership(scene.tx, member.partnership)
    assert known is not None
    if known.running:
        catching_up.note_due(scene, known)
    start = catching_up.start_of(scene, known.id)
    if start is None and known.running:
        return catching_up.offer(scene, known)
    round_id = start[0] if start else walks.open_round(scene.tx, scene.now, known.id, STARTUP.id)
    row = walks.of_round(scene.tx, round_id)[member.side]
    if row.holder is None or not reaching.can_be_reached(scene, row.holder_person):
        walks.hold(scene.tx, row.id, member.id)
        audit.note(scene.tx, scene.now, scene.person.id, "walk_taken_over", member.partnership, member.side)
    return places.show_present(scene, member.partnership)


def left(scene: Scene, member: people.Member) -> None:
    """A member has left or was removed: the walk goes to the side's next member, who is told; answers stay."""
    for row in walks.of_side(scene.tx, member.partnership, member.side):
        if row.holder != member.id:
            continue
        others = [m for m in people.members(scene.tx, member.partnership) if m.side is member.side]
        heir = next((m for m in others if m.id != member.id), None)
        walks.hold(scene.tx, row.id, heir.id if heir else None)
        if heir is not None and row.asks:
            scene.tell(
                Screen(
                    (Line(Text(N_("You answer for your side from now on."))),),
                    ((Button(Text(N_("Go on")), f"g:{row.id}"),),),
                ),
                to=heir.person,
                partnership=row.partnership,
            )


def take_over(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """Any member of the side may become the one who is asked; the one who was is told."""
    view = served(scene, places.number(parts, 0))
    if view is None or not view.row.asks:
        return places.stale(scene)
    mine = [m for m in people.memberships(scene.tx, scene.person.id) if m.partnership == view.row.partnership]
    if not view.mine:
        before = view.row.holder_person
        walks.hold(scene.tx, view.row.id, mine[0].id)
        audit.note(scene.tx, scene.now, scene.person.id, "walk_taken_over", view.row.partnership, view.row.side)
        if before is not None:
            # Translators: {name} is a colleague on the same side.
            scene.say(
                text(
                    N_("{name} answers for your side from now on. Nothing of yours is lost."),
                    name=scene.person.name or "?",
                ),
                to=before,
                partnership=view.row.partnership,
            )
    again = served(scene, view.row.id)
    assert again is not None
    show(scene, again)


def go_on(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    view = served(scene, places.number(parts, 0))
    if view is None or not view.row.asks:
        return places.stale(scene)
    if not view.mine:
        return places.show_not_holding(scene, view)
    show(scene, view)
