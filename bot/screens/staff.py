"""The staff: who is on it, what each follows, and what is asked before somebody is taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens.partnerships import UNNAMED, turning
from conversations.text import N_, Listing, Text, Value, counted, text

A_PAGE = 8
_ROLES = {"staff": N_("staff"), "admin": N_("staff admin")}


@dataclass(frozen=True)
class OnStaff:
    person: int
    name: str | None
    role: str

    @property
    def known_as(self) -> Value:
        return self.name or Text(UNNAMED)


def everybody(staff: Sequence[OnStaff], *, admin: bool, own: bool) -> Screen:
    """`own`: there are partnerships to which this reader may assign others."""
    lines = [Line(Text(N_("Staff")), "bold"), *(Line(_with_role(one)) for one in staff)]
    rows: list[tuple[Button, ...]] = []
    if admin:
        rows += [(Button(_label(one), f"qsp:{one.person}"),) for one in staff]
        rows.append((Button(Text(N_("Invite staff")), "qsi:staff"),))
        rows.append((Button(Text(N_("Invite a staff admin")), "qsi:admin"),))
    elif own:
        lines += [GAP, Line(Text(N_("To assign somebody, open a partnership in /partnerships and press Staff.")))]
    return Screen(tuple(lines), tuple(rows))


def one(who: OnStaff, follows: Sequence[str]) -> Screen:
    lines = [Line(_with_role(who), "bold")]
    if follows:
        lines.append(Line(text(N_("Follows: {partnerships}"), partnerships=Listing(tuple(follows)))))
    else:
        lines.append(Line(Text(N_("Follows no partnership."))))
    rows = (
        (Button(Text(N_("Assign to partnerships")), f"qsa:{who.person}:0"),),
        (Button(Text(N_("Remove from staff")), f"qsr:{who.person}"),),
        (_to_staff(),),
    )
    return Screen(tuple(lines), rows)


def which_partnerships(who: OnStaff, these: Sequence[tuple[int, str, bool]], page: int, pages: int) -> Screen:
    """(partnership, title, follows it) of one page; pressing turns it round."""
    lines = (
        Line(_with_role(who), "bold"),
        Line(Text(N_("Press a partnership to assign it, and once more to take it back."))),
    )
    rows = [(_ticked(title, on, f"qst:{who.person}:{n}:{page}"),) for n, title, on in these]
    back = (Button(Text(N_("Back")), f"qsp:{who.person}"),)
    return Screen(lines, (*rows, *turning(page, pages, f"qsa:{who.person}"), back))


def of_partnership(partnership: int, title: str, these: Sequence[tuple[OnStaff, bool]], coordinator: OnStaff) -> Screen:
    """Everybody who could follow it; the coordinator always does and has no button."""
    lines = (
        Line(title, "bold"),
        Line(text(N_("Coordinator: {name}"), name=coordinator.known_as)),
        Line(Text(N_("Press a name to assign somebody, and once more to take it back."))),
    )
    rows = [(_ticked(who.known_as, on, f"qv:{partnership}:{who.person}"),) for who, on in these]
    back = (Button(Text(N_("To the partnership")), f"qp:{partnership}"),)
    return Screen(lines, (*rows, back))


def remove_asked(who: OnStaff, *, taken_over: int, passed_on: int) -> Screen:
    """How many partnerships the reader, and how many somebody else on the staff, coordinates from then on."""
    lines = [
        Line(text(N_("Remove {name} from the staff?"), name=who.known_as), "bold"),
        Line(Text(N_("They follow no partnership any more, from that moment."))),
    ]
    if taken_over:
        lines.append(
            Line(
                counted(
                    "You become the coordinator of {n} partnership in their place.",
                    "You become the coordinator of {n} partnerships in their place.",
                    taken_over,
                )
            )
        )
    if passed_on:
        lines.append(
            Line(
                counted(
                    "Somebody else on the staff becomes the coordinator of {n} partnership.",
                    "Somebody else on the staff becomes the coordinator of {n} partnerships.",
                    passed_on,
                )
            )
        )
    yes = Button(text(N_("Yes, remove {name}"), name=who.known_as), f"qsR:{who.person}")
    return Screen(tuple(lines), ((yes,), (Button(Text(N_("No")), f"qsp:{who.person}"),)))


def refused(why: Text) -> Screen:
    return Screen((Line(why),), ((_to_staff(),),))


def removed(who: OnStaff) -> Screen:
    return Screen((Line(text(N_("{name} is no longer on the staff."), name=who.known_as), "bold"),), ((_to_staff(),),))


def assigned(partnership: int, title: str) -> Screen:
    lines = (Line(text(N_("You follow the partnership {title} from now on."), title=title)),)
    return Screen(lines, ((Button(Text(N_("To the partnership")), f"qp:{partnership}"),),))


def unassigned(title: str) -> Screen:
    return Screen((Line(text(N_("You no longer follow the partnership {title}."), title=title)),))


LAST_ADMIN = Text(N_("This is the last staff admin. Nothing was changed. Invite another one first."))
NOBODY_ELSE = N_(
    "Nobody else on the staff can coordinate {title}. Nothing was changed. Invite somebody to the staff first."
)
NO_LONGER = Text(N_("You are no longer on the staff. If this is a mistake, ask who invited you."))


def _with_role(who: OnStaff) -> Text:
    # Translators: a member of the staff and their role.
    return text(N_("{name}, {role}"), name=who.known_as, role=Text(_ROLES[who.role]))


def _label(who: OnStaff) -> Text | str:
    return who.name or Text(UNNAMED)


def _ticked(label: Value, on: bool, data: str) -> Button:
    return Button(text(N_("✓ {answer}") if on else N_("{answer}"), answer=label), data)


def _to_staff() -> Button:
    return Button(Text(N_("All staff")), "qs")
