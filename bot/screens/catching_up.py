"""A partnership that was running before it came here: what there is to do in it, and when its catch-up start is due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.screen import Button, Line, Screen
from bot.screens import uploading
from conversations.dialogues.catch_up import CATCH_UP, DUE_AFTER_DAYS
from conversations.text import N_, Text, counted, text


class Standing(Enum):
    """Where the catch-up start of a running partnership stands."""

    AHEAD = auto()
    BEGUN = auto()
    DONE = auto()
    NONE = auto()  # it has had a start-up talk, or nothing is asked in it now


@dataclass(frozen=True)
class Running:
    partnership: int
    title: str
    standing: Standing
    due: str | None  # the day, in the reader's language; None until both sides have joined
    sends: bool  # the agreement they have can be sent
    sent: int | None = None  # the version that was sent last and can be read

    @property
    def lines(self) -> tuple[Line, ...]:
        """One sentence for staff's card, and for the menu until it is done; none where there is nothing to say."""
        match self.standing:
            case Standing.AHEAD if self.due is not None:
                # Translators: {date} is a day, as in "3 April 2027".
                return (Line(text(N_("Catch-up start due on {date}"), date=self.due)),)
            case Standing.AHEAD:
                after = counted(
                    "Catch-up start due {n} day after both sides have joined",
                    "Catch-up start due {n} days after both sides have joined",
                    DUE_AFTER_DAYS,
                )
                return (Line(after),)
            case Standing.BEGUN if self.due is not None:
                # Translators: {date} is a day, as in "3 April 2027".
                return (Line(text(N_("Catch-up start: begun, due on {date}"), date=self.due)),)
            case Standing.BEGUN:
                return (Line(Text(N_("Catch-up start: begun"))),)
            case Standing.DONE:
                return (Line(Text(N_("Catch-up start: done"))),)
            case _:
                return ()

    def rows(self, *, several: bool = False) -> tuple[tuple[Button, ...], ...]:
        """What a member can do about it; with `several` the buttons say in which partnership."""
        found: list[tuple[Button, ...]] = []
        if self.standing is Standing.AHEAD:
            label = text(N_("Catch-up start: {title}"), title=self.title) if several else Text(N_("Catch-up start"))
            found.append((Button(label, f"Uc:{self.partnership}"),))
        if self.sends:
            found.append(uploading.send(self.partnership, own=True, named=self.title if several else None))
        if self.sent is not None:
            found.append(uploading.read(self.sent, own=True, named=self.title if several else None))
        return tuple(found)

    @property
    def rows_for_staff(self) -> tuple[tuple[Button, ...], ...]:
        send = (uploading.send(self.partnership, own=False),) if self.sends else ()
        return (*send, uploading.read(self.sent, own=False)) if self.sent is not None else send


def offer(running: Running) -> Screen:
    """Instead of a first question, for whoever has joined."""
    lines = [
        Line(running.title, "bold"),
        Line(Text(N_("You work together already. This is there for you, in whichever order suits you:"))),
    ]
    if running.sends:
        lines.append(Line(Text(N_("· Send the agreement you have, if there is one. Both sides approve it as it is."))))
    lines += [Line(text(N_("· Catch-up start: {questions}"), questions=_questions())), *running.lines]
    return Screen(tuple(lines), running.rows())


def begun(title: str, organisation: str, walk: int) -> Screen:
    """To the other side; one of it is asked, and any other can take over."""
    said = N_("{organisation} has begun the catch-up start: {questions}")
    lines = (Line(title, "bold"), Line(text(said, organisation=organisation, questions=_questions())))
    return Screen(lines, ((Button(Text(N_("Begin")), f"g:{walk}"),),))


def _questions() -> Text:
    return counted(
        "{n} short question. Skip what you like. The other side sees it only when both sides are ready.",
        "{n} short questions. Skip what you like. The other side sees them only when both sides are ready.",
        len(CATCH_UP.questions),
    )
