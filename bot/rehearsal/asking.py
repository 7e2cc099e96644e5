"""What a chat asks of a person now, and what that person does about it: read from the buttons alone.

Pure: nothing here says, taps or waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.rehearsal.hand import buttons
from bot.rehearsal.samples import WANTS_MORE, Pressed, RatherTalk, Sample, Written, sample
from conversations.dialogue import Topic
from conversations.dialogues import DIALOGUES
from conversations.questions import ListOf, Question
from conversations.sides import Side

ASKS = frozenset("adsmtzfrR")  # buttons of a message that waits for this person
AT_QUESTION = frozenset("adsmtz")  # those that carry the question's id; the others carry the topic's
TICKED = "✓"
# Every question with its topic, by its id without the item it is about. The catch-up asks what the start-up talk asks.
ASKED = {
    question.root: (topic, question)
    for dialogue in reversed(DIALOGUES.values())
    for topic in dialogue.topics
    for question in topic.questions
}
NO_IDEA = Written(("I will tell about this when we meet.",), ("Det fortæller jeg om, når vi ses.",))


@dataclass(frozen=True)
class Ask:
    """The newest message that waits for an answer, as it stands now."""

    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...]  # (label, what it sends)

    def button(self, action: str, code: str | None = None) -> str | None:
        """What the first button for this action, and with this code, sends."""
        for _, sends in self.buttons:
            parts = sends.split(":")
            if parts[0] == action and (code is None or parts[-1] == code):
                return sends
        return None

    @property
    def choices(self) -> dict[str, str]:
        """Option codes and what their buttons send; *remove the last one* is no option."""
        found = {sends.split(":")[-1]: sends for _, sends in self.buttons if sends.startswith("a:")}
        return {code: sends for code, sends in found.items() if code != "-"}

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(sends.split(":")[-1] for label, sends in self.buttons if label.startswith(TICKED))

    @property
    def question(self) -> str | None:
        return next((s.split(":")[2] for _, s in self.buttons if s[0] in "adsmtz" and s.count(":") >= 2), None)

    @property
    def topic(self) -> str | None:
        if self.question is None:
            return self._third(ASKS - AT_QUESTION)
        found = asked(self.question)
        return found[0].id if found else None

    def _third(self, actions: frozenset[str]) -> str | None:
        parts = (sends.split(":") for _, sends in self.buttons)
        return next((part[2] for part in parts if part[0] in actions and len(part) > 2), None)


@dataclass(frozen=True)
class Act:
    """One thing to do; `settles` if the bot is expected to ask something new because of it."""

    sends: str
    by: Literal["saying", "tapping"]
    settles: bool


def asked(question: str) -> tuple[Topic, Question] | None:
    """What this question is, also one about an item nobody knows here; None for one of no dialogue."""
    return ASKED.get(question) or ASKED.get(question.rpartition(".")[0])


def newest_ask(messages: Iterable[Mapping[str, Any]]) -> Ask | None:
    """None also when the newest question was one for words, and words have been sent since."""
    found = None
    for message in messages:
        if message["from"] == "person":
            if found is not None and not found.choices and found.question and not message["text"].startswith("/"):
                found = None
            continue
        offered = buttons(message)
        if any(sends[0] in ASKS and sends[1:2] == ":" for _, sends in offered):
            found = Ask(message["message_id"], message["text"] or message.get("caption", ""), offered)
    return found


def next_act(ask: Ask, side: Side | None, language: str, done: int) -> Act | None:
    """What is done now, `done` things having been done at this question already; None if nothing fits.

    Without a side (staff), or at a question that no sample was thought of, the first choice will do.
    """
    if sends := ask.button("R"):
        return Act(sends, "tapping", True)
    if sends := ask.button("r"):
        return Act(sends, "tapping", False)
    if ask.button("f"):
        sends = ask.button("f", "yes" if side and ask.topic in WANTS_MORE[side] else "no")
        return Act(sends, "tapping", True) if sends else None
    known = sample(ask.question, side) if ask.question and side else None
    return _at_question(ask, known or _first_offered(ask), language, done)


def _first_offered(ask: Ask) -> Sample:
    return Pressed(tuple(ask.choices)[:1]) if ask.choices else NO_IDEA


def _at_question(ask: Ask, answer: Sample, language: str, done: int) -> Act | None:
    finish = ask.button("d")
    match answer:
        case Pressed(codes):
            left = [ask.choices[code] for code in codes if code in ask.choices and code not in ask.ticked]
            if left:
                return Act(left[0], "tapping", finish is None)
        case Written() if done < len(messages := answer.messages(language)):
            found = asked(ask.question or "")
            question = found[1] if found else None
            full = done + 1 == question.most if isinstance(question, ListOf) else len(messages) == 1
            return Act(messages[done], "saying", full)
        case RatherTalk():
            if sends := ask.button("t"):
                return Act(sends, "tapping", True)
            unfold = ask.button("m") if done == 0 else None
            return Act(unfold, "tapping", False) if unfold else None
    return Act(finish, "tapping", True) if finish else None
