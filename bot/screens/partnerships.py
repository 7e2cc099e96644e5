"""The partnerships that staff follow: the list, the card of one, and what is asked before it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens import facts, stages
from bot.screens.catching_up import Running
from bot.screens.sides import side_name
from bot.store.partnerships import Partnership
from conversations.answers import Json
from conversations.dialogues import new_partnership as np
from conversations.opening import Progress
from conversations.sides import Side
from conversations.stage import Stage
from conversations.text import N_, Text, Value, counted, text

A_PAGE = 8

_PROGRESS = {
    Progress.NOT_STARTED: N_("not started"),
    Progress.UNDER_WAY: N_("under way"),
    Progress.FINISHED: N_("finished"),
}
COORDINATOR = N_("Coordinator")
NOBODY_HERE = N_("You follow no partnership yet. /new begins one.")


@dataclass(frozen=True)
class Listed:
    partnership: Partnership
    country: str
    standing: Mapping[Side, Progress]
    horizon: Line
    stage: Stage


@dataclass(frozen=True)
class Card:
    """Everything staff may know of a partnership before an opening, and what they may do with it."""

    partnership: Partnership
    answers: Mapping[str, Json]
    speaks: str | None
    coordinator: str | None
    members: Mapping[Side, int]
    standing: Mapping[Side, Progress]
    stage: Stage
    delete_on: str | None = None  # the day, in the reader's language
    waits_for_consent: bool = False
    without_route: Sequence[tuple[Side, str | None]] = ()
    undelivered: int = 0
    settled: Sequence[Line] = ()  # what the sides have settled, and what is open
    running: Running | None = None  # it was running before it came here


def listing(these: Sequence[Listed], page: int, pages: int) -> Screen:
    """One page; every partnership is a button to its card."""
    if not these:
        return Screen((Line(Text(NOBODY_HERE)),))
    lines: list[Line] = [Line(Text(N_("Partnerships")), "bold")]
    for one in these:
        # Translators: a partnership and its country, as in "A – B, Nepal".
        named = text(N_("{title}, {country}"), title=one.partnership.title, country=one.country)
        lines += [GAP, Line(named, "bold"), *_state(one.partnership, None)]
        if one.partnership.state == "open":
            lines += [_progress(side, one.standing[side]) for side in Side]
        lines += [stages.line(one.stage), one.horizon]
    rows = [(Button(one.partnership.title, f"qp:{one.partnership.id}"),) for one in these]
    return Screen(tuple(lines), (*rows, *turning(page, pages, "ql")))


def turning(page: int, pages: int, data: str) -> tuple[tuple[Button, ...], ...]:
    """Arrows to the pages beside this one, none where there is only one."""
    arrows = []
    if page > 0:
        arrows.append(Button("«", f"{data}:{page - 1}"))
    if page < pages - 1:
        arrows.append(Button("»", f"{data}:{page + 1}"))
    return (tuple(arrows),) if arrows else ()


def card(shown: Card) -> Screen:
    partnership = shown.partnership
    lines = [Line(partnership.title, "bold"), *_state(partnership, shown.delete_on)]
    if shown.waits_for_consent:
        lines.append(Line(Text(N_("To be deleted if both sides agree; they have been asked."))))
    lines += [GAP, stages.line(shown.stage), *facts.lines(shown.answers, shown.speaks)]
    lines.append(facts.fact(Text(COORDINATOR), shown.coordinator or Text(UNNAMED)))
    for side in Side:
        people = counted("{n} person", "{n} people", shown.members[side])
        # Translators: as in "Danish side: 2 people, under way".
        said = N_("{side}: {people}, {progress}")
        progress = Text(_PROGRESS[shown.standing[side]])
        lines.append(Line(text(said, side=side_name(side), people=people, progress=progress)))
    lines += shown.settled
    lines += shown.running.lines if shown.running is not None else ()
    lines += [_no_route(side, name) for side, name in shown.without_route]
    if shown.undelivered:
        gave_up = counted(
            "{n} message could not be delivered and was given up.",
            "{n} messages could not be delivered and were given up.",
            shown.undelivered,
        )
        lines.append(Line(gave_up))
    return Screen(tuple(lines), _card_rows(shown))


def no_route(partnership: Partnership, side: Side, name: str | None) -> Screen:
    """Told to staff when somebody can't be reached any more; it doesn't say why."""
    return Screen(
        (
            Line(partnership.title, "bold"),
            _no_route(side, name),
            Line(Text(N_("What is owed to them waits. Reach them another way, or invite somebody else."))),
        )
    )


def _no_route(side: Side, name: str | None) -> Line:
    # Translators: the bot can't write to this person at the moment; {side} is "Danish side" or "Local side".
    return Line(text(N_("No route to {name} ({side})."), name=name or Text(UNNAMED), side=side_name(side)))


# Translators: stands for somebody whose name is not known yet.
UNNAMED = N_("without a name")


def _card_rows(shown: Card) -> tuple[tuple[Button, ...], ...]:
    n, state = shown.partnership.id, shown.partnership.state
    answers = (Button(Text(N_("Answers and summary")), f"h:{n}"), Button(Text(N_("What is settled")), f"es:{n}"))
    overviews = (answers, (Button(Text(N_("Status")), f"Ss:{n}"), Button(Text(N_("The record")), f"Sr:{n}")))
    people = (Button(Text(N_("People")), f"pp:{n}"), Button(Text(N_("Staff")), f"qw:{n}"))
    back = (Button(Text(N_("All partnerships")), "ql:0"),)
    if state == "deleting":
        return (*overviews, people, (Button(Text(N_("Do not delete it")), f"qu:{n}"),), back)
    invite = (Button(Text(N_("Invite")), f"pi:{n}"), Button(Text(N_("Edit")), f"qe:{n}"))
    edit = (Button(Text(N_("Edit")), f"qe:{n}"),)
    delete = Button(Text(N_("Delete")), f"qd:{n}")
    if state == "closed":
        return (*overviews, people, edit, (Button(Text(N_("Open it again")), f"qo:{n}"), delete), back)
    running = shown.running.rows_for_staff if shown.running is not None else ()
    return (*overviews, people, invite, *running, (Button(Text(N_("Close")), f"qc:{n}"), delete), back)


def what_to_edit(partnership: Partnership, questions: Sequence[str]) -> Screen:
    n = partnership.id
    buttons = [Button(facts.label(q), f"qf:{n}:{q}") for q in questions]
    buttons.append(Button(Text(COORDINATOR), f"qk:{n}"))
    rows = [tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2)]
    lines = [Line(partnership.title, "bold"), Line(Text(N_("What do you want to change?")))]
    if np.START not in questions:
        lines.append(Line(Text(N_("Both sides have joined, so the dates are theirs to change.")), "italic"))
    return Screen(tuple(lines), (*rows, (_back(n),)))


def which_coordinator(partnership: Partnership, staff: Sequence[tuple[int, str | None]]) -> Screen:
    rows = [(Button(name or Text(UNNAMED), f"qk:{partnership.id}:{person}"),) for person, name in staff]
    lines = (Line(partnership.title, "bold"), Line(Text(N_("Who is to coordinate this partnership?"))))
    return Screen(lines, (*rows, (_back(partnership.id),)))


def coordinator_changed(partnership: Partnership, before: str | None, after: str | None) -> Screen:
    was: Value = before or Text(UNNAMED)
    becomes: Value = after or Text(UNNAMED)
    return Screen(
        (
            Line(partnership.title, "bold"),
            GAP,
            Line(Text(COORDINATOR), "bold"),
            Line(text(N_("Before: {answer}"), answer=was)),
            Line(text(N_("After: {answer}"), answer=becomes)),
            GAP,
            Line(Text(N_("✓ Saved.")), "bold"),
        ),
        ((_back(partnership.id),),),
    )


def close_asked(partnership: Partnership) -> Screen:
    asked = N_(
        "Close this partnership? No more questions are asked, and both sides are told. "
        "Nothing is lost, and you can open it again."
    )
    yes = Button(Text(N_("Yes, close it")), f"qcy:{partnership.id}")
    return Screen((Line(partnership.title, "bold"), Line(Text(asked))), ((yes,), (_back(partnership.id),)))


def told(partnership: Partnership, what: Text) -> Screen:
    """One sentence about a partnership, with the way to its card."""
    return Screen((Line(partnership.title, "bold"), Line(what)), ((_back(partnership.id),),))


CLOSED_TO_SIDES = N_(
    "The partnership {title} is closed for now. You will not be asked more questions in it. "
    "What you have answered is kept."
)
REOPENED_TO_SIDES = N_("The partnership {title} is open again. /start brings you back to where you were.")


def _back(partnership: int) -> Button:
    return Button(Text(N_("To the partnership")), f"qp:{partnership}")


def _progress(side: Side, progress: Progress) -> Line:
    # Translators: as in "Danish side: under way".
    return Line(text(N_("{side}: {progress}"), side=side_name(side), progress=Text(_PROGRESS[progress])))


def _state(partnership: Partnership, delete_on: str | None) -> list[Line]:
    if partnership.state == "closed":
        return [Line(Text(N_("Closed: no more questions are asked.")), "italic")]
    if partnership.state != "deleting":
        return []
    if delete_on is None:
        return [Line(Text(N_("To be deleted.")), "italic")]
    return [Line(text(N_("To be deleted on {date}. Until then it can be kept."), date=delete_on), "italic")]
