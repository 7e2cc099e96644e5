"""What every kind of question has in common, and what reading an answer can lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from conversations.answers import Answer, Json
from conversations.inputs import Raw
from conversations.sides import Side, Visible
from conversations.text import N_, Text, Value


@dataclass(frozen=True)
class Option:
    """A choice: the code that is stored, and what its button says (a `str` is a name in no language)."""

    code: str
    label: Text | str


def option(code: str, wording: str) -> Option:
    return Option(code, Text(wording))


@dataclass(frozen=True)
class When:
    """Asked only if `question` was answered with one of `codes`."""

    question: str
    codes: frozenset[str]


@dataclass(frozen=True)
class Settled:
    value: Json


@dataclass(frozen=True)
class Partly:
    value: Json


@dataclass(frozen=True)
class Refusal:
    why: Text


@dataclass(frozen=True)
class PrivateNumber:
    """It would be kept, but looks like a private number; `without` is the words with it taken out."""

    without: str


Reading = Settled | Partly | Refusal | PrivateNumber


USE_BUTTONS = N_("Please answer with one of the buttons. Nothing was saved.")


NOT_IN_LIST = N_("That choice is not in the list any more. Nothing was saved. Here is the question again.")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `side` None is asked of both; not `needed` ones stand behind *a few more?*.

    `prompt` is how whoever reads it sees it, with `values` for its `{names}`; `asked_of` has what a side is asked
    instead, where that differs. One of many about the same thing has an `item`, and an id that ends in it.
    """

    id: str
    prompt: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    asked_of: Mapping[Side, str] = field(default_factory=dict, hash=False)
    item: str | None = None
    side: Side | None = None
    needed: bool = True
    visible: Visible = Visible.BOTH
    visible_of: Mapping[Side, Visible] = field(default_factory=dict, hash=False)  # where a side's begins otherwise
    when: When | None = None
    each: tuple[str, int] | None = None  # asked for the n-th item of that list, whose words are the prompt's {item}
    gone: bool = False  # what it was about is no longer there: asked of nobody, what was answered is kept
    hint: str | None = None
    about_oneself: bool = False  # shown side by side, never compared
    power: bool = False  # about power and safety: comes early on the agenda
    low: int | None = None  # a readable answer at or below this is a talk point by itself
    mirror: str | None = None  # shown next to the other side's answer to this question
    across: str | None = None  # the question in which the other side says the same about this one
    across_prompt: str = ""  # the two laid side by side: about which {side}
    how: ClassVar[str] = N_("Answer in your own way. You can change it until both sides have finished the topic.")
    free: ClassVar[bool] = False  # answered in one's own words

    @property
    def root(self) -> str:
        """The id without the item."""
        return self.id.removesuffix(f".{self.item}") if self.item else self.id

    def asks(self, side: Side | None = None) -> Text:
        """The question as this side is asked it; None: as everybody reads it."""
        return Text(self.asked_of.get(side, self.prompt) if side else self.prompt, self.values)

    def begins(self, side: Side) -> Visible:
        """Who may see this side's answer until its writer chooses otherwise."""
        return self.visible_of.get(side, self.visible)

    def options(self, side: Side, draft: Json = None) -> tuple[Option, ...]:
        return ()

    def read(self, raw: Raw, side: Side, draft: Json) -> Reading:
        raise NotImplementedError

    def finish(self, draft: Json) -> Reading:
        """Done was pressed."""
        return Refusal(Text(USE_BUTTONS))


def codes_of(answer: Answer) -> frozenset[str]:
    """The option codes an answer holds, for conditions and comparison."""
    value = answer.value
    if isinstance(value, list):
        return frozenset(str(v) for v in value)
    return frozenset() if value is None or isinstance(value, dict) else frozenset({str(value)})
