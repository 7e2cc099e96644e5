"""Telling others, and the person themselves, who came to a side or to the staff and who is gone."""

from __future__ import annotations

from bot.screen import Button, Line, Screen
from bot.screens.members import OnSide, SideShown, went, with_task
from bot.screens.sides import side_name
from conversations.text import N_, Text, text


def came(person: OnSide, shown: SideShown, title: str) -> Screen:
    """For the inviter and staff."""
    return Screen(
        (
            Line(title, "bold"),
            Line(
                text(
                    N_("{name} has joined {organisation} ({side})."),
                    name=with_task(person),
                    organisation=shown.organisation,
                    side=side_name(shown.side),
                )
            ),
        ),
        ((Button(Text(N_("Not the right person")), f"jn:{person.member}"),),),
    )


def someone_went(person: OnSide, shown: SideShown, title: str) -> Screen:
    """For the others of the side and for staff."""
    lines = [Line(title, "bold"), Line(went(person, shown))]
    if not shown.people:
        lines.append(
            Line(Text(N_("Nobody is on this side now. What was answered is kept; /invite brings somebody in.")))
        )
    return Screen(tuple(lines))


def you_were_removed(organisation: str | None) -> Screen:
    """Names nothing they may not know any more, unless they could take it for another partnership."""
    if organisation is None:
        gone = Text(N_("You have been taken out of the partnership."))
    else:
        gone = text(N_("You have been taken out of {organisation} here."), organisation=organisation)
    return Screen(
        (
            Line(gone),
            Line(Text(N_("You get nothing more about it. If this is a mistake, ask the person who invited you."))),
        )
    )


def you_were_moved(to: SideShown, title: str) -> Screen:
    return Screen(
        (
            Line(title, "bold"),
            Line(
                text(
                    N_("Staff have moved you: you are now with {organisation} ({side})."),
                    organisation=to.organisation,
                    side=side_name(to.side),
                )
            ),
        )
    )


def new_staff(person: int, name: str) -> Screen:
    return Screen(
        (Line(text(N_("{name} has joined the staff."), name=name)),),
        ((Button(Text(N_("Not the right person")), f"jN:{person}"),),),
    )


def staff_removed(name: str) -> Screen:
    return Screen((Line(text(N_("{name} is no longer on the staff."), name=name), "bold"),))
