"""The editor of the joint list of goals: pick, reword, add, put in order, and put it forward.

A button of an older draft changes nothing: it names the draft it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.screens import goal_list as screens
from bot.screens import matters
from bot.services import places, proposing, together
from bot.services.common import setting
from bot.services.goal_drafts import LIST, WISH, Editing, drop, forget, keep, kept, may_edit, show, start
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import held
from conversations import goals as rules
from conversations.goals import Draft
from conversations.inputs import Raw, Said, Sent
from conversations.proposals import Accept, Overtaken, Put, Same, Step, settled, version, waiting
from conversations.questions import Refusal
from conversations.questions.joint import read_line
from conversations.text import N_, Text

__all__ = ["PRESSED", "forget", "take"]

Parts = tuple[str, ...]
Doing = Callable[[Scene, Editing, Parts, int | None], None]

CHANGED = N_("This button is of an older list. Nothing was changed. This is how it is now:")
GO_ON = N_("Your changes from before are still here. Nobody else has seen them.")
ANOTHER = -1  # instead of a goal's place in the draft: the words of a new one are waited for


def begin(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Ge:<partnership>`: in a message of its own, so that what was put forward stays in sight."""
    view = may_edit(scene, places.number(parts, 0))
    if view is None:
        return places.stale(scene)
    before = kept(scene, view)
    if before is not None and before.seen == version(view.common.known.thread(LIST)):
        return show(scene, replace(before, asks=None), None, Text(GO_ON))
    return show(scene, start(view, before), None)


def _pressed(then: Doing) -> Callable[[Scene, Parts, int | None], None]:
    """For buttons `<name>:<partnership>:<stamp of the draft>...`: the draft as it is kept, and no longer asking."""

    def press(scene: Scene, parts: Parts, message: int | None) -> None:
        view = may_edit(scene, places.number(parts, 0))
        now = kept(scene, view) if view is not None else None
        if now is None:
            return places.stale(scene)
        now = replace(now, asks=None)
        if parts[1:2] != (rules.stamp(now.draft),):
            return show(scene, now, message, Text(CHANGED))
        return then(scene, now, parts[2:], message)

    return press


def _for_a_goal(then: Callable[[Scene, Editing, int, int | None], None]) -> Doing:
    """For buttons that end with a goal's place in the draft."""

    def press(scene: Scene, now: Editing, parts: Parts, message: int | None) -> None:
        places_there = {str(n): n for n in range(len(now.draft))}
        n = places_there.get(parts[-1]) if parts else None
        return places.stale(scene) if n is None else then(scene, now, n, message)

    return press


def _list(scene: Scene, now: Editing, parts: Parts, message: int | None) -> None:
    show(scene, now, message)


def _one(scene: Scene, now: Editing, n: int, message: int | None) -> None:
    keep(scene, now)
    own = setting(scene, now.view.common, scene.person.id, now.view.side)
    scene.tell(screens.one_goal(own, now.draft, n), edits=message, partnership=own.partnership)


def _tick(scene: Scene, now: Editing, n: int, message: int | None) -> None:
    show(scene, replace(now, draft=rules.toggled(now.draft, n)), message)


def _tag(scene: Scene, now: Editing, n: int, message: int | None) -> None:
    show(scene, replace(now, draft=rules.tagged(now.draft, n)), message)


def _move_up(scene: Scene, now: Editing, n: int, message: int | None) -> None:
    """Who moves a goal up twice need not look for it again."""
    changed = replace(now, draft=rules.raised(now.draft, n))
    return _one(scene, changed, n - 1, message) if n > 1 else show(scene, changed, message)


def _reword(scene: Scene, now: Editing, n: int, message: int | None) -> None:
    _ask(scene, replace(now, asks=n), message)


def _add(scene: Scene, now: Editing, parts: Parts, message: int | None) -> None:
    _ask(scene, replace(now, asks=ANOTHER), message)


def _ask(scene: Scene, now: Editing, message: int | None, why: Text | None = None) -> None:
    keep(scene, now)
    own = setting(scene, now.view.common, scene.person.id, now.view.side)
    about = now.asks if now.asks != ANOTHER else None
    scene.tell(screens.write(own, now.draft, about, why), edits=message, partnership=own.partnership)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked for a goal's words; what can't be taken is refused and the wish stays."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == WISH else None
    if wish is None or replies_to_a_question(scene, said):
        return False
    view = may_edit(scene, wish.content["partnership"])
    now = kept(scene, view) if view is not None else None
    if now is None or now.asks is None:
        held.release(scene.tx, scene.person.id)
        places.not_found(scene)
        return True
    raw: Raw = Said(said.words, said.message) if isinstance(said, Written) else Sent(0, said.kind)
    changed = _with_words(now.draft, now.asks, read_line(raw))
    if isinstance(changed, Refusal):
        _ask(scene, now, None, changed.why)
    else:
        show(scene, replace(now, draft=changed, asks=None), None)
    return True


def _with_words(draft: Draft, asks: int, words: str | Refusal) -> Draft | Refusal:
    if isinstance(words, Refusal):
        return words
    return rules.added(draft, words) if asks == ANOTHER else rules.reworded(draft, asks, words)


def _put(scene: Scene, now: Editing, parts: Parts, message: int | None) -> None:
    value, known = rules.value(now.draft), now.view.common.known
    if isinstance(value, Refusal):
        return show(scene, now, message, value.why)
    if waiting(known.thread(LIST)) is None and rules.stands(value, known.goals):
        return _done(scene, now, Same(), message)
    return _done(scene, now, proposing.put_forward(scene, now.view, LIST, value, now.seen), message)


def _done(scene: Scene, now: Editing, step: Step, message: int | None) -> None:
    if isinstance(step, Overtaken):
        return _overtaken(scene, now, message)
    drop(scene, now.view.common.partnership.id)
    if isinstance(step, Put | Accept):
        what = matters.PUT if isinstance(step, Put) else matters.SETTLED
        items = ((now.about, rules.value(now.draft)),)
        return together.leave_done(scene, now.view, items, now.view.common.topic_of(LIST), what, message)
    own = setting(scene, now.view.common, scene.person.id, now.view.side)
    same = screens.same(own, now.view.common.topic_of(LIST))
    return scene.tell(same, edits=message, partnership=own.partnership)


def _overtaken(scene: Scene, now: Editing, message: int | None) -> None:
    """The draft is kept, and nothing is put forward before its writer has seen what came in between."""
    view = may_edit(scene, now.view.common.partnership.id)
    assert view is not None
    known = view.common.known
    thread = known.thread(LIST)
    now = Editing(view, rules.identified(now.draft, known.goals), version(thread))
    keep(scene, now)
    own, latest = setting(scene, view.common, scene.person.id, view.side), waiting(thread) or settled(thread)
    screen = screens.overtaken(own, now.about, now.draft, rules.value(now.draft), latest)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def _cancel(scene: Scene, now: Editing, parts: Parts, message: int | None) -> None:
    drop(scene, now.view.common.partnership.id)
    own = setting(scene, now.view.common, scene.person.id, now.view.side)
    gone = screens.cancelled(own, now.view.common.topic_of(LIST))
    scene.tell(gone, edits=message, partnership=own.partnership)


PRESSED = {
    "Ge": begin,
    "Gl": _pressed(_list),
    "Gn": _pressed(_for_a_goal(_one)),
    "Gx": _pressed(_for_a_goal(_tick)),
    "Gs": _pressed(_for_a_goal(_tag)),
    "Gu": _pressed(_for_a_goal(_move_up)),
    "Gr": _pressed(_for_a_goal(_reword)),
    "Ga": _pressed(_add),
    "Gf": _pressed(_put),
    "Gc": _pressed(_cancel),
}
