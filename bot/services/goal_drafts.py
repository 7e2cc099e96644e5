"""A draft of the joint list of goals: kept with the one who writes it, and shown to nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens import goal_list as screens
from bot.services.common import Common, Seen, seen, setting
from bot.services.scene import Scene
from bot.store import goals, held
from conversations import goals as rules
from conversations.access import Action
from conversations.goals import Draft
from conversations.proposals import version, waiting
from conversations.text import Text
from conversations.together import GOALS, Matter, Subject

WISH = "goals"
LIST = Subject(GOALS)


@dataclass(frozen=True)
class Editing:
    """A draft with what its writer had seen of the thread, and the goal whose words they are asked for."""

    view: Seen
    draft: Draft
    seen: int
    asks: int | None = None

    @property
    def about(self) -> Matter:
        found = self.view.common.matter(LIST)
        assert found is not None
        return found


def may_edit(scene: Scene, partnership: int) -> Seen | None:
    """For a member who may put a list forward now."""
    view = seen(scene, partnership, Action.SETTLE)
    return view if view is not None and view.open and view.common.matter(LIST) is not None else None


def kept(scene: Scene, view: Seen) -> Editing | None:
    """The draft this person has of this partnership's list."""
    number = view.common.partnership.id
    content = goals.draft(scene.tx, scene.person.id, number)
    if content is None:
        return None
    wish = held.held(scene.tx, scene.person.id)
    asks = wish.content["asks"] if wish and wish.why == WISH and wish.content["partnership"] == number else None
    draft = rules.identified(rules.from_json(content["goals"]), view.common.known.goals)
    return Editing(view, draft, content["seen"], asks)


def keep(scene: Scene, now: Editing) -> None:
    number = now.view.common.partnership.id
    content = {"seen": now.seen, "goals": rules.to_json(now.draft)}
    goals.keep_draft(scene.tx, scene.now, scene.person.id, number, content)
    if now.asks is None:
        forget(scene)
    else:
        held.hold(scene.tx, scene.now, scene.person.id, WISH, {"partnership": number, "asks": now.asks})


def drop(scene: Scene, partnership: int) -> None:
    """It is put forward, or nobody wants it any more."""
    goals.drop_draft(scene.tx, scene.person.id, partnership)
    forget(scene)


def show(scene: Scene, now: Editing, message: int | None, why: Text | None = None) -> None:
    """Keeps the draft and shows the list."""
    keep(scene, now)
    own = setting(scene, now.view.common, scene.person.id, now.view.side)
    scene.tell(screens.editing(own, now.draft, why), edits=message, partnership=own.partnership)


def start(view: Seen, before: Editing | None) -> Editing:
    """A draft on top of what there is now. What was written in an older one can still be ticked."""
    draft = rules.with_others(_offered(view.common), before.draft if before is not None else ())
    return Editing(view, draft, version(view.common.known.thread(LIST)))


def _offered(now: Common) -> Draft:
    """What waits for an answer, or else what is agreed on; then everything the sides named."""
    draft = now.candidates
    put = waiting(now.known.thread(LIST))
    return rules.on_top_of(put.value, draft) if put is not None else draft


def forget(scene: Scene) -> None:
    """Somebody who does something else first is asked for no words any more: what they write next may be a sealed
    answer. The draft stays."""
    wish = held.held(scene.tx, scene.person.id)
    if wish is not None and wish.why == WISH:
        held.release(scene.tx, scene.person.id)
