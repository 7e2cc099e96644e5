"""What the talks after the start add to what both sides know: the newest of each in which something is settled."""

from __future__ import annotations

from bot.services.scene import Scene
from bot.store import ahead, answers, openings, walks
from bot.store.walks import RoundRow
from conversations.comparison import Compared, compare_topic
from conversations.dialogues import STARTS
from conversations.together import Ending


def ending(scene: Scene, partnership: int) -> Ending | None:
    plan = ahead.plan(scene.tx, partnership)
    return Ending(plan.end, plan.lead, plan.available) if plan else None


def newest(scene: Scene, partnership: int) -> tuple[RoundRow, ...]:
    """The rounds, newest first, in which a topic with a together part was opened last."""
    found, covered = [], set[str]()
    for one in walks.rounds_of(scene.tx, partnership):
        if one.dialogue in STARTS:
            continue
        shown = openings.of_round(scene.tx, one.id)
        topics = {t.id for t in one.definition.topics if t.together and t.id in shown and shown[t.id].how == "opened"}
        if topics - covered:
            found.append(one)
            covered |= topics
    return tuple(found)


def opened_rows(scene: Scene, one: RoundRow) -> dict[str, tuple[Compared, ...]]:
    both = answers.both(scene.tx, one.id, one.definition)
    opened = (t for t in one.definition.topics if t.together and t.id in both.openings)
    readable = both.for_both()
    return {t.id: compare_topic(t, readable) for t in opened if both.openings[t.id].how == "opened"}
