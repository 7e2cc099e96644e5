"""After a start: whoever was in the middle of answering gets their open question again."""

from __future__ import annotations

from datetime import datetime

from bot.services.scene import Scene, World
from bot.services.serving import held, show
from bot.store import people, returning
from bot.store.transaction import Transaction
from conversations.events import AtEnd
from conversations.returning import active_since
from conversations.text import N_, Text

AWAY = N_("I was away for a moment. Nothing you sent is lost. Here is where you are:")


def ask_again(tx: Transaction, now: datetime, world: World) -> None:
    """Once a start; what is shown is derived from the answers, as always."""
    since = active_since(last_alive=returning.last_alive(tx), now=now)
    returning.is_alive(tx, now)
    if since is None:
        return
    for person_id in returning.holders_active_since(tx, since):
        scene = Scene(tx, now, world, people.person(tx, person_id))
        for view in held(scene):
            if not isinstance(view.here, AtEnd):
                show(scene, view, why=Text(AWAY))
