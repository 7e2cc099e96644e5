"""A person at a phone who answers with samples: reads the newest question in the chat, then says or taps.

It knows of the bot only what stands in the chat, and does only what a person can do there. It stops by
itself: at the end, when nothing moves any more, or after a great many steps.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.rehearsal.acts import Impossible
from bot.rehearsal.asking import Act, Ask, newest_ask, next_act
from bot.rehearsal.hand import Hand
from conversations.sides import Side

HowMuch = Literal["question", "topic", "talk"]
State = Literal["running", "done", "stuck", "stopped"]
MOST_STEPS = 400
MOST_REPEATS = 2  # how often the same question may come back before it is given up
QUIET = 12.0  # seconds without any change that mean the bot is not answering; a killed one needs some to be back
SETTLED = 2.0  # seconds without any change that mean a bot that has answered asks nothing more
LONGEST_ABSENCE = 12  # how many such quiet times a bot that is not there is waited for


@dataclass(frozen=True)
class Progress:
    state: State
    says: str
    answered: int = 0


class Answering:
    """One press of *answer for me*: `run` works until it is finished, `progress` says how far it is."""

    def __init__(self, hand: Hand, side: Side | None, how_much: HowMuch, *, bot_is_there: Callable[[], bool]) -> None:
        self.progress = Progress("running", "Reading the chat…")
        self._hand, self._side, self._how_much = hand, side, how_much
        self._bot_is_there = bot_is_there

    async def run(self) -> Progress:
        try:
            await self._work()
        except Impossible as why:
            self._say("stuck", str(why))
        except asyncio.CancelledError:
            self._say("stopped", "Stopped.")
            raise
        return self.progress

    def _say(self, state: State, says: str) -> Progress:
        self.progress = replace(self.progress, state=state, says=says)
        return self.progress

    async def _work(self) -> Progress:
        ask = newest_ask(self._hand.messages()) or await self._brought_back()
        if ask is None:
            return self._say("done", "Nothing is asked on this phone now.")
        first_topic, done, answered, repeats = ask.topic, 0, 0, 0
        for _ in range(MOST_STEPS):
            act = next_act(ask, self._side, self._hand.person.language_code, done)
            if act is None:
                return self._say("stuck", "This message has no button that a person would press here.")
            self._do(ask, act)
            after = await self._next(ask, act)
            if after is None:
                return self._ended(ask)
            done = done + 1 if after.question == ask.question and not act.settles else 0
            repeats += act.settles and ask.question is not None and after.question == ask.question
            if repeats > MOST_REPEATS:
                return self._say("stuck", "The bot asks the same question again and again.")
            answered += act.settles and ask.question is not None
            self.progress = Progress("running", f"{answered} answered", answered)
            if act.settles and self._enough(ask, after, first_topic):
                return self._say("done", f"{answered} answered" if answered else "Done")
            ask = after
        return self._say("stuck", f"Stopped after {MOST_STEPS} steps: the talk does not come to an end.")

    def _enough(self, ask: Ask, after: Ask, first_topic: str | None) -> bool:
        if self._how_much == "topic":
            return ask.button("R") is not None or after.topic != first_topic
        return self._how_much == "question"

    def _ended(self, ask: Ask) -> Progress:
        if self._bot_has_answered(ask):
            return self._say("done", f"{self.progress.answered} answered. Nothing more is asked on this phone.")
        return self._say("stuck", "The bot has not answered for twelve seconds. Is it away?")

    def _bot_has_answered(self, ask: Ask) -> bool:
        """It has written something since, or has changed the message that asked."""
        theirs = {m["message_id"]: m for m in self._hand.messages() if m["from"] == "bot"}
        return max(theirs, default=0) > ask.message_id or newest_ask([theirs[ask.message_id]]) != ask

    def _do(self, ask: Ask, act: Act) -> None:
        if act.by == "saying":
            self._hand.say(act.sends)
        else:
            self._hand.tap(ask.message_id, act.sends)

    async def _brought_back(self) -> Ask | None:
        """What is asked after /start, which shows everybody where they are."""
        self._hand.start()
        return await self._asked(lambda ask: True, lambda: False)

    async def _next(self, ask: Ask, act: Act) -> Ask | None:
        """What is asked after `act`; None when the chat has fallen quiet without it.

        A settling act is answered by an edit of the old message and a new one, in either order: only the new
        one counts, otherwise the same words would be said twice.
        """
        return await self._asked(
            lambda now: now.message_id > ask.message_id or (not act.settles and now != ask),
            lambda: self._bot_has_answered(ask),
        )

    async def _asked(self, wanted: Callable[[Ask], bool], answered: Callable[[], bool]) -> Ask | None:
        """The newest question once it is a wanted one; None when a bot that is there leaves the chat quiet."""
        absences = 0
        while True:
            now = newest_ask(self._hand.messages())
            if now is not None and wanted(now):
                return now
            seen, there = self._hand.version, self._bot_is_there()
            if await self._hand.changed(seen, SETTLED if answered() else QUIET) == seen:
                absences += 1
                if (there and self._bot_is_there()) or absences > LONGEST_ABSENCE:
                    return None
                self.progress = replace(self.progress, says="Waiting for the bot…")
