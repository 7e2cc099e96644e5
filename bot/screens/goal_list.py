"""The editor of the joint list of goals: one message that is edited, a number for every goal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens import joint
from bot.screens.together import Setting, back
from conversations.answers import Json
from conversations.dialogue import Topic
from conversations.goals import MOST_GOALS, Candidate, Draft, stamp
from conversations.proposals import Proposal
from conversations.questions.free import LONGEST_TITLE
from conversations.sides import Side
from conversations.text import N_, Listing, Text, text
from conversations.together import Matter

A_ROW = 5

Row = tuple[Button, ...]


def editing(setting: Setting, draft: Draft, why: Text | None = None) -> Screen:
    """Every goal there is to choose from, and what can be done with the list."""
    lines = [*_why(why), *setting.heading(), Line(Text(N_("Our joint list of goals")), "bold")]
    if draft:
        lines.append(
            Line(text(N_("☑ is in the list, ☐ is not. At most {n}. Press a number to change it."), n=MOST_GOALS))
        )
    else:
        lines.append(Line(Text(N_("Neither side has named a goal that both may see. Add the first one."))))
    for n, candidate in enumerate(draft, 1):
        lines += [GAP, *_candidate(setting, n, candidate)]
    lines += [GAP, Line(Text(N_("Nothing counts before the other side has accepted the list.")), "italic")]
    numbers = [Button(str(n), _data("Gn", setting, draft, n - 1)) for n in range(1, len(draft) + 1)]
    rows: list[Row] = [
        *in_rows(numbers),
        (Button(Text(N_("Add a goal")), _data("Ga", setting, draft)),),
        (Button(Text(N_("Put it forward")), _data("Gf", setting, draft)),),
        (Button(Text(N_("Cancel")), _data("Gc", setting, draft)),),
    ]
    return Screen(tuple(lines), tuple(rows))


def one_goal(setting: Setting, draft: Draft, n: int) -> Screen:
    candidate = draft[n]
    place = text(N_("Goal {n} of {of}"), n=n + 1, of=len(draft))
    inside, outside = N_("It is in the list."), N_("It is not in the list.")
    lines = [*setting.heading(), Line(place, "bold"), Line(candidate.words, "quote")]
    lines += [Line(Text(inside if candidate.ticked else outside)), *_about(setting, candidate)]
    stronger = Text(N_("Makes local side stronger"))
    tick = Text(N_("Leave it out") if candidate.ticked else N_("Take it into the list"))
    rows: list[Row] = [
        (Button(tick, _data("Gx", setting, draft, n)),),
        (Button(Text(N_("Reword")), _data("Gr", setting, draft, n)),),
        (
            Button(
                text(N_("✓ {answer}"), answer=stronger) if candidate.stronger else stronger,
                _data("Gs", setting, draft, n),
            ),
        ),
        (Button(Text(N_("Back to the list")), _data("Gl", setting, draft)),),
    ]
    if n > 0:
        rows.insert(2, (Button(Text(N_("Move up")), _data("Gu", setting, draft, n)),))
    return Screen(tuple(lines), tuple(rows))


def write(setting: Setting, draft: Draft, n: int | None, why: Text | None = None) -> Screen:
    """Asks for the words of goal `n`, or of another one."""
    title = N_("Write one goal in a few words, at most {n} letters and signs.")
    lines = [*_why(why), *setting.heading()]
    if n is not None:
        title = N_("Write this goal in better words, at most {n} letters and signs.")
        lines.append(Line(draft[n].words, "quote"))
    lines += [
        Line(text(title, n=LONGEST_TITLE)),
        Line(Text(N_("You see the list again before the other side does.")), "italic"),
    ]
    return Screen(tuple(lines), ((Button(Text(N_("Back to the list")), _data("Gl", setting, draft)),),))


def overtaken(setting: Setting, about: Matter, draft: Draft, value: Json, latest: Proposal | None) -> Screen:
    """Something happened meanwhile: what waits or counts now, and the list of one's own, which is kept."""
    lines = [*setting.heading()]
    rows: list[Row] = []
    if latest is None:
        lines.append(Line(Text(N_("Meanwhile what was put forward has been taken back."))))
    elif latest.end is None:
        lines.append(Line(text(N_("Meanwhile {side} has put this forward:"), side=setting.names[latest.side])))
        if latest.side is not setting.reader:
            rows.append((Button(Text(N_("Accept theirs")), f"ea:{latest.id}"),))
    else:
        lines.append(Line(Text(N_("Meanwhile something has happened here. This list is agreed on by both sides now:"))))
    if latest is not None:
        lines += joint.said(about.question, latest.value, setting.names)
    lines += [
        GAP,
        Line(Text(N_("Nothing of yours is lost, and nothing of it was put forward yet. This is your list:"))),
        *joint.said(about.question, value, setting.names),
    ]
    rows += [
        (Button(Text(N_("Put mine forward anyway")), _data("Gf", setting, draft)),),
        (Button(Text(N_("Change my list")), _data("Gl", setting, draft)),),
        (Button(Text(N_("Cancel")), _data("Gc", setting, draft)),),
    ]
    return Screen(tuple(lines), tuple(rows))


def same(setting: Setting, topic: Topic) -> Screen:
    said = Line(Text(N_("That is how the list stands already. Nothing was changed.")))
    return Screen((*setting.heading(), said), ((back(setting, topic),),))


def cancelled(setting: Setting, topic: Topic) -> Screen:
    said = Line(Text(N_("Cancelled. Nothing was put forward.")))
    return Screen((*setting.heading(), said), ((back(setting, topic),),))


def in_rows(buttons: Sequence[Button], length: int = A_ROW) -> tuple[Row, ...]:
    return tuple(tuple(buttons[i : i + length]) for i in range(0, len(buttons), length))


def _why(why: Text | None) -> list[Line]:
    return [Line(why), GAP] if why else []


def _candidate(setting: Setting, n: int, candidate: Candidate) -> list[Line]:
    # Translators: a goal of the list with its number; the box is ticked if it is in the list.
    numbered = N_("☑ {n}. {words}") if candidate.ticked else N_("☐ {n}. {words}")
    return [Line(text(numbered, n=n, words=candidate.words)), *_about(setting, candidate)]


def _about(setting: Setting, candidate: Candidate) -> list[Line]:
    lines = []
    if candidate.by:
        sides = Listing(tuple(setting.names[side] for side in Side if side in candidate.by))
        # Translators: {sides} is one organisation, or both: "Named by A and B".
        lines.append(Line(text(N_("Named by {sides}"), sides=sides), "italic"))
    if candidate.stronger:
        lines.append(Line(Text(joint.STRONGER), "italic"))
    return lines


def _data(name: str, setting: Setting, draft: Draft, *more: object) -> str:
    return ":".join((name, str(setting.partnership), stamp(draft), *map(str, more)))
