"""What one side puts forward about a milestone and the other answers: another month, and that a step is done."""

from __future__ import annotations

from bot.screens import milestone_asking as asking
from bot.services.common import Seen, setting
from bot.services.scene import Scene
from bot.store import audit, people, proposals
from bot.store.ahead import MilestoneRow
from conversations import proposals as rules
from conversations.answers import Json
from conversations.proposals import End, Put, Same, Step, version
from conversations.sides import Side
from conversations.text import N_, Text, text

MOVE, SAID_DONE = "po.move", "po.done"  # with the milestone's id
SUBJECTS = (SAID_DONE, MOVE)


def put(scene: Scene, view: Seen, row: MilestoneRow, subject: str, value: Json) -> Step:
    """Stored as waiting; the caller tells whoever it concerns. Accepting what waits is not done here."""
    assert view.side is not None
    p, about = view.common.partnership.id, f"{subject}:{row.id}"
    proposals.lock(scene.tx, p)
    thread = proposals.threads(scene.tx, p).get(about, ())
    step = rules.put_forward(thread, view.side, value, seen=version(thread))
    if isinstance(step, Same) and rules.waiting(thread) is None:
        # It counted once, and the month has been moved with the end since.
        step = Put(value)
    if isinstance(step, Put):
        if step.ends is not None and step.how is not None:
            proposals.end(scene.tx, scene.now, step.ends.id, step.how, scene.person.id)
        proposals.put(scene.tx, scene.now, p, about, side=view.side, value=value, author=scene.person.id)
        audit.note(scene.tx, scene.now, scene.person.id, "put_forward", p, about)
    return step


def say_done(scene: Scene, view: Seen, row: MilestoneRow, words: str) -> Step:
    """One side says so; it counts when the other confirms."""
    assert view.side is not None
    step = put(scene, view, row, SAID_DONE, {"w": words})
    if isinstance(step, Put):
        name = view.common.partnership.organisation(view.side)
        other = view.common.partnership.organisation(view.side.other)
        said = N_("{side} says that this step is done. It counts when {other} confirms.")
        tell(scene, view, row, text(said, side=name, other=other), words)
    return step


def close(scene: Scene, partnership: int, milestone: int) -> None:
    """What still waited about a step that is over waits for nobody any more."""
    threads = proposals.threads(scene.tx, partnership)
    for subject in SUBJECTS:
        left = rules.waiting(threads.get(f"{subject}:{milestone}", ()))
        if left is not None:
            proposals.end(scene.tx, scene.now, left.id, End.REPLACED, scene.person.id)


def tell(scene: Scene, view: Seen, row: MilestoneRow, said: Text, words: str | None = None) -> None:
    """Everybody on both sides and the staff who follow, once, but for the one who acts."""
    p = view.common.partnership.id
    sides: dict[int, Side | None] = {m.person: m.side for m in people.members(scene.tx, p)}
    for person, side in (sides | dict.fromkeys(people.followers(scene.tx, p))).items():
        if person != scene.person.id:
            own = setting(scene, view.common, person, side)
            scene.tell(asking.told(own, row, said, words), to=person, partnership=p)
