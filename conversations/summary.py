"""What a busy person needs to know of a round: what is agreed, what needs talk, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from conversations.comparison import MOST_TALK_POINTS, TalkPoint, Why
from conversations.opening import TopicOutcome


class NextStep(StrEnum):
    WAIT = "wait"  # topics are still sealed
    MARK = "mark"  # somebody has still to say agree or talk
    TALK = "talk"  # the sides want, or should have, a talk
    AGREE = "agree"  # everything is agreed: the short agreement can be written


@dataclass(frozen=True)
class Summary:
    """Topic ids in the dialogue's order; `asked` and `points` as far as the reader may see them."""

    agreed: tuple[str, ...]
    to_talk: tuple[str, ...]
    unmarked: tuple[str, ...]
    unopened: tuple[str, ...]  # closed, or handed to staff
    sealed: tuple[str, ...]
    asked: tuple[TalkPoint, ...]  # all that somebody would rather talk about
    points: tuple[TalkPoint, ...]  # the most important of the others
    more: int  # how many others there are besides
    next_step: NextStep


def summarise(topics: Sequence[str], outcomes: Sequence[TopicOutcome], points: Sequence[TalkPoint]) -> Summary:
    """`outcomes` are the topics opened or closed so far, `points` all talk points of them, most important first."""
    known = {o.topic: o for o in outcomes}
    opened = [known[t] for t in topics if t in known and known[t].how == "opened"]
    agreed = tuple(o.topic for o in opened if o.agreed)
    to_talk = tuple(o.topic for o in opened if o.to_talk_about)
    unmarked = tuple(o.topic for o in opened if not o.agreed and not o.to_talk_about)
    unopened = tuple(t for t in topics if t in known and known[t].how != "opened")
    sealed = tuple(t for t in topics if t not in known)
    if sealed:
        step = NextStep.WAIT
    elif to_talk or unopened:
        step = NextStep.TALK
    elif unmarked:
        step = NextStep.MARK
    else:
        step = NextStep.AGREE
    asked = tuple(p for p in points if p.why is Why.TALK)
    others = tuple(p for p in points if p.why is not Why.TALK)
    shown = others[:MOST_TALK_POINTS]
    return Summary(agreed, to_talk, unmarked, unopened, sealed, asked, shown, len(others) - len(shown), step)
