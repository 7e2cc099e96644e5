"""Who is on which side, and going from it. What a reader may do is decided before; values in, screens out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens.sides import side_name
from conversations.sides import Side
from conversations.text import N_, Listing, Text, text

NOWHERE = text(N_("You are in no partnership."))
# Translators: somebody's name is not known
_SOMEBODY = N_("somebody without a name")
_KEYBOARD_FULL = 90  # Telegram takes 100 buttons


@dataclass(frozen=True)
class OnSide:
    """A member as they are shown."""

    member: int
    name: str | None
    task: str | None

    @property
    def known_as(self) -> str | Text:
        return self.name or Text(_SOMEBODY)


@dataclass(frozen=True)
class SideShown:
    side: Side
    organisation: str
    people: tuple[OnSide, ...]
    holder: int | None = None  # None also where the reader may not know
    removable: tuple[int, ...] = ()
    invitable: bool = False


def which_partnership(prompt: Text, titles: Mapping[int, str], prefix: str) -> Screen:
    rows = tuple((Button(title, f"{prefix}:{id}"),) for id, title in titles.items())
    return Screen((Line(prompt),), rows[:_KEYBOARD_FULL])


def everybody(
    partnership: int, title: str, sides: Sequence[SideShown], staff: Sequence[str], *, may_leave: bool
) -> Screen:
    lines = [Line(title, "bold")]
    rows: list[tuple[Button, ...]] = []
    for shown in sides:
        lines += [GAP, Line(_organisation(shown), "bold"), *_on(shown)]
        rows += [
            (Button(text(N_("Remove {name}"), name=person.known_as), f"pr:{person.member}"),)
            for person in shown.people
            if person.member in shown.removable
        ]
        if shown.invitable:
            invite = text(N_("Invite to {organisation}"), organisation=shown.organisation)
            rows.append((Button(invite, f"pi:{partnership}:{shown.side}"),))
    if staff:
        lines += [GAP, Line(text(N_("Staff: {names}"), names=Listing(tuple(staff))))]
    if may_leave:
        rows.append((Button(Text(N_("Leave this partnership")), f"pv:{partnership}"),))
    return Screen(tuple(lines), tuple(rows[:_KEYBOARD_FULL]))


def remove(person: OnSide, shown: SideShown, partnership: int, *, movable: bool) -> Screen:
    rows = [(Button(text(N_("Yes, remove {name}"), name=person.known_as), f"pR:{person.member}"),)]
    if movable:
        rows.append((Button(Text(N_("Move to the other side")), f"pM:{person.member}"),))
    rows.append((Button(Text(N_("No")), f"pp:{partnership}"),))
    return Screen(
        (
            Line(
                text(
                    N_("Remove {name} from {organisation} ({side})?"),
                    name=person.known_as,
                    organisation=shown.organisation,
                    side=side_name(shown.side),
                ),
                "bold",
            ),
            Line(Text(N_("They are told nothing further from that moment. Answers stay with the side."))),
        ),
        tuple(rows),
    )


def removed(person: OnSide, shown: SideShown, partnership: int, *, invitable: bool) -> Screen:
    """Left where the button was pressed."""
    rows = [(Button(Text(N_("Show everybody")), f"pp:{partnership}"),)]
    if invitable:
        rows.insert(0, (Button(Text(N_("Invite somebody else")), f"pi:{partnership}:{shown.side}"),))
    return Screen((Line(went(person, shown), "bold"),), tuple(rows))


def moved(person: OnSide, to: SideShown, partnership: int) -> Screen:
    words = text(
        N_("✓ {name} is now with {organisation} ({side}). Earlier answers stay where they were given."),
        name=person.known_as,
        organisation=to.organisation,
        side=side_name(to.side),
    )
    return Screen((Line(words, "bold"),), ((Button(Text(N_("Show everybody")), f"pp:{partnership}"),),))


def leave(title: str, organisation: str, partnership: int, *, last: bool) -> Screen:
    lines = [
        Line(text(N_("Leave {partnership}?"), partnership=title), "bold"),
        Line(
            text(
                N_(
                    "You get nothing more about it. What you have answered stays with {organisation}. "
                    "Invitations of yours that nobody has used end. To come back you need a new one."
                ),
                organisation=organisation,
            )
        ),
    ]
    if last:
        lines.append(Line(Text(N_("You are the last one on your side: nobody answers until somebody is invited."))))
    return Screen(
        tuple(lines),
        (
            (
                Button(Text(N_("Yes, leave")), f"pV:{partnership}"),
                Button(Text(N_("No, stay")), f"pS:{partnership}"),
            ),
        ),
    )


def left(title: str) -> Screen:
    return Screen((Line(text(N_("✓ You have left {partnership}."), partnership=title), "bold"),))


def stays(title: str) -> Screen:
    return Screen((Line(text(N_("✓ You stay in {partnership}."), partnership=title), "bold"),))


def went(person: OnSide, shown: SideShown) -> Text:
    return text(
        N_("{name} is no longer with {organisation} ({side})."),
        name=person.known_as,
        organisation=shown.organisation,
        side=side_name(shown.side),
    )


def with_task(person: OnSide) -> str | Text:
    if person.task:
        # Translators: a person's name and their task
        return text(N_("{name} ({task})"), name=person.known_as, task=person.task)
    return person.known_as


def _organisation(shown: SideShown) -> Text:
    return text(N_("{organisation} ({side})"), organisation=shown.organisation, side=side_name(shown.side))


def _on(shown: SideShown) -> list[Line]:
    if not shown.people:
        return [Line(Text(N_("Nobody yet.")), "italic")]
    lines = []
    for person in shown.people:
        lines.append(Line(text(N_("· {name}"), name=with_task(person))))
        if person.member == shown.holder:
            lines.append(Line(Text(N_("   answers for this side at the moment")), "italic"))
    return lines
