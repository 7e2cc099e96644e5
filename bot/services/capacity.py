"""The areas of both organisations over time: the picture again, and the same as text."""

from __future__ import annotations

from collections.abc import Callable

from bot.screen import Screen
from bot.screens import capacity as screens
from bot.services import places
from bot.services.common import Seen, seen, setting
from bot.services.kinds.capacity import ORDER, drawing, follow_up, talks
from bot.services.past import Past
from bot.services.scene import Scene
from conversations.access import Action
from conversations.areas import TOPICS
from conversations.sides import Side

Parts = tuple[str, ...]
Made = Callable[["_Look", Side], Screen]


class _Look:
    """The areas as the one who acts may see them."""

    def __init__(self, scene: Scene, view: Seen) -> None:
        where = view.common.partnership
        self.scene, self.where = scene, where
        self.setting = setting(scene, view.common, scene.person.id, view.side)
        self.talks: tuple[Past, ...] = talks(scene, where.id, view.actor)
        found = {side: drawing(where, self.talks, side) for side in ORDER}
        self.drawn = {side: one for side, one in found.items() if one is not None}

    @property
    def both(self) -> bool:
        return len(self.drawn) == len(ORDER)


def picture(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Zp:<partnership>`, `Zp:<partnership>:<topic>`"""
    _show(scene, parts, lambda look, side: screens.picture(
        look.setting, side, str(look.drawn[side]), opened=False, both=look.both
    ))  # fmt: skip


def as_text(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Zt:<partnership>:<topic>`"""
    _show(scene, parts, _text)


def _text(look: _Look, side: Side) -> Screen:
    last = next((talk for talk in reversed(look.talks) if TOPICS[side] in talk.opened), None)
    follows = follow_up(look.scene, look.where, last) if last and side is Side.LOCAL else ()
    return screens.as_text(look.setting, side, look.drawn[side].series, follows, both=look.both)


def _show(scene: Scene, parts: Parts, made: Made) -> None:
    """In a message of its own: a picture cannot take the place of words, nor they its."""
    view = seen(scene, places.number(parts, 0), Action.SEE_OPENED)
    if view is None:
        return places.stale(scene)
    look = _Look(scene, view)
    wanted = next((side for side in look.drawn if parts[1:2] == (TOPICS[side],)), None)
    if wanted is None and len(look.drawn) == 1:
        wanted = next(iter(look.drawn))
    if wanted is not None:
        screen = made(look, wanted)
    else:
        screen = screens.which(look.setting) if look.drawn else screens.nothing(look.setting)
    return scene.tell(screen, partnership=look.where.id)


PRESSED = {"Zp": picture, "Zt": as_text}
