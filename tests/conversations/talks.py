"""Small dialogues that have one of everything, for rules that do not depend on what is asked."""

from __future__ import annotations

from conversations import inputs as do
from conversations.dialogue import Dialogue, Topic
from conversations.engine import Turn, step
from conversations.questions import Choice, FreeText, ListOf, Multi, Scale, When, option
from conversations.sides import Side, Visible
from conversations.walk import Walk
from tests.conversations.kept import reloaded

STATE = Choice(id="t.state", prompt="How is it going?", choices=(option("well", "Well"), option("badly", "Badly")))
WHY = FreeText(id="t.why", prompt="Why?", when=When("t.state", frozenset({"badly"})), visible=Visible.STAFF)
TICKS = Multi(
    id="t.ticks",
    prompt="Which?",
    choices=(option("a", "A"), option("b", "B"), option("none", "None")),
    alone="none",
)
ITEMS = ListOf(id="t.items", prompt="Name up to three.", most=3)
LOCAL_ONLY = Scale(id="t.local", prompt="How easy?", steps=("Hard", "So-so", "Easy"), side=Side.LOCAL)
MORE = FreeText(id="t.more", prompt="Anything else?", needed=False)
FIRST = Topic("first", "First", (STATE, WHY, MORE, TICKS, ITEMS, LOCAL_ONLY))
LAST = Topic("last", "Last", (FreeText(id="t.end", prompt="What comes next?"),))
TALK = Dialogue("talk", "A talk", (FIRST, LAST))


def walked(walk: Walk, *inputs: do.Input, dialogue: Dialogue = TALK) -> Walk:
    """The walk after these inputs, saved and loaded between every two turns."""
    for given in inputs:
        walk = reloaded(step(dialogue, walk, given).walk)
    return walk


def turn(walk: Walk, given: do.Input, dialogue: Dialogue = TALK) -> Turn:
    return step(dialogue, walk, given)


def tap(question: str, code: str) -> do.Give:
    return do.Give(question, do.Tap(code))


def say(question: str, words: str, source: int | None = None) -> do.Give:
    return do.Give(question, do.Said(words, source))


# The Danish side's way through the first topic, up to "a few more?".
NEEDED = (
    tap("t.state", "well"),
    tap("t.ticks", "a"),
    do.Done("t.ticks"),
    say("t.items", "one"),
    do.Done("t.items"),
)
READY = (*NEEDED, do.FewMore("first", wanted=False), do.AskReady("first"), do.SayReady("first"))
