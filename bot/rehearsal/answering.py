"""A person at a phone who answers with samples: reads the newest question in the chat, then says or taps.

It knows of the bot only what stands in the chat, and does only what a person can do there. It may not look into
the bot's database, and it stops by itself: at the end, when nothing moves any more, or after a great many steps.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.rehearsal.acts import Impossible
from bot.rehearsal.hand import Hand, buttons
from bot.rehearsal.samples import WANTS_MORE, Pressed, RatherTalk, Sample, Written, sample
from conversations.dialogues.startup import STARTUP
from conversations.questions import ListOf
from conversations.sides import Side

HowMuch = Literal["question", "topic", "talk"]
MOST_STEPS = 400
QUIET = 5.0  # seconds without any change that mean the bot is not answering
SETTLED = 2.0  # the same where the bot has answered already and nothing more is asked
ASKS = frozenset("adsmtfrR")  # buttons of a message that waits for this person
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
    def question(self) -> str | None:
        return next((s.split(":")[2] for _, s in self.buttons if s[0] in "adsmt" and s.count(":") >= 2), None)

    @property
    def topic(self) -> str | None:
        if self.question is None:
            return next((s.split(":")[2] for _, s in self.buttons if s[0] in "frR"), None)
        topic = STARTUP.topic_of(self.question)
        return topic.id if topic else None


@dataclass(frozen=True)
class Act:
    """One thing to do; `settles` if the bot is expected to ask something new because of it."""

    sends: str
    by: Literal["saying", "tapping"]
    settles: bool


@dataclass(frozen=True)
class Progress:
    state: Literal["running", "done", "stuck", "stopped"]
    says: str
    answered: int = 0


def newest_ask(messages: Iterable[Mapping[str, Any]]) -> Ask | None:
    found = None
    for message in messages:
        offered = buttons(message)
        if any(sends[0] in ASKS and sends[1:2] == ":" for _, sends in offered):
            found = Ask(message["message_id"], message["text"] or message.get("caption", ""), offered)
    return found


def next_act(ask: Ask, side: Side, language: str, done: int) -> Act | None:
    """What this side does now, having done `done` things at this question already; None if nothing fits."""
    if sends := ask.button("R"):
        return Act(sends, "tapping", True)
    if sends := ask.button("r"):
        return Act(sends, "tapping", False)
    if ask.button("f"):
        sends = ask.button("f", "yes" if ask.topic in WANTS_MORE[side] else "no")
        return Act(sends, "tapping", True) if sends else None
    known = sample(ask.question, side) if ask.question else None
    return _at_question(ask, known or _first_offered(ask), language, done)


def _first_offered(ask: Ask) -> Sample:
    offered = ask.button("a")
    return Pressed((offered.split(":", 3)[3],)) if offered else NO_IDEA


def _at_question(ask: Ask, answer: Sample, language: str, done: int) -> Act | None:
    finish = ask.button("d")
    match answer:
        case Pressed(codes) if done < len(codes):
            sends = ask.button("a", codes[done]) or ask.button("a")
            return Act(sends, "tapping", finish is None) if sends else None
        case Written() if done < len(messages := answer.messages(language)):
            question = STARTUP.questions.get(ask.question or "")
            full = done + 1 == question.most if isinstance(question, ListOf) else len(messages) == 1
            return Act(messages[done], "saying", full)
        case RatherTalk():
            if sends := ask.button("t"):
                return Act(sends, "tapping", True)
            sends = ask.button("m") if done == 0 else None
            return Act(sends, "tapping", False) if sends else None
    return Act(finish, "tapping", True) if finish else None


class Answering:
    """One press of *answer for me*: `run` works until it is finished, `progress` says how far it is."""

    def __init__(self, hand: Hand, side: Side, how_much: HowMuch) -> None:
        self.progress = Progress("running", "Reading the chat…")
        self._hand, self._side, self._how_much = hand, side, how_much

    async def run(self) -> Progress:
        try:
            await self._work()
        except Impossible as why:
            self._say("stuck", str(why))
        except asyncio.CancelledError:
            self._say("stopped", "Stopped.")
            raise
        return self.progress

    def _say(self, state: Literal["running", "done", "stuck", "stopped"], says: str) -> Progress:
        self.progress = replace(self.progress, state=state, says=says)
        return self.progress

    async def _work(self) -> Progress:
        ask = newest_ask(self._hand.messages())
        if ask is None:
            return self._say("done", "Nothing in this chat waits for an answer.")
        first_topic, done, answered = ask.topic, 0, 0
        for _ in range(MOST_STEPS):
            act = next_act(ask, self._side, self._hand.person.language_code, done)
            if act is None:
                return self._say("stuck", "This message has no button that a person would press here.")
            self._do(ask, act)
            seen = self._hand.version
            after = await self._next(ask, act, seen)
            if after is None:
                return self._ended(act, seen)
            done = done + 1 if after.question == ask.question and not act.settles else 0
            if act.settles and ask.question:
                answered += 1
            self.progress = Progress("running", f"{answered} answered", answered)
            if act.settles and self._enough(ask, after, first_topic):
                return self._say("done", f"{answered} answered" if answered else "Done")
            ask = after
        return self._say("stuck", f"Stopped after {MOST_STEPS} steps: the talk does not come to an end.")

    def _enough(self, ask: Ask, after: Ask, first_topic: str | None) -> bool:
        if self._how_much == "topic":
            return ask.button("R") is not None or after.topic != first_topic
        return self._how_much == "question"

    def _ended(self, act: Act, seen: int) -> Progress:
        if self._hand.version == seen or not act.settles:
            return self._say("stuck", "The bot has not answered for five seconds. Is it away?")
        return self._say("done", "Nothing more is asked on this phone.")

    def _do(self, ask: Ask, act: Act) -> None:
        if act.by == "saying":
            self._hand.say(act.sends)
        else:
            self._hand.tap(ask.message_id, act.sends)

    async def _next(self, ask: Ask, act: Act, seen: int) -> Ask | None:
        """What is asked after `act`; None when the chat has fallen quiet without it.

        A settling act is answered by an edit of the old message and a new one, in either order: only the new
        one counts, otherwise the same words would be said twice.
        """
        told = False
        while True:
            now = newest_ask(self._hand.messages())
            if now is not None and (now.message_id > ask.message_id or (not act.settles and now != ask)):
                return now
            changed = await self._hand.changed(seen, SETTLED if told else QUIET)
            if changed == seen:
                return None
            told, seen = True, changed
