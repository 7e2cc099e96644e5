"""The menu, and what there is when nothing is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens import catching_up, joint
from bot.screens.catching_up import Running
from bot.screens.settled import since
from conversations.dialogue import Topic
from conversations.events import AtFewMore, AtQuestion, AtReview, Place
from conversations.text import N_, Text, counted, text
from conversations.together import Matter

_MOST_TO_ANSWER = 5  # buttons; all of them are found where things are settled together
_STAFF = N_("You are on the staff. What do you want to do?")
# Each does the same as the command of its name.
_STAFF_ROWS = (
    (Button(Text(N_("What needs a human now")), "M:attention"),),
    (Button(Text(N_("New partnership")), "M:new"),),
    (Button(Text(N_("Partnerships")), "M:partnerships"), Button(Text(N_("People")), "M:people")),
    (Button(Text(N_("Invite")), "M:invite"), Button(Text(N_("Staff")), "M:staff")),
)


def nothing_open(*, member: bool, staff: bool, why: Text | None) -> Screen:
    lines = [Line(why)] if why else []
    if staff:
        lines.append(Line(Text(_STAFF)))
    elif member:
        lines.append(Line(Text(N_("There is no question open for you now. /menu shows what there is."))))
    else:
        lines.append(
            Line(
                Text(
                    N_(
                        "Hello! This bot helps two partner organisations talk things through. "
                        "To come in you need an invitation from your partner or from staff: "
                        "press the link in it, or write its code here."
                    )
                )
            )
        )
    return Screen(tuple(lines), _STAFF_ROWS if staff else ())


@dataclass(frozen=True)
class Talk:
    """One round in a member's menu: those that go on, and the newest."""

    walk: int
    title: str
    place: Place | None  # None if somebody else answers for the side
    holder: str | None
    waiting: tuple[Topic, ...]
    opened: tuple[tuple[int, Topic], ...]  # (opening, topic)
    closable: tuple[Topic, ...] = ()
    over: bool = False


@dataclass(frozen=True)
class Standing:
    """One partnership in a member's menu. No `talks` where nothing was ever asked."""

    partnership: int
    title: str
    talks: tuple[Talk, ...] = ()
    answers: int = 0  # the only walk of this side; 0 where there are several to choose from
    horizon: Line | None = None
    running: Running | None = None  # it was running before it came here
    to_answer: tuple[Matter, ...] = ()  # what the other side put forward and this one has not answered
    to_settle: int = 0  # points that are open between the sides
    outdated: int | None = None  # the version in force, if something else has been settled since
    to_approve: int | None = None  # the version of the agreement that waits for this side
    agreement: bool = False  # there is one, or something it could be made of


def menu(partnerships: Sequence[Standing], *, staff: bool) -> Screen:
    lines: list[Line] = []
    rows: list[tuple[Button, ...]] = []
    for standing in partnerships:
        if lines:
            lines.append(GAP)
        lines.append(Line(standing.title, "bold"))
        lines += _here(standing)
        if standing.horizon is not None:
            lines.append(standing.horizon)
        for wording, topics in (
            (N_("Waiting for the other side:"), [t for talk in standing.talks for t in talk.waiting]),
            (N_("Opened:"), [t for talk in standing.talks for _, t in talk.opened]),
        ):
            if topics:
                lines.append(Line(Text(wording)))
                lines += [Line(text(N_("· {topic}"), topic=Text(topic.title))) for topic in topics]
        rows += _rows(standing, several=len(partnerships) > 1)
    if staff:
        lines += [GAP] if lines else []
        lines.append(Line(Text(_STAFF)))
        rows += _STAFF_ROWS
    lines += [
        GAP,
        Line(Text(N_("/language changes the language, /privacy says what is kept, /help says how it works."))),
    ]
    return Screen(tuple(lines), tuple(rows))


def _here(standing: Standing) -> tuple[Line, ...]:
    """What waits for this person; that nothing is open is only said when nothing does."""
    running = standing.running
    catch_up = running.lines if running is not None and running.standing is not catching_up.Standing.DONE else ()
    several = len(standing.talks) > 1
    places = tuple(line for talk in standing.talks for line in _where(talk, several=several))
    waits = places + _between_the_sides(standing)
    if not waits and (standing.talks or not catch_up):
        waits = (Line(Text(N_("Nothing is open for you now."))),)
    return (*waits, *catch_up)


def _where(talk: Talk, *, several: bool) -> tuple[Line, ...]:
    match talk.place:
        case AtQuestion(topic, _, n, of, _):
            here = text(N_("You are in {topic}, question {n} of {of}."), topic=Text(topic.title), n=n, of=of)
        case AtFewMore(topic) | AtReview(topic):
            here = text(N_("You are at the end of {topic}."), topic=Text(topic.title))
        case None if talk.holder and not talk.over:
            here = text(N_("{name} answers for your side."), name=talk.holder)
        case _:
            return ()
    # Translators: A talk, and where somebody is in it, as a whole sentence.
    return (Line(text(N_("{talk}: {here}"), talk=Text(talk.title), here=here) if several else here),)


def _between_the_sides(standing: Standing) -> tuple[Line, ...]:
    lines: list[Line] = []
    if standing.to_approve is not None:
        approve = N_("Version {n} of the agreement waits for your side's approval.")
        lines.append(Line(text(approve, n=standing.to_approve)))
    if standing.to_answer:
        answer = counted(
            "{n} proposal of the other side waits for your answer.",
            "{n} proposals of the other side wait for your answer.",
            len(standing.to_answer),
        )
        lines.append(Line(answer))
    if standing.outdated is not None:
        lines.append(since(standing.outdated))
    if standing.to_settle:
        lines.append(Line(joint.to_settle(standing.to_settle)))
    return tuple(lines)


def _rows(standing: Standing, *, several: bool) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    rows += [row for talk in standing.talks for row in _going_on(standing, talk, several=several)]
    rows += [_answer(standing, matter) for matter in standing.to_answer[:_MOST_TO_ANSWER]]
    if any(talk.opened for talk in standing.talks):
        settle = text(N_("Settle together: {title}"), title=standing.title) if several else Text(N_("Settle together"))
        rows.append((Button(settle, f"es:{standing.partnership}"),))
    if standing.agreement:
        agreement = text(N_("Agreement: {title}"), title=standing.title) if several else Text(N_("Agreement"))
        rows.append((Button(agreement, f"Ka:{standing.partnership}"),))
    if standing.running is not None:
        rows += standing.running.rows(several=several)
    status, talks = Text(N_("Status")), Text(N_("Talks"))
    if several:
        status, talks = (
            text(wording, title=standing.title) for wording in (N_("Status: {title}"), N_("Talks: {title}"))
        )
    p = standing.partnership
    pair = (Button(status, f"Ss:{p}"), Button(talks, f"Dt:{p}"))
    rows += [(button,) for button in pair] if several else [pair]
    if standing.talks:
        rows.append((Button(Text(N_("My answers")), f"A:{standing.answers}"),))
    rows += [(Button(Text(topic.title), f"N:{opening}"),) for talk in standing.talks for opening, topic in talk.opened]
    rows += [
        (Button(text(N_("Stop waiting: {topic}"), topic=Text(topic.title)), f"x:{talk.walk}:{topic.id}"),)
        for talk in standing.talks
        for topic in talk.closable
    ]
    return rows


def _going_on(standing: Standing, talk: Talk, *, several: bool) -> list[tuple[Button, ...]]:
    asks = isinstance(talk.place, AtQuestion | AtFewMore | AtReview)
    if not asks and (talk.place is not None or talk.over):
        return []
    if len(standing.talks) > 1:
        wording = N_("Go on: {talk}") if asks else N_("Take over: {talk}")
        named = Text(talk.title)
        if several:
            named = text(N_("{talk}: {title}"), talk=named, title=standing.title)
        return [(Button(text(wording, talk=named), f"{'g' if asks else 'T'}:{talk.walk}"),)]
    if not asks:
        return [(Button(Text(N_("Take over")), f"T:{talk.walk}"),)]
    go_on = text(N_("Go on: {title}"), title=standing.title) if several else Text(N_("Go on"))
    return [(Button(go_on, f"g:{talk.walk}"),)]


def _answer(standing: Standing, matter: Matter) -> tuple[Button, ...]:
    # Translators: a button; {question} is what the other side has put something forward about.
    label = text(N_("Answer: {question}"), question=joint.prompt(matter.question, matter.n))
    return (Button(label, f"em:{standing.partnership}:{matter.subject}"),)
