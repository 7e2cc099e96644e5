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
    (Button(Text(N_("New partnership")), "M:new"),),
    (Button(Text(N_("Partnerships")), "M:partnerships"), Button(Text(N_("People")), "M:people")),
    (Button(Text(N_("Invite")), "M:invite"), Button(Text(N_("Staff")), "M:staff")),
)


def which_walk(choices: Sequence[tuple[int, str]], why: Text | None) -> Screen:
    lines = [Line(why)] if why else []
    lines.append(Line(Text(N_("You are in several partnerships. Which one do you want to go on with?"))))
    return Screen(tuple(lines), tuple((Button(title, f"g:{walk}"),) for walk, title in choices))


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
class Standing:
    """One partnership in a member's menu."""

    walk: int | None  # None where nothing was ever asked
    title: str
    place: Place | None  # None if somebody else answers for the side
    holder: str | None
    waiting: tuple[Topic, ...]
    opened: tuple[tuple[int, Topic], ...]  # (opening, topic)
    closable: tuple[Topic, ...] = ()
    round_over: bool = False
    partnership: int = 0
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
        if standing.waiting:
            lines.append(Line(Text(N_("Waiting for the other side:"))))
            lines += [Line(text(N_("· {topic}"), topic=Text(topic.title))) for topic in standing.waiting]
        if standing.opened:
            lines.append(Line(Text(N_("Opened:"))))
            lines += [Line(text(N_("· {topic}"), topic=Text(topic.title))) for _, topic in standing.opened]
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


def topics(walk: int, title: str, shown: Sequence[tuple[Topic, int | None]]) -> Screen:
    """`/answers`: one button a topic; an opened one shows its opening."""
    rows = tuple(
        (Button(Text(topic.title), f"l:{walk}:{topic.id}" if opening is None else f"N:{opening}"),)
        for topic, opening in shown
    )
    if not rows:
        return Screen((Line(title, "bold"), Line(Text(N_("Your side has not answered anything yet.")))))
    return Screen((Line(title, "bold"), Line(Text(N_("Which topic's answers do you want to see?")))), rows)


def _here(standing: Standing) -> tuple[Line, ...]:
    """What waits for this person; that nothing is open is only said when nothing does."""
    running = standing.running
    catch_up = running.lines if running is not None and running.standing is not catching_up.Standing.DONE else ()
    where = _where(standing)
    waits = ((Line(where),) if where else ()) + _between_the_sides(standing)
    if not waits and (standing.walk is not None or not catch_up):
        waits = (Line(Text(N_("Nothing is open for you now."))),)
    return (*waits, *catch_up)


def _where(standing: Standing) -> Text | None:
    match standing.place:
        case AtQuestion(topic, _, n, of, _):
            return text(N_("You are in {topic}, question {n} of {of}."), topic=Text(topic.title), n=n, of=of)
        case AtFewMore(topic) | AtReview(topic):
            return text(N_("You are at the end of {topic}."), topic=Text(topic.title))
        case None if standing.holder and not standing.round_over:
            return text(N_("{name} answers for your side."), name=standing.holder)
        case _:
            return None


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
        settle = counted(
            "{n} point is still to be settled between the two sides.",
            "{n} points are still to be settled between the two sides.",
            standing.to_settle,
        )
        lines.append(Line(settle))
    return tuple(lines)


def _rows(standing: Standing, *, several: bool) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    go_on = text(N_("Go on: {title}"), title=standing.title) if several else Text(N_("Go on"))
    if isinstance(standing.place, AtQuestion | AtFewMore | AtReview):
        rows.append((Button(go_on, f"g:{standing.walk}"),))
    elif standing.place is None and standing.walk is not None and not standing.round_over:
        rows.append((Button(Text(N_("Take over")), f"T:{standing.walk}"),))
    rows += [_answer(standing, matter) for matter in standing.to_answer[:_MOST_TO_ANSWER]]
    if standing.opened:
        settle = text(N_("Settle together: {title}"), title=standing.title) if several else Text(N_("Settle together"))
        rows.append((Button(settle, f"es:{standing.partnership}"),))
    if standing.agreement:
        agreement = text(N_("Agreement: {title}"), title=standing.title) if several else Text(N_("Agreement"))
        rows.append((Button(agreement, f"Ka:{standing.partnership}"),))
    if standing.running is not None:
        rows += standing.running.rows(several=several)
    if standing.walk is not None:
        rows.append((Button(Text(N_("My answers")), f"A:{standing.walk}"),))
    rows += [(Button(Text(topic.title), f"N:{opening}"),) for opening, topic in standing.opened]
    rows += [
        (Button(text(N_("Stop waiting: {topic}"), topic=Text(topic.title)), f"x:{standing.walk}:{topic.id}"),)
        for topic in standing.closable
    ]
    return rows


def _answer(standing: Standing, matter: Matter) -> tuple[Button, ...]:
    # Translators: a button; {question} is what the other side has put something forward about.
    label = text(N_("Answer: {question}"), question=joint.prompt(matter.question, matter.n))
    return (Button(label, f"em:{standing.partnership}:{matter.subject}"),)
