"""Bringing people back to where they are, and the sentences for what is no longer there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import Button, Line, Screen
from bot.screens import menus, which_talk
from bot.services.joining_steps import show_step, tell
from bot.services.scene import Scene
from bot.services.serving import Served, held, show
from bot.store import people, walks
from conversations.events import AtEnd
from conversations.text import N_, Text, text

STALE = N_("This button is no longer active. Here is where you are now.")
NOT_OPEN = N_("That question is not open any more. Nothing was saved. Here is where you are now.")


def number(parts: tuple[str, ...], n: int) -> int:
    """An id out of a button; 0, which nothing has, where there is none."""
    written = parts[n] if len(parts) > n else ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def stale(scene: Scene) -> None:
    """An old or foreign button: nothing changes, and the person sees where they are."""
    show_present(scene, why=Text(STALE))


def not_found(scene: Scene) -> None:
    """For everything one may not know: never "forbidden"."""
    scene.say(Text(N_("Not found.")), partnership=None)


def show_present(scene: Scene, partnership: int | None = None, *, why: Text | None = None) -> None:
    """Where the person is: an invitation being accepted, a form of staff's, the one open walk, the choice between
    several, the way in. What comes first is also what takes the words they write.

    With `partnership` only that one is looked at.
    """
    from bot.services import forms  # which itself shows where a person is

    if partnership is None and (show_step(scene, why=why) or forms.resume(scene, why)):
        return None
    walks_held = [view for view in held(scene) if partnership in (None, view.row.partnership)]
    # Where everything is answered nothing is gone on with, as long as there is something else.
    newest = {view.row.partnership: view for view in walks_held}
    walks_held = [view for view in walks_held if not isinstance(view.here, AtEnd)] or list(newest.values())
    if len(walks_held) == 1:
        return show(scene, walks_held[0], why=why)
    if walks_held:
        return scene.tell(which_talk.which_walk(_named(walks_held), why), partnership=None)
    sides = [m for m in people.memberships(scene.tx, scene.person.id) if partnership in (None, m.partnership)]
    for member in sides:
        for row in walks.of_side(scene.tx, member.partnership, member.side):
            if row.asks and row.holder is not None:
                return scene.tell(not_holding(row.id, row.holder_name, why), partnership=None)
    tell(scene, menus.nothing_open(member=bool(sides), staff=scene.person.staff is not None, why=why))
    return None


def _named(views: Sequence[Served]) -> tuple[tuple[int, str, str], ...]:
    return tuple((view.row.id, view.row.title, view.dialogue.title) for view in views)


def show_not_holding(scene: Scene, view: Served) -> None:
    scene.tell(not_holding(view.row.id, view.row.holder_name, None), partnership=None)


def not_holding(walk: int, holder: str | None, why: Text | None) -> Screen:
    """A colleague answers for this side; any member may take over."""
    lines = [Line(why)] if why else []
    lines.append(
        # Translators: {name} is a colleague on the same side.
        Line(
            text(
                N_("{name} answers for your side at the moment. You can take over; nothing is lost."),
                name=holder or "?",
            )
        )
    )
    return Screen(tuple(lines), ((Button(Text(N_("Take over")), f"T:{walk}"),),))
