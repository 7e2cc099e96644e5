"""Between questions: a few more, looking through one's answers, being ready, waiting."""

from __future__ import annotations

from collections.abc import Mapping

from bot.screen import GAP, Button, Line, Screen
from bot.screens import answers
from bot.screens.questions import Setting
from conversations.answers import Answer
from conversations.dialogue import Topic
from conversations.events import AtFewMore
from conversations.questions import Question
from conversations.sides import Visible
from conversations.text import N_, Text, counted, text


def few_more(here: AtFewMore, setting: Setting) -> Screen:
    own = f"f:{setting.walk}:{here.topic.id}"
    return Screen(
        (
            *_named(setting),
            Line(Text(here.topic.title), "bold"),
            Line(
                counted(
                    "That is all that is needed here. There is {n} more question if you like. A few more?",
                    "That is all that is needed here. There are {n} more questions if you like. A few more?",
                    here.left,
                )
            ),
        ),
        ((Button(Text(N_("Yes, ask me")), f"{own}:yes"), Button(Text(N_("No, that is enough")), f"{own}:no")),),
    )


def few_more_settled(topic: Topic, wanted: bool, setting: Setting) -> Screen:
    choice = Text(N_("Yes, ask me")) if wanted else Text(N_("No, that is enough"))
    return Screen(
        (
            *_named(setting),
            Line(Text(topic.title), "bold"),
            Line(Text(N_("A few more?"))),
            Line(text(N_("✓ {answer}"), answer=choice), "bold"),
        )
    )


def review(
    topic: Topic,
    questions: tuple[Question, ...],
    given: Mapping[str, Answer],
    setting: Setting,
    *,
    ready: bool,
    shut: bool,
) -> Screen:
    """Everything this side answered in a topic, with a number for each, and what can be done about it."""
    lines = [*_named(setting), Line(text(N_("{topic}: your answers"), topic=Text(topic.title)), "bold")]
    buttons = []
    for n, question in enumerate(questions, 1):
        lines += [GAP, Line(text(N_("{n}. {question}"), n=n, question=question.asks(setting.side)))]
        answer = given.get(question.id)
        if answer is None or (answer.value is None and not answer.settled):
            lines.append(Line(Text(N_("not answered yet")), "italic"))
            continue
        lines += answers.said(question, answer, setting.side)
        if answers.seen_by(answer) is not Visible.BOTH:
            lines.append(Line(_sees(answer.visible), "italic"))
        if not answer.settled:
            continue
        buttons.append(Button(str(n), f"i:{setting.walk}:{question.id}"))
    rows = [tuple(buttons[i : i + 5]) for i in range(0, len(buttons), 5)]
    own = f"{setting.walk}:{topic.id}"
    if shut:
        rows = []
    elif ready:
        lines += [GAP, Line(Text(N_("This topic is ready. It opens when the other side is ready too.")))]
        rows = [(Button(Text(N_("Not ready after all")), f"W:{own}"),)]
    else:
        lines += [GAP, Line(Text(N_("Press a number to change an answer or choose who may see it.")))]
        if len(buttons) == len(questions):
            rows.append((Button(Text(N_("Ready")), f"r:{own}"),))
    return Screen(tuple(lines), tuple(rows))


def one_answer(
    topic: Topic, question: Question, answer: Answer | None, setting: Setting, *, gate: bool = False
) -> Screen:
    """One answer of the review, with *change* and *who may see this*; `gate`: it says itself who may see the others."""
    own = f"{setting.walk}:{question.id}"
    visible = answers.seen_by(answer) if answer else question.begins(setting.side)
    lines = (
        *_named(setting),
        Line(Text(topic.title), "bold"),
        Line(question.asks(setting.side)),
        *answers.said(question, answer, setting.side),
        GAP,
        Line(_sees(visible), "italic"),
    )
    change, sees = Button(Text(N_("Change")), f"c:{own}"), Button(Text(N_("Who may see this?")), f"v:{own}")
    return Screen(
        lines,
        (
            (change,) if gate else (change, sees),
            (Button(Text(N_("Back to all answers")), f"l:{setting.walk}:{topic.id}"),),
        ),
    )


def who_may_see(
    topic: Topic, question: Question, answer: Answer, setting: Setting, choices: tuple[Visible, ...]
) -> Screen:
    own = f"V:{setting.walk}:{question.id}"
    rows = []
    for visible in choices:
        label: Text = Text(answers.WHO_SEES[visible])
        rows.append(
            (Button(text(N_("✓ {answer}"), answer=label) if visible is answer.visible else label, f"{own}:{visible}"),)
        )
    return Screen(
        (
            *_named(setting),
            Line(question.asks(setting.side)),
            *answers.said(question, answer, setting.side),
            GAP,
            Line(Text(N_("Who may see this answer once the topic is opened?")), "bold"),
            Line(Text(N_("To everybody else it looks as if you had skipped the question."))),
        ),
        (*rows, (Button(Text(N_("Back to all answers")), f"l:{setting.walk}:{topic.id}"),)),
    )


def ready_asked(topic: Topic, setting: Setting) -> Screen:
    own = f"{setting.walk}:{topic.id}"
    return Screen(
        (
            *_named(setting),
            Line(Text(topic.title), "bold"),
            Line(
                Text(
                    N_(
                        "When both sides are ready, the answers of this topic are shown to both sides and staff, "
                        "as you chose. After that they cannot be changed. Are you ready?"
                    )
                )
            ),
        ),
        ((Button(Text(N_("Yes, ready")), f"R:{own}"), Button(Text(N_("Not yet")), f"l:{own}")),),
    )


def ready(topic: Topic, setting: Setting, *, opened: bool) -> Screen:
    """Left where *ready* was pressed."""
    lines = [*_named(setting), Line(Text(topic.title), "bold"), Line(Text(N_("✓ Ready")), "bold")]
    if opened:
        return Screen((*lines, Line(Text(N_("Both sides are ready: here are the answers.")))))
    lines.append(Line(Text(N_("The answers open when the other side is ready too. Until then you can take it back."))))
    return Screen(tuple(lines), ((Button(Text(N_("Not ready after all")), f"W:{setting.walk}:{topic.id}"),),))


def waiting(
    setting: Setting,
    sealed: tuple[Topic, ...],
    unmarked: tuple[tuple[int, Topic], ...],
    closable: tuple[Topic, ...],
) -> Screen:
    """Everything is answered on this side. `sealed` wait for the other side, `unmarked` (opening, topic) for a mark."""
    lines = [*_named(setting), Line(Text(N_("You have answered everything. Thank you!")), "bold")]
    if sealed:
        lines.append(Line(Text(N_("These topics open when the other side is ready:"))))
        lines += [Line(text(N_("· {topic}"), topic=Text(topic.title))) for topic in sealed]
    if unmarked:
        lines.append(Line(Text(N_("Your side has not yet said “we agree” or “we need to talk” about these:"))))
        lines += [Line(text(N_("· {topic}"), topic=Text(topic.title))) for _, topic in unmarked]
    elif not closable:
        lines.append(Line(Text(N_("There is nothing more for you to do now. I will write as soon as there is."))))
    rows = [(Button(Text(topic.title), f"N:{opening}"),) for opening, topic in unmarked]
    if closable:
        lines.append(Line(Text(N_("You need not wait any longer:"))))
        stop = N_("Stop waiting: {topic}")
        rows += [(Button(text(stop, topic=Text(t.title)), f"x:{setting.walk}:{t.id}"),) for t in closable]
    return Screen(tuple(lines), tuple(rows))


def close_offer(setting: Setting, topic: Topic) -> Screen:
    """From the 21st day: waiting need not last for ever."""
    own = f"{setting.walk}:{topic.id}"
    return Screen(
        (
            *_named(setting),
            Line(Text(topic.title), "bold"),
            Line(
                Text(
                    N_(
                        "You have finished this topic, and the other side has not. "
                        "You can go on waiting, close it without opening it, or hand your own answers to staff."
                    )
                )
            ),
        ),
        (
            (Button(Text(N_("Close it unopened")), f"x:{own}:closed"),),
            (Button(Text(N_("Give my answers to staff")), f"x:{own}:handed"),),
        ),
    )


def _sees(visible: Visible) -> Text:
    return text(N_("Who may see this: {who}"), who=Text(answers.WHO_SEES[visible]))


def _named(setting: Setting) -> tuple[Line, ...]:
    return (Line(setting.named, "italic"),) if setting.named else ()
