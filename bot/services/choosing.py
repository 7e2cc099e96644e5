"""A command about one partnership, from somebody who may have several."""

from __future__ import annotations

from collections.abc import Callable

from bot.screens import choosing as screens
from bot.services import places
from bot.services.common import Seen, own_partnerships, seen
from bot.services.scene import Scene

Show = Callable[[Scene, Seen, int | None], None]


def as_command(show: Show, data: str) -> Callable[[Scene, str], None]:
    """Shows the only partnership, or asks which one: a button is `data:<partnership>`."""

    def command(scene: Scene, argument: str) -> None:
        mine = own_partnerships(scene)
        view = seen(scene, mine[0].id) if len(mine) == 1 else None
        if view is not None:
            return show(scene, view, None)
        if not mine:
            return places.show_present(scene)
        return scene.tell(screens.which(mine, 0, data), partnership=None)

    return command


def as_button(show: Show, data: str) -> Callable[[Scene, tuple[str, ...], int | None], None]:
    """`data:<partnership>`; `data:0:<page>` turns the list of them over."""

    def press(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
        if parts[:1] == ("0",) and len(parts) > 1 and (mine := own_partnerships(scene)):
            return scene.tell(screens.which(mine, places.number(parts, 1), data), edits=message, partnership=None)
        view = seen(scene, places.number(parts, 0))
        return places.stale(scene) if view is None else show(scene, view, message)

    return press
