"""A draft of the joint list of goals: kept with the one who writes it, and shown to nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens import goal_list as screens
from bot.services.common import Common, Seen, seen, setting
from bot.services.scene import Scene
from bot.store import held
from conversations import goals as rules
from conversations.access import Action
from conversations.goals import Draft
from conversations.proposals import version, waiting
from conversations.sides import Side
from conversations.text import Text
from conversations.together import GOALS, Matter, Subject

WISH = "goals"
LIST = Subject(GOALS)
NAMED = "su.goal.list"  # the sealed question in which each side named its goals


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
    wish = held.held(scene.tx, scene.person.id)
    if wish is None or wish.why != WISH or wish.content["partnership"] != view.common.partnership.id:
        return None
    draft = rules.identified(rules.from_json(wish.content["goals"]), view.common.known.goals)
    return Editing(view, draft, wish.content["seen"], wish.content["asks"])


def keep(scene: Scene, now: Editing) -> None:
    content = {
        "partnership": now.view.common.partnership.id,
        "seen": now.seen,
        "goals": rules.to_json(now.draft),
        "asks": now.asks,
    }
    held.hold(scene.tx, scene.now, scene.person.id, WISH, content)


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
    rows = (row for rows in now.known.rows.values() for row in rows if row.question.id == NAMED)
    lists = [(side, rules.named(row.answers.get(side))) for row in rows for side in Side]
    draft = rules.merged(lists, now.known.goals)
    put = waiting(now.known.thread(LIST))
    return rules.on_top_of(put.value, draft) if put is not None else draft


def forget(scene: Scene) -> None:
    """Somebody who does something else first is asked for no words any more: what they write next may be a sealed
    answer. The draft stays."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == WISH else None
    if wish is not None and wish.content["asks"] is not None:
        held.hold(scene.tx, scene.now, scene.person.id, WISH, {**wish.content, "asks": None})
