"""Which partnership a command is about, for whoever has several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import Button, Line, Screen
from bot.screens.partnerships import A_PAGE, turning
from bot.store.partnerships import Partnership
from conversations.text import N_, Text


def which(these: Sequence[Partnership], page: int, data: str) -> Screen:
    """One page; the button of a partnership is `data:<partnership>`, that of another page `data:0:<page>`."""
    pages = max(1, -(-len(these) // A_PAGE))
    page = min(page, pages - 1)
    shown = these[page * A_PAGE : (page + 1) * A_PAGE]
    rows = [(Button(one.title, f"{data}:{one.id}"),) for one in shown]
    return Screen((Line(Text(N_("Which partnership?"))),), (*rows, *turning(page, pages, f"{data}:0")))
