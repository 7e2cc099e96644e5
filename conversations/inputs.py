"""What a person can do to a walk. Values only: who did it, and whether they may, is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.sides import Visible


@dataclass(frozen=True)
class Tap:
    """A button with this code under the question."""

    code: str


@dataclass(frozen=True)
class Said:
    """A written message; `source` is the message it came in, so that an edit finds it again."""

    words: str
    source: int | None = None


@dataclass(frozen=True)
class Sent:
    """A voice message, photo or document, already registered under `media`."""

    media: int
    kind: str
    caption: str = ""
    source: int | None = None
    album: str | None = None


Raw = Tap | Said | Sent


@dataclass(frozen=True)
class Give:
    question: str
    raw: Raw
    private_kept: bool = False  # the writer was asked about a private number and keeps it


@dataclass(frozen=True)
class Done:
    question: str


@dataclass(frozen=True)
class Skip:
    question: str


@dataclass(frozen=True)
class RatherTalk:
    question: str


@dataclass(frozen=True)
class Explain:
    question: str


@dataclass(frozen=True)
class PutAside:
    """Still unclear after the explanation."""

    question: str


@dataclass(frozen=True)
class Back:
    question: str


@dataclass(frozen=True)
class Keep:
    """Leave a reopened answer as it was."""

    question: str


@dataclass(frozen=True)
class Change:
    question: str


@dataclass(frozen=True)
class Amend:
    """The person edited a message they had sent; `source` names it."""

    question: str
    words: str
    source: int
    private_kept: bool = False


@dataclass(frozen=True)
class Show:
    """Choose who may see an answer."""

    question: str
    visible: Visible


@dataclass(frozen=True)
class FewMore:
    topic: str
    wanted: bool


@dataclass(frozen=True)
class AskReady:
    topic: str


@dataclass(frozen=True)
class SayReady:
    topic: str


@dataclass(frozen=True)
class Withdraw:
    topic: str


@dataclass(frozen=True)
class LookThrough:
    topic: str


@dataclass(frozen=True)
class Resume:
    """Any message brings a person back to where they were."""


Input = (
    Give
    | Done
    | Skip
    | RatherTalk
    | Explain
    | PutAside
    | Back
    | Keep
    | Change
    | Amend
    | Show
    | FewMore
    | AskReady
    | SayReady
    | Withdraw
    | LookThrough
    | Resume
)
