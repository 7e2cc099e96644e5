"""The joint list of goals: picked from what both sides named, reworded, dropped, put in order.

Words are people's own. Nothing here knows who asks, and nothing counts before the other side has accepted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from conversations.answers import Answer, Json
from conversations.questions import Refusal
from conversations.sides import Side
from conversations.text import N_, Month, Text, text

MOST_GOALS = 6
MOST_CANDIDATES = 20

NO_GOALS = N_("The joint list needs at least one goal. Nothing was put forward. Tick one or write one.")
TOO_MANY_GOALS = N_("At most {n} goals can be kept in sight. Nothing was put forward. Take a tick away first.")
TWICE = N_("This goal is in the list already. Nothing was changed. Write another one.")
NO_ROOM = N_("At most {n} goals can stand here. Nothing was added. Reword one of them instead.")


@dataclass(frozen=True)
class Goal:
    """A goal both sides have accepted; `n` is its place in the list, from 1."""

    id: int
    n: int
    words: str
    stronger: bool = False  # it makes the local organisation stronger
    sign: str | None = None
    month: Month | None = None


@dataclass(frozen=True)
class Candidate:
    """A goal that may be in the list. `id` is None until it has been accepted once; `by` are those who named it."""

    words: str
    by: tuple[Side, ...] = ()
    id: int | None = None
    ticked: bool = True
    stronger: bool = False


Draft = tuple[Candidate, ...]


def same_goal(one: str, other: str) -> bool:
    """Whatever the spaces, the case and the full stop at the end."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(" .!,;")


def named(answer: Answer | None) -> tuple[str, ...]:
    """The goals of one side's list, by their words: a recording stands in the list by its title."""
    return tuple(" ".join(str(p["t"]).split()) for p in answer.pieces if p.get("t")) if answer else ()


def merged(lists: Iterable[tuple[Side, Sequence[str]]], kept: Sequence[Goal]) -> Draft:
    """Every goal there is, each once: those agreed on, in order, then what the sides named, in turn and unticked
    once there is a joint list (it was left out of it)."""
    draft: list[Candidate] = [Candidate(g.words, (), g.id, True, g.stronger) for g in kept]
    by_side = {side: list(words) for side, words in lists}
    longest = max((len(words) for words in by_side.values()), default=0)
    for n in range(longest):
        for side, words in by_side.items():
            if n < len(words):
                _add(draft, words[n], side, ticked=not kept)
    # More than fit are offered, but not ticked.
    ticked = 0
    for n, candidate in enumerate(draft):
        ticked += candidate.ticked
        if ticked > MOST_GOALS:
            draft[n] = replace(candidate, ticked=False)
    return tuple(draft)


def _add(draft: list[Candidate], words: str, side: Side, *, ticked: bool) -> None:
    for n, there in enumerate(draft):
        if same_goal(there.words, words):
            if side not in there.by:
                draft[n] = replace(there, by=(*there.by, side))
            return
    draft.append(Candidate(words, (side,), ticked=ticked))


def toggled(draft: Draft, n: int) -> Draft:
    return _with(draft, n, replace(draft[n], ticked=not draft[n].ticked))


def tagged(draft: Draft, n: int) -> Draft:
    return _with(draft, n, replace(draft[n], stronger=not draft[n].stronger))


def raised(draft: Draft, n: int) -> Draft:
    """One place up; the first stays where it is."""
    if n == 0:
        return draft
    return (*draft[: n - 1], draft[n], draft[n - 1], *draft[n + 1 :])


def reworded(draft: Draft, n: int, words: str) -> Draft | Refusal:
    """The goal keeps its identity: its sign, its month and its steps stay with it. Nobody has named it like this."""
    if any(same_goal(words, c.words) for i, c in enumerate(draft) if i != n):
        return Refusal(Text(TWICE))
    return _with(draft, n, replace(draft[n], words=words, by=(), ticked=True))


def added(draft: Draft, words: str) -> Draft | Refusal:
    if any(same_goal(words, c.words) for c in draft):
        return Refusal(Text(TWICE))
    if len(draft) >= MOST_CANDIDATES:
        return Refusal(text(NO_ROOM, n=MOST_CANDIDATES))
    return (*draft, Candidate(words))


def _with(draft: Draft, n: int, candidate: Candidate) -> Draft:
    return (*draft[:n], candidate, *draft[n + 1 :])


def value(draft: Draft) -> Json | Refusal:
    """The ticked goals, in order, as they are put forward."""
    goals = [{"id": c.id, "w": c.words, "s": c.stronger} for c in draft if c.ticked]
    if not goals:
        return Refusal(Text(NO_GOALS))
    if len(goals) > MOST_GOALS:
        return Refusal(text(TOO_MANY_GOALS, n=MOST_GOALS))
    return {"goals": goals}


def on_top_of(value: Json, draft: Draft) -> Draft:
    """What was put forward, ticked and in its order, then everything else there is to choose from, unticked."""
    first = tuple(
        Candidate(
            g["w"], next((c.by for c in draft if same_goal(c.words, g["w"])), ()), g["id"], True, bool(g.get("s"))
        )
        for g in value["goals"]
    )
    taken = {g["id"] for g in value["goals"] if g["id"] is not None}
    rest = (
        replace(c, ticked=False)
        for c in draft
        if c.id not in taken and not any(same_goal(c.words, f.words) for f in first)
    )
    return (*first, *rest)


def stands(value: Json, goals: Sequence[Goal]) -> bool:
    """The joint list says this already; goals that were put forward without an id have one by now."""
    return bool(value["goals"] == [{"id": g.id, "w": g.words, "s": g.stronger} for g in goals])


def lacks_strength(goals: Sequence[Goal]) -> bool:
    """There is a joint list, and nothing in it makes the local organisation stronger."""
    return bool(goals) and not any(goal.stronger for goal in goals)


def matters_most(chosen: Mapping[Side, Json], goals: Sequence[Goal]) -> dict[Side, Goal]:
    """The goal that matters most to each side that has said so; a goal that was dropped since is nobody's choice."""
    return {side: goal for side, number in chosen.items() for goal in goals if goal.id == number}


def stamp(draft: Draft) -> str:
    """Short, and another one for every other draft: a button of an older draft shows itself by it."""
    content = json.dumps([[c.words, c.ticked, c.stronger] for c in draft])
    return hashlib.sha256(content.encode()).hexdigest()[:8]


def identified(draft: Draft, goals: Sequence[Goal]) -> Draft:
    """A goal that has been agreed on since the draft was begun is that goal: its sign and its month stay with it.
    One that was dropped since would be a new one."""
    there = {goal.id for goal in goals}
    taken = {c.id for c in draft} & there
    by_words = {_plain(goal.words): goal.id for goal in goals if goal.id not in taken}
    return tuple(c if c.id in there else replace(c, id=by_words.get(_plain(c.words))) for c in draft)


def with_others(draft: Draft, before: Draft) -> Draft:
    """The draft with what only an older one had, unticked: nothing that somebody has written is lost."""
    rest = (replace(c, id=None, ticked=False) for c in before if not any(same_goal(c.words, d.words) for d in draft))
    return (*draft, *rest)


def left_out(value: Json, named: Draft) -> Draft:
    """What a list put forward does without: agreed goals it drops, or, in the first list, goals a side named."""
    agreed = any(c.id is not None for c in named)
    return tuple(c for c in on_top_of(value, named) if not c.ticked and (c.id is not None or not agreed))


def to_json(draft: Draft) -> Json:
    return [{"w": c.words, "by": [s.value for s in c.by], "id": c.id, "in": c.ticked, "s": c.stronger} for c in draft]


def from_json(stored: Json) -> Draft:
    return tuple(
        Candidate(c["w"], tuple(Side(s) for s in c["by"]), c["id"], bool(c["in"]), bool(c["s"])) for c in stored
    )
