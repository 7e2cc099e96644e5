"""Believable answers to every dialogue, one set for each side, for *answer for me*.

They are chosen so that an opening shows every kind of outcome: same, near, apart, a task that both claim, one
that nobody wants, a cost that nobody carries, a question that one side would rather talk about, levels that lie far
from each other, a problem that only staff are told, thanks, and a wish for a call.
They are people's words, not wording of the bot: never translated, never a source for a test's expectations.
"""

from __future__ import annotations

from bot.rehearsal.samples import capacity, checkin, phase_out, startup, temperature, vulnerability
from bot.rehearsal.samples.kinds import InTurn, Pressed, RatherTalk, Sample, Samples, Written
from conversations.sides import Side

__all__ = ["WANTS_MORE", "Pressed", "RatherTalk", "Sample", "Written", "sample"]

_ALL = (startup, checkin, capacity, vulnerability, temperature, phase_out)

# The topics in which a side says yes to *a few more?*.
WANTS_MORE = {
    Side.DANISH: frozenset({"exp", "give", "cd"}),
    Side.LOCAL: frozenset({"exp", "goal", "give", "ca"}),
}

_BY_SIDE: dict[Side, Samples] = {
    Side.DANISH: {question: sample for module in _ALL for question, sample in module.DANISH.items()},
    Side.LOCAL: {question: sample for module in _ALL for question, sample in module.LOCAL.items()},
}


def sample(question: str, side: Side) -> Sample | None:
    """This side's answer, or None for a question that no answer was thought of.

    What is asked about one of many has the answer of that one, or else the one for all of them.
    """
    own = _BY_SIDE[side]
    found = own.get(question)
    root, _, item = question.rpartition(".")
    if found is None:
        found = own.get(root)
    return found.of(item) if isinstance(found, InTurn) else found
