"""One side's talk in a terminal: lines in, lines out. What they lead to is decided by the engine alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from conversations import events as ev
from conversations import inputs as do
from conversations import printed
from conversations.dialogue import Dialogue
from conversations.engine import step
from conversations.questions import Level, Multi, Question, found
from conversations.sides import Side, Visible
from conversations.spoken import Spoken
from conversations.text import N_, Listing, Text, text
from conversations.walk import Walk, asked, place
from conversations.words import whole_number

AT_QUESTION: dict[str, type[do.Input]] = {
    "skip": do.Skip,
    "back": do.Back,
    "talk": do.RatherTalk,
    "?": do.Explain,
    "unclear": do.PutAside,
    "done": do.Done,
    "keep": do.Keep,
}
CHANGE = re.compile(r"change (\d{1,3})")
SEE = re.compile(r"see (\d{1,3}) (both|staff|own|me)")
COMMANDS = (
    "skip · back · talk · ? · unclear · done · keep · change 2 · see 2 both/staff/own/me · ready · withdraw · quit"
)

Heard = tuple[do.Input, ...] | Text


class Quit(Exception):
    """The person wants to stop."""


class Terminal:
    """Holds the walk for as long as the terminal is open; nothing is kept afterwards."""

    def __init__(self, dialogue: Dialogue, side: Side, *, spoken: Spoken, tell: Callable[[str], None]) -> None:
        self.dialogue = dialogue
        self.walk = Walk(side)
        self._spoken = spoken
        self._tell = tell
        self._confirming: str | None = None  # the topic that was asked "ready?"
        self._private: tuple[do.Give, str] | None = None  # what waits for a choice, and it without the number

    def talk(self, lines: Iterator[str]) -> Walk:
        """Walks until the end of the dialogue, of the input, or `quit`."""
        self._print(text(N_("Commands: {commands}"), commands=COMMANDS))
        self._do((do.Resume(),))
        while not isinstance(place(self.dialogue, self.walk), ev.AtEnd):
            line = next(lines, None)
            if line is None:
                self._print("", Text(N_("The input has ended. Nothing is kept after a talk in a terminal.")))
                break
            try:
                heard = self._heard(line)
            except Quit:
                self._print("", Text(N_("Stopped. Nothing is kept after a talk in a terminal.")))
                break
            if isinstance(heard, Text):
                self._print(heard)
            else:
                self._do(heard)
        return self.walk

    def _heard(self, line: str) -> Heard:
        word = line.strip().casefold()
        confirming, self._confirming = self._confirming, None
        private, self._private = self._private, None
        if word == "quit":
            raise Quit
        if private is not None and word in ("remove", "keep", "again"):
            give, without = private
            if word == "keep":
                return (do.Give(give.question, give.raw, private_kept=True),)
            return (do.Give(give.question, do.Said(without)) if word == "remove" else do.Resume(),)
        if confirming is not None and word in ("yes", "ready"):
            return (do.SayReady(confirming),)
        return meant(line, self.dialogue, self.walk, self._spoken)

    def _do(self, inputs: tuple[do.Input, ...]) -> None:
        events: tuple[ev.Event, ...] = ()
        for given in inputs:
            turn = step(self.dialogue, self.walk, given)
            self.walk, events = turn.walk, turn.events
            if isinstance(events[0], ev.PrivateNumberSeen) and isinstance(given, do.Give):
                self._private = (given, events[0].without)
        for event in events:
            self._print(*self._told(event))

    def _told(self, event: ev.Event) -> Iterable[printed.Line]:
        match event:
            case ev.Arrived(here):
                yield from printed.place(here, self.walk)
                if isinstance(here, ev.AtReview):
                    yield Text(N_("Write ready, or change 2, or see 2 and both, staff, own or me."))
            case ev.Drafted(_, question, answer):
                yield from printed.choices(question, self.walk.side, answer)
            case ev.Refused(_, why):
                yield why
            case ev.PrivateNumberSeen():
                yield Text(N_("This looks like a private number. Write remove, keep or again."))
            case ev.Explained(question):
                yield Text(question.how)
                if question.hint:
                    yield Text(question.hint)
                yield Text(N_("Still not clear? Write unclear, and we put the question aside."))
            case ev.ReadyAsked(topic):
                self._confirming = topic.id
                yield text(N_("Finish {topic}? Write yes to confirm."), topic=Text(topic.title))
            case ev.TopicFinished(topic):
                yield text(N_("{topic}: finished on your side."), topic=Text(topic.title))
            case ev.TopicWithdrawn(topic):
                yield text(N_("{topic}: taken back. You can change your answers."), topic=Text(topic.title))
            case ev.LookedThrough(topic) | ev.VisibleChosen(topic):
                yield from printed.review(topic, self.walk)
            case ev.Stale():
                yield Text(N_("That does not fit here. Nothing was changed."))

    def _print(self, *lines: printed.Line) -> None:
        for line in lines:
            parts = line if isinstance(line, tuple) else (line,)
            self._tell("".join(self._spoken.say(part) for part in parts))


def meant(line: str, dialogue: Dialogue, walk: Walk, spoken: Spoken) -> Heard:
    """What a line asks for at this point of the walk, or why it cannot be told."""
    here = place(dialogue, walk)
    word = line.strip().casefold()
    if word == "withdraw":
        ready = [topic.id for topic in dialogue.topics if topic.id in walk.ready]
        return (do.Withdraw(ready[-1]),) if ready else Text(N_("No topic is finished yet."))
    if isinstance(here, ev.AtEnd):
        return (do.Resume(),)
    if word == "ready":
        return (do.AskReady(here.topic.id),)
    if word == "change":
        return (do.LookThrough(here.topic.id),)
    questions = asked(walk, here.topic)
    numbered = CHANGE.fullmatch(word) or SEE.fullmatch(word)
    if numbered:
        n = int(numbered[1])
        if not 1 <= n <= len(questions):
            return text(N_("There is no answer with that number. Choose from 1 to {n}."), n=len(questions))
        chosen = questions[n - 1].id
        return (do.Show(chosen, Visible(numbered[2])),) if numbered.re is SEE else (do.Change(chosen),)
    if isinstance(here, ev.AtFewMore) and word in ("yes", "no"):
        return (do.FewMore(here.topic.id, word == "yes"),)
    if not isinstance(here, ev.AtQuestion):
        return (do.Resume(),)
    if word in AT_QUESTION:
        return (_at(AT_QUESTION[word], here.question.id),)
    return _answer(line, here.question, walk.side, spoken)


def _at(kind: Callable[..., do.Input], question: str) -> do.Input:
    return kind(question)


def _answer(line: str, question: Question, side: Side, spoken: Spoken) -> Heard:
    """An answer: its number or words where there are options, else as it was written."""
    if question.free and line.strip() == "-":
        return (do.Give(question.id, do.Tap("-")),)
    options = question.options(side)
    if not options:
        return (do.Give(question.id, do.Said(line)),)
    codes = [option.code for option in options]
    parts = [whole_number(part) for part in re.split(r"[\s,]+", line.strip())]
    numbers = [part for part in parts if part is not None]
    if len(numbers) == len(parts) and (isinstance(question, Multi) or len(parts) == 1):
        if not all(1 <= n <= len(codes) for n in numbers):
            return text(N_("Choose from 1 to {n}. Nothing was saved."), n=len(codes))
        return tuple(do.Give(question.id, do.Tap(codes[n - 1])) for n in numbers)
    labels = tuple(
        (code, spoken.say(Text(question.steps[n]) if isinstance(question, Level) else options[n].label))
        for n, code in enumerate(codes)
    )
    fitting = found(labels, line)
    if len(fitting) > 1:
        names = Listing(tuple(name for _, name in fitting))
        return text(N_("Several fit: {options}. Write the number."), options=names)
    raw = do.Tap(fitting[0][0]) if fitting else do.Said(line)
    return (do.Give(question.id, raw),)
