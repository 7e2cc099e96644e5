"""What staff are asked to enter a partnership, or to correct one. Data only; `conversations.entry` reads it."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.questions import Choice, MonthQuestion, Question, option
from conversations.text import N_

DANISH, LOCAL, COUNTRY, ZONE = "danish", "local", "country", "zone"
LANGUAGE, RUNNING, START, END = "language", "running", "start", "end"
UNKNOWN = "unknown"  # the code of *Not known yet*


@dataclass(frozen=True, kw_only=True)
class NameQuestion(Question):
    """An organisation's name."""


@dataclass(frozen=True, kw_only=True)
class Search(Question):
    """One of many by name: written in full or from its start, then chosen among the few that fit.

    With `listed` all of them stand on buttons from the beginning.
    """

    unknown: str
    listed: bool = True


QUESTIONS: dict[str, Question] = {
    question.id: question
    for question in (
        NameQuestion(id=DANISH, prompt=N_("What is the Danish organisation called?")),
        NameQuestion(id=LOCAL, prompt=N_("What is the local organisation called?")),
        Search(
            id=COUNTRY,
            prompt=N_("In which country does the local organisation work?"),
            hint=N_("Write its name or the beginning of it."),
            unknown=N_(
                "I don't know this country. Nothing was saved. Write its name or the beginning of it, "
                "or its two letters, such as NP for Nepal."
            ),
            listed=False,
        ),
        Search(
            id=ZONE,
            prompt=N_("Where is it the same time as at the local organisation?"),
            unknown=N_("I don't know this place. Nothing was saved. Choose one of the cities, or write its name."),
        ),
        Search(
            id=LANGUAGE,
            prompt=N_("Which language do both sides share?"),
            hint=N_("Both are asked to write in it if they can. Everyone still reads the bot in their own."),
            unknown=N_("This language is not offered. Nothing was saved. Press one of the buttons."),
        ),
        Choice(
            id=RUNNING,
            prompt=N_("Is the partnership already running, or is it new?"),
            choices=(option("new", N_("New")), option("running", N_("Already running"))),
        ),
        MonthQuestion(
            id=START,
            prompt=N_("In which month does the partnership start, or when did it?"),
            hint=N_("Press a month, or write it like 2027-02."),
        ),
        MonthQuestion(
            id=END,
            prompt=N_("In which month is it expected to end?"),
            hint=N_("Press a month, or write it like 2027-02."),
        ),
    )
}
ORDER = tuple(QUESTIONS)

SAME_NAME = N_("Both organisations cannot have the same name. Nothing was saved. Write the other one's name.")
WRITE_IT = N_("Please write it as a text message, or press a button. Nothing was saved.")
NOT_BEGUN_YET = N_(
    "It runs already, so it began in this month or before. Nothing was saved. Choose this month or an earlier one."
)
NOT_AFTER_START = N_(
    "The end must come after the start, {start}. Nothing was saved. Choose a later month, or press Not known yet."
)
PAST_END = N_(
    "{month} is in the past, and a new partnership ends later. Nothing was saved. "
    "Choose a later month, or press Not known yet."
)
