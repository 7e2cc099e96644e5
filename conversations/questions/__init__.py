"""Kinds of question: what each offers, and how each reads an answer or refuses it.

A kind reads plain input and returns what it means; it stores nothing and knows no language.
Source of the kinds: the guide's questions as they are asked on a phone. One class a kind.
"""

from __future__ import annotations

from conversations.questions.base import (
    NOT_IN_LIST,
    USE_BUTTONS,
    Option,
    Partly,
    PrivateNumber,
    Question,
    Reading,
    Refusal,
    Settled,
    When,
    codes_of,
    option,
)
from conversations.questions.figures import Counts, MonthQuestion, Number
from conversations.questions.free import (
    EMPTY,
    LAST_AWAY,
    LONGEST_TITLE,
    MOST_PIECES,
    PRIVATE,
    TOO_LONG,
    FreeText,
    ListOf,
    private_number,
    read_piece,
)
from conversations.questions.joint import (
    GoalChoice,
    Joint,
    JointChoice,
    JointCounts,
    JointGoals,
    JointLine,
    JointMonth,
    JointPromise,
    JointStep,
    JointTicks,
)
from conversations.questions.search import found
from conversations.questions.taps import RAG, Choice, Level, Multi, RedAmberGreen, Scale, WhoDoesIt

__all__ = [
    "EMPTY",
    "LAST_AWAY",
    "LONGEST_TITLE",
    "MOST_PIECES",
    "NOT_IN_LIST",
    "PRIVATE",
    "RAG",
    "TOO_LONG",
    "USE_BUTTONS",
    "Choice",
    "Counts",
    "FreeText",
    "GoalChoice",
    "Joint",
    "JointChoice",
    "JointCounts",
    "JointGoals",
    "JointLine",
    "JointMonth",
    "JointPromise",
    "JointStep",
    "JointTicks",
    "Level",
    "ListOf",
    "MonthQuestion",
    "Multi",
    "Number",
    "Option",
    "Partly",
    "PrivateNumber",
    "Question",
    "Reading",
    "RedAmberGreen",
    "Refusal",
    "Scale",
    "Settled",
    "When",
    "WhoDoesIt",
    "codes_of",
    "found",
    "option",
    "private_number",
    "read_piece",
]
